"""Forms of practitioner events and of the family's part."""

from typing import Any

from django import forms

from kingfisher.practice.reviews import steps
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Account
from kingfisher.timeline.people import HowKnown
from kingfisher.web.forms.people import WhenField
from kingfisher.web.forms.reviews.step_form import Lines, OneOf, Several, StepForm, Words
from kingfisher.web.govuk.widgets import Radios


class EventHeld(StepForm):
    """A practitioner event."""

    kind = steps.EventHeld
    title = "A practitioner event was held"
    title_of = forms.CharField(label="What to call it", max_length=200)
    manner = OneOf("How was it held?", choices=[("in_person", "In person"), ("video", "By video")], widget=Radios())
    invited = Lines("Who was invited?", help_text="Agency and role, one on each line; names are not needed")
    attended = Lines("Who came?", required=False, help_text="Agency and role, one on each line")

    def more(self) -> dict[str, Any]:
        """Its title."""
        return {"title": self.cleaned_data["title_of"]}


class LearnedThere(StepForm):
    """New information: it becomes an entry, marked as learned then."""

    kind = steps.LearnedThere
    title = "New information given at an event"
    lede = (
        "It becomes an entry of the agency that gave it, dated when it happened and marked as learned at the event, so "
        "that nobody is thought to have known it before."
    )
    event = OneOf("At which event?", of="events")
    person = OneOf("About whom?", of="people")
    agency = OneOf("Which agency gave it?", of="agencies")
    happened = WhenField(label="When did it happen?", help_text="A day, a month or a year is enough", max_length=60)
    words = Words("What was said", error_messages={"required": "Write what was said"})
    said_by = forms.CharField(label="Said by", required=False, help_text="Agency and role", max_length=200)

    def more(self) -> dict[str, Any]:
        """The family; the entry's id is the action's to give."""
        return {"family": self.cleaned_data["person"].split(":", 1)[0], "entry": ""}

    def entry(self) -> Entry:
        """The entry it becomes; its id and the day it became known are the action's to give."""
        told = self.cleaned_data
        return Entry(
            id="",
            content=Account(said_by=told["said_by"] or None),
            happened=told["happened"],
            agency=told["agency"],
            about=(told["person"].split(":", 1)[1],),
            text=told["words"],
            how_known=HowKnown.THIRD_PARTY,
        )


class ReflectionKept(StepForm):
    """Apart from any child's record."""

    kind = steps.ReflectionKept
    title = "A reflection from an event"
    lede = "Held with the review and never in a child’s record."
    event = OneOf("At which event?", of="events")
    words = Words("What was said", error_messages={"required": "Write what was said"})
    said_by = forms.CharField(label="Said by", required=False, help_text="Agency and role", max_length=200)


class OfPerson(StepForm):
    """Something about one person of the family, chosen with their family."""

    person = OneOf("Whom?", of="people")

    def more(self) -> dict[str, Any]:
        """The person and the family whose record they are in."""
        family, person = self.cleaned_data["person"].split(":", 1)
        return {"family": family, "person": person}

    def _own(self, told: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in super()._own(told).items() if name != "person"}


class LetterSent(OfPerson):
    """A letter to someone of the family."""

    kind = steps.LetterSent
    title = "A letter to someone of the family"
    lede = "Every parent and carer is written to, wherever they live; a second letter follows where there is no reply."
    which = OneOf("Which letter?", choices=[("1", "The first"), ("2", "The second")], widget=Radios())
    how = forms.CharField(label="How was it sent?", required=False, max_length=200)

    def more(self) -> dict[str, Any]:
        """Which letter it is."""
        return {**super().more(), "number": int(self.cleaned_data["which"])}


class ReplyCame(OfPerson):
    """What they answered."""

    kind = steps.ReplyCame
    title = "A reply from someone of the family"
    lede = "No reply is not a refusal: record only what came."
    answer = OneOf(
        "What did they answer?",
        choices=[
            ("will_speak", "They will speak to the reviewer"),
            ("will_not", "They do not wish to"),
            ("asked_for_time", "They ask for time"),
            ("someone_else_answered", "Someone else answered for them"),
        ],
        widget=Radios(),
    )
    words = Words("In their words", rows=3, required=False)


class AccountGiven(OfPerson):
    """What they told the reviewer."""

    kind = steps.AccountGiven
    title = "What someone of the family said"
    lede = "It is theirs: attributed to them, and kept even where others say otherwise."
    words = Words("What they said", rows=8, error_messages={"required": "Write what they said"})
    disputed_by = Several("Whose account says otherwise?", of="agencies")
    entries = Lines("Which entries does it speak of?", required=False, help_text="The ids of entries, one on each line")


class FamilyTold(OfPerson):
    """Told before publication."""

    kind = steps.FamilyTold
    title = "Someone of the family was told what was found"
    how = forms.CharField(label="How?", max_length=200)
    words = Words("What they said to it", rows=3, required=False)


class NameWished(OfPerson):
    """Their wish about names."""

    kind = steps.NameWished
    title = "A wish about names"
    wish = Words(
        "What they wish", rows=3, help_text="For example a name to be used for their child in what is published"
    )
