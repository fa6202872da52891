"""Over which days may a figure be taken, so that no small number can be worked out by taking one figure from another?

Two figures over days that overlap, taken apart, tell what lies between: a year to 31 March and the same year to 30
March tell of one day. So figures are taken over fixed days that have ended: years from 1 April to 31 March, and their
two halves. They overlap in one way only, a year over its halves, and there what one half holds back the year must not
give away (`given_away`).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from kingfisher.practice.measures.figure import Figure, Shown

YEARS = 10  # back from the last that has ended
_BEGINS, _TURNS = 4, 10  # months: of a year, of its second half
type Key = tuple[str, str, str]  # what is counted, over what, for which agency


class Period(msgspec.Struct, frozen=True, order=True):
    """Days over which a figure may be taken, both inclusive: a year from 1 April, or one of its halves."""

    first: date
    last: date

    @property
    def is_year(self) -> bool:
        """True of a whole year."""
        return self.first.month == _BEGINS and self.last.month == _BEGINS - 1

    @property
    def halves(self) -> tuple["Period", ...]:
        """The halves of a year; of a half, none."""
        turn = date(self.first.year, _TURNS, 1)
        return (Period(self.first, turn - timedelta(1)), Period(turn, self.last)) if self.is_year else ()


def periods(as_at: date) -> list[Period]:
    """The years, and their halves, that ended before the day: years first, each kind the latest first."""
    last = as_at.year - (as_at < date(as_at.year, _BEGINS, 1))
    years = [_year(last - back) for back in range(1, YEARS + 1)]
    halves = [half for year in (_year(last), *years) for half in year.halves if half.last < as_at]
    return [*years, *sorted(halves, reverse=True)]


def next_to_end(as_at: date) -> Period:
    """The half year that the day is in: its figures can be taken once it has ended."""
    year = _year(as_at.year - (as_at < date(as_at.year, _BEGINS, 1)))
    return next(half for half in year.halves if half.first <= as_at <= half.last)


def given_away(whole: Iterable[Figure], halves: Sequence[Sequence[Shown]]) -> frozenset[Key]:
    """The figures of a year that must be held back: one of its halves is held back and the other is shown."""
    held = [{(one.counts, one.over, one.agency) for one in half if one.figure is None} for half in halves]
    keys = ((one.counts, one.over, one.agency) for one in whole)
    return frozenset(key for key in keys if sum(key in half for half in held) == 1)


def _year(begins: int) -> Period:
    return Period(date(begins, _BEGINS, 1), date(begins + 1, _BEGINS, 1) - timedelta(1))
