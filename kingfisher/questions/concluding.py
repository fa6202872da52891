"""What is said in the end of each thing that stands: a question, or why none; answers are read here, once for all."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import cast

import msgspec
import yaml

from kingfisher.practice.decisions import plain, written
from kingfisher.practice.guidance import guidance
from kingfisher.questions.picture import Picture, known
from kingfisher.questions.question import ANSWERED, NotAsking, Question, Standing
from kingfisher.timeline.dates import said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Answer

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


@cache
def seed_kinds() -> dict[str, str]:
    """The review's kinds of question and the id of the question that asks each."""
    held: dict[str, str] = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8"))
    return held


def conclude(picture: Picture, kind: Kind, standings: Iterable[Standing]) -> Iterator[Question | NotAsking]:
    """What is said of each of one question's standings, once answers have been read."""
    own = [one for one in picture.of_kind(Answer) if _names_kind(cast(Answer, one.content), kind)]
    for standing in standings:
        yield _conclude(picture, kind, standing, own)


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
        because = f"{ANSWERED} {entry.agency.replace('_', ' ')} on {said(day)}: {answer.reason or answer.answer}."
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
