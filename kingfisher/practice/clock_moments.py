"""When did each event of the clocks happen for each child, and during which spells of plan or care? One pass."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

import msgspec

from kingfisher.practice.children import ONE_DAY, children, children_in, last_days_before_change
from kingfisher.practice.clock_duties import AHEAD
from kingfisher.practice.clock_events import EVENTS, Event
from kingfisher.practice.clock_lines import Moment, Spell, joined
from kingfisher.practice.clock_signs import enters_care, leaves_care, social_care
from kingfisher.practice.contact import Sighted, all_sightings
from kingfisher.practice.decisions import closes, plain
from kingfisher.practice.plans import PlanSpell, plan_spells
from kingfisher.practice.working_days import add_months
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Content, Decision, LegalStep, LivingArrangement, Meeting, Plan
from kingfisher.timeline.people import ADULT_AT, Person

KEPT_APART = ("action_", "answer_", "service_limit", "promise_", "challenge_")  # two on one day are two
CARE_LEAVER_UNTIL = 25
OPENED = ("child_protection", "child_in_need", "early_help", "looked_after")


ByChild = dict[str, list[Moment]]


class Moments:
    """Every event and spell known by the day (inclusive). What is entered for a later day has not happened yet."""

    def __init__(self, chronology: Chronology, as_at: date) -> None:
        self.as_at = as_at
        self.chronology = chronology.as_at(as_at)
        self.family = chronology.family
        self.people = {person.id: person for person in self.family.people}
        self.change_days = [day for day in last_days_before_change(self.family) if day < as_at]
        found = (children(self.family, day) for day in (as_at, *self.change_days))
        self.everyone = tuple(dict.fromkeys(child for each in found for child in each))
        self.ahead: list[Entry] = []
        self.entries: list[Entry] = []
        self._by_kind: dict[type[Content], list[Entry]] = {}
        for entry in (*self.chronology.entries, *self.chronology.undated):
            if _is_later(entry, as_at):
                self.ahead.append(entry)
            else:
                self.entries.append(entry)
                self._by_kind.setdefault(type(entry.content), []).append(entry)
        self._moments: dict[str, ByChild] = {}
        self._named_among: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._children_in: dict[str, tuple[str, ...]] = {}
        self._life_ends: dict[str, tuple[When, str] | None] = {}

    def of_kind(self, kind: type[Content]) -> list[Entry]:
        """The entries of the kind, in order; undated ones last."""
        return self._by_kind.get(kind, [])

    def of(self, name: str) -> ByChild:
        """The moments of one event by child, each list in order; undated ones last."""
        if name not in self._moments:
            found = list(self._read(EVENTS[name])) if name in EVENTS else self._together(name)
            apart = name.startswith(KEPT_APART)
            self._moments[name] = {child: joined(ones, apart=apart) for child, ones in _by_child(found).items()}
        return self._moments[name]

    def _read(self, event: Event) -> Iterable[Moment]:
        for kind in event.kinds:
            for entry in (*self.of_kind(kind), *(self.ahead if event.name in AHEAD else ())):
                if isinstance(entry.content, kind) and event.holds(entry):
                    when, entries = self._when(entry, event.name), (entry,)
                    for child in self._people(entry, event) if when else ():
                        yield Moment(child=child, when=when or entry.happened, entries=entries)

    def _when(self, entry: Entry, name: str) -> When | None:
        """When it happened; for a serious incident, when social care knew (None: nobody has recorded that it does); for
        a meeting called ahead, when that was known."""
        if name in AHEAD:
            return When.day(entry.known_from) if entry.known_from else None
        if name != "serious_incident_known":
            return entry.happened
        days = [day for agency, day in ((entry.agency, entry.known_from), *entry.told()) if day and social_care(agency)]
        return When.day(min(days)) if days else None

    def _people(self, entry: Entry, event: Event) -> tuple[str, ...]:
        if isinstance(entry.content, LivingArrangement):
            named = entry.content.who or entry.about
            return named if event.anyone else tuple(one for one in named if one in self.everyone)
        return entry.about if event.anyone else self.children_in(entry)

    def children_in(self, entry: Entry) -> tuple[str, ...]:
        """The children the entry concerns, those who have since died or come of age too."""
        found = self._named_among.get(entry.about)
        if found is None:
            found = self._named_among[entry.about] = tuple(one for one in self.everyone if one in entry.about)
        return found or self._children_meant(entry)

    def _children_meant(self, entry: Entry) -> tuple[str, ...]:
        found = self._children_in.get(entry.id)
        if found is None:
            found = self._children_in[entry.id] = children_in(entry, self.family, self.everyone)
        return found

    def _together(self, name: str) -> list[Moment]:
        if name == "seen_by_social_care":
            return self._seen(social_care)
        if name == "seen_by_early_help":
            return self._seen(lambda agency: sort_of(agency).name == "early_help")
        if name == "born_on_a_plan":
            return self._born()
        if name == "died_looked_after":
            return self._died("looked_after")
        if name == "died_leaving_care":
            return self._died("pathway", before=CARE_LEAVER_UNTIL)
        spells = self.spells(name.removesuffix("_opened"))
        return [Moment(child=s.child, when=s.since, entries=s.entries) for each in spells.values() for s in each]

    def _seen(self, theirs: Callable[[str], bool]) -> list[Moment]:
        held = self.chronology.by_id
        seen = ((one, held[one.entry]) for each in self._sightings.values() for one in each)
        return [
            Moment(child=one.child, when=one.when, entries=(entry,))
            for one, entry in seen
            if theirs(one.agency) and not isinstance(entry.content, Meeting) and not _is_later(entry, self.as_at)
        ]

    @cached_property
    def _sightings(self) -> dict[str, list[Sighted]]:
        return all_sightings(self.chronology)

    def _born(self) -> list[Moment]:
        found = []
        for child, spells in self.spells("child_protection").items():
            born = self.people[child].born if child in self.people else None
            if born and born.latest and born.latest <= self.as_at:
                on_plan = any(one.since.certainly_before(born) and one.may_hold_at(born) for one in spells)
                found += [Moment(child=child, when=born)] if on_plan else []
        return found

    def _died(self, spell: str, *, before: int | None = None) -> list[Moment]:
        """Deaths in such a spell; with `before`, only of those not certainly of that age."""
        found = []
        for child, spells in self.spells(spell).items():
            person = self.people.get(child)
            died = person.died if person else None
            if person and before and died and _has_turned(person, before, died):
                continue
            if died and died.latest and died.latest <= self.as_at and any(one.may_hold_at(died) for one in spells):
                found.append(Moment(child=child, when=died))
        return found

    def spells(self, type_: str) -> dict[str, list[Spell]]:
        """The spells of one type by child, in order."""
        return self._spells.get(type_, {})

    @cached_property
    def _spells(self) -> dict[str, dict[str, list[Spell]]]:
        found: dict[str, dict[str, list[Spell]]] = {type_: {} for type_ in OPENED}
        for child, spells in self._plans().items():
            for one in spells:
                found.setdefault(one.type, {}).setdefault(child, []).append(self._spell(one))
        self._add_care(found["looked_after"])
        found["pathway"] = self._worded("pathway_opened", "pathway_reviewed", plan="pathway")
        found["provided_home"] = self._provided_homes(found["pathway"])
        found["private_fostering"] = self._worded("private_fostering_notified", plan="private foster")
        return found

    def _plans(self) -> dict[str, list[PlanSpell]]:
        """Spells on plans, of those who have since died or come of age too."""
        found = plan_spells(self.chronology, self.as_at)
        gone = set(self.everyone) - set(children(self.family, self.as_at))
        for day in sorted(set(self.change_days)) if gone else ():
            on_the_day = plan_spells(self.chronology, day)
            found |= {child: on_the_day[child] for child in gone if child in on_the_day}
        return found

    def _spell(self, one: PlanSpell) -> Spell:
        held = self.chronology.by_id
        ended = held.get(one.closed_by or "")
        opened = held[one.entry]
        return Spell(
            child=one.child,
            since=opened.happened if opened.happened.is_known else When.day(one.opened),
            until=(ended.happened if ended and ended.happened.is_known else When.day(one.closed))
            if one.closed
            else None,
            entries=(opened,),
        )

    def _add_care(self, found: dict[str, list[Spell]]) -> None:
        """Spells in care that legal steps begin and end."""
        for entry in self.of_kind(LegalStep):
            if enters_care(entry):
                for child in self.children_in(entry):
                    held = found.setdefault(child, [])
                    if not any(one.may_hold_at(entry.happened) for one in reversed(held)):
                        held.append(Spell(child=child, since=entry.happened, entries=(entry,)))
            elif leaves_care(entry):
                for child in self.children_in(entry):
                    found[child] = [_closed(one, entry.happened) for one in found.get(child, [])]

    def _provided_homes(self, pathways: dict[str, list[Spell]]) -> dict[str, list[Spell]]:
        """Where a young person with a pathway plan lives, as leaving care or social care recorded it; each until the
        next, or the end it was given."""
        found: dict[str, list[Spell]] = {}
        for child, moves in self.of("young_person_moved").items():
            for move in moves if child in pathways else ():
                held = found.setdefault(child, [])
                if held:  # in order, so that all before the last have ended
                    held[-1] = _closed(held[-1], move.when)
                content = move.entries[0].content
                ends = content.ends if isinstance(content, LivingArrangement) else None
                held.append(Spell(child=child, since=move.when, until=ends, entries=move.entries))
        return found

    def _worded(self, *names: str, plan: str) -> dict[str, list[Spell]]:
        """Spells from the first such event until a plan or decision of those words is closed."""
        found: dict[str, list[Spell]] = {}
        for name in names:
            for child, ones in self.of(name).items():
                spell = Spell(child=child, since=ones[0].when, entries=ones[0].entries)
                if child not in found or spell.since.certainly_before(found[child][0].since):
                    found[child] = [spell]
        for entry in (*self.of_kind(Plan), *self.of_kind(Decision)):
            content = entry.content
            said = f"{plain(getattr(content, 'type', ''))} {plain(getattr(content, 'outcome', ''))}"
            if plan in said and closes(getattr(content, "stage", None) or getattr(content, "outcome", None)):
                for child in entry.about:
                    found[child] = [_closed(one, entry.happened) for one in found.get(child, [])]
        return found

    def life_ends(self, child: str) -> tuple[When, str] | None:
        """When the child's clocks end for good, and why: the child died, or came of age."""
        if child not in self._life_ends:
            self._life_ends[child] = self._life_end(child)
        return self._life_ends[child]

    def _life_end(self, child: str) -> tuple[When, str] | None:
        person = self.people.get(child)
        if person and person.died and person.died.is_known:
            return person.died, "The child has died."
        born = person.born if person else None
        if child in self.everyone and born and born.first and born.last:
            first, last = (_birthday(day) for day in (born.first, born.last))
            return When.between(first, last, about=born.about), "The child came of age."
        return None

    def next_change(self) -> date | None:
        """The last day before something already entered for a later day happens; None when nothing is."""
        ahead = [day - ONE_DAY for entry in self.ahead if (day := entry.happened.earliest)]
        return min((*ahead, *(d for d in last_days_before_change(self.family) if d >= self.as_at)), default=None)


def _is_later(entry: Entry, as_at: date) -> bool:
    day = entry.happened.earliest
    return day is not None and day > as_at


def _birthday(born: date) -> date:
    return date(born.year + ADULT_AT, born.month, 28 if (born.month, born.day) == (2, 29) else born.day)


def _has_turned(person: Person, years: int, when: When) -> bool:
    """True when the person had certainly reached that many years by then."""
    born = person.born.last if person.born else None
    return bool(born and when.earliest and when.earliest >= add_months(born, years * 12))


def _closed(spell: Spell, when: When) -> Spell:
    ends = spell.until is None and not when.certainly_before(spell.since)
    return msgspec.structs.replace(spell, until=when) if ends else spell


def _by_child(moments: Iterable[Moment]) -> ByChild:
    found: ByChild = {}
    for one in moments:
        found.setdefault(one.child, []).append(one)
    return found
