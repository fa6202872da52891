"""What has the partnership set for itself? Its own parameters, stages, levels, rules and names, from one YAML file.

The file is described in `docs/partnership.md`. Whatever it sets has a first day and guidance, a number has a unit, and
a local number is never called statutory: anything else is refused with a sentence that names the place.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import yaml

from kingfisher.practice.children import ONE_DAY
from kingfisher.practice.guidance import Guidance, GuidanceError, guidance
from kingfisher.practice.timescales import Limit, Timescales
from kingfisher.questions.local import Local
from kingfisher.questions.own_clocks import own_timescales
from kingfisher.questions.own_rules import (
    SECTIONS,
    Level,
    LocalName,
    PartnershipError,
    Rule,
    Sharing,
    Stage,
    Visiting,
    check_rule,
    kindly,
    own_guidance,
    read_rule,
)
from kingfisher.questions.parameters import Parameter, Parameters, Value, check, standard

# Sections that are a parameter by another name: what their list is called, and the parameter it becomes.
LISTS = {
    "unborn_baby_criteria": ("criteria", "unborn_baby_reason.criteria"),
    "neglect_tools": ("tools", "neglect_tool.tools"),
}
LOOKS_AT_STAGES = ("challenge_made",)  # questions that speak of stages of escalation and levels of need
TOP = ("partnership", "guidance", "parameters", "clocks", *LISTS, *SECTIONS)


class Partnership(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A partnership's own, checked. `own` holds its parameters alone; `parameters` ours with its own over them;
    `timescales` every clock's limits, its own among them.

    `start` is the first day of this version of its file; `digest` is of the file as read, so that what was shown under
    it can be told from what was shown under another, whatever version either called itself.
    """

    name: str
    version: str
    start: date
    guidance: dict[str, Guidance]
    own: dict[str, Parameter]
    timescales: Timescales
    escalation: tuple[Stage, ...]
    threshold_document: tuple[Level, ...]
    visiting_rules: tuple[Visiting, ...]
    default_sharing: tuple[Sharing, ...]
    local_names: tuple[LocalName, ...]
    digest: str = ""

    @cached_property
    def parameters(self) -> Parameters:
        """Every parameter, the partnership's own from the first day it gives and ours before and beside it."""
        return standard().with_own(self.own, name=self.name).agreed(self.local)

    @cached_property
    def local(self) -> Local:
        """Its stages, levels, rules of sharing and names."""
        return Local(
            escalation=self.escalation,
            threshold_document=self.threshold_document,
            default_sharing=self.default_sharing,
            local_names=self.local_names,
        )

    @property
    def label(self) -> str:
        """The partnership and the version of its file: what something shown was shown under."""
        return f"{self.name}, version {self.version}"

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """Every stage, level, rule and name with the section it stands in, in the order of the file's description."""
        for section in SECTIONS:
            for rule in getattr(self, section):
                yield section, rule

    def grounds_of(self, kind: str, day: date) -> tuple[Guidance, ...]:
        """The partnership's own sources for what the question looks at on the day: named beside the question's own."""
        mine = (one for name, held in self.own.items() if name.startswith(f"{kind}.") for one in held.values)
        used = [value.guidance for value in mine if value in self._on(kind, day)]
        if kind in LOOKS_AT_STAGES:
            used += [one.guidance for one in (*self.local.stages_on(day), *self.local.levels_on(day))]
        return tuple(self.guidance[source] for source in dict.fromkeys(used) if source in self.guidance)

    def _on(self, kind: str, day: date) -> list[Value]:
        return [self.parameters.on(name, day) for name in self.own if name.startswith(f"{kind}.")]

    def called(self, word: str, day: date) -> str:
        """What the partnership calls a thing on the day; the word itself where it has no name of its own."""
        return self.local.said_here(word, day)

    def next_change(self, day: date) -> date | None:
        """The first day after `day` on which anything it sets begins or is no longer in force; None: no such day."""
        dated: list[Rule | Guidance | Limit] = [rule for _, rule in self.rules()]
        dated += [*self.guidance.values(), *(one for held in self.timescales.held.values() for one in held.limits)]
        days = [value.start for held in self.own.values() for value in held.values]
        days += [one.start for one in dated if one.start] + [one.end + ONE_DAY for one in dated if one.end]
        return min((one for one in days if one > day), default=None)


def in_force_until(own: Partnership | None, day: date) -> date | None:
    """The last day (inclusive) for which what is in force on the day stays so: the day before the next edition of our
    sources, value of ours or item of the partnership's own begins or is over; None: for good."""
    days = [value.start for held in standard().held.values() for value in held.values]
    days += [one.start for one in guidance().values()]
    days += [one.end + ONE_DAY for one in guidance().values() if one.end]
    days += [found] if own and (found := own.next_change(day)) else []
    ahead = min((one for one in days if one > day), default=None)
    return ahead - ONE_DAY if ahead else None


def read_partnership(path: Path) -> Partnership:
    """Read a partnership's file. Raises `PartnershipError` when it cannot be opened or is not fit to use."""
    try:
        return parse_partnership(path.read_text(encoding="utf-8-sig"), name=path.name)
    except (OSError, UnicodeDecodeError) as wrong:
        raise PartnershipError(f"The partnership's file {path.name} could not be read. Is the path right?") from wrong


def parse_partnership(text: str, *, name: str) -> Partnership:
    """Read it from YAML text; `name` is how messages call the file. Raises `PartnershipError` naming the place."""
    raw = _top(text, name)
    head = _head(raw.get("partnership"), f"{name}, partnership")
    own = own_guidance(raw.get("guidance") or [], name)
    known = {**guidance(), **own}
    try:
        parameters = _parameters(raw, known, name)
        standard().with_own(parameters, name=f"{name}, parameters")
    except PartnershipError:
        raise
    except GuidanceError as wrong:
        raise PartnershipError(str(wrong)) from wrong
    visiting = _section(raw, "visiting_rules", Visiting, known, name)
    escalation = _section(raw, "escalation", Stage, known, name)
    return Partnership(
        name=head[0],
        version=head[1],
        start=head[2],
        guidance=own,
        own=parameters,
        timescales=own_timescales(raw.get("clocks"), visiting, escalation, own, name=name),
        escalation=escalation,
        threshold_document=_section(raw, "threshold_document", Level, known, name),
        visiting_rules=visiting,
        default_sharing=_section(raw, "default_sharing", Sharing, known, name),
        local_names=_section(raw, "local_names", LocalName, known, name),
        digest=sha256(text.encode()).hexdigest()[:16],
    )


def _top(text: str, name: str) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = f" Look at line {mark.line + 1}." if mark else ""
        raise PartnershipError(f"{name} is not YAML we can read.{line}") from wrong
    if not isinstance(raw, dict):
        raise PartnershipError(f"{name} should begin with 'partnership:' and hold sections; see docs/partnership.md.")
    if strangers := [str(key) for key in raw if key not in TOP]:
        raise PartnershipError(f"{name}: there is no section '{strangers[0]}'. The sections are {', '.join(TOP)}.")
    return raw


def _head(raw: Any, where: str) -> tuple[str, str, date]:
    if not isinstance(raw, dict) or any(not raw.get(key) for key in ("name", "version", "from")):
        raise PartnershipError(f"{where}: give its name, its version and from which day the version is in force.")
    if type(raw["from"]) is not date:
        raise PartnershipError(f"{where}: write from as a day, such as 2026-04-01.")
    return str(raw["name"]), str(raw["version"]), raw["from"]


def _section[R: Rule](
    raw: Mapping[str, Any], section: str, sort: type[R], known: Mapping[str, Guidance], name: str
) -> tuple[R, ...]:
    """The section's rules in order of the file, each checked."""
    return tuple(
        read_rule(one, sort, known, f"{name}, {section}, item {number}")
        for number, one in _listed(raw.get(section), f"{name}, {section}")
    )


def _listed(raw: Any, where: str) -> list[tuple[int, Any]]:
    if not isinstance(raw or [], list):
        raise PartnershipError(f"{where}: write a list, each item beginning with '-'.")
    return list(enumerate(raw or [], 1))


def _parameters(raw: dict[str, Any], known: Mapping[str, Guidance], name: str) -> dict[str, Parameter]:
    where = f"{name}, parameters"
    written = raw.get("parameters") or {}
    if not isinstance(written, dict):
        raise PartnershipError(f"{where}: write each parameter's name, a colon, and below it unit and values.")
    found = {str(key): _parameter(str(key), one, known, f"{where}, {key}") for key, one in written.items()}
    for section, (word, parameter) in LISTS.items():
        items = _listed(raw.get(section), f"{name}, {section}")
        if not items:
            continue
        if parameter in found:
            raise PartnershipError(f"{name}: {section} and the parameter {parameter} are the same thing; give one.")
        values = [_renamed(one, word, f"{name}, {section}, item {number}") for number, one in items]
        found[parameter] = _parameter(
            parameter, {"unit": standard().held[parameter].unit, "values": values}, known, f"{name}, {section}"
        )
    return found


def _renamed(one: Any, word: str, where: str) -> dict[str, Any]:
    if not isinstance(one, dict) or not isinstance(one.get(word), list):
        raise PartnershipError(f"{where}: give {word} as a list, with from and guidance.")
    return {("value" if key == word else str(key)): value for key, value in one.items()}


def _parameter(key: str, raw: Any, known: Mapping[str, Guidance], where: str) -> Parameter:
    if not isinstance(raw, dict) or not raw.get("unit"):
        raise PartnershipError(f"{where}: its unit is missing. Write unit, and values with from, value and guidance.")
    ours = standard().held.get(key)
    values = []
    for number, one in _listed(raw.get("values"), where):
        place = f"{where}, value {number}"
        value = dict(one) if isinstance(one, dict) else {}
        kind = value.pop("kind", None)
        try:
            values.append(msgspec.convert(value, Value))
        except msgspec.ValidationError as wrong:
            raise PartnershipError(f"{place}: {kindly(wrong)}") from wrong
        check_rule(values[-1].guidance, values[-1].start, kind, known, place)
        _not_ours(key, values[-1], known, place)
    says = str(raw.get("says") or (ours.says if ours else key))
    parameter = Parameter(says=says, unit=str(raw["unit"]), values=tuple(values))
    check(where, parameter, known)
    return parameter


def _not_ours(key: str, value: Value, known: Mapping[str, Guidance], where: str) -> None:
    """Refuse law or statutory guidance as the ground of a value it does not set."""
    ground, ours = known[value.guidance], standard().held.get(key)
    if ground.kind not in ("law", "guidance") or ours is None:
        return
    set_there = standard().on(key, value.start)
    if (set_there.value, set_there.guidance) != (value.value, value.guidance):
        raise PartnershipError(
            f"{where}: {ground.title} does not set this, so it is a number of your own and cannot be called statutory. "
            "Name your own procedure as its guidance."
        )
