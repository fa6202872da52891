"""How often do the lines of a placed family cross, and how often must they at the least?"""

from collections import defaultdict

from kingfisher.drawing.genogram.counting import Counting
from kingfisher.drawing.genogram.frame import Frame, Link
from kingfisher.drawing.genogram.placed import Placed
from kingfisher.practice.kin import Kin

type Lines = tuple[float, list[float]]  # a stem's x, and its children's


def crossings_of(kin: Kin, placed: Placed) -> int:
    """The crossings of structure lines as drawn: brackets nest, a bar for each union, the better of two bars above.

    `kin` must be the family that was placed. Raises `KeyError` when somebody in it was not.
    """
    frame = Frame(kin, placed.row)
    x = [placed.x[person.id] for person in frame.people]
    passes = {(one.row, one.union, one.person): one.x for one in placed.passes}
    for number, (union, person) in sorted(frame.passing.items()):
        x.append(passes[frame.row_of[number], union, person])
    rows: list[list[int]] = [[] for _ in range(frame.rows)]
    for number in sorted(range(len(x)), key=lambda number: (x[number], number)):
        rows[frame.row_of[number]].append(number)
    return drawn_crossings(Counting(frame), [tuple(row) for row in rows], x, placed.stems)


def drawn_crossings(counting: Counting, rows: list[tuple[int, ...]], x: list[float], stems: dict[str, float]) -> int:
    """The same from where each number of a frame stands, and where the stem of each union goes down."""
    return sum(counting.row(row).crossings for row in rows) + sum(
        _between(_lines(links, x, stems)) for links in counting.frame.links_on
    )


def _lines(links: list[Link], x: list[float], stems: dict[str, float]) -> list[Lines]:
    lines: list[Lines] = []
    for link in links:
        if link.kids:
            stem = stems[link.union] if link.first else x[link.ends[0]]
            lines.append((stem, sorted(x[kid] for kid in link.kids)))
    return lines


def _between(lines: list[Lines]) -> int:
    """Crossings between two rows: for each two unions, with the bar above that crosses less."""
    return sum(
        min(_over(one, other), _over(other, one)) for place, one in enumerate(lines) for other in lines[place + 1 :]
    )


def _over(upper: Lines, lower: Lines) -> int:
    """Crossings of two unions when the first one's bar is the higher: the other's stem, and its own drops."""
    low, high = min(upper[0], upper[1][0]), max(upper[0], upper[1][-1])
    low2, high2 = min(lower[0], lower[1][0]), max(lower[0], lower[1][-1])
    return (low < lower[0] < high) + sum(1 for drop in upper[1] if low2 < drop < high2)


def forced_crossings(kin: Kin) -> int:
    """A number of crossings that no order avoids, brackets above the row allowed.

    Somebody with partners on each side reaches a third over one of them: for nothing if that one's parents are not
    drawn, else across that one's line. So each partner with parents beyond two costs one. The true least may be higher.
    """
    children = {birth.child for birth in kin.births}
    fruitful = {birth.union for birth in kin.births}
    partners: dict[str, set[str]] = defaultdict(set)
    for union in kin.unions:
        if union.id in fruitful:
            one, other = union.partners
            partners[one].add(other)
            partners[other].add(one)
    count = 0
    for partner_set in partners.values():
        rooted = {one for one in partner_set if one in children and not partners[one] & partner_set}
        count += max(0, len(rooted) - 2)
    return count
