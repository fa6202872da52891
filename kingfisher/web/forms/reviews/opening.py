"""Forms that open a review, give and end seats on its panel, and close it."""

from datetime import date

from django import forms
from django.http import QueryDict

from kingfisher.timeline.dates import said
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.forms.reviews.step_form import Choices, OneOf, Several


class OpenReview(forms.Form):
    """What it is called, of which families, from what day."""

    name = forms.CharField(
        label="What is the review called?",
        max_length=120,
        help_text="The panel reads this name on every page. A child’s full name is not needed in it",
        error_messages={"required": "Enter what the review is called"},
    )

    def __init__(self, data: QueryDict | None = None, *, today: date, families: Choices) -> None:
        super().__init__(data)
        self.fields["families"] = _families(families)
        self.fields["opens"] = DayText(
            "Open from what day?",
            initial=today,
            help_text=f"The panel sees the record from this day. Not after {said(today)}",
        )
        self.today = today

    def clean_opens(self) -> date:
        """A day that has come."""
        return _come(self.cleaned_data["opens"], self.today)


def _families(families: Choices) -> Several:
    wrong = {"required": "Choose at least one family"}
    field = Several(
        "Of which families?", of="", required=True, error_messages=wrong,
        help_text="More than one where a single combined review stands in place of several",
    )  # fmt: skip
    field.choices = list(families)
    return field


def _come(day: date, today: date) -> date:
    if day > today:
        raise forms.ValidationError(f"The day must not be after {said(today)}")
    return day


class GiveSeat(forms.Form):
    """Someone joins the panel."""

    def __init__(self, data: QueryDict | None = None, *, today: date, people: Choices) -> None:
        super().__init__(data)
        self.fields["who"] = OneOf(
            "Who?", choices=[("", "Choose"), *people], help_text="Only those with an account of their own"
        )
        self.fields["since"] = DayText("From what day?", initial=today)
        self.fields["until"] = DayText("Last day, if it is known", required=False)

    def clean(self) -> dict[str, object]:
        """The days the right way round."""
        told = super().clean() or {}
        if told.get("since") and told.get("until") and told["since"] > told["until"]:
            self.add_error("until", f"This day must not be before {said(told['since'])}")
        return told


class LastDay(forms.Form):
    """The last day of a seat, or of a review."""

    def __init__(self, data: QueryDict | None = None, *, today: date, label: str) -> None:
        super().__init__(data)
        self.fields["day"] = DayText(label, initial=today, help_text="Nothing is seen by it after this day")
