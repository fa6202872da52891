"""What may a partnership set, and what must be said of it? A small struct for each sort, and the checks they share."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from kingfisher.practice.guidance import Guidance, GuidanceError
from kingfisher.timeline.kinds import KINDS

OWN_KINDS = ("local procedure", "practice learning")
_CALLED_STATUTORY = re.compile(
    r"(?<!not )(?<!non-)(?<!not a )\bstatutory\b|\brequired by law\b|\blegally required\b", re.I
)
_MISSING = re.compile(r"missing required field `(\w+)`")
_STRANGER = re.compile(r"unknown field `(\w+)`")
Unit = Literal["working days", "days", "weeks", "months", "hours"]


class PartnershipError(GuidanceError):
    """A partnership's file is not fit to use; the message names the place and says what to write."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything set from a day to a day, both inclusive (no `to`: still in force), with the guidance that sets it."""

    start: date = msgspec.field(name="from")
    end: date | None = msgspec.field(default=None, name="to")
    guidance: str

    def in_force_on(self, day: date) -> bool:
        """True on every day from start to end, both inclusive."""
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def key(self) -> str:
        """What it is called among its like, the same in every version of it."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """What it sets, as it is said."""
        raise NotImplementedError


class Stage(Rule, frozen=True, kw_only=True):
    """A stage of escalation: who takes a disagreement up with whom, and within how long."""

    stage: int
    name: str
    who: str
    within: int
    unit: Unit

    @property
    def key(self) -> str:
        """Its number."""
        return f"Stage {self.stage}"

    @property
    def words(self) -> str:
        """Its name, who takes part and the time it has."""
        return f"{self.name}: {self.who}, within {self.within} {self.unit}"


class Level(Rule, frozen=True, kw_only=True):
    """A level of need in the threshold document, in the partnership's words."""

    level: int
    name: str
    means: str

    @property
    def key(self) -> str:
        """Its number."""
        return f"Level {self.level}"

    @property
    def words(self) -> str:
        """Its name and what it means."""
        return f"{self.name}: {self.means}"


class Visiting(Rule, frozen=True, kw_only=True):
    """How often a child on a plan of this type is visited, and how."""

    plan: Literal["child_in_need", "child_protection", "looked_after", "early_help"]
    every: int
    unit: Unit
    how: str = ""

    @property
    def key(self) -> str:
        """The type of plan."""
        return f"Visits, {self.plan.replace('_', ' ')} plan"

    @property
    def words(self) -> str:
        """How often, and how."""
        return f"at least every {self.every} {self.unit}{f', {self.how}' if self.how else ''}"


SHARES = ("the family's network", "the agency and the review panel")


class Sharing(Rule, frozen=True, kw_only=True):
    """With whom an entry of a kind is shared unless its writer says otherwise."""

    kind_of_entry: str = msgspec.field(name="kind")
    share: Literal["the family's network", "the agency and the review panel"]  # `SHARES`

    @property
    def key(self) -> str:
        """The kind of entry."""
        return f"Sharing, {self.kind_of_entry.replace('_', ' ')}"

    @property
    def words(self) -> str:
        """With whom."""
        return f"with {self.share}"


class LocalName(Rule, frozen=True, kw_only=True):
    """What the partnership calls a thing that has another name elsewhere."""

    word: str = msgspec.field(name="for")
    say: str

    @property
    def key(self) -> str:
        """The word used elsewhere."""
        return self.word

    @property
    def words(self) -> str:
        """The partnership's name for it."""
        return f"is called {self.say}"


SECTIONS: dict[str, type[Rule]] = {
    "escalation": Stage,
    "threshold_document": Level,
    "visiting_rules": Visiting,
    "default_sharing": Sharing,
    "local_names": LocalName,
}


def own_guidance(raw: Any, name: str) -> dict[str, Guidance]:
    """The partnership's own sources by id. Raises `PartnershipError`: what it publishes is local procedure (or what it
    has learned), and is called nothing more."""
    if not isinstance(raw, list):
        raise PartnershipError(f"{name}, guidance: write a list, each item beginning with '-'.")
    found: dict[str, Guidance] = {}
    for number, one in enumerate(raw, 1):
        where = f"{name}, guidance, item {number}"
        kind = one.get("kind") if isinstance(one, dict) else None
        if kind is not None and kind not in OWN_KINDS:
            raise PartnershipError(
                f"{where}: what a partnership publishes cannot be called {kind}; call it local procedure. Law and "
                "statutory guidance come with Kingfisher."
            )
        source = _converted(_as_words(one), Guidance, where)
        if source.id in found:
            raise PartnershipError(f"{where}: the id '{source.id}' comes twice.")
        _refuse_statutory(f"{source.title} {source.edition} {source.says}", where)
        found[source.id] = source
    return found


def _as_words(raw: Any) -> Any:
    """Numbers as the words they are meant as: people write `edition: 2022`."""
    if not isinstance(raw, dict):
        return raw
    return {key: str(value) if type(value) in (int, float) else value for key, value in raw.items()}


def read_rule[R: Rule](raw: Any, sort: type[R], known: Mapping[str, Guidance], where: str) -> R:
    """One item of a section. Raises `PartnershipError` beginning with `where`."""
    raw = dict(raw) if isinstance(raw, dict) else raw
    kind = raw.pop("kind", None) if isinstance(raw, dict) and sort is not Sharing else None
    if sort is Sharing and isinstance(raw, dict) and raw.get("share") not in SHARES:
        raise PartnershipError(
            f"{where}: share is '{SHARES[0]}' or '{SHARES[1]}'. There is no third: what an agency keeps to itself the "
            "panel of an open review reads as well."
        )
    rule = _converted(raw, sort, where)
    check_rule(rule.guidance, rule.start, kind, known, where)
    if rule.end is not None and rule.end < rule.start:
        raise PartnershipError(f"{where}: its last day is before its first.")
    number = getattr(rule, "within", getattr(rule, "every", 1))
    if number < 1:
        raise PartnershipError(f"{where}: give a number that is 1 or more.")
    if isinstance(rule, Sharing) and rule.kind_of_entry not in KINDS:
        raise PartnershipError(f"{where}: there is no kind of entry called '{rule.kind_of_entry}'.")
    if isinstance(rule, Stage | Visiting) and known[rule.guidance].kind not in OWN_KINDS:
        raise PartnershipError(
            f"{where}: {known[rule.guidance].title} does not set this number, so it is your own and cannot be called "
            "statutory. Name your own procedure as its guidance."
        )
    _refuse_statutory(f"{rule.key} {rule.words}", where)
    return rule


def check_rule(source: str, start: date, kind: Any, known: Mapping[str, Guidance], where: str) -> None:
    """Refuse guidance nobody listed, guidance not in force on the first day, and a kind that is not its guidance's."""
    ground = known.get(source)
    if ground is None:
        raise PartnershipError(f"{where}: '{source}' is not in the guidance list, neither yours nor ours.")
    if not ground.in_force_on(start):
        raise PartnershipError(f"{where}: '{source}' was not in force on {start}.")
    if kind is not None and kind != ground.kind:
        raise PartnershipError(f"{where}: '{source}' is {ground.kind}, so this cannot be called {kind}.")


def kindly(wrong: msgspec.ValidationError) -> str:
    """What msgspec found, as a sentence that says what to do."""
    if missing := _MISSING.search(str(wrong)):
        return f"{missing[1]} is missing. Whatever is set needs its from day and guidance, and a number its unit."
    if stranger := _STRANGER.search(str(wrong)):
        return f"there is no place here for '{stranger[1]}'. See docs/partnership.md."
    return f"{wrong}."


def _converted[T](raw: Any, sort: type[T], where: str) -> T:
    try:
        return msgspec.convert(raw, sort)
    except msgspec.ValidationError as wrong:
        raise PartnershipError(f"{where}: {kindly(wrong)}") from wrong


def _refuse_statutory(words: str, where: str) -> None:
    if called := _CALLED_STATUTORY.search(words):
        raise PartnershipError(f"{where}: this is local procedure and cannot be called '{called[0]}'.")
