"""What goes on a strip, and where: light marks gathered into what will be drawn, which is also the table that says it.

A `Fact` is one drawn thing with its words. The picture draws each fact once and nothing else, so the table and the
picture cannot differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from kingfisher.timeline.dates import said as _said_slowly

BIN = 6  # pixels: two marks nearer than this cannot be told apart, so they are counted instead
FIRST_X, LAST_X = 190, 920  # the part of the picture's width that is time
said = lru_cache(maxsize=8192)(_said_slowly)  # a strip says the same days over and over


class Mark(msgspec.Struct, frozen=True, gc=False):
    """One entry, as light as a row: its first and last possible day (both None: undated), and what to call it."""

    day: date | None
    last: date | None
    agency: str
    kind: str
    id: str
    label: str = ""
    about: bool = False
    missed: bool = False  # an offered contact that did not happen


class Sight(msgspec.Struct, frozen=True, gc=False):
    """A child was seen, from a first to a last possible day; `at_home` None when where is not recorded."""

    child: str
    day: date
    last: date
    at_home: bool | None
    id: str = ""


class Gap(msgspec.Struct, frozen=True, gc=False):
    """No sighting of the child is recorded from first to last, both inclusive."""

    child: str
    first: date
    last: date
    words: str


class Fact(msgspec.Struct, frozen=True):
    """One thing drawn: in which lane, as what, over which days, for how many entries, and in words."""

    lane: str
    shape: str  # entry, decision, incident, missed, unsure, bar, seen_home, seen_elsewhere, gap, undated
    first: date | None
    last: date | None
    count: int
    words: str
    ids: tuple[str, ...] = ()


class Laid(msgspec.Struct, frozen=True):
    """A strip laid out: its lanes from top to bottom, every fact to draw, and how many entries lie outside it."""

    first: date
    last: date
    as_at: date | None
    lanes: tuple[tuple[str, str], ...]  # (id, name), children first
    children: frozenset[str]
    facts: tuple[Fact, ...]
    outside: int

    def x(self, day: date) -> float:
        """Where a day stands across the picture; days before or after it stand at its ends."""
        if day <= self.first:
            return FIRST_X
        if day >= self.last:
            return LAST_X
        return round(FIRST_X + (LAST_X - FIRST_X) * (day - self.first).days / (self.last - self.first).days, 1)


def lay_out(
    marks: Iterable[Mark],
    *,
    first: date,
    last: date,
    as_at: date | None = None,
    seen: Iterable[Sight] = (),
    gaps: Iterable[Gap] = (),
    children: Sequence[tuple[str, str]] = (),
    names: Mapping[str, str] | None = None,
) -> Laid:
    """Lay marks out between two days (both inclusive), the same whatever order they come in.

    `children` and `names` give (id, name) for the lanes; an agency without a name is called by its id. Nothing after
    `as_at` is drawn; a span that runs past it is cut there. Uncertain dates are never moved to a day: they keep their
    span. Undated entries are counted per agency, and never placed. Raises `ValueError` when `first` is after `last`.
    """
    if first > last:
        raise ValueError(f"{first} is after {last}: give the earlier day first.")
    names = names or {}
    end = min(last, as_at) if as_at else last
    groups, undated, outside, agencies = _gather(marks, first, end, as_at, (last - first).days)
    facts = [_fact(key[0], key[1], group) for key, group in groups.items()]
    facts += [Fact(agency, "undated", None, None, n, f"{n} with no date") for agency, n in undated.items() if n]
    known = {child for child, _ in children}
    facts += [_sight_fact(sight) for sight in seen if sight.child in known and sight.last >= first and sight.day <= end]
    facts += [
        Fact(gap.child, "gap", gap.first, min(gap.last, end), 0, gap.words)
        for gap in gaps
        if gap.child in known and gap.last >= first and gap.first <= end
    ]
    lanes = [*children, *sorted(((agency, names.get(agency, agency)) for agency in agencies), key=lambda lane: lane[1])]
    place = {lane: number for number, (lane, _) in enumerate(lanes)}
    facts.sort(key=lambda fact: (place[fact.lane], fact.first or date.max, fact.shape, fact.words, fact.ids))
    return Laid(first, last, as_at, tuple(lanes), frozenset(known), tuple(facts), outside)


type _Groups = dict[tuple[str, str, int, int], list[Mark]]


def _gather(
    marks: Iterable[Mark], first: date, end: date, as_at: date | None, days: int
) -> tuple[_Groups, dict[str, int], int, set[str]]:
    """One pass: marks by lane, shape and the bins their days fall in; the undated; how many lie outside the days."""
    groups: _Groups = {}
    undated: dict[str, int] = {}
    outside = 0
    bins = (LAST_X - FIRST_X) / BIN / max(days, 1)
    low, high = first.toordinal(), end.toordinal()
    for mark in marks:
        day, last = mark.day, mark.last
        if as_at is not None and day is not None and day > as_at:
            continue
        undated.setdefault(mark.agency, 0)
        if day is None and last is None:
            undated[mark.agency] += 1
            continue
        start, stop = (day.toordinal() if day else low), (last.toordinal() if last else high)
        if stop < low or start > high:
            outside += 1
            continue
        unsure = day != last or mark.about
        shape = "unsure" if unsure else _SHAPES.get(mark.kind, "entry") if not mark.missed else "missed"
        left = int((max(start, low) - low) * bins)
        # Ends of uncertain spans are gathered twice as coarsely: a day nobody wrote needs no finer place.
        key = (
            (mark.agency, shape, left // 2, int((min(stop, high) - low) * bins) // 2)
            if unsure
            else (mark.agency, shape, left, left)
        )
        group = groups.get(key)
        if group is None:
            groups[key] = [mark]
        else:
            group.append(mark)
    return groups, undated, outside, set(undated)


_SHAPES = {"decision": "decision", "incident": "incident"}
_PLURALS = {
    "entry": "entries",
    "decision": "decisions",
    "incident": "incidents",
    "missed": "contacts that did not happen",
    "unsure": "entries whose day is not certain",
}


def _fact(agency: str, shape: str, group: list[Mark]) -> Fact:
    if len(group) == 1:
        mark = group[0]
        words = f"{_days(mark.day, mark.last, mark.about)}: {mark.label or mark.kind.replace('_', ' ')}"
        return Fact(agency, shape, mark.day, mark.last, 1, words, (mark.id,))
    starts = [mark.day for mark in group if mark.day]
    stops = [mark.last for mark in group if mark.last]
    first = min(starts) if len(starts) == len(group) else None
    last = max(stops) if len(stops) == len(group) else None
    words = f"{_days(first, last)}: {len(group)} {_PLURALS[shape]}"
    shown = "bar" if shape == "entry" else shape
    return Fact(agency, shown, first, last, len(group), words, tuple(sorted(mark.id for mark in group)))


def _sight_fact(sight: Sight) -> Fact:
    where = {True: "seen inside the home", False: "seen elsewhere", None: "seen, where not recorded"}[sight.at_home]
    shape = "seen_home" if sight.at_home else "seen_elsewhere"
    words = f"{_days(sight.day, sight.last)}: {where}"
    return Fact(sight.child, shape, sight.day, sight.last, 1, words, (sight.id,) if sight.id else ())


def _days(first: date | None, last: date | None, about: bool = False) -> str:
    word = "about " if about else ""
    if first is None:
        return f"{word}on or before {said(last)}" if last else "no date"
    if last is None:
        return f"{word}on or after {said(first)}"
    return word + (said(first) if first == last else f"{said(first)} to {said(last)}")
