"""Forms of the steps from the first notice to the terms of reference, and the hold."""

from typing import Any

from django import forms

from kingfisher.practice.reviews import steps
from kingfisher.timeline.dates import said
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.forms.reviews.step_form import Lines, OneOf, Several, StepForm, Words
from kingfisher.web.govuk.widgets import Radios

PROPOSALS = (
    ("local_review", "A local practice review"),
    ("combined_review", "One combined review in place of two or more"),
    ("national_review", "The panel may wish to review it nationally"),
    ("no_review", "No further review"),
)


class IncidentKnown(StepForm):
    """The authority became aware."""

    kind = steps.IncidentKnown
    title = "A serious incident became known"
    lede = (
        "The day the authority became aware that a child died or was seriously harmed, and abuse or neglect is "
        "known or suspected. The notice is due five working days after it."
    )
    what = forms.ChoiceField(
        label="What happened to the child?",
        choices=[("died", "A child died"), ("seriously_harmed", "A child was seriously harmed")],
        widget=Radios(),
        error_messages={"required": "Choose what happened"},
    )
    children = Several("Which children?", of="children")
    words = Words("What is known so far", required=False)

    def more(self) -> dict[str, Any]:
        """The families are the review's own."""
        return {"families": tuple(dict.fromkeys(one.split(":")[0] for one in self.cleaned_data["children"]))}


class NoticeSent(StepForm):
    """The notice."""

    kind = steps.NoticeSent
    title = "The serious incident notice was sent"
    to = forms.CharField(label="To whom?", initial="The national panel", max_length=200)
    reference = forms.CharField(label="Reference", required=False, max_length=100)


class CriteriaDecided(StepForm):
    """The decision on criteria."""

    kind = steps.CriteriaDecided
    title = "Are the criteria met?"
    lede = "The reasons are read later by people who were not there. Say what was weighed, whichever way it went."
    answer = forms.ChoiceField(
        label="Are the criteria for a rapid review met?", choices=[("yes", "Yes"), ("no", "No")], widget=Radios()
    )
    criteria = Lines("Which criteria were looked at?", required=False)
    reasons = Words("The reasons", error_messages={"required": "Write the reasons"})
    decided_by = Lines("Who decided?", rows=3, required=False)

    def more(self) -> dict[str, Any]:
        """Met or not."""
        return {"met": self.cleaned_data["answer"] == "yes"}


class PanelConsulted(StepForm):
    """The national panel."""

    kind = steps.PanelConsulted
    title = "The national panel was consulted"
    lede = "What it was asked. Its answer can be added now, or later by putting this step right."
    asked = Words("What was it asked?", error_messages={"required": "Write what the panel was asked"})
    proposes = OneOf("What does the partnership propose?", choices=PROPOSALS, widget=Radios())
    in_place_of = Several(
        "In place of which reviews?", of="reviews", help_text="Where one combined review is proposed in place of others"
    )
    answered = DayText("The day it answered", required=False)
    answer = Words("What it answered", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """An answer has its day, and a combined review names those it stands in place of."""
        told = super().clean() or {}
        if told.get("answer") and not told.get("answered"):
            self.add_error("answered", "Enter the day the panel answered")
        if told.get("proposes") == "combined_review" and not told.get("in_place_of"):
            self.add_error("in_place_of", "Choose the reviews that the combined one stands in place of")
        return told


class RapidReviewDone(StepForm):
    """The rapid review."""

    kind = steps.RapidReviewDone
    title = "The rapid review was done"
    decision = OneOf(
        "What did it decide?",
        choices=[
            ("practice_review", "A practice review"),
            ("combined_review", "One combined practice review"),
            ("no_further_review", "No further review: its learning is enough"),
            ("national_review", "To ask for a national review"),
        ],
        widget=Radios(),
    )
    reasons = Words("The reasons", error_messages={"required": "Write the reasons"})
    at_once = Lines("What is to be done at once?", required=False)


class ReviewDecided(StepForm):
    """The decision to begin."""

    kind = steps.ReviewDecided
    title = "A practice review was begun"
    lede = "Publication is due six months after this day."
    reasons = Words("The reasons", required=False)


class TermsSet(StepForm):
    """The terms of reference."""

    kind = steps.TermsSet
    title = "Terms of reference"
    lede = "A later version is another step: earlier terms stay to be read."
    first = DayText("Looked at from")
    last = DayText("To", help_text="Both days are part of it")
    people = Several("About whom?", of="people")
    agencies = Several("Which agencies are asked?", of="agencies")
    lines_of_enquiry = Lines("What is asked?", help_text="One line of enquiry on each line", rows=6, required=False)

    def clean(self) -> dict[str, Any]:
        """The days the right way round."""
        told = super().clean() or {}
        if told.get("first") and told.get("last") and told["first"] > told["last"]:
            self.add_error("last", f"This day must not be before {said(told['first'])}")
        return told


class PanelNamed(StepForm):
    """A panel member by name."""

    kind = steps.PanelNamed
    title = "A member of the panel"
    lede = (
        "Whoever had a part in the work reviewed says so here. To let them read the record, give them a seat as well."
    )
    name = forms.CharField(label="Name", max_length=200)
    agency = OneOf("For which agency?", of="agencies")
    role = forms.CharField(label="Role", required=False, max_length=200)
    part_in_it = forms.CharField(
        label="What part had they in the work reviewed?", required=False, help_text="Leave empty if none"
    )


class ReviewerAppointed(StepForm):
    """The lead reviewer."""

    kind = steps.ReviewerAppointed
    title = "The lead reviewer"
    name = forms.CharField(label="Name", max_length=200)
    independence = Words("What does their independence rest on?", rows=3)
    connections = forms.CharField(
        label="Any connection with the agencies or the family",
        required=False,
        help_text="Leave empty if none was found",
    )
    checked_by = forms.CharField(label="Who checked it?", max_length=200)


class RecordHeld(StepForm):
    """The hold: the rest is taken from the record itself."""

    kind = steps.RecordHeld
    title = "Hold the record as it stands"
    lede = (
        "How many entries each family’s record holds, and the seal it ends with, are written down. "
        "The living brothers’ and sisters’ record goes on beside it."
    )
    reason = forms.CharField(label="Why is it held?", max_length=400)

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        del self.fields["day"]  # a record is held as it stands when this is filed, and on no other day

    def more(self) -> dict[str, Any]:
        """What is held is taken from the record by the action."""
        return {"holds": (), "day": self.today}


class HoldEnded(StepForm):
    """The hold ends."""

    kind = steps.HoldEnded
    title = "End the hold"
    reason = forms.CharField(label="Why is it no longer needed?", max_length=400)


class LatenessExplained(StepForm):
    """Why something was late."""

    kind = steps.LatenessExplained
    title = "Why is it late?"
    lede = "It stays late; the reason stands beside it."
    clock = OneOf("What is late?", of="clocks")
    reason = Words("The reason", rows=3)
    new_day = DayText("By what day will it be done?", required=False)
