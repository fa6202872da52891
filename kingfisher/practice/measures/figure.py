"""What is a measure's figure, always with its denominator, and when is it too small to be shown?

A figure is about practice over many families: never about one family or one practitioner. Small numbers are held back
so that nobody can be found behind them, and where one held-back number could be worked out from the total, the next
smallest is held back with it.
"""

from collections.abc import Container, Iterable, Sequence
from datetime import date

import msgspec

from kingfisher.timeline.chronology import Chronology

FEWEST = 5  # figures from fewer families, or a count of fewer than this, are not shown


class Trained(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the training register: what for, on which day, and until when a licence holds (None: no licence)."""

    agency: str
    what: str  # neglect_strategy, neglect_tool ...
    day: date
    licensed_until: date | None = None


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """How many of an agency's staff a training is meant for."""

    agency: str
    what: str
    number: int


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a measure is taken of: the families, the days (both inclusive), the register, and the words looked for.

    `words` are phrase lists of the questions' parameters ("neglect", "concerns", "tools", "strategy").
    """

    families: Iterable[Chronology]  # gone through more than once: never a generator
    first: date
    last: date
    trained: Sequence[Trained] = ()
    staff: Sequence[Staff] = ()
    words: dict[str, tuple[str, ...]] = {}


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """So many `of` so many `out_of`: what is counted, over what, for which agency ("" for all), from how many families.

    `families` is how many families' records stand behind it; None where no family's record does (a register).
    """

    counts: str
    over: str
    of: int
    out_of: int
    agency: str = ""
    families: int | None = None

    @property
    def words(self) -> str:
        """The figure as it is said: "12 of 40 plan lines …"."""
        return f"{self.of} of {self.out_of} {self.over} {self.counts}"


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as it may be shown: its words, or why it is held back."""

    figure: Figure | None
    counts: str
    over: str
    agency: str
    words: str


def shown(figures: Iterable[Figure], also: Container[tuple[str, str, str]] = ()) -> list[Shown]:
    """Every figure as it may be shown, in the order given; those from too few are held back and say so. `also` names
    figures, by what they count, over what and for which agency, that would give away another (`periods`)."""
    listed = list(figures)
    held = {place for place, one in enumerate(listed) if _is_small(one) or (one.counts, one.over, one.agency) in also}
    for places in _parts_of_one_total(listed):
        hidden = [place for place in places if place in held]
        open_ones = [place for place in places if place not in held and listed[place].out_of]
        if len(hidden) == 1 and open_ones:
            held.add(min(open_ones, key=lambda place: (listed[place].out_of, listed[place].agency)))
    return [_shown(one, is_held=place in held) for place, one in enumerate(listed)]


def _is_small(one: Figure) -> bool:
    """Too few families, or so few on either side of the line that someone could be found behind them."""
    if one.out_of == 0:
        return False
    few = one.families is not None and one.families < FEWEST
    either_side = (one.of, one.out_of - one.of)
    return few or one.out_of < FEWEST or any(0 < number < FEWEST for number in either_side)


def _parts_of_one_total(listed: Sequence[Figure]) -> list[list[int]]:
    """The places of the agencies' figures that add up to a figure for all."""
    totals = {(one.counts, one.over) for one in listed if not one.agency}
    return [
        [place for place, one in enumerate(listed) if one.agency and (one.counts, one.over) == total]
        for total in sorted(totals)
    ]


def _shown(one: Figure, *, is_held: bool) -> Shown:
    if not one.out_of:
        words = f"No {one.over} are recorded."
    else:
        words = f"Held back: too few {one.over} to say how many {one.counts}." if is_held else one.words
    return Shown(figure=None if is_held else one, counts=one.counts, over=one.over, agency=one.agency, words=words)


class Tally:
    """Counts as they are met: for all and by agency, with the families behind them."""

    def __init__(self, counts: str, over: str) -> None:
        self.counts, self.over = counts, over
        self._of: dict[str, int] = {}
        self._out_of: dict[str, int] = {}
        self._families: dict[str, set[int]] = {}

    def add(self, family: int, agency: str, *, counted: bool) -> None:
        """One more in the denominator, and in the numerator when it is counted. `agency` "" counts for all only."""
        for name in {"", agency}:
            self._out_of[name] = self._out_of.get(name, 0) + 1
            self._of[name] = self._of.get(name, 0) + counted
            self._families.setdefault(name, set()).add(family)

    def figures(self) -> list[Figure]:
        """For all first, then each agency by name; 0 of 0 when nothing was met."""
        names = sorted(self._out_of) or [""]
        return [
            Figure(
                counts=self.counts, over=self.over, of=self._of.get(name, 0), out_of=self._out_of.get(name, 0),
                agency=name, families=len(self._families.get(name, ())),
            )
            for name in names
        ]  # fmt: skip
