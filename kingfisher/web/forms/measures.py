"""Between which days a measure is taken, and what the training register is told."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from kingfisher.agencies.models import Subject
from kingfisher.timeline.dates import said
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.forms.reviews.step_form import Choices, OneOf
from kingfisher.web.govuk.widgets import NumberText, Radios

YEAR = timedelta(days=365)


class Between(forms.Form):
    """Two days, both counted; the year to today when none is given."""

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today
        self.fields["first"] = DayText("From", required=False, initial=today - YEAR)
        self.fields["last"] = DayText("To", required=False, initial=today, help_text="Both days are counted")

    def days(self) -> tuple[date, date]:
        """The days given, or the year to today."""
        told = self.cleaned_data if self.is_bound and self.is_valid() else {}
        last = told.get("last") or self.today
        return told.get("first") or last - YEAR, last

    def clean(self) -> dict[str, Any]:
        """The days the right way round."""
        told = super().clean() or {}
        first, last = told.get("first"), told.get("last") or self.today
        if first and first > last:
            self.add_error("last", f"This day must not be before {said(first)}")
        return told


class Register(forms.Form):
    """Staff trained, or staff it is meant for."""

    sort = forms.ChoiceField(
        label="What is it?",
        choices=[("trained", "Staff were trained or briefed"), ("meant", "For how many staff it is meant")],
        widget=Radios(),
    )
    subject = forms.ChoiceField(label="About what?", choices=Subject, widget=Radios())
    number = forms.IntegerField(label="How many staff?", min_value=0, widget=NumberText())

    def __init__(self, data: QueryDict | None = None, *, agencies: Choices, today: date) -> None:
        super().__init__(data)
        self.fields["agency"] = OneOf("Of which agency?", choices=[("", "Choose"), *agencies])
        self.fields["day"] = DayText("On what day, or from what day?", initial=today)
        self.fields["licensed_until"] = DayText(
            "Licensed until", required=False, help_text="Only for a tool that is licensed"
        )
        self.order_fields(["sort", "agency", "subject", "number", "day", "licensed_until"])
