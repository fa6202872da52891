"""Steps of a review or an audit as kept, and those that hold on a day: what both are read from.

A step on a later day has not happened yet; a corrected step gives way to the one that corrects it, whatever order they
came in.
"""

from collections.abc import Iterable
from datetime import date, datetime

import msgspec


class Happened(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that happened in a review or an audit, on a day; `corrects` names the step it puts right."""

    day: date
    note: str = ""
    corrects: str = ""


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """A step as kept: its lasting id, who recorded it (in words), for which agency, and when (UTC)."""

    id: str
    step: Happened
    by: str = ""
    agency: str = ""
    recorded_at: datetime | None = None

    @property
    def kind(self) -> str:
        """The kind's name as stored."""
        return str(self.step.__struct_config__.tag)


class Steps:
    """The steps that hold at the end of a day (None: every step), by kind, each list in the order of their days."""

    def __init__(self, recorded: Iterable[Recorded], as_at: date | None = None) -> None:
        held = [one for one in recorded if as_at is None or one.step.day <= as_at]
        corrected = {one.step.corrects for one in held if one.step.corrects}
        self.all = sorted((one for one in held if one.id not in corrected), key=_in_order)

    def of[S: Happened](self, kind: type[S]) -> list[S]:
        """Every step of the kind."""
        return [one.step for one in self.all if isinstance(one.step, kind)]

    def kept[S: Happened](self, kind: type[S]) -> list[tuple[str, S]]:
        """Every step of the kind with its id."""
        return [(one.id, one.step) for one in self.all if isinstance(one.step, kind)]

    def last[S: Happened](self, kind: type[S]) -> S | None:
        """The latest step of the kind."""
        found = self.of(kind)
        return found[-1] if found else None


def _in_order(one: Recorded) -> tuple[date, str, str]:
    return one.step.day, one.recorded_at.isoformat() if one.recorded_at else "", one.id
