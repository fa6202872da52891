"""On which day, and since which: the two days of the page "In force"."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from kingfisher.web.forms.narrowing import DayText


class OnAndSince(forms.Form):
    """A day, and an earlier one to compare it with; both may be left empty."""

    def __init__(self, data: Mapping[str, Any] | None, *, today: date) -> None:
        super().__init__(data)
        self.today = today
        self.fields["on"] = DayText("Day", required=False, help_text="Empty means today. For example 1/9/2025")
        self.fields["since"] = DayText(
            "What changed since", required=False, help_text="An earlier day. Empty shows everything in force"
        )

    def clean_since(self) -> date | None:
        """The earlier day must be one."""
        since: date | None = self.cleaned_data["since"]
        if since and "on" in self.cleaned_data and since > (self.cleaned_data["on"] or self.today):
            raise forms.ValidationError("What changed since must be on or before the day")
        return since
