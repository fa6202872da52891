"""Over which days a measure is taken, and what the training register is told."""

from datetime import date

from django import forms
from django.http import QueryDict

from kingfisher.agencies.models import Subject
from kingfisher.practice.measures.periods import Period, next_to_end, periods
from kingfisher.timeline.dates import said
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.forms.reviews.step_form import Choices, OneOf
from kingfisher.web.govuk.widgets import NumberText, Radios


class WhichDays(forms.Form):
    """One of the periods there are, the latest year when none is chosen; only years, where that is what is counted."""

    def __init__(self, data: QueryDict | None = None, *, today: date, years_only: bool = False) -> None:
        super().__init__(data)
        self.listed = {_name(one): one for one in periods(today) if one.is_year or not years_only}
        self.ends = next_to_end(today)
        self.fields["days"] = forms.ChoiceField(
            label="Which days?",
            choices=[(name, _words(one)) for name, one in self.listed.items()],
            required=False,
            error_messages={"invalid_choice": "Choose one of the years or half years that have ended"},
        )

    @property
    def over(self) -> Period:
        """The period chosen, or the latest year."""
        chosen = self.cleaned_data.get("days") if self.is_bound and self.is_valid() else ""
        return self.listed[chosen] if chosen else next(iter(self.listed.values()))

    @property
    def why(self) -> str:
        """Why no other days can be chosen, and what comes next."""
        sorts = "years" if all(one.is_year for one in self.listed.values()) else "years, and half years,"
        return (
            f"Figures are taken over whole {sorts} that have ended, so that no small number can be worked out by "
            f"taking one figure from another. The days from {said(self.ends.first)} are counted once "
            f"{said(self.ends.last)} has passed."
        )


def _name(one: Period) -> str:
    return f"{one.first:%Y-%m}-to-{one.last:%Y-%m}"


def _words(one: Period) -> str:
    return f"{'Year' if one.is_year else 'Half year'}: {said(one.first)} to {said(one.last)}"


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
