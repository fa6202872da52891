"""Where on a page is something written? Followed only so far as to tell whether one string goes on from the last."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import hypot

type Matrix = tuple[float, float, float, float, float, float]

_AS_IS: Matrix = (1, 0, 0, 1, 0, 0)
_NEAR = 0.2  # of the size of the letters: less than a blank, more than the room letters are set apart by


class Pen:
    """The place and size of what is written, in the page's own measure."""

    def __init__(self) -> None:
        self._page, self._line, self._size = _AS_IS, _AS_IS, 1.0
        self._kept: list[Matrix] = []
        self._stopped: tuple[float, float] | None = None

    def moves(self, operator: bytes, given: Sequence[object]) -> None:
        """Follow one operator; those that move nothing are passed over."""
        match operator:
            case b"q":
                self._kept.append(self._page)
            case b"Q" if self._kept:
                self._page = self._kept.pop()
            case b"cm":
                self._page = _times(_matrix(given), self._page)
            case b"BT":
                self._line = _AS_IS
            case b"Tm":
                self._line = _matrix(given)
            case b"Td" | b"TD":
                self._line = _times(_matrix((1, 0, 0, 1, *given)), self._line)
            case b"Tf":
                self._size = float(given[1])  # type: ignore[arg-type]

    def writes(self, width: float) -> bool:
        """Write a string so many sizes wide; True if it begins where the last one ended."""
        at = _times(self._line, self._page)
        starts = at[4], at[5]
        letter = hypot(at[0], at[1]) * self._size
        goes_on = self._stopped is not None and hypot(*_apart(starts, self._stopped)) < _NEAR * letter
        ends = _times((1, 0, 0, 1, width * self._size, 0), at)
        self._stopped = ends[4], ends[5]
        return goes_on

    @contextmanager
    def within(self, matrix: Sequence[object] | None) -> Iterator[None]:
        """Draw something placed on the page, and come back to where the page was."""
        kept, self._page = self._page, _times(_matrix(matrix) if matrix else _AS_IS, self._page)
        stack, self._kept = self._kept, []
        yield
        self._page, self._kept = kept, stack


def _matrix(given: Sequence[object]) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in given)  # type: ignore[arg-type]
    return a, b, c, d, e, f


def _times(one: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apart(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] - other[0], one[1] - other[1]
