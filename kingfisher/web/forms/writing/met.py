"""We met: who was invited, there or sent apologies; each person's own view; a number somebody gave and why."""

from typing import Any

from django import forms

from kingfisher.questions.own_rules import Level, Stage
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import AnyContent, Meeting, Scaling, View
from kingfisher.web.forms.reviews.step_form import Several
from kingfisher.web.forms.writing.entry_form import WriteEntry
from kingfisher.web.forms.writing.fields import Line, OneOfFew, Text, Which, YesNo

MEETINGS = (
    ("strategy discussion", "Strategy discussion"),
    ("initial conference", "Initial child protection conference"),
    ("review conference", "Review child protection conference"),
    ("core group", "Core group"),
    ("child in need meeting", "Child in need meeting"),
    ("team around the family", "Team around the family"),
    ("looked after review", "Looked after review"),
    ("discharge planning meeting", "Discharge planning meeting"),
    ("professionals meeting", "Meeting of professionals"),
    ("other", "Another meeting"),
)
HELD = (("held", "It was held"), ("cancelled", "It was cancelled"), ("rearranged", "It was put off to another day"))
PICTURES = (
    ("progress", "Progress"),
    ("positive", "Going well"),
    ("mixed", "Mixed"),
    ("no_change", "No change"),
    ("worse", "Worse"),
)
PARTS = (
    ("there", "Was there"),
    ("apologies", "Sent apologies"),
    ("away", "Was invited and was not there"),
)
NO_PART = "Not invited, or not known"
POSITIONS = (
    ("agree", "Agree"),
    ("agree_with_concern", "Agree, with a concern"),
    ("disagree", "Do not agree"),
)


class WriteMeeting(WriteEntry):
    """A meeting held or not, who came, and what it recorded."""

    kind, content = "meeting", Meeting
    words = "What was said and agreed"
    type = Which("Which meeting?", choices=MEETINGS, required=True)
    outcome = OneOfFew(
        "Was it held?", choices=HELD, required=True, error_messages={"required": "Choose whether it was held"}
    )
    reason = Text("If it was not held: why?")
    family_there = Several("Who of the family was there?", of="people")
    picture = OneOfFew("How does the meeting say things are for the children?", choices=PICTURES)
    folded = ("mode",)
    mode = OneOfFew(
        "How was it held?", choices=(("in_person", "In person"), ("telephone", "By telephone"), ("video", "By video"))
    )

    def _own(self, *, levels: list[Level], stages: list[Stage]) -> None:
        near = dict(self.choices["near"])
        agencies = sorted(self.choices["agencies"], key=lambda one: one[0] not in near)
        self.parts = {f"part_{slug}": slug for slug, _ in agencies}
        for slug, name in agencies:
            self.fields[f"part_{slug}"] = Which(f"{name}: were they there?", choices=PARTS, nothing=NO_PART)
        self.order = ("happened", "type", "outcome", "reason", "about", *self.parts, "family_there", "text", "picture")

    def clean(self) -> dict[str, Any]:
        """A meeting that was not held says why, if anybody knows; who was there needs a meeting."""
        told = super().clean() or {}
        there = [name for name in self.parts if told.get(name) == "there"]
        if told.get("outcome") in ("cancelled", "rearranged") and there:
            self.add_error("outcome", "It was not held, and somebody is said to have been there. Choose which is so")
        return told

    def _content(self, told: dict[str, Any]) -> AnyContent:
        parts = {slug: told.get(name) for name, slug in self.parts.items()}
        family = tuple(told.get("family_there", ()))
        told["type"] = "meeting" if told["type"] == "other" else told["type"]
        told["invited"] = (*(slug for slug, part in parts.items() if part), *family)
        told["attended"] = (*(slug for slug, part in parts.items() if part == "there"), *family)
        told["apologies"] = tuple(slug for slug, part in parts.items() if part == "apologies")
        return super()._content(told)

    def held(self, entry: Entry) -> dict[str, Any]:
        """Each agency's part, and who of the family was there."""
        shown, meeting = super().held(entry), entry.content
        assert isinstance(meeting, Meeting)
        for name, slug in self.parts.items():
            part = "there" if slug in meeting.attended else "apologies" if slug in meeting.apologies else ""
            shown[name] = part or ("away" if slug in meeting.invited else "")
        people = dict(self.choices["people"])
        return shown | {"family_there": [one for one in meeting.attended if one in people]}

    def says(self) -> dict[str, tuple[str, ...]]:
        """Who was invited, there or sent apologies is said agency by agency."""
        who = (*self.parts, "family_there")
        return super().says() | dict.fromkeys(("invited", "attended", "apologies"), who)

    def beyond(self, content: AnyContent) -> dict[str, tuple[Any, ...]]:
        """Practitioners by name, and those of the family who were invited and are not said to have been there."""
        assert isinstance(content, Meeting)
        agencies, people = dict(self.choices["agencies"]), dict(self.choices["people"])
        held = {name: getattr(content, name) for name in ("invited", "attended", "apologies")}
        said = {**agencies, **people}
        beyond = {name: tuple(one for one in ones if one not in said) for name, ones in held.items()}
        away = tuple(one for one in content.invited if one in people and one not in content.attended)
        return beyond | {
            "invited": (*beyond["invited"], *away),
            "apologies": (*beyond["apologies"], *(one for one in content.apologies if one in people)),
        }

    def blanks(self) -> list[str]:
        """Who was there, where nobody wrote it down."""
        told = self.cleaned_data
        named = any(told.get(name) for name in self.parts)
        return ["who was invited and who came"] if told["outcome"] == "held" and not named else []


class WriteView(WriteEntry):
    """One person's own view, before a joint decision or apart from it; a child's or a parent's too."""

    kind, content = "view", View
    lede = "Each view stands for itself: write yours before it is decided together, and where you do not agree, say so."
    words = "The view, and what it rests on"
    whose = Which("Whose view is it?", of="named", help_text="Left empty, it is your agency’s")
    on = Several("On what?", of="earlier", help_text="The meeting, plan or decision, if it is in the record yet")
    position = OneOfFew("Do they agree with what is proposed or decided?", choices=POSITIONS)
    order = ("happened", "whose", "about", "position", "text", "on")


class WriteScaling(WriteEntry):
    """A number someone gave on a scale from 0 to 10, and why."""

    kind, content = "scaling", Scaling
    lede = "The number opens a conversation; Kingfisher adds none up. Each gives theirs first, before one is agreed."
    words = "What was said about it"
    question = Line("What was asked?", required=True, error_messages={"required": "Write what was asked"})
    low = forms.FloatField(label="The number, from 0 to 10", min_value=0, max_value=10)
    high = forms.FloatField(label="To, if they gave two", min_value=0, max_value=10, required=False)
    given_by = Several("Who gave it?", of="named")
    reason = Text("What makes it that number?")
    alone = YesNo("Did they give it before hearing the others’?")
    folded = ("high",)
    order = ("happened", "about", "question", "given_by", "low", "reason", "alone", "text")

    def clean(self) -> dict[str, Any]:
        """The two numbers the right way round."""
        told = super().clean() or {}
        if told.get("high") is not None and told.get("low") is not None and told["high"] < told["low"]:
            self.add_error("high", "The second number must not be lower than the first")
        return told
