"""Answering an open question, and asking the agency that holds the missing fact. What is typed is never lost."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django import forms
from django.http import QueryDict

from kingfisher.records.actions.answers import FOR_NOW, Answered
from kingfisher.timeline.dates import said
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.govuk.widgets import Checkboxes, Radios

ANSWERS = (
    (Answered.DONE, "It is done, or the fact is known"),
    (Answered.NOT_APPLICABLE, "It does not apply here, because …"),
    (Answered.WILL_BE_DONE, "It will be done by a day"),
    (Answered.PUT_OFF, "Put it off to a day, because …"),
    (Answered.DISAGREE, "I disagree, because …"),
)
HINTS = {
    Answered.DONE: "Say what was done and what is known now",
    Answered.WILL_BE_DONE: "Asked again after that day",
    Answered.PUT_OFF: "Asked again after that day; the reason stands in the record",
}


class OnADay(forms.Form):
    """Something filed about a question, on a day from when it opened to when the record is read."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, since: date, as_at: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.since, self.as_at = since, as_at
        self.fields["on"] = DayText("On what day?", required=False, initial=as_at)
        self.fields["on"].help_text = f"From {said(since)}, when the question opened, to {said(as_at)}"

    def clean_on(self) -> date:
        """The day given, the last one that can be when none is."""
        day: date = self.cleaned_data["on"] or self.as_at
        if not self.since <= day <= self.as_at:
            raise forms.ValidationError(f"The day must be from {said(self.since)} to {said(self.as_at)}")
        return day

    def against(self, version: int) -> Self:
        """The same words against a later version of the record: filing them again then files knowingly."""
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data["based_on"] = str(version)
        return self


class AnswerQuestion(OnADay):
    """Done, not applicable, will be done, put off, or disagreed with."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[(str(one), words) for one, words in ANSWERS],
        widget=Radios(hints={str(one): words for one, words in HINTS.items()}),
        error_messages={"required": "Choose an answer"},
    )
    words = forms.CharField(
        label="What was done, or the reason",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It is filed as an entry of your agency, in your words",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        since: date,
        as_at: date,
        alike: Iterable[tuple[str, str]] = (),
        **more: Any,
    ) -> None:
        super().__init__(data, since=since, as_at=as_at, **more)
        if others := list(alike):
            self.fields["also"] = forms.MultipleChoiceField(
                label="Is the same answer true of the others?",
                choices=others,
                required=False,
                widget=Checkboxes(),
                help_text="The same is asked about them. Tick only those of whom your words are true.",
            )
        self.fields["by_when"] = DayText("By what day, or put off to what day?", required=False)
        self.fields["by_when"].help_text = "Only for what will be done or is put off"

    def clean(self) -> dict[str, Any]:
        """A reason where one is needed, and a later day where one is."""
        told = super().clean() or {}
        answer, until, given = told.get("answer"), told.get("by_when"), told.get("on")
        if answer and answer != Answered.WILL_BE_DONE and not (told.get("words") or "").strip():
            self.add_error("words", "Write what was done" if answer == Answered.DONE else "Write the reason")
        if answer in FOR_NOW and "by_when" not in self.errors:
            if not until:
                self.add_error("by_when", "Enter the day after which it is asked again")
            elif given and until <= given:
                self.add_error("by_when", f"The day must be after {said(given)}")
        return told


class AskAgency(OnADay):
    """What the agency that holds the fact is asked, in words ready to send."""

    words = forms.CharField(
        label="What to ask them",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Change it as you like, copy it and send it the way your agencies write to each other. "
        "Kingfisher sends nothing: it files that you asked, and what.",
        error_messages={"required": "Write what the agency is asked"},
    )
