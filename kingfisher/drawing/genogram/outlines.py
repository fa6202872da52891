"""The outline of rectangles laid over one another, as closed runs of corners."""

from collections.abc import Sequence

type XY = tuple[float, float]
type Box = tuple[float, float, float, float]


def outline(boxes: Sequence[Box]) -> list[list[XY]]:
    """The edges of everything the boxes cover together, each run clockwise; holes run the other way round."""
    boxes = [(round(a, 1), round(b, 1), round(c, 1), round(d, 1)) for a, b, c, d in boxes]
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    filled = {
        (i, j)
        for i in range(len(xs) - 1)
        for j in range(len(ys) - 1)
        if any(a <= xs[i] and xs[i + 1] <= c and b <= ys[j] and ys[j + 1] <= d for a, b, c, d in boxes)
    }
    after: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i, j in sorted(filled):
        for beside, start, end in (
            ((i, j - 1), (i, j), (i + 1, j)),
            ((i + 1, j), (i + 1, j), (i + 1, j + 1)),
            ((i, j + 1), (i + 1, j + 1), (i, j + 1)),
            ((i - 1, j), (i, j + 1), (i, j)),
        ):
            if beside not in filled:
                after.setdefault(start, []).append(end)
    runs = []
    while after:
        runs.append([(xs[i], ys[j]) for i, j in _corners(_run(after))])
    return runs


def _run(after: dict[tuple[int, int], list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """One closed run of edges, taken out of those that are left."""
    start = min(after)
    run = [start]
    while True:
        ends = after[run[-1]]
        end = ends.pop(0)
        if not ends:
            del after[run[-1]]
        if end == start:
            return run
        run.append(end)


def _corners(run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without the points that lie on a straight edge."""
    out = []
    for n, point in enumerate(run):
        before, after = run[n - 1], run[(n + 1) % len(run)]
        if not (before[0] == point[0] == after[0] or before[1] == point[1] == after[1]):
            out.append(point)
    return out
