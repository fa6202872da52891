"""What limits do law, guidance, returns and local procedure set, in which unit, and from when to when?

A timescale is the parameter of a clock; `clocks.yaml` holds ours. Its words for events are those of `clock_events`.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from kingfisher.practice.clock_events import EVENTS, READ_TOGETHER
from kingfisher.practice.guidance import Guidance, guidance
from kingfisher.practice.working_days import OutsideCalendar, add_months, add_working_days, subtract_working_days

HERE = Path(__file__).parent
HOURS_A_DAY = 24
Unit = Literal["working days", "days", "weeks", "months", "hours", "at once", "day in the entry"]
Kind = Literal["law", "guidance", "return", "local procedure", "agreed"]
WITHOUT_NUMBER = ("at once", "day in the entry")
CALLED = {
    "law": "law",
    "guidance": "statutory guidance",
    "return": "data return",
    "local procedure": "local procedure, not statutory",
    "agreed": "agreed in the record",
}


class TimescaleError(ValueError):
    """A timescale or its guidance is not fit to use; the message says which part and why."""


class Owner(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose clock it is: a sort of agency (empty: the one the entry names) and a role."""

    agency: str
    role: str


class Pause(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days, both inclusive, on which running over is not counted; a day due in it moves to the working day after it."""

    start: date = msgspec.field(name="from")
    end: date = msgspec.field(name="to")
    because: str
    guidance: str


class Limit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long, in which unit, by which editions of which source. `start` and `end` narrow the editions' own days."""

    number: int
    unit: Unit
    kind: Kind
    guidance: tuple[str, ...]
    borrowed: bool = False
    start: date | None = msgspec.field(default=None, name="from")
    end: date | None = msgspec.field(default=None, name="to")

    @property
    def words(self) -> str:
        """The limit as it is said: "15 working days", "1 month", "at once"."""
        if self.unit in WITHOUT_NUMBER:
            return self.unit
        return f"{self.number} {self.unit.removesuffix('s') if self.number == 1 else self.unit}"

    def after(self, day: date, *, counts_first_day: bool = False) -> date | None:
        """The last day in time for what began on `day`, itself not counted unless so said; None without a number.

        Hours are whole days from the day it began: the record seldom holds the hour. Raises `OutsideCalendar`.
        """
        last = self._after(day)
        return date.fromordinal(last.toordinal() - 1) if last and counts_first_day else last

    def before(self, day: date) -> date | None:
        """The last day in time for what has to be done so long before `day`, itself not counted; None for a limit that
        is not in days or working days. Raises `OutsideCalendar`."""
        match self.unit:
            case "working days":
                return subtract_working_days(day, self.number)
            case "days":
                return date.fromordinal(day.toordinal() - self.number)
        return None

    def _after(self, day: date) -> date | None:
        match self.unit:
            case "working days":
                return add_working_days(day, self.number)
            case "months":
                return add_months(day, self.number)
            case "at once" | "day in the entry":
                return None
        days = {"days": self.number, "weeks": self.number * 7, "hours": -(-self.number // HOURS_A_DAY)}[self.unit]
        try:
            return date.fromordinal(day.toordinal() + days)
        except (ValueError, OverflowError) as wrong:
            raise OutsideCalendar(f"{day} and {self.words} lead past the end of the calendar.") from wrong


class Timescale(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One clock's parameters. See `clocks.yaml` for what each field means."""

    title: str
    starts: tuple[str, ...]
    met_by: tuple[str, ...]
    owner: Owner
    limits: tuple[Limit, ...]
    says: str = ""
    counted_from: tuple[str, ...] = ()
    ends_with: tuple[str, ...] = ()
    spell: Literal[
        "",
        "child_protection",
        "child_in_need",
        "early_help",
        "looked_after",
        "pathway",
        "provided_home",
        "private_fostering",
    ] = msgspec.field(default="", name="while")
    turn: Literal["", "first", "later"] = ""
    nature: Literal["duty", "chance", "power"] = "duty"
    born: bool = False
    linked: bool = False
    tells_starter: bool = False
    counts_first_day: bool = False
    counts_back: bool = False
    then_at_once: bool = False
    within_months: int | None = None
    after_months: int | None = None
    pauses: tuple[Pause, ...] = ()


class Timescales:
    """Every timescale by id, and the sources they rest on by id."""

    def __init__(self, held: Mapping[str, Timescale], grounds: Mapping[str, Guidance]) -> None:
        self.held, self.grounds = dict(held), dict(grounds)

    def on(self, name: str, day: date) -> tuple[Limit, Guidance] | None:
        """The limit of the timescale in force on the day and the edition it rests on; None where none was known.

        Raises `KeyError` for a name nobody set.
        """
        for limit in self.held[name].limits:
            if (limit.start and day < limit.start) or (limit.end and limit.end < day):
                continue
            for source in limit.guidance:
                if self.grounds[source].in_force_on(day):
                    return limit, self.grounds[source]
        return None

    def overlaid(self, text: str, *, name: str = "your timescales") -> "Timescales":
        """These with a partnership's own over them: YAML text with `guidance`, a list of sources, and `clocks`, whole
        timescales by id; one of ours is replaced, a new one is added. Raises `TimescaleError`."""
        raw = _plain(text, name)
        if not isinstance(raw, dict) or set(raw) - {"guidance", "clocks"}:
            raise TimescaleError(f"{name} should hold guidance and clocks at its top.")
        grounds = {**self.grounds, **_grounds(raw.get("guidance") or [], name)}
        return Timescales({**self.held, **_timescales(raw.get("clocks") or {}, grounds, name)}, grounds)


@cache
def standard_timescales() -> Timescales:
    """Those that come with Kingfisher. Raises `TimescaleError`."""
    whole = read_timescales((HERE / "clocks.yaml").read_text(encoding="utf-8"), guidance(), name="clocks.yaml")
    used = {source for one in whole.held.values() for limit in one.limits for source in limit.guidance}
    return Timescales(whole.held, {name: one for name, one in guidance().items() if name in used})


def read_timescales(text: str, grounds: Mapping[str, Guidance], *, name: str) -> Timescales:
    """Read timescales from YAML text. Raises `TimescaleError` naming the clock and what is missing: a limit without
    number, unit or guidance is refused, and so is one called by another kind than its source's."""
    return Timescales(_timescales(_plain(text, name), grounds, name), grounds)


def _plain(text: str, name: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as wrong:
        raise TimescaleError(f"{name} is not YAML we can read: {wrong}") from wrong


def _grounds(raw: Any, name: str) -> dict[str, Guidance]:
    try:
        says_nothing = [{"says": "", **one} if isinstance(one, dict) else one for one in raw]
        listed = msgspec.convert(says_nothing, list[Guidance])
    except (msgspec.ValidationError, TypeError) as wrong:
        raise TimescaleError(f"{name}, guidance: {wrong}") from wrong
    found: dict[str, Guidance] = {}
    for one in listed:
        if one.id in found:
            raise TimescaleError(f"{name} has the guidance '{one.id}' twice.")
        found[one.id] = one
    return found


def _timescales(raw: Any, grounds: Mapping[str, Guidance], name: str) -> dict[str, Timescale]:
    if not isinstance(raw, dict):
        raise TimescaleError(f"{name} should hold clocks by id.")
    found = {}
    for key, value in raw.items():
        try:
            found[str(key)] = msgspec.convert(value, Timescale)
        except msgspec.ValidationError as wrong:
            raise TimescaleError(f"{name}, {key}: {wrong}") from wrong
        _check(f"{name}, {key}", found[str(key)], grounds)
    return found


def _check(where: str, timescale: Timescale, grounds: Mapping[str, Guidance]) -> None:
    if not timescale.limits or not timescale.starts or not timescale.met_by:
        raise TimescaleError(f"{where}: say what starts it, what meets it, and at least one limit.")
    for event in (*timescale.starts, *timescale.met_by, *timescale.counted_from, *timescale.ends_with):
        if event not in EVENTS and event not in READ_TOGETHER:
            raise TimescaleError(f"{where}: '{event}' is no event we can read. docs/clocks.md lists them.")
    for limit in timescale.limits:
        _check_limit(where, limit, grounds)
    for pause in timescale.pauses:
        if pause.guidance not in grounds or pause.end < pause.start:
            raise TimescaleError(f"{where}: a pause needs its first and last day and its guidance.")


def _check_limit(where: str, limit: Limit, grounds: Mapping[str, Guidance]) -> None:
    if (limit.number < 1) != (limit.unit in WITHOUT_NUMBER):
        raise TimescaleError(f"{where}: give a number of {limit.unit} that is 1 or more.")
    if not limit.guidance:
        raise TimescaleError(f"{where}: give the guidance the number comes from.")
    for source in limit.guidance:
        if source not in grounds:
            raise TimescaleError(f"{where}: '{source}' is not in the guidance list.")
        kind = grounds[source].kind
        if limit.kind != ("agreed" if kind == "practice learning" else kind):
            raise TimescaleError(f"{where}: '{source}' is {kind}, so the number cannot be called {limit.kind}.")
