"""The demonstration's review and audit so far, from `demo/learning.yaml`: each step recorded by one of the cast,
through the same actions that the pages use."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from kingfisher.agencies.models import Practitioner
from kingfisher.practice.audits.steps import AuditOpened, Judgement
from kingfisher.practice.reviews.steps import LearnedThere
from kingfisher.records.actions import audits, review_steps, reviews
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.content import read_step
from kingfisher.records.models import AuditPart, Family, Review
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Account
from kingfisher.timeline.people import HowKnown

type Cast = Mapping[str, Practitioner]
DAYS_AGO = {"due", "new_day"}  # said in the file as days before the day it is filled on
NOT_OF_THE_STEP = ("as", "ago", "by")


class Missing(Exception):
    """The demonstration's own file names something that is not in the record."""


def tell(path: Path, review: Review, family: Family, cast: Cast, on: date) -> int:
    """Record every step of the file for the review of the family, as on the day, and open its audit. How many steps."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    for sign_in in told["panel"]:
        reviews.add_panel_member(by=cast["marian"], review=review, who=cast[sign_in], since=review.opens, at=on)
    words = _Words(family, chronology_of(family, cast["idris"], on), on)
    for step in told["review"]:
        made = _record(step, words, review, cast[step["by"]])
        words.names[step.get("as", "")] = made
    _audit(told["audit"], family, cast, on)
    return len(told["review"])


class _Words:
    """What stands for people, entries, earlier steps and days in the file, put into what a step holds."""

    def __init__(self, family: Family, chronology: Chronology, on: date) -> None:
        self.family, self.chronology, self.on = family, chronology, on
        self.names: dict[str, str] = {}

    def day(self, ago: int) -> date:
        """So many days before the day it is filled on."""
        return self.on - timedelta(days=ago)

    def put(self, value: Any) -> Any:
        """The value with everything it stands for."""
        match value:
            case list():
                return [self.put(one) for one in value]
            case date():
                return value.isoformat()
            case str() if value.startswith("@"):
                return self.names[value[1:]]
            case str() if value.startswith("person: "):
                return f"{self.family.ref}:{value.removeprefix('person: ')}"
            case "family:":
                return self.family.ref
            case str() if value.startswith("entry: "):
                return self._entry(*value.removeprefix("entry: ").split(" / ", 1))
        return value

    def _entry(self, agency: str, words: str) -> str:
        for entry in (*self.chronology.entries, *self.chronology.undated):
            passage = entry.source.passage if entry.source else ""
            if entry.agency == agency and (words in (entry.text or "") or words in (passage or "")):
                return entry.id
        raise Missing(f"demo/learning.yaml: {agency} has no entry that says “{words}”.")


def _record(told: Mapping[str, Any], words: _Words, review: Review, by: Practitioner) -> str:
    day, kind = words.day(told["ago"]), told["kind"]
    if kind == "record_held":
        return review_steps.hold_records(by=by, review=review, reason=told["reason"], on=day, at=words.on)
    held = {key: words.put(value) for key, value in told.items() if key not in NOT_OF_THE_STEP}
    for key in DAYS_AGO & held.keys():
        held[key] = words.day(held[key]).isoformat()
    if kind != "learned_there":
        step = read_step(json.dumps({**held, "day": day.isoformat()}))
        return review_steps.record_step(by=by, review=review, step=step, at=words.on)
    entry = _learned(held)
    there = LearnedThere(day=day, event=held["event"], said_by=held["said_by"], entry="")
    return review_steps.learned_at_event(
        by=by, review=review, step=there, family=words.family, entry=entry, at=words.on
    )


def _learned(held: dict[str, Any]) -> Entry:
    """The entry that new information becomes; its words are the entry's, not the step's."""
    return Entry(
        id="",
        content=Account(said_by=held["said_by"]),
        happened=When.parse(held.pop("happened")),
        agency=held.pop("agency"),
        about=tuple(held.pop("about")),
        text=held.pop("text"),
        how_known=HowKnown.THIRD_PARTY,
    )


def _audit(told: Mapping[str, Any], family: Family, cast: Cast, on: date) -> None:
    """An audit opened, its readers and decider chosen, and one reading in."""
    by, day = cast[told["by"]], on - timedelta(days=told["ago"])
    opened = AuditOpened(
        day=day, family=family.ref, children=tuple(told["children"]), instrument=told["instrument"],
        instrument_version=told["instrument_version"], first=told["first"], last=told["last"],
        agencies=tuple(told["agencies"]), why=told["why"],
    )  # fmt: skip
    audit = audits.open_audit(by=by, family=family, name=told["name"], opened=opened, at=on)
    for place, (sign_in, why) in enumerate(told["readers"].items(), 1):
        audits.allocate(by=by, audit=audit, who=cast[sign_in], place=place, independence=why, at=on)
    audits.appoint(by=by, audit=audit, who=cast[told["decider"]], part=AuditPart.Part.DECIDER, at=on)
    reading = told["reading"]
    judgements = [
        Judgement(question=question, answer=answer, why=reading["why"].get(question, ""))
        for question, answer in reading["answers"].items()
    ]
    audits.hand_in(
        by=cast[reading["by"]], audit=audit, judgements=judgements, grade=reading["overall"],
        themes=reading["themes"], strengths=reading["strengths"], at=on,
    )  # fmt: skip
