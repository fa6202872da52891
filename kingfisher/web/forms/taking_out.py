"""Taking the chronology out: in what format, for which reader, with or without names."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kingfisher.interchange.copies.audiences import Audience, For
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.forms.reviews.names_left_out import NamesLeftOut
from kingfisher.web.govuk.widgets import Radios

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


class TakeOut(NamesLeftOut):
    """What copy to make."""

    field_order = ("kind", "audience", "agency", "recipient")

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
        """An agency where one is needed."""
        told = super().clean() or {}
        if told.get("audience") == For.AGENCY and not told.get("agency"):
            self.add_error("agency", "Choose which agency it is for")
        return told

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
