"""The family's network: who joins it and as what, when a place ends, and saying that one must not see the family."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from kingfisher.records.footing import LEAD
from kingfisher.timeline.dates import said
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.forms.reviews.step_form import Choices, OneOf
from kingfisher.web.govuk.widgets import Radios

FUNCTIONS = (
    (LEAD, "Leads the work"),
    ("core group", "Core group"),
    ("contributor", "Contributes"),
    ("one-off", "Once, for one thing"),
)
FUNCTION_HINTS = {LEAD: "And says who else is in the network"}


class Join(forms.Form):
    """Someone, or a whole team, joins the network."""

    function = forms.ChoiceField(
        label="As what?",
        choices=FUNCTIONS,
        widget=Radios(hints=FUNCTION_HINTS),
        error_messages={"required": "Choose as what they join"},
    )
    basis = forms.CharField(
        label="Why do they need to see this record?",
        max_length=300,
        help_text="For example: allocated as health visitor",
        error_messages={"required": "Say why they need to see this record"},
    )

    def __init__(self, data: QueryDict | None = None, *, today: date, people: Choices) -> None:
        super().__init__(data)
        self.fields["who"] = OneOf("Who?", choices=[("", "Choose"), *people])
        self.fields["since"] = DayText("From what day?", initial=today)
        self.fields["until"] = DayText("Last day, if it is known", required=False)
        self.order_fields(["who", "function", "basis", "since", "until"])

    def clean(self) -> dict[str, Any]:
        """The days the right way round."""
        told = super().clean() or {}
        if told.get("since") and told.get("until") and told["since"] > told["until"]:
            self.add_error("until", f"This day must not be before {said(told['since'])}")
        return told


class Leave(forms.Form):
    """The last day of a place, and why it ends."""

    reason = forms.CharField(label="Why does it end?", required=False, max_length=300)

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data)
        self.fields["day"] = DayText("Their last day", initial=today, help_text="They see nothing after this day")
        self.order_fields(["day", "reason"])


class Conflict(forms.Form):
    """That one must not see the family. The reason is never asked for in detail."""

    reason = forms.CharField(
        label="Why, in a few words?",
        required=False,
        max_length=300,
        help_text="You need not say. For example: a relative, a neighbour",
    )
    sure = forms.BooleanField(
        label="From now on I do not see this family’s record",
        error_messages={"required": "Tick that from now on you do not see this record"},
    )
