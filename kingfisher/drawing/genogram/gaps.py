"""Through which gap does a line pass a row of people, without touching anyone or another line?"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kingfisher.drawing.genogram.labels import LEFT

CLEAR = 2.0  # pixels kept free beside symbols and words
BESIDE = 4.0  # between two lines in one gap
CROSSING = 70.0  # a crossing is worth a detour of so many pixels
BEYOND = 10.0  # how far outside the outermost people a line may pass


class Gaps:
    """The gaps of every row, and what has been taken of them."""

    def __init__(
        self,
        row: Mapping[str, int],
        x: Mapping[str, float],
        rows: Sequence[Sequence[str]],
        extents: Mapping[str, float],
        spans: Sequence[tuple[int, float, float]],
    ) -> None:
        self.spans = spans
        self.taken: dict[int, list[float]] = {}
        self.tight: list[tuple[int, float]] = []
        self.free = [self._free([(x[p] - LEFT - CLEAR, x[p] + extents[p] + CLEAR) for p in line]) for line in rows]

    @staticmethod
    def _free(taken: list[tuple[float, float]]) -> list[tuple[float, float]]:
        if not taken:
            return [(-1e6, 1e6)]
        between = [(one[1], other[0]) for one, other in pairwise(taken)]
        return [(-1e6, taken[0][0] - BEYOND), *between, (taken[-1][1] + BEYOND, 1e6)]

    def take(self, row: int, x: float, aim: float | None, within: tuple[float, float] | None = None) -> float:
        """Reserve a place to pass the row, near `x` and near where the line goes on to (`aim`); its x.

        `within` keeps it between two x, where it must. A gap that is full is named in `tight`, and shared.
        """
        best: tuple[float, float] | None = None
        goal = x if aim is None else aim
        for low, high in self.free[row]:
            left, right = (max(low, within[0]), min(high, within[1])) if within else (low, high)
            if right < left:
                continue
            place = self._place(row, left, right, min(max(x, left), right))
            cost = abs(place - x) + 0.5 * abs(place - goal) + CROSSING * self._crossed(row, place)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, place)
        place = best[1] if best else x
        if any(abs(place - other) < BESIDE - 0.5 for other in self.taken.get(row, [])):
            self.tight.append((row, place))
        self.taken.setdefault(row, []).append(place)
        return place

    def _place(self, row: int, left: float, right: float, wish: float) -> float:
        """The free x nearest to the wish; the wish itself when the gap is full."""
        taken = [x for x in self.taken.get(row, []) if left - BESIDE < x < right + BESIDE]
        tries = [wish, *(x + side * BESIDE for x in taken for side in (-1, 1))]
        free = [x for x in tries if left <= x <= right and all(abs(x - other) >= BESIDE - 0.01 for other in taken)]
        return min(free, key=lambda x: (abs(x - wish), x)) if free else wish

    def _crossed(self, row: int, x: float) -> int:
        return sum(one in (row, row - 1) and low < x < high for one, low, high in self.spans)
