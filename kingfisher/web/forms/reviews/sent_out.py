"""Forms of signatures, copies, publication, and the end of the papers."""

from typing import Any

from django import forms

from kingfisher.practice.reviews import steps
from kingfisher.practice.reviews.standing import PARTNERS
from kingfisher.timeline.dates import said
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.forms.reviews.step_form import OneOf, StepForm, Words
from kingfisher.web.govuk.widgets import Radios


class SignedOff(StepForm):
    """A partner signs."""

    kind = steps.SignedOff
    title = "A safeguarding partner signs the pack"
    partner = OneOf("Which partner?", choices=[(one, one[:1].upper() + one[1:]) for one in PARTNERS], widget=Radios())
    name = forms.CharField(label="Name of whoever signs", max_length=200)
    pack = OneOf("Which pack?", of="packs", required=False, help_text="If it is not listed, make the pack first")


class CopySent(StepForm):
    """A copy to the panel."""

    kind = steps.CopySent
    title = "A copy was sent before publication"
    lede = "The national panel has its copy seven working days before publication."
    to = forms.CharField(label="To whom?", initial="The national panel", max_length=200)
    publishes = DayText("The day of publication")


class Published(StepForm):
    """Publication, or why not."""

    kind = steps.Published
    title = "The review was published"
    where = forms.CharField(label="Where?", required=False, max_length=300)
    not_because = Words("If it is not published, why not?", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """One or the other."""
        told = super().clean() or {}
        if bool(told.get("where")) == bool(told.get("not_because")):
            self.add_error("where", "Say where it is published, or why it is not")
        return told


class RetentionDecided(StepForm):
    """How long the papers are kept."""

    kind = steps.RetentionDecided
    title = "How long the review’s papers are kept"
    until = DayText("Until what day?")
    ground = forms.CharField(label="On what ground?", max_length=300, help_text="The partnership’s own schedule")

    def clean_until(self) -> Any:
        """A day to come."""
        day = self.cleaned_data["until"]
        if day <= self.today:
            raise forms.ValidationError(f"The day must be after {said(self.today)}")
        return day


class CopiesDestroyed(StepForm):
    """Certified destruction of working copies."""

    kind = steps.CopiesDestroyed
    title = "Working copies were destroyed"
    lede = "Copies only: the record itself is never destroyed by this."
    what = Words("What was destroyed?", rows=3)
    how = forms.CharField(label="How?", max_length=200)
    certified_by = forms.CharField(label="Who certifies it?", max_length=200)
