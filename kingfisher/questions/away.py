"""Who is away, from when to when, with no cover named?"""

from datetime import date
from typing import cast

import msgspec

from kingfisher.practice.in_words import says
from kingfisher.questions.picture import Picture, day_of, days_after, known
from kingfisher.questions.saying import agency_name
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Absence

_COVERED = (
    "covers", "covered by", "is covering", "are covering", "will cover", "to cover .. visits", "cover arranged",
    "cover agreed", "cover in place", "cover from", "cover by", "cover is",
)  # fmt: skip


class Away(msgspec.Struct, frozen=True):
    """Somebody is away from a day to another (inclusive; None: no end recorded), cover named on a day (None: never)."""

    entry: Entry
    start: date
    end: date | None
    covered: date | None

    def runs_past(self, day: date) -> bool:
        """True when they are still away on the day, as far as is recorded."""
        return self.end is None or self.end >= day


def nameless(entry: Entry) -> str:
    """What stands for the name of somebody away whom the account does not name."""
    return f"a practitioner of {agency_name(entry.agency)}"


def absences(picture: Picture) -> dict[str, list[Away]]:
    """Absences by practitioner; cover named later, in another account of it, counts from its day."""
    found: dict[str, list[Away]] = {}
    for entry in picture.of_kind(Absence):
        content = cast(Absence, entry.content)
        name = content.practitioner or entry.by or nameless(entry)
        end = (content.ends.first or content.ends.last) if content.ends else None
        covered = known(entry) if content.cover or says(picture.written_in(entry), _COVERED) else None
        before = found.setdefault(name, [])
        if before and before[-1].runs_past(day_of(entry)):
            last = before.pop()
            covered, start = last.covered or covered, min(last.start, day_of(entry))
            before.append(Away(last.entry, start, end or last.end, covered))
        else:
            before.append(Away(entry, max(day_of(entry), known(entry)), end, covered))
    return found


def owner_away(theirs: list[Away], first: date, over: Entry | None, days: int) -> Away | None:
    """The first absence of an action's owner, from the day the action was theirs, of so many days or more and not
    covered in time, while it was open."""
    for absence in theirs:
        asked = days_after(max(absence.start, first), days)
        open_then = over is None or known(over) > asked
        if open_then and absence.runs_past(asked) and not (absence.covered and absence.covered <= asked):
            return absence
    return None
