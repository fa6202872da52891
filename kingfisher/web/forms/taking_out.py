"""Taking the chronology out: in what format, for which reader, with or without names."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kingfisher.interchange.copies.audiences import Audience, For
from kingfisher.interchange.copies.pseudonym_dates import Dates
from kingfisher.interchange.copies.pseudonyms import Choices
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.govuk.widgets import NumberText, Radios

FORMATS = {
    "docx": "Word",
    "xlsx": "Excel",
    "pdf": "PDF, on A3",
    "csv": "CSV",
    "json": "JSON",
    "html": "One web page",
}
HINTS = {
    "docx": "To read, print and write in",
    "xlsx": "To sort and filter",
    "pdf": "To print and hand round; read well by screen readers",
    "csv": "One line for each entry, for other programs",
    "json": "Kingfisher’s own open format, which reads back",
    "html": "A single file that opens in any browser, with its own filters",
}
MOST_DAYS = 3650


class TakeOut(forms.Form):
    """What copy to make."""

    kind = forms.ChoiceField(label="Format", choices=FORMATS.items(), initial="docx", widget=Radios(hints=HINTS))
    audience = forms.ChoiceField(
        label="Which reader is it for?",
        widget=Radios(),
        error_messages={"required": "Choose which reader it is for"},
    )
    agency = forms.ChoiceField(label="Which agency?", required=False, help_text="Only for a copy for one agency")
    recipient = forms.CharField(
        label="Who will have it?",
        max_length=200,
        help_text="A name and a role. It is kept with the record of who took what, and printed on every page.",
        error_messages={"required": "Write who will have it"},
    )
    names = forms.ChoiceField(
        label="With names?",
        choices=(("named", "With names"), ("without", "Without names, and without what would identify the family")),
        initial="named",
        widget=Radios(),
    )
    dates = forms.ChoiceField(
        label="Dates in a copy without names",
        choices=(
            (Dates.AS_GIVEN, "As they are; dates of birth only to the month"),
            (Dates.MONTH, "Only to the month"),
            (Dates.MOVED, "All moved by the same number of days"),
        ),
        initial=Dates.AS_GIVEN,
        widget=Radios(),
    )
    days = forms.IntegerField(
        label="By how many days?",
        required=False,
        min_value=-MOST_DAYS,
        max_value=MOST_DAYS,
        widget=NumberText(),
        help_text="Whole weeks, such as 35 or -70, keep the days of the week true. Nobody is told the number.",
        error_messages={"invalid": "The number of days must be a whole number, like 35"},
    )
    hide_siblings = forms.BooleanField(label="Hide how many brothers and sisters there are", required=False)
    places = forms.CharField(
        label="Names of places to take out as well",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line. Addresses, schools and postcodes go anyway.",
    )

    def __init__(self, *given: Any, readers: Iterable[For], agencies: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        words = {
            For.PANEL: "The review’s panel: everything you may see",
            For.AGENCY: "One agency: what it wrote, what it was told, what has been released",
            For.FAMILY: "The family: what has been released, and nothing marked R",
        }
        self.fields["audience"].choices = [(str(one), words[one]) for one in readers]  # type: ignore[attr-defined]
        self.fields["agency"].choices = [("", "Choose an agency"), *agencies]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An agency where one is needed, and a number of days where dates are to be moved."""
        told = super().clean() or {}
        if told.get("audience") == For.AGENCY and not told.get("agency"):
            self.add_error("agency", "Choose which agency it is for")
        moved = told.get("names") == "without" and told.get("dates") == Dates.MOVED
        if moved and "days" not in self.errors and not told.get("days"):
            self.add_error("days", "Write by how many days to move the dates, like 35")
        return told

    @property
    def without_names(self) -> bool:
        """Whether the copy is to be without names."""
        return bool(self.cleaned_data["names"] == "without")

    @property
    def choices(self) -> Choices:
        """What is chosen for a copy without names."""
        told = self.cleaned_data
        return Choices(
            dates=Dates(told["dates"]),
            days=told["days"] or 0,
            hide_siblings=told["hide_siblings"],
            places=tuple(place.strip() for place in told["places"].splitlines() if place.strip()),
        )

    def reader(self, released: frozenset[str]) -> Audience:
        """For whom it is; `released` are the entries their owners have let go."""
        who = For(self.cleaned_data["audience"])
        agency = self.cleaned_data["agency"] if who is For.AGENCY else ""
        return Audience(who=who, agency=agency, released=released)


class BlankReturn(forms.Form):
    """A blank return: for which agency, over which days, in which format."""

    kind = forms.ChoiceField(
        label="Format", choices=(("docx", "Word"), ("xlsx", "Excel")), initial="docx", widget=Radios()
    )
    agency = forms.ChoiceField(label="Agency", error_messages={"required": "Choose an agency"})

    def __init__(self, *given: Any, agencies: Iterable[tuple[str, str]]) -> None:
        super().__init__(*given)
        self.fields["agency"].choices = [("", "Choose an agency"), *agencies]  # type: ignore[attr-defined]
        self.fields["first"] = DayText("From", required=False, help_text="The first day asked about, like 1/1/2018")
        self.fields["last"] = DayText("To", required=False, help_text="The last day asked about")

    def clean(self) -> dict[str, Any]:
        """The days the right way round."""
        told = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        if first and last and first > last:
            self.add_error("last", "To must be the same day as From, or later")
        return told
