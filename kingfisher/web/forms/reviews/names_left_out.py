"""With names or without: asked alike of every copy of a record that goes out."""

from typing import Any

from django import forms

from kingfisher.interchange.copies.pseudonym_dates import Dates
from kingfisher.interchange.copies.pseudonyms import Choices
from kingfisher.web.forms.reviews.step_form import Lines
from kingfisher.web.govuk.widgets import NumberText, Radios

MOST_DAYS = 3650


class NamesLeftOut(forms.Form):
    """What becomes of names, dates, places and the number of children. It starts from what tells least."""

    names = forms.ChoiceField(
        label="With names?",
        choices=(("named", "With names"), ("without", "Without names, and without what would identify the family")),
        initial="named",
        widget=Radios(),
    )
    dates = forms.ChoiceField(
        label="Dates in a copy without names",
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
        max_length=4000,
        help_text="One on each line. Addresses, schools and postcodes go anyway.",
    )
    keep = Lines(
        "Words to leave as they are",
        rows=3,
        required=False,
        max_length=4000,
        help_text="One on each line: words that only look like a name or a place. A name of the family goes anyway.",
    )

    def clean(self) -> dict[str, Any]:
        """A number of days where dates are to be moved."""
        told = super().clean() or {}
        is_moved = told.get("names") == "without" and told.get("dates") == Dates.MOVED
        if is_moved and "moved" not in self.errors and not told.get("moved"):
            self.add_error("moved", "Write by how many days to move the dates, like 35")
        return told

    @property
    def choices(self) -> Choices | None:
        """What is chosen for a copy without names; None for one with names."""
        told = self.cleaned_data
        if told["names"] == "named":
            return None
        return Choices(
            dates=Dates(told["dates"]),
            days=told["moved"] or 0,
            hide_siblings=told["hide_siblings"],
            places=told["places"],
            keep=told["keep"],
        )

    @property
    def names_in_words(self) -> str:
        """With names or without, for the trail."""
        return "with names" if self.cleaned_data["names"] == "named" else "without names"
