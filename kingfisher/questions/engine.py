"""Which questions stand open on this record as at this day, since when, and why are the others not asked?

Questions are found by module: every module of `book` is one. Each says what stands; answers are read here, once.
"""

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

import msgspec
import yaml

from kingfisher.practice.children import ONE_DAY, last_days_before_change
from kingfisher.practice.decisions import plain, written
from kingfisher.practice.guidance import guidance, with_later_editions
from kingfisher.questions import book
from kingfisher.questions.parameters import Parameters, standard
from kingfisher.questions.picture import Picture, known
from kingfisher.questions.question import NotAsking, Question, Standing
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Answer

NOTHING = "Nothing recorded raises it."
_FOR_NOW = ("will be done", "put off")  # answers that hold until a day


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One question of the book: id (module name), title, tier, guidance, version, docstring and reasoning."""

    id: str
    title: str
    tier: int
    guidance: tuple[str, ...]
    version: int
    doc: str
    look: Callable[[Picture], Iterator[Standing]]


class Spell(msgspec.Struct, frozen=True, kw_only=True):
    """A question stood open from `since` to the day before `settled`; still open when `settled` is None."""

    kind: str
    about: tuple[str, ...]
    since: date
    settled: date | None
    rests_on: tuple[str, ...]
    addressed_to: tuple[str, ...] = ()


@cache
def seed_kinds() -> dict[str, str]:
    """The review's kinds of question and the id of the question that asks each."""
    held: dict[str, str] = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8"))
    return held


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
    return _in_order(_stand(chronology, as_at, parameters))


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
    return sorted(found, key=lambda spell: (spell.since, spell.kind, spell.rests_on))


def holds_until(chronology: Chronology, as_at: date, parameters: Parameters | None = None) -> date | None:
    """The last day (inclusive) on which all this stays as it is if nothing more is written; None: for good.

    That is also the day before anybody of the family is next born, comes of age or (as is now known) died, and the day
    before anything written already becomes known.
    """
    return _end(chronology, as_at, _stand(chronology, as_at, parameters))


def ask_and_hold(
    chronology: Chronology, as_at: date, parameters: Parameters | None = None
) -> tuple[list[Question], date | None]:
    """What `ask` and `holds_until` say, from one reading of the record."""
    stands = _stand(chronology, as_at, parameters)
    return _in_order(stands), _end(chronology, as_at, stands)


def _end(chronology: Chronology, as_at: date, stands: Iterable[Question | NotAsking]) -> date | None:
    """Also the day before what is already written becomes known (a date still to come), if that is sooner."""
    ends = [one.holds_until for one in stands if one.holds_until is not None]
    ends += [day for day in last_days_before_change(chronology.family) if day >= as_at]
    to_come = chronology.next_known_after(as_at)
    return min([*ends, to_come - ONE_DAY] if to_come else ends, default=None)


def _in_order(stands: Iterable[Question | NotAsking]) -> list[Question]:
    return sorted((one for one in stands if isinstance(one, Question)), key=lambda q: (q.tier, q.since, q.key))


def _stand(chronology: Chronology, as_at: date, parameters: Parameters | None) -> list[Question | NotAsking]:
    picture = Picture(chronology, as_at, parameters or standard())
    answers = picture.of_kind(Answer)
    found: list[Question | NotAsking] = []
    for kind in register().values():
        own = [one for one in answers if _names_kind(cast(Answer, one.content), kind)]
        found.extend(_conclude(picture, kind, standing, own) for standing in kind.look(picture))
    return found


def _conclude(picture: Picture, kind: Kind, standing: Standing, answers: list[Entry]) -> Question | NotAsking:
    if not standing.because:
        standing = _answered(picture, standing, answers) or standing
    until = standing.holds_until if standing.holds_until and standing.holds_until >= picture.as_at else None
    if standing.because or standing.since is None:
        return NotAsking(
            kind=kind.id,
            title=kind.title,
            about=standing.about,
            because=standing.because,
            rests_on=standing.rests_on,
            since=standing.since if standing.settled else None,
            settled=standing.settled,
            holds_until=until,
            addressed_to=standing.addressed_to,
        )
    listed = guidance()
    return Question(
        kind=kind.id,
        title=kind.title,
        since=standing.since,
        about=standing.about,
        addressed_to=standing.addressed_to,
        sentence=standing.sentence,
        rests_on=standing.rests_on,
        guidance=tuple(one for one in kind.guidance if listed[one].in_force_on(picture.as_at)),
        settles=standing.settles,
        ask_agency=standing.ask_agency,
        tier=kind.tier,
        holds_until=until,
        version=kind.version,
        apart=standing.apart,
    )


def _names_kind(answer: Answer, kind: Kind) -> bool:
    """True when it names the question by id, key, title or the review's kind; or names none but what it is on."""
    if not answer.question:
        return bool(answer.on)
    named = plain(answer.question.split(":")[0])
    return named in (plain(kind.id), plain(kind.title)) or seed_kinds().get(named.upper()) == kind.id


def _answered(picture: Picture, standing: Standing, answers: list[Entry]) -> Standing | None:
    """The standing as the last answer leaves it; None when no answer bears on it.

    An answer counts when it came on or after the day the question opened, concerns the same people (or nobody by name)
    and the same entries (or none by name), and says it is done or gives a reason. One that only promises, or puts the
    question off, names a day and holds until then; a newer fact reopens it before.
    """
    for entry in reversed(answers):
        answer = cast(Answer, entry.content)
        day = known(entry)
        if standing.since is None or day < standing.since or not _bears_on(entry, answer, standing):
            continue
        promised = plain(answer.answer) in _FOR_NOW
        if not _counts(answer):
            continue
        until = answer.by_when.last if promised and answer.by_when else None
        if until and until < picture.as_at:
            continue
        if standing.latest and day < standing.latest:
            return msgspec.structs.replace(standing, since=standing.latest)
        because = f"Answered by {entry.agency.replace('_', ' ')} on {said(day)}: {answer.reason or answer.answer}."
        return msgspec.structs.replace(standing, because=because, settled=day, holds_until=until)
    return None


def _counts(answer: Answer) -> bool:
    """Done counts by itself; a promise needs its day; putting off needs a day and a reason; anything else a reason."""
    said_so = plain(answer.answer)
    dated = answer.by_when is not None and answer.by_when.last is not None
    if said_so in _FOR_NOW:
        return dated and (said_so == "will be done" or written(answer.reason) is not None)
    return said_so == "done" or written(answer.reason) is not None


def _bears_on(entry: Entry, answer: Answer, standing: Standing) -> bool:
    named = (answer.question or "").split(":")
    if standing.apart and len(named) in (2, 4) and named[-1] != standing.apart:
        return False  # it names another that rests on the same
    same_people = not entry.about or not standing.about or not set(entry.about).isdisjoint(standing.about)
    rests = {*answer.on, *entry.relates_to}
    return same_people and (not rests or not rests.isdisjoint(standing.rests_on))
