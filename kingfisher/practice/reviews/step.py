"""One step of a review, and what is kept with it: who recorded it, for which agency, and when."""

from datetime import date, datetime

import msgspec

STEP_VERSION = 1


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """One thing that happened in a review, on a day; `corrects` names the step it puts right."""

    day: date
    note: str = ""
    corrects: str = ""


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """A step as kept: its lasting id, who recorded it (in words), for which agency, and when (UTC)."""

    id: str
    step: Step
    by: str = ""
    agency: str = ""
    recorded_at: datetime | None = None

    @property
    def kind(self) -> str:
        """The kind's name as stored."""
        return str(self.step.__struct_config__.tag)
