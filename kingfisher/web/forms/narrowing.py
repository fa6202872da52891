"""What to narrow the chronology to, and what day to replay. Empty means everything; every field is optional."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms

from kingfisher.timeline.dates import said
from kingfisher.web.forms.dates_typed import DAYS
from kingfisher.web.searched import MARK
from kingfisher.web.words import KIND_WORDS


class DayText(forms.DateField):
    """One day in one box, as anyone types it."""

    def __init__(self, label: str, **more: Any) -> None:
        box = forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"})
        wrong = {"invalid": f"{label} must be a day that exists, like 14/4/2020 or 14 April 2020"}
        super().__init__(label=label, input_formats=list(DAYS), widget=box, error_messages=wrong, **more)

    def prepare_value(self, value: Any) -> Any:
        """Shown again as it is said, however it came."""
        if isinstance(value, str):
            try:
                value = self.to_python(value)
            except forms.ValidationError:
                return value
        return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else value


class Narrowing(forms.Form):
    """Child, agency, kind, words and days, both inclusive. An uncertain date is shown if it can fall between them."""

    child = forms.ChoiceField(label="About", required=False)
    agency = forms.ChoiceField(label="Agency", required=False)
    kind = forms.ChoiceField(label="Kind", required=False)
    words = forms.CharField(label="Words", required=False, max_length=200, help_text="All of them, in any order")

    def __init__(
        self, data: Mapping[str, Any], *, people: Iterable[tuple[str, str]], agencies: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.fields["from"] = DayText("From", required=False, help_text="For example 14/4/2020")
        self.fields["to"] = DayText("To", required=False)
        kinds = sorted(KIND_WORDS.items(), key=lambda kind: kind[1])
        for name, choices, everything in (
            ("child", people, "Everyone"),
            ("agency", agencies, "Every agency"),
            ("kind", kinds, "Every kind"),
        ):
            self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days the right way round."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first > last:
            self.add_error("to", "To must be the same day as From, or later")
        return cleaned

    def chosen(self, address: str) -> list[tuple[str, str]]:
        """What it is narrowed to, each with the address that takes it away again."""
        kept = {name: str(self.data.get(name, "")) for name in self.fields if self.data.get(name)}
        out = []
        for name in kept:
            value = self.cleaned_data.get(name)
            if not value:
                continue
            choices = dict(getattr(self.fields[name], "choices", ()))
            words = choices.get(value, value)
            if isinstance(value, date):
                words = f"{name} {said(value)}"
            rest = _address({other: text for other, text in kept.items() if other != name})
            out.append((str(words), f"{address}?{rest}" if rest else address))
        return out

    def query(self) -> str:
        """The address's query for another page of the same list, ready for `page=`. It never holds the words."""
        kept = {name: str(self.data[name]) for name in self.fields if self.data.get(name)}
        return f"?{_address(kept)}&" if kept else "?"


def _address(kept: Mapping[str, str]) -> str:
    """What is narrowed to as the query of an address: of words only that some were searched for."""
    told = urlencode({name: text for name, text in kept.items() if name != "words"})
    return "&".join(part for part in (told, MARK if kept.get("words") else "") if part)


class Replay(forms.Form):
    """Which agency, and the end of which day."""

    agency = forms.ChoiceField(label="Agency")

    def __init__(self, data: Mapping[str, Any] | None, *, agencies: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["agency"].choices = [("", "Choose an agency"), *agencies]  # type: ignore[attr-defined]
        self.fields["agency"].error_messages["required"] = "Choose an agency"
        self.fields["on"] = DayText("Day", help_text="For example 19/5/2020")
        self.fields["on"].error_messages["required"] = "Enter a day"


class StandsAt(forms.Form):
    """The day at which the record is read."""

    def __init__(self, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        self.fields["on"] = DayText(
            "Another day", required=False, help_text="The record as it stood then, such as 1/5/2020"
        )
