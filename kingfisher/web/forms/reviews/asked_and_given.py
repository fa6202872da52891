"""Forms of what each agency is asked for and gives, and of the chronology at work."""

from typing import Any

from django import forms

from kingfisher.practice.reviews import steps
from kingfisher.timeline.dates import said
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.forms.reviews.step_form import Lines, OneOf, Several, StepForm, Words

IDS = "The ids of entries, one on each line: each entry’s own page shows its id"


class ReturnRequested(StepForm):
    """Asking an agency."""

    kind = steps.ReturnRequested
    title = "Ask an agency for its return"
    lede = "A letter is made from this, with a blank return that Kingfisher reads back."
    agency = OneOf("Which agency?", of="agencies")
    authority = forms.CharField(
        label="By what authority?",
        max_length=300,
        initial="Children Act 2004 section 16H: information asked for by the safeguarding partners for a review",
    )
    first = DayText("From")
    last = DayText("To", help_text="Both days are part of it")
    people = Several("About whom?", of="people")
    due = DayText("By what day?", required=False)

    def clean(self) -> dict[str, Any]:
        """The days the right way round."""
        told = super().clean() or {}
        if told.get("first") and told.get("last") and told["first"] > told["last"]:
            self.add_error("last", f"This day must not be before {said(told['first'])}")
        return told


class QuerySent(StepForm):
    """A question about a return."""

    kind = steps.QuerySent
    title = "Ask about a return"
    agency = OneOf("Which agency?", of="agencies")
    words = Words("What is asked?", error_messages={"required": "Write what the agency is asked"})
    entries = Lines("About which entries?", required=False, help_text=IDS)
    due = DayText("By what day?", required=False)


class QueryAnswered(StepForm):
    """The answer."""

    kind = steps.QueryAnswered
    title = "An answer to a query"
    lede = "Where the answer changes what happened, the agency sends a new version or corrects its entry: name it here."
    query = OneOf("Which query?", of="queries")
    words = Words("What was answered", error_messages={"required": "Write what the agency answered"})
    entries = Lines("In which entries does it stand?", required=False, help_text=IDS)
    agency = OneOf("Which agency answered?", of="agencies")


class AnalysisGiven(StepForm):
    """An agency's analysis."""

    kind = steps.AnalysisGiven
    title = "An agency’s own analysis"
    lede = "Opinion. It stands beside the agency’s entries and is never one of them."
    agency = OneOf("Which agency?", of="agencies")
    words = Words("What it says of its own part", rows=8)
    entries = Lines("Which entries does it speak of?", required=False, help_text=IDS)


class OwnLearning(StepForm):
    """Single-agency learning."""

    kind = steps.OwnLearning
    title = "What one agency has learned"
    agency = OneOf("Which agency?", of="agencies")
    words = Words("What it has learned")
    action = Words("What it does about it", rows=2, required=False)
    owner = forms.CharField(label="Who does it?", required=False, max_length=200)
    due = DayText("By what day?", required=False)
    entries = Lines("Which entries show it?", required=False, help_text=IDS)


class ReturnSignedOff(StepForm):
    """The agency signs."""

    kind = steps.ReturnSignedOff
    title = "An agency signs off its return"
    lede = "It says that the return is complete and true. A later version is signed off again."
    agency = OneOf("Which agency?", of="agencies")
    name = forms.CharField(label="Name of whoever signs", max_length=200)
    role = forms.CharField(label="Role", required=False, max_length=200)
    signed = Several(
        "Which files?", of="files", required=True, error_messages={"required": "Choose what is signed off"}
    )

    def more(self) -> dict[str, Any]:
        """The files signed for."""
        return {"files": self.cleaned_data["signed"]}


class DocumentKept(StepForm):
    """A scan or PDF; the file itself is kept beside."""

    kind = steps.DocumentKept
    title = "Keep a document as it came"
    lede = "A scan or PDF that cannot be read as a return. Type the entries it tells of, and name them here."
    file = "sent"
    agency = OneOf("From which agency?", of="agencies")
    title_of = forms.CharField(label="What is it?", max_length=200)
    sent = forms.FileField(label="The file", error_messages={"required": "Choose the file"})
    entries = Lines("Which entries were typed from it?", required=False, help_text=IDS)

    def more(self) -> dict[str, Any]:
        """Its title; the digest and name are the action's to give."""
        return {"title": self.cleaned_data["title_of"], "digest": "", "file_name": self.cleaned_data["sent"].name}


class EpisodeMarked(StepForm):
    """A key episode."""

    kind = steps.EpisodeMarked
    title = "Mark a key episode"
    title_of = forms.CharField(label="What to call it", max_length=200)
    first = DayText("From")
    last = DayText("To", help_text="Both days are part of it")
    entries = Lines("Which entries tell it?", required=False, help_text=IDS)
    why = Words("Why does it matter?", rows=3, required=False)

    def more(self) -> dict[str, Any]:
        """Its title."""
        return {"title": self.cleaned_data["title_of"]}

    def clean(self) -> dict[str, Any]:
        """The days the right way round."""
        told = super().clean() or {}
        if told.get("first") and told.get("last") and told["first"] > told["last"]:
            self.add_error("last", f"This day must not be before {said(told['first'])}")
        return told


class DifferenceNoted(StepForm):
    """Accounts that differ."""

    kind = steps.DifferenceNoted
    title = "Agencies’ accounts differ"
    lede = "Both accounts stay. Say what they differ about, who held what, and who was never asked."
    words = Words("What do they differ about?")
    entries = Lines("Which entries?", required=False, help_text=IDS)
    held_by = Several("Who held it?", of="agencies")
    never_asked = Several("Who was never asked?", of="agencies")
    settled = Words("How was it settled, if it was?", rows=2, required=False)


class PartWritten(StepForm):
    """A statement of the report."""

    kind = steps.PartWritten
    title = "Write a part of the report"
    lede = "Name the entries and steps each statement rests on. One that can no longer be found is shown as broken."
    heading = forms.CharField(label="Under which heading?", max_length=200)
    words = Words("What it says", rows=8)
    cites = Lines("What it cites", required=False, help_text=f"{IDS}, or the id of a step of this review")
