"""Making a review's pack: for whom, with names or without, pictures as at which days, on what paper."""

from datetime import date
from typing import Any

from django import forms

from kingfisher.interchange.copies.pseudonym_dates import Dates
from kingfisher.interchange.copies.pseudonyms import Choices
from kingfisher.web.forms.dates_typed import DAYS
from kingfisher.web.forms.reviews.step_form import Lines
from kingfisher.web.forms.taking_out import MOST_DAYS
from kingfisher.web.govuk.widgets import NumberText, Radios

MOST_PICTURES = 6


class MakePack(forms.Form):
    """What pack to make. It goes to the review's panel; a copy for anyone else is made on the family's Downloads."""

    recipient = forms.CharField(
        label="Who will have it?",
        max_length=200,
        help_text="A name and a role. It is kept with what was made, and printed on every page.",
        error_messages={"required": "Write who will have it"},
    )
    days = Lines(
        "Pictures as at which days?",
        rows=3,
        help_text=f"One on each line, {MOST_PICTURES} at most: a genogram for each, home and supports at the last",
        error_messages={"required": "Give at least one day"},
    )
    paper = forms.ChoiceField(label="Paper", choices=(("a3", "A3"), ("a4", "A4")), initial="a3", widget=Radios())
    names = forms.ChoiceField(
        label="With names?",
        choices=(("named", "With names"), ("without", "Without names, and without what would identify the family")),
        initial="named",
        widget=Radios(),
    )
    dates = forms.ChoiceField(
        label="Dates in a pack without names",
        choices=(
            (Dates.MONTH, "Only to the month"),
            (Dates.MOVED, "All moved by the same number of days"),
            (Dates.AS_GIVEN, "As they are; dates of birth only to the month"),
        ),
        initial=Dates.MONTH,
        widget=Radios(),
    )
    moved = forms.IntegerField(
        label="By how many days?",
        required=False,
        min_value=-MOST_DAYS,
        max_value=MOST_DAYS,
        widget=NumberText(),
        help_text="Whole weeks, such as 35 or -70, keep the days of the week true. Nobody is told the number.",
        error_messages={"invalid": "The number of days must be a whole number, like 35"},
    )
    hide_siblings = forms.BooleanField(
        label="Hide how many brothers and sisters there are", required=False, initial=True
    )
    places = Lines(
        "Names of places to take out as well",
        rows=3,
        required=False,
        help_text="One on each line. Addresses, schools and postcodes go anyway.",
    )

    def clean_days(self) -> tuple[date, ...]:
        """The days, each as anyone types it, in order."""
        found = []
        for line in self.cleaned_data["days"]:
            try:
                found.append(forms.DateField(input_formats=DAYS).clean(line))
            except forms.ValidationError as wrong:
                raise forms.ValidationError(f"“{line}” must be a day that exists, like 14/4/2020") from wrong
        if len(found) > MOST_PICTURES:
            raise forms.ValidationError(f"Choose at most {MOST_PICTURES} days")
        return tuple(sorted(set(found)))

    def clean(self) -> dict[str, Any]:
        """A number of days where dates are to be moved."""
        told = super().clean() or {}
        is_moved = told.get("names") == "without" and told.get("dates") == Dates.MOVED
        if is_moved and "moved" not in self.errors and not told.get("moved"):
            self.add_error("moved", "Write by how many days to move the dates, like 35")
        return told

    @property
    def choices(self) -> Choices | None:
        """What is chosen for a pack without names; None for one with names."""
        told = self.cleaned_data
        if told["names"] == "named":
            return None
        return Choices(
            dates=Dates(told["dates"]),
            days=told["moved"] or 0,
            hide_siblings=told["hide_siblings"],
            places=told["places"],
        )

    @property
    def words(self) -> str:
        """In words, for the trail: named or not, and for whom."""
        told = self.cleaned_data
        return f"review pack, {'with' if told['names'] == 'named' else 'without'} names, for {told['recipient']}"
