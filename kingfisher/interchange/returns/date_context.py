"""Which year, and which of two readings, when a date does not say: from the banner above and the rows around it.

Whatever is worked out rather than read is remarked on. Nothing is worked out from nothing: `NoYear`.
"""

import calendar
from datetime import date

import msgspec

from kingfisher.interchange.returns.agency_return import Remark
from kingfisher.interchange.returns.date_parts import Impossible, Part, exact_day, full_year
from kingfisher.interchange.returns.school_terms import StatedTerms
from kingfisher.timeline.dates import When, said


class DateContext(msgspec.Struct, frozen=True):
    """What stands around a date: the year of the banner above, the nearest dated rows, whether a school wrote it."""

    year: int | None = None
    before: date | None = None
    after: date | None = None
    in_school: bool = False
    terms: StatedTerms = StatedTerms()


class NoYear(ValueError):
    """A date without a year, with nothing around it to say which."""


def when_of(part: Part, context: DateContext) -> tuple[When, tuple[Remark, ...]]:
    """The date a part means, with what had to be worked out. Raises `Impossible` or `NoYear`."""
    if part.form == "two" and _is_month_and_year(part, context):
        year = full_year(f"{part.month:02d}") or 0
        remark = Remark(
            "date_ambiguous",
            f"Read as {calendar.month_name[part.day or 1]} {year}: a month and a year. It could be a day and a month.",
            "happened",
        )
        return When.month(year, part.day or 1), (remark,)
    if part.day is None and part.month is None:
        return When.year(part.year or 0), ()
    if part.day is None:
        year, remarks = year_of(part, context)
        return When.month(year, part.month or 1), (*remarks, *_spelling(part))
    day, remarks = day_of(part, context)
    return When.day(day), (*remarks, *_spelling(part))


def _is_month_and_year(part: Part, context: DateContext) -> bool:
    """06/04: a month and a year only where that fits between the dated rows around it, under no year banner."""
    if context.year is not None or part.weekday is not None or not 1 <= (part.day or 0) <= 12:
        return False
    if context.before is None or context.after is None:
        return False
    month = date(full_year(f"{part.month:02d}") or 1, part.day or 1, 28)
    return context.before <= month <= context.after and context.after.year > context.before.year + 1


def day_of(part: Part, context: DateContext) -> tuple[date, tuple[Remark, ...]]:
    """The day a part means: its year found if not written, its weekday checked."""
    year, remarks = year_of(part, context)
    day = exact_day(year, part.month or 0, part.day or 0)
    if part.weekday is not None and day.weekday() != part.weekday:
        named = calendar.day_name[part.weekday]
        text = f"The file says {named}, but {said(day)} was a {calendar.day_name[day.weekday()]}."
        remarks = (*remarks, Remark("weekday_disagrees", text, "happened"))
    return day, remarks


def year_of(part: Part, context: DateContext) -> tuple[int, tuple[Remark, ...]]:
    """The year written, or the likely one with a remark. Raises `NoYear`."""
    if part.year is not None:
        return part.year, ()
    year = _likely_year(part, context)
    if year is None:
        raise NoYear("The date has no year, and nothing around it says which year it was.")
    text = f"No year is written. {year} is taken from the heading or the rows around it."
    return year, (Remark("year_inferred", text, "happened"),)


def _likely_year(part: Part, context: DateContext) -> int | None:
    """The year that suits the banner, the weekday and the rows before and after, in that order."""
    if context.year is not None:
        return context.year
    anchors = [day for day in (context.before, context.after) if day is not None]
    years = sorted({day.year + step for day in anchors for step in (-1, 0, 1)})
    best: tuple[tuple[bool, bool, int], int] | None = None
    for year in years:
        try:
            day = exact_day(year, part.month or 0, part.day or 1)
        except Impossible:
            continue
        outside = (context.before is not None and day < context.before) or (
            context.after is not None and day > context.after
        )
        wrong_weekday = part.weekday is not None and day.weekday() != part.weekday
        fit = (wrong_weekday, outside, min(abs((day - anchor).days) for anchor in anchors))
        if best is None or fit < best[0]:
            best = (fit, year)
    return best[1] if best else (anchors[0].year if anchors else None)


def _spelling(part: Part) -> tuple[Remark, ...]:
    if not part.misspelt:
        return ()
    text = f"“{part.misspelt}” is read as {calendar.month_name[part.month or 1]}."
    return (Remark("month_misspelt", text, "happened"),)
