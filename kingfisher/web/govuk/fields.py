"""Fields of a form that give a checked value: a whole date, several files."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kingfisher.web.govuk.widgets import PARTS, DateParts, Files, Typed, Upload
from kingfisher.web.govuk.wording import left_out

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateField(forms.Field):
    """One whole date, in three boxes. Gives a `date`, or None where it may be left empty.

    For a date that may be uncertain ("early 2024"), use a text field and the timeline's own reading of dates.
    """

    widget = DateParts

    def clean(self, value: Typed | date | None) -> date | None:
        """The date typed; a ValidationError whose code names the boxes at fault, as in "day month"."""
        if isinstance(value, date):
            return value
        typed = value or ("", "", "")
        if not any(typed):
            if self.required:
                raise ValidationError(left_out("date", self._name()), code=" ".join(PARTS))
            return None
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            message = f"{self._name()} must include a {' and a '.join(missing)}"
            raise ValidationError(message, code=" ".join(missing))
        return self._real(typed)

    def _real(self, typed: Typed) -> date:
        day, month, year = typed[0], _month(typed[1]), typed[2]
        if not (year.isdecimal() and len(year) == 4):
            raise ValidationError("Year must have 4 numbers", code="year")
        try:
            return date(int(year), month, int(day))
        except ValueError:
            raise ValidationError(f"{self._name()} must be a real date", code=" ".join(PARTS)) from None

    def _name(self) -> str:
        return str(self.label or "Date")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether what was typed differs from what was shown."""
        return DateParts.split(initial) != DateParts.split(data)


def _month(text: str) -> int:
    """The number of a month typed as a number or a name; 0, which no calendar has, for anything else."""
    if text.isdecimal():
        return int(text)
    return MONTHS.index(text[:3].lower()) + 1 if text[:3].lower() in MONTHS else 0


class FilesField(forms.FileField):
    """One or more files. Gives a list, each checked as Django checks one file."""

    widget = Files

    def clean(self, data: Sequence[Upload] | None, initial: Any = None) -> list[Upload]:
        """Every file sent; a ValidationError names the file at fault."""
        if not data:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        return [self._one(each) for each in data]

    def _one(self, sent: Upload) -> Upload:
        try:
            checked: Upload = super().clean(sent)
        except ValidationError as problem:
            raise ValidationError([f"{sent.name}: {message}" for message in problem.messages]) from None
        return checked
