"""Something was written, or a day has passed: which questions must be asked again, and what do the others still say?

The first time every question is asked, watched (`watched`): what it took from the record is kept beside what it said.
The next time only those are asked whose record the new entries can have changed, or whose day has come; the others say
what they said. The answer is the one that asking everything gives, to the letter. What is kept holds the family's whole
record: keep it as long as somebody works on the family, and write it nowhere.
"""

from datetime import date
from functools import cached_property
from typing import Self, cast

from kingfisher.practice.children import ONE_DAY, last_days_before_change
from kingfisher.practice.guidance import guidance
from kingfisher.questions.carried import carry
from kingfisher.questions.concluding import Kind, conclude
from kingfisher.questions.engine import end_of, in_order, next_happening, register
from kingfisher.questions.parameters import Parameters, standard
from kingfisher.questions.picture import Picture
from kingfisher.questions.question import NotAsking, Question, Standing
from kingfisher.questions.watched import Change, Reads, Watched
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.kinds import Answer


class Said:
    """What one question said: what stands, what it took from the picture, and what was said once answers were read."""

    __slots__ = ("concluded", "reads", "standings")

    def __init__(self, picture: Picture, kind: Kind) -> None:
        watched = Watched(picture)
        self.standings: list[Standing] = list(kind.look(cast(Picture, watched)))
        self.reads: Reads = watched.reads
        self.concluded: list[Question | NotAsking] = []

    def concluding(self, picture: Picture, kind: Kind) -> Self:
        """The same, with answers read anew."""
        said = type(self).__new__(type(self))
        said.standings, said.reads = self.standings, self.reads
        said.concluded = list(conclude(picture, kind, self.standings))
        return said

    def still_holds(self, change: Change) -> bool:
        """True when none of it can be another by what has changed or by the day."""
        first, last = change.old.as_at, change.new.as_at
        over = any(one.holds_until is not None and first <= one.holds_until < last for one in self.standings)
        return not over and not change.touches(self.reads)


class Asked:
    """Every question asked of one record as at a day, with what is needed to ask fewer the next time."""

    def __init__(self, chronology: Chronology, picture: Picture, said: dict[str, Said], asked: frozenset[str]) -> None:
        self.chronology, self.picture, self.said = chronology, picture, said
        self.asked = asked  # the ids of those that were asked this time

    @property
    def stands(self) -> list[Question | NotAsking]:
        """All that is asked or not asked, by question."""
        return [one for said in self.said.values() for one in said.concluded]

    @cached_property
    def questions(self) -> list[Question]:
        """As `engine.ask` gives them."""
        return in_order(self.chronology, self.stands)

    @cached_property
    def holds_until(self) -> date | None:
        """As `engine.holds_until` gives it."""
        return end_of(self.chronology, self.picture.as_at, self.stands)


def asked(chronology: Chronology, as_at: date, parameters: Parameters | None = None) -> Asked:
    """Every question asked as at the end of the day, kept so that `again` need ask only some."""
    picture = Picture(chronology, as_at, parameters or standard())
    return _asked(chronology, picture, {}, conclude_all=True)


def again(former: Asked, chronology: Chronology, as_at: date) -> Asked:
    """The same, on the record as it now is, at the end of the same day or a later one, by the same parameters.

    `chronology` is the whole record, whatever has been added, corrected or taken out. All are asked when the family
    itself has changed, somebody was born, came of age or died, other guidance or values came into force, what was
    entered for a later day or on an uncertain date has meanwhile happened, or the day is an earlier one.
    """
    old = former.picture
    picture = Picture(chronology, as_at, old.parameters)
    happens = next_happening(former.chronology, old.as_at)
    if not _comparable(old, picture) or (happens is not None and happens < as_at):
        return _asked(chronology, picture, {}, conclude_all=True)
    change = Change(old, picture)
    carry(change)
    kept = {kind: said for kind, said in former.said.items() if said.still_holds(change)}
    return _asked(chronology, picture, kept, conclude_all=as_at != old.as_at or Answer in change.kinds)


def _asked(chronology: Chronology, picture: Picture, kept: dict[str, Said], *, conclude_all: bool) -> Asked:
    found: dict[str, Said] = {}
    for kind in register().values():
        held = kept.get(kind.id)
        said = held or Said(picture, kind)
        found[kind.id] = said.concluding(picture, kind) if held is None or conclude_all else said
    return Asked(chronology, picture, found, frozenset(found) - frozenset(kept))


def _comparable(old: Picture, new: Picture) -> bool:
    """True when both are pictures of the same people, by the same numbers and words, and the days are in order."""
    first, last = old.as_at, new.as_at
    if last < first or old.family != new.family:
        return False
    if last == first:
        return True
    turns = any(first <= day < last for day in last_days_before_change(new.family))
    return not turns and not any(first < day <= last for day in _edges(new.parameters))


def _edges(parameters: Parameters) -> list[date]:
    """The days on which a value or an edition of guidance begins to count, or no longer does."""
    values = (value.start for held in parameters.held.values() for value in held.values)
    begin = (one.start for one in guidance().values())
    over = (one.end + ONE_DAY for one in guidance().values() if one.end and one.end < date.max)
    return [*values, *begin, *over]
