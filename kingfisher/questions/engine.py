"""Which questions stand open on this record as at this day, since when, and why are the others not asked?

Questions are found by module: every module of `book` is one. Each says what stands; answers are read in `concluding`,
once for all. When something is written, `again` asks only those that can say something else.
"""

import pkgutil
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import import_module

import msgspec

from kingfisher.practice.children import ONE_DAY, last_days_before_change
from kingfisher.practice.guidance import guidance, with_later_editions
from kingfisher.questions import book
from kingfisher.questions.concluding import Kind, conclude, seed_kinds
from kingfisher.questions.parameters import Parameters, standard
from kingfisher.questions.picture import Picture
from kingfisher.questions.question import NotAsking, Question
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import place_of

__all__ = [
    "NOTHING",
    "Kind",
    "Spell",
    "ask",
    "ask_and_hold",
    "holds_until",
    "open_since",
    "register",
    "seed_kinds",
    "why_not",
]

NOTHING = "Nothing recorded raises it."


class Spell(msgspec.Struct, frozen=True, kw_only=True):
    """A question stood open from `since` to the day before `settled`; still open when `settled` is None."""

    kind: str
    about: tuple[str, ...]
    since: date
    settled: date | None
    rests_on: tuple[str, ...]
    addressed_to: tuple[str, ...] = ()


@cache
def register() -> dict[str, Kind]:
    """Every question by id, in alphabetical order."""
    found = {}
    for module in sorted(pkgutil.iter_modules(book.__path__), key=lambda one: one.name):
        held = import_module(f"{book.__name__}.{module.name}")
        found[module.name] = Kind(
            id=module.name,
            title=held.TITLE,
            tier=held.TIER,
            guidance=with_later_editions(held.GUIDANCE, guidance()),
            version=held.VERSION,
            doc=held.__doc__ or "",
            look=held.look,
        )
    return found


def ask(chronology: Chronology, as_at: date, parameters: Parameters | None = None) -> list[Question]:
    """The questions open at the end of the day, oldest first within each tier, gravest tier first.

    The whole record counts, all agencies together, as far as any of them was aware by the day (inclusive).
    """
    return in_order(chronology, _stand(chronology, as_at, parameters))


def why_not(
    chronology: Chronology, as_at: date, child: str | None = None, parameters: Parameters | None = None
) -> list[NotAsking]:
    """What was looked into and is not asked about the child (or anyone) at the end of the day, and why.

    A kind that found nothing to look into says so in one line of its own.
    """
    stands = _stand(chronology, as_at, parameters)
    found = [one for one in stands if isinstance(one, NotAsking) and (child is None or child in one.about)]
    met = {one.kind for one in stands if child is None or child in one.about}
    about = (child,) if child else ()
    for kind in register().values():
        if kind.id not in met:
            found.append(NotAsking(kind=kind.id, title=kind.title, about=about, because=NOTHING))
    return found


def open_since(chronology: Chronology, as_at: date, parameters: Parameters | None = None) -> list[Spell]:
    """Every spell for which a question stood open up to the day, from one reading of the record, oldest first."""
    found = []
    for one in _stand(chronology, as_at, parameters):
        if one.since is not None:
            settled = one.settled if isinstance(one, NotAsking) else None
            found.append(
                Spell(
                    kind=one.kind,
                    about=one.about,
                    since=one.since,
                    settled=settled,
                    rests_on=one.rests_on,
                    addressed_to=one.addressed_to,
                )
            )
    return sorted(found, key=lambda spell: (spell.since, spell.kind, spell.about, _places(chronology, spell.rests_on)))


def holds_until(chronology: Chronology, as_at: date, parameters: Parameters | None = None) -> date | None:
    """The last day (inclusive) on which all this stays as it is if nothing more is written; None: for good.

    That is also the day before anybody of the family is next born, comes of age or (as is now known) died, and the day
    before anything written already becomes known.
    """
    return end_of(chronology, as_at, _stand(chronology, as_at, parameters))


def ask_and_hold(
    chronology: Chronology, as_at: date, parameters: Parameters | None = None
) -> tuple[list[Question], date | None]:
    """What `ask` and `holds_until` say, from one reading of the record."""
    stands = _stand(chronology, as_at, parameters)
    return in_order(chronology, stands), end_of(chronology, as_at, stands)


def end_of(chronology: Chronology, as_at: date, stands: Iterable[Question | NotAsking]) -> date | None:
    """The last day on which all that stands stays so; not past the day before what is written already becomes known,
    nor past the days on which it has perhaps, and then certainly, happened."""
    ends = [one.holds_until for one in stands if one.holds_until is not None]
    ends += [day for day in last_days_before_change(chronology.family) if day >= as_at]
    if to_come := chronology.next_known_after(as_at):
        ends.append(to_come - ONE_DAY)
    if happens := next_happening(chronology, as_at):
        ends.append(happens)
    return min(ends, default=None)


def next_happening(chronology: Chronology, as_at: date) -> date | None:
    """The last day (inclusive) before anything known by now, entered for a later day or on an uncertain date, may have
    happened or certainly has; None when all of it has."""
    found: list[date] = []
    for entry in chronology.entries:
        latest = entry.happened.latest
        if latest is not None and latest > as_at and (entry.known_from or date.max) <= as_at:
            earliest = entry.happened.earliest
            found.append((earliest if earliest and earliest > as_at else latest) - ONE_DAY)
    return min(found, default=None)


def in_order(chronology: Chronology, stands: Iterable[Question | NotAsking]) -> list[Question]:
    """The questions among what stands, gravest tier first, oldest first within each."""
    return sorted(
        (one for one in stands if isinstance(one, Question)),
        key=lambda q: (q.tier, q.since, q.kind, q.about, q.sentence, _places(chronology, q.rests_on), q.apart),
    )


def _places(chronology: Chronology, entries: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What orders alike things that rest on entries: never which ids these were given."""
    held = chronology.by_id
    return [place_of(held[one]) if one in held else (one,) for one in entries]


def _stand(chronology: Chronology, as_at: date, parameters: Parameters | None) -> list[Question | NotAsking]:
    picture = Picture(chronology, as_at, parameters or standard())
    return [said for kind in register().values() for said in conclude(picture, kind, kind.look(picture))]
