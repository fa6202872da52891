"""Which questions would a changed parameter have opened or spared? Two readings of the same records, spell by spell.

For a partnership that thinks of changing what it has set: counts by kind over many records, and for one record the list
with its dates. Records are never named beside a count, put in an order or compared, and nothing is said of a
practitioner: a question is about what is written.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from kingfisher.practice.guidance import GuidanceError
from kingfisher.questions.engine import Spell, open_since
from kingfisher.questions.parameters import Parameters
from kingfisher.timeline.chronology import Chronology


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One question that would have stood otherwise: `now` None, the change opens it; `then` None, it spares it; with
    both, it stands on other days or about other children."""

    kind: str
    now: Spell | None
    then: Spell | None

    @property
    def since(self) -> date:
        """The first day on which the two readings differ about it at the latest: when either opens first."""
        return min(one.since for one in (self.now, self.then) if one)


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One record read twice: how many questions of each kind stand alike, and those that do not, oldest first."""

    alike: dict[str, int]
    differences: tuple[Difference, ...]


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """Questions of one kind over all records: `now` and `then` in all; of them opened, spared, standing otherwise."""

    kind: str
    now: int
    then: int
    opened: int
    spared: int
    otherwise: int


def supposing(parameters: Parameters, changes: Sequence[str]) -> Parameters:
    """The parameters with changes written as "seen_at_home.days=14"; a list has commas between its words.

    The value holds on every day. Raises `GuidanceError` for a name no question looks at or a value of another sort.
    """
    for written in changes:
        name, sign, value = (part.strip() for part in written.partition("="))
        if not sign or not value:
            raise GuidanceError(f"'{written}' changes nothing. Write the name, = and the value: seen_at_home.days=14.")
        as_list = name in parameters.held and not isinstance(parameters.held[name].values[0].value, int)
        if as_list:
            parameters = parameters.supposing(name, tuple(filter(None, (word.strip() for word in value.split(",")))))
        elif value.isascii() and value.isdigit():
            parameters = parameters.supposing(name, int(value))
        else:
            parameters = parameters.supposing(name, (value,))  # says what is wrong: the name, or that it is a number
    return parameters


def compare(chronology: Chronology, as_at: date, now: Parameters, then: Parameters) -> Compared:
    """Every spell for which a question stood open up to the day (inclusive), by the parameters as they are and as they
    would be. Two spells are of one question when they are of one kind, share a person (or name none) and rest on a
    common entry; it is alike when it is about the same people and opens and closes on the same days."""
    before, after = open_since(chronology, as_at, now), open_since(chronology, as_at, then)
    differences: list[Difference] = []
    alike: dict[str, int] = {}
    for one, other in _pairs(before, after):
        if one and other and _days(one) == _days(other):
            alike[one.kind] = alike.get(one.kind, 0) + 1
        elif found := one or other:
            differences.append(Difference(kind=found.kind, now=one, then=other))
    differences.sort(key=lambda one: (one.since, one.kind))
    return Compared(alike=dict(sorted(alike.items())), differences=tuple(differences))


def _pairs(before: list[Spell], after: list[Spell]) -> Iterator[tuple[Spell | None, Spell | None]]:
    """Each spell once, with the one of the other reading that is of the same question, if there is one."""
    waiting: dict[str, list[Spell]] = {}
    for spell in after:
        waiting.setdefault(spell.kind, []).append(spell)
    unmatched = []
    exact = set(map(_whole, after))
    for spell in before:  # first those that are the same in every way, so that none takes the place of another
        others = waiting.get(spell.kind, [])
        if _whole(spell) in exact and spell in others:
            others.remove(spell)
            yield spell, spell
        else:
            unmatched.append(spell)
    for spell in unmatched:
        others = waiting.get(spell.kind, [])
        same = [one for one in others if _same_question(spell, one)]
        nearest = min(same, key=lambda one: (one.about != spell.about, abs(one.since - spell.since)), default=None)
        if nearest:
            others.remove(nearest)
        yield spell, nearest
    for others in waiting.values():
        yield from ((None, one) for one in others)


def _whole(spell: Spell) -> tuple[object, ...]:
    return (spell.kind, spell.rests_on, *_days(spell))


def _days(spell: Spell) -> tuple[object, ...]:
    return (spell.about, spell.since, spell.settled)


def _same_question(one: Spell, other: Spell) -> bool:
    people = one.about == other.about or not set(one.about).isdisjoint(other.about)
    return people and not set(one.rests_on).isdisjoint(other.rests_on)


def counts(compared: Iterable[Compared]) -> tuple[Count, ...]:
    """What it comes to over all the records, by kind; kinds of which nothing was asked either way are left out."""
    found: dict[str, list[int]] = {}  # alike, opened, spared, otherwise
    for one in compared:
        for kind, number in one.alike.items():
            found.setdefault(kind, [0, 0, 0, 0])[0] += number
        for difference in one.differences:
            place = 1 if difference.now is None else 2 if difference.then is None else 3
            found.setdefault(difference.kind, [0, 0, 0, 0])[place] += 1
    return tuple(
        Count(
            kind=kind,
            now=alike + spared + other,
            then=alike + opened + other,
            opened=opened,
            spared=spared,
            otherwise=other,
        )
        for kind, (alike, opened, spared, other) in sorted(found.items())
    )
