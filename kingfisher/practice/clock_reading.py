"""From one record on one day: which clocks began, what each is counted from, what met or ended it, and whose it is."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice

import msgspec

from kingfisher.practice.children import is_unborn
from kingfisher.practice.clock import Breach, Clock
from kingfisher.practice.clock_course import Course, Span, State, course_of, span_of
from kingfisher.practice.clock_lines import Line, Moment, Run, Spell, Spells, action, in_order, links
from kingfisher.practice.clock_moments import Moments
from kingfisher.practice.clock_owners import Owners, is_of
from kingfisher.practice.clock_reasons import Asked, Reasons
from kingfisher.practice.guidance import Guidance
from kingfisher.practice.timescales import Timescale, Timescales
from kingfisher.practice.working_days import add_months
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When

_NONE = Line([])


class _Begun(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A clock that began: what shows that it is needed, what its limit is counted from, and in which spell."""

    name: str
    timescale: Timescale
    start: Moment
    base: Moment
    spell: Spell | None
    note: str


class Reading:
    """One reading of one record on one day."""

    def __init__(self, chronology: Chronology, as_at: date, timescales: Timescales) -> None:
        self.as_at, self.timescales = as_at, timescales
        self.moments = Moments(chronology, as_at)
        self.owners = Owners(self.moments.chronology, as_at)
        self.reasons = Reasons(self.moments)
        self._lines: dict[tuple[str, ...], dict[str, Line]] = {}
        self._spells: dict[tuple[str, str], Spells] = {}
        self._free_lines: dict[tuple[tuple[str, ...], tuple[str, ...], str, str], Line] = {}

    def all(self) -> Iterator[Clock]:
        """Every clock of every timescale."""
        for name, timescale in self.timescales.held.items():
            for line in self._gathered(timescale.starts).values():
                for begun in self._begun(name, timescale, line):
                    span = span_of(name, timescale, self.timescales, begun.base)
                    if span is not None:
                        yield self._clock(begun, span)

    def _gathered(self, names: tuple[str, ...]) -> dict[str, Line]:
        if names not in self._lines:
            found: dict[str, list[Moment]] = {}
            several = [self.moments.of(name) for name in names]
            for each in several:
                for child, ones in each.items():
                    found.setdefault(child, []).extend(ones)
            joined = found if len(several) == 1 else {child: in_order(ones) for child, ones in found.items()}
            self._lines[names] = {child: Line(ones) for child, ones in joined.items()}
        return self._lines[names]

    def _line(self, names: tuple[str, ...], child: str) -> Line:
        return self._gathered(names).get(child, _NONE)

    def _begun(self, name: str, timescale: Timescale, starts: Line) -> Iterator[_Begun]:
        counted: set[frozenset[str]] = set()
        turns: dict[int, int] = {}
        for start in starts.moments:
            spell = self._spell(timescale, start)
            if timescale.spell and spell is None:
                continue
            turn = turns.get(id(spell), 0)
            turns[id(spell)] = turn + 1
            if not self._wanted(timescale, start, spell, turn):
                continue
            base, note = self._counted_from(timescale, start)
            if base and not (base.ids and base.ids in counted):
                counted.add(base.ids)
                yield _Begun(name=name, timescale=timescale, start=start, base=base, spell=spell, note=note)

    def _spell(self, timescale: Timescale, start: Moment) -> Spell | None:
        if not timescale.spell:
            return None
        key = (timescale.spell, start.child)
        if key not in self._spells:
            self._spells[key] = Spells(self.moments.spells(timescale.spell).get(start.child, []))
        return self._spells[key].at(start.when)

    def _wanted(self, timescale: Timescale, start: Moment, spell: Spell | None, turn: int) -> bool:
        if timescale.turn and (timescale.turn == "first") != (turn == 0):
            return False
        person = self.moments.people.get(start.child)
        day = start.when.latest
        if timescale.born and person and day and is_unborn(person, day):
            return False
        sort = timescale.owner.agency
        if timescale.tells_starter and all(is_of(entry.agency, sort) for entry in start.entries):
            return False  # nobody has recorded who referred
        return _in_months(timescale, start, spell)

    def _counted_from(self, timescale: Timescale, start: Moment) -> tuple[Moment | None, str]:
        """From when the limit runs: the linked earlier event, or the last one shortly before; else the start itself.

        Something that is already the end of it, with nothing recorded before, starts no clock: (None, "").
        """
        if timescale.counts_back:  # begun when it was known of; counted back from its own day
            return Moment(child=start.child, when=start.entries[0].happened, entries=start.entries), ""
        if not timescale.counted_from:
            return start, ""
        earlier = self._line(timescale.counted_from, start.child)
        linked = [earlier.by_id[name] for name in self._linked_ids(start) if name in earlier.by_id]
        before = max(linked, key=lambda one: one.when.sort_key, default=None) or earlier.shortly_before(start)
        if before:
            return before, ""
        if not start.ids.isdisjoint(self._line(timescale.met_by, start.child).by_id):
            return None, ""
        return start, "What it should be counted from is not recorded: counted from the day it is first shown."

    def _linked_ids(self, start: Moment) -> set[str]:
        """The ids it names, and those that these name: an assessment names the decision, which names the referral."""
        direct = {one for entry in start.entries for one in links(entry)} | start.ids
        held = self.moments.chronology.by_id
        return direct | {one for name in direct if name in held for one in links(held[name])}

    def _clock(self, begun: _Begun, span: Span) -> Clock:
        met, ended = self._met(begun), self._ended(begun)
        course = course_of(begun.timescale, span, self.as_at, met.when if met else None, ended)
        if course.state is State.ENDED:
            met = None
        until = met.when if met else ended[0] if ended and course.state is State.ENDED else None
        agency, practitioner = self._whose(begun, until)
        return Clock(
            id=begun.name,
            title=begun.timescale.title,
            child=begun.base.child,
            role=begun.timescale.owner.role,
            kind=span.limit.kind,
            limit=span.limit.words,
            guidance=span.ground.id,
            source=_source(span.ground),
            borrowed=span.limit.borrowed,
            started=begun.base.when,
            started_by=tuple([entry.id for entry in begun.base.entries]),
            due_first=span.due_first,
            due=span.due,
            state=course.state,
            family=self.moments.family.name,
            agency=agency,
            practitioner=practitioner,
            nature=begun.timescale.nature,
            met_on=met.when if met else None,
            met_by=tuple([entry.id for entry in met.entries]) if met else (),
            breach=self._breach(begun, course, met, until),
            because=" ".join([one for one in (course.because, begun.note) if one]),
            says=begun.timescale.says,
            holds_until=course.holds_until,
        )

    def _met(self, begun: _Begun) -> Moment | None:
        """What met it: the first such event not certainly before it, that names no other start instead of this one."""
        names = begun.timescale.met_by
        return self._first(begun, names, self._told_line(begun) if begun.timescale.tells_starter else None)

    def _told_line(self, begun: _Begun) -> tuple[str, Line]:
        """What was told to an agency that started it, each as of the day that agency was told."""
        line = self._line(begun.timescale.met_by, begun.base.child)
        asked = tuple(sorted({entry.agency for entry in begun.base.entries}))
        key = (*begun.timescale.met_by, *asked)
        held = self._lines.setdefault(key, {})
        if begun.base.child not in held:
            held[begun.base.child] = Line([told for one in line.moments if (told := _told(one, asked))])
        return ",".join(asked), held[begun.base.child]

    def _first(self, begun: _Begun, names: tuple[str, ...], told: tuple[str, Line] | None = None) -> Moment | None:
        """The first of the events from the start on: one that names this start, or none of its kind at all."""
        child, base = begun.base.child, begun.base
        line = told[1] if told else self._line(names, child)
        own = [one for entry in base.entries for one in line.naming.get(entry.id, ())]
        found = [one for one in own if not one.when.certainly_before(begun.start.when)]
        run: Run | None = None  # long runs are not walked: the first that is another is enough
        if not begun.timescale.linked:
            run = self._free(begun, names, line, told[0] if told else "")
        elif same := action(base):
            run = line.actions.get(same)
        if run:
            found += islice((one for one in run.from_(begun.start.when) if not one.shares_with(base)), 1)
        wanted = (one for one in found if not one.shares_with(base))
        return min(wanted, key=lambda one: (one.when.latest or date.max, one.when.sort_key), default=None)

    def _free(self, begun: _Begun, names: tuple[str, ...], line: Line, told: str) -> Line:
        """Those of the line that name no start of this clock."""
        starts = begun.timescale.counted_from or begun.timescale.starts
        key = (names, starts, begun.base.child, told)
        if key not in self._free_lines:
            rivals = self._line(starts, begun.base.child).by_id
            self._free_lines[key] = line.but(rivals.keys())
        return self._free_lines[key]

    def _ended(self, begun: _Begun) -> tuple[When, str] | None:
        """When, and why, what the clock was for came to an end by the day; the first such."""
        found: list[tuple[When, str]] = []
        if begun.spell and begun.spell.until:
            found.append((begun.spell.until, "The plan or the time in care ended."))
        decided = self._first(begun, begun.timescale.ends_with) if begun.timescale.ends_with else None
        if decided and not decided.shares_with(begun.start):
            found.append((decided.when, "It was decided that it is not needed."))
        life = self.moments.life_ends(begun.base.child) if _is_for_the_living(begun.timescale) else None
        if life and life[0].latest and life[0].latest <= self.as_at:
            found.append(life)
        return min(found, key=lambda one: one[0].latest or date.max, default=None)

    def _breach(self, begun: _Begun, course: Course, met: Moment | None, until: When | None) -> Breach | None:
        if course.over_from is None:
            return None
        asked = Asked(
            clock=begun.name,
            title=begun.timescale.title,
            met_by=begun.timescale.met_by,
            base=begun.base,
            met=met,
            until=until,
        )
        return Breach(since=course.over_from, reason=self.reasons.find(asked))

    def _whose(self, begun: _Begun, until: When | None) -> tuple[str, str | None]:
        day = (until.latest if until else None) or self.as_at
        return self.owners.of(begun.timescale.owner, begun.base, min(day, self.as_at))


def _told(one: Moment, asked: tuple[str, ...]) -> Moment | None:
    """The moment as of the day any of the agencies was told of it by another; None if none was."""
    theirs = {entry.agency for entry in one.entries}
    days = [day for entry in one.entries for agency, day in entry.told() if agency in asked and agency not in theirs]
    known = [day for day in days if day]
    return msgspec.structs.replace(one, when=When.day(min(known))) if known else None


@cache
def _source(ground: Guidance) -> str:
    return ", ".join((ground.title, ground.edition, ground.paragraph))


def _in_months(timescale: Timescale, start: Moment, spell: Spell | None) -> bool:
    """In, or after, the first so many months of the spell, where only these count."""
    months = timescale.within_months or timescale.after_months
    begun = spell.since.latest if spell else None
    if months is None or begun is None:
        return True
    after = start.when.earliest is not None and start.when.earliest >= add_months(begun, months)
    return after == (timescale.after_months is not None)


def _is_for_the_living(timescale: Timescale) -> bool:
    """Work with a child ends with the child; what concerns an incident, a review or a day agreed goes on."""
    return timescale.owner.agency in ("social_care", "early_help") and timescale.starts[0] not in (
        "died_looked_after",
        "died_leaving_care",
        "serious_incident_known",
    )
