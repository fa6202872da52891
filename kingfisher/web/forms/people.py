"""Looking for a family, opening a record, adding someone to it."""

from typing import Any

from django import forms

from kingfisher.timeline.dates import DateError, When
from kingfisher.timeline.people import Person, Relationship, Tie
from kingfisher.web.forms.dates_typed import read_when
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.govuk.widgets import Radios
from kingfisher.web.words import TIE_WORDS


class Look(forms.Form):
    """A name, and a day of birth if it is known."""

    words = forms.CharField(
        label="Name of a child or adult",
        max_length=120,
        help_text="Part of a name is enough. Spelling need not be exact.",
        error_messages={"required": "Enter a name to look for"},
    )
    born = DayText("Date of birth, if you know it", required=False, help_text="For example 10/12/2019")


class WhenField(forms.CharField):
    """A date that may be uncertain, as it is said or written: 10/12/2019, about December 2019, 2019."""

    def clean(self, value: Any) -> When | None:
        """The date as known; None when left empty."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_when(text)
        except DateError as wrong:
            raise forms.ValidationError(
                "Enter a date like 10/12/2019 or about May 2019, or only the year, like 2019"
            ) from wrong


class NewPerson(forms.Form):
    """Someone of the family: what they are called, when born or due, and to whom they belong."""

    name = forms.CharField(
        label="Full name",
        max_length=120,
        help_text="If nobody knows the name, write what is said, such as “mum’s new partner”",
        error_messages={"required": "Enter a name, or what is said in its place"},
    )
    aliases = forms.CharField(
        label="Other names and initials agencies use",
        required=False,
        max_length=300,
        help_text="Separate them with commas",
    )
    born = WhenField(label="Date of birth", required=False, help_text="For example 10/12/2019, or only the year")
    expected = DayText("Due date, if not yet born", required=False)

    def person(self) -> Person:
        """The person as typed. The id is left for the record to choose."""
        told = self.cleaned_data
        return Person(
            id="",
            name=told["name"],
            aliases=tuple(alias.strip() for alias in told["aliases"].split(",") if alias.strip()),
            born=told["born"],
            expected=told["expected"],
        )


class NewFamily(NewPerson):
    """The first child of a new record."""

    family_name = forms.CharField(
        label="What the record is called",
        max_length=120,
        help_text="Usually the family’s surname",
        error_messages={"required": "Enter what the record is called"},
    )
    new_because = forms.CharField(
        label="If the search found someone like this: how do you know this is another family?",
        required=False,
        max_length=300,
    )
    field_order = ("family_name",)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["name"].label = "The first child’s full name"
        self.fields["name"].help_text = "For a child not yet born, what the agencies write, such as “Unborn Hart”"


class NewMember(NewPerson):
    """Someone added to a record: one of its children, or someone around them."""

    part = forms.ChoiceField(
        label="Who are they in this record?",
        choices=[("child", "A child the record is about"), ("other", "Someone else")],
        widget=Radios(),
        error_messages={"required": "Choose who they are in this record"},
    )
    tie = forms.ChoiceField(label="They are the …", required=False)
    of = forms.ChoiceField(label="… of", required=False)

    def __init__(self, data: Any = None, *, people: list[tuple[str, str]]) -> None:
        super().__init__(data)
        ties = [(str(tie), words) for tie, words in TIE_WORDS.items()]
        self.fields["tie"].choices = [("", "Not recorded"), *ties]  # type: ignore[attr-defined]
        self.fields["of"].choices = [("", "Nobody yet"), *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A relationship needs both its ends."""
        told = super().clean() or {}
        if bool(told.get("tie")) != bool(told.get("of")):
            self.add_error("of" if told.get("tie") else "tie", "Choose both what they are and to whom, or neither")
        return told

    def relationship(self, person_id: str) -> Relationship | None:
        """The relationship as typed, or None."""
        told = self.cleaned_data
        return Relationship(kind=Tie(told["tie"]), of=told["of"], person=person_id) if told["tie"] else None
