"""Forms from learning to proof that practice changed."""

from typing import Any

from django import forms

from kingfisher.practice.measures import MEASURES
from kingfisher.practice.reviews import steps
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.forms.reviews.step_form import Lines, OneOf, Several, StepForm, Words
from kingfisher.web.govuk.widgets import NumberText, Radios

MEASURE_CHOICES = (
    ("", "None of these: say in words how it will be seen"),
    *((k, m.title) for k, m in MEASURES.items()),
)


class EarlierReview(StepForm):
    """Another review."""

    kind = steps.EarlierReview
    title = "An earlier review, or one awaited"
    title_of = forms.CharField(label="What is it called?", max_length=300)
    reach = OneOf("Whose is it?", choices=[("local", "Local"), ("national", "National")], widget=Radios())
    state = OneOf("Is it published?", choices=[("published", "Published"), ("awaited", "Awaited")], widget=Radios())
    published = DayText("The day it was published", required=False)
    says = Words("What it says that matters here", rows=3, required=False)

    def more(self) -> dict[str, Any]:
        """Its title."""
        return {"title": self.cleaned_data["title_of"]}


class LearningPoint(StepForm):
    """A learning point."""

    kind = steps.LearningPoint
    title = "A learning point"
    lede = "Tie it to the entries that show it, and to good practice in the same record that counters it."
    theme = forms.CharField(label="Theme", max_length=200)
    words = Words("What was learned")
    shown_by = Lines("Which entries show it?", required=False, help_text="The ids of entries, one on each line")
    countered_by = Lines("Which entries show it done well?", required=False, help_text="The ids of entries")
    earlier = Several("Which earlier reviews said the same?", of="earlier")


class Recommendation(StepForm):
    """A recommendation."""

    kind = steps.Recommendation
    title = "A recommendation"
    lede = "Whom it asks, for what, by when, and how anyone will see that practice has changed."
    words = Words("What is recommended", rows=3)
    owner = forms.CharField(label="Who owns it?", max_length=200)
    action = Words("What they will do", rows=3, required=False)
    due = DayText("By what day?", required=False)
    measure = forms.ChoiceField(label="Which figure will show it?", choices=MEASURE_CHOICES, required=False)
    baseline = forms.CharField(label="Where things stand now", required=False, max_length=300)
    points = Several("Which learning points does it rest on?", of="points")

    def more(self) -> dict[str, Any]:
        """The baseline is of the day it was written."""
        return {"baseline_day": self.cleaned_data["day"]} if self.cleaned_data["baseline"] else {}


class ActionTaken(StepForm):
    """What was done."""

    kind = steps.ActionTaken
    title = "What was done about a recommendation"
    recommendation = OneOf("Which recommendation?", of="recommendations")
    words = Words("What was done", rows=3)
    finished = forms.BooleanField(label="That is all of it", required=False)


class EvidenceShown(StepForm):
    """Evidence."""

    kind = steps.EvidenceShown
    title = "Evidence of whether practice changed"
    recommendation = OneOf("Of which recommendation?", of="recommendations")
    words = Words("What was seen, and how it was looked for", rows=3)
    of = forms.IntegerField(
        label="So many", required=False, min_value=0, widget=NumberText(), help_text="If it is a figure, such as 12"
    )
    out_of = forms.IntegerField(
        label="Out of", required=False, min_value=0, widget=NumberText(), help_text="Such as 40: no figure stands alone"
    )
    entries = Lines("In which entries?", required=False, help_text="The ids of entries, one on each line")

    def clean(self) -> dict[str, Any]:
        """No figure without its denominator."""
        told = super().clean() or {}
        of, out_of = told.get("of"), told.get("out_of")
        if (of is None) != (out_of is None):
            self.add_error("out_of", "Give both figures, or neither: so many out of so many")
        elif of is not None and out_of is not None and of > out_of:
            self.add_error("of", "This cannot be more than the figure it is out of")
        return told


class RecommendationClosed(StepForm):
    """Closing."""

    kind = steps.RecommendationClosed
    title = "Close a recommendation"
    lede = "Only evidence later than the finished action closes it."
    recommendation = OneOf("Which recommendation?", of="recommendations")
    evidence = OneOf(
        "By which evidence?",
        of="evidence",
        help_text="If none is listed, record the evidence first: its day comes after that of the finished action",
    )


class LookedAtAgain(StepForm):
    """Looking again."""

    kind = steps.LookedAtAgain
    title = "Set a day to look again"
    recommendation = OneOf("At which recommendation?", of="recommendations")
    on = DayText("On what day is it looked at again?")
