"""Who does what: a practitioner's part, being away, a service that limits what it does; and supervision."""

from collections.abc import Mapping
from typing import Any

from kingfisher.practice.measures.plan_roles import FACTS
from kingfisher.questions.own_rules import Level, Stage
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Absence, AnyContent, ChildLine, Involvement, ServiceRestriction, Supervision
from kingfisher.web.forms.people import WhenField
from kingfisher.web.forms.reviews.step_form import Several
from kingfisher.web.forms.writing.entry_form import WriteEntry
from kingfisher.web.forms.writing.fields import Line, OneOfFew, Text, Which
from kingfisher.web.forms.writing.said import themes
from kingfisher.web.govuk.widgets import Checkboxes

MYSELF = "Yourself"


class _OfPractitioner(WriteEntry):
    """Whose part it is: the writer's own unless another is chosen or named."""

    practitioner = Which("Which practitioner?", of="workers", nothing=MYSELF)
    other_practitioner = Line("Or their name and role, if they are not listed")

    def _content(self, told: dict[str, Any]) -> AnyContent:
        whose = told["other_practitioner"] or told.get("practitioner") or told["by"]
        return super()._content({**told, "practitioner": whose})

    def held(self, entry: Entry) -> dict[str, Any]:
        """A practitioner who is not listed is named."""
        shown = super().held(entry)
        whose = shown.get("practitioner")
        if whose and whose not in dict(self.choices["workers"]):
            shown |= {"practitioner": "", "other_practitioner": whose}
        return shown

    def says(self) -> dict[str, tuple[str, ...]]:
        """Whose part it is may be chosen or named."""
        return super().says() | {"practitioner": ("practitioner", "other_practitioner")}


class WriteInvolvement(_OfPractitioner):
    """A practitioner's part begins, changes or ends: six facts, and a blank one shows as blank."""

    kind, content = "involvement", Involvement
    lede = (
        "A plan leans on six facts of each part: the role, whom it covers, how often, where, whether they have seen "
        "the child, and what happens if it is declined or they are away. Leave empty what nobody knows: it shows as "
        "not recorded, and is asked about."
    )
    words = "What the part is, in your words"
    stage = OneOfFew(
        "What happens?",
        choices=(
            ("began", "It begins, or goes on"), ("changed", "It changes"), ("ended", "It ends"),
            ("requested", "It is asked for and has not begun"), ("not_available", "It is not to be had"),
        ),
        required=True,
    )  # fmt: skip
    role = Line("The role", help_text="For example: health visitor, family support worker")
    covers = Several("Whom does the role cover?", of="people", help_text="Tick each child and adult it is for")
    frequency = Line("How often?", help_text="For example: every two weeks")
    place = Line("Where?", help_text="For example: at home, at nursery")
    if_declined = Text("What happens if it is declined, or they are away?", rows=2)
    about_found, about_whom = True, "Who else is it about?"
    folded = ("other_practitioner", "about")
    order = (
        "happened", "stage", "practitioner", "role", "covers", "frequency", "place", "if_declined", "text",
    )  # fmt: skip

    def _own(self, *, levels: list[Level], stages: list[Stage]) -> None:
        self.fields["covers"].widget = Checkboxes(hints=dict(self.choices["last_seen"]))

    def _found(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(told.get("covers", ()))

    def _content(self, told: dict[str, Any]) -> AnyContent:
        return super()._content({**told, "covers": tuple(told["covers"]) or None})

    def blanks(self) -> list[str]:
        """Which of the six facts this entry does not say; a part that ends needs none."""
        told = self.cleaned_data
        if told["stage"] in ("ended", "not_available"):
            return []
        held = (told["role"], told["covers"], told["frequency"], told["place"], True, told["if_declined"])
        return [name for name, is_held in zip(FACTS, held, strict=True) if not is_held]


class WriteAbsence(_OfPractitioner):
    """A practitioner is away: until when, and who covers."""

    kind, content = "absence", Absence
    about_whom = "Which children’s plan do they have a part in?"
    words = "What it means for the family"
    ends = WhenField(label="Until when?", required=False, help_text="The last day away, as far as anyone knows")
    cover = Which("Who covers?", of="members")
    folded = ("other_practitioner",)
    order = ("happened", "practitioner", "ends", "cover", "about", "text")

    def blanks(self) -> list[str]:
        """Who covers."""
        return [] if self.cleaned_data.get("cover") else ["who covers"]


class WriteServiceRestriction(WriteEntry):
    """A service limits what it does: what stops, why, until when, and what takes the place of seeing the child."""

    kind, content = "service_restriction", ServiceRestriction
    what = Line(
        "What stops or is limited?", required=True, error_messages={"required": "Write what stops or is limited"}
    )
    reason = Text("Why?", rows=2)
    replaced_by = Line("What takes the place of seeing the child?", help_text="A telephone call does not")
    review = WhenField(label="When is it looked at again?", required=False, help_text="For example 10/12/2019")
    ends = WhenField(label="Until when?", required=False)
    order = ("happened", "what", "reason", "replaced_by", "review", "ends", "about", "text")

    def blanks(self) -> list[str]:
        """What takes the place of sight, and when it is looked at again."""
        told = self.cleaned_data
        lacks = [
            ("what takes the place of seeing the child", told["replaced_by"]),
            ("a day to look again", told["review"]),
        ]
        return [words for words, held in lacks if not held]


class WriteSupervision(_OfPractitioner):
    """Supervision of a whole family in one entry: a line for each child, and what would change your mind."""

    kind, content = "supervision", Supervision
    lede = (
        "One entry may cover the whole family. Write a line for each child you thought about; leave the others empty."
    )
    words = "What was thought through, and what happens next"
    outcome = OneOfFew(
        "Was it given?",
        error_messages={"required": "Choose whether it was given"},
        choices=(("given", "It was given"), ("not given", "It was due and was not given")),
        required=True,
    )
    supervisor = Line("Who supervised?")
    would_change = Text(
        "What would change your mind?", rows=2, help_text="What would you have to see to think otherwise?"
    )
    themes = themes()
    about_found, about_whom = True, "Who else was it about?"
    folded = ("other_practitioner", "about", "themes")

    def _own(self, *, levels: list[Level], stages: list[Stage]) -> None:
        self.line_of = {f"line_{child}": child for child, _ in self.choices["children"]}
        for child, name in self.choices["children"]:
            self.fields[f"line_{child}"] = Line(f"A line about {name}")
        self.order = ("happened", "outcome", "practitioner", "supervisor", *self.line_of, "text", "would_change")

    def _found(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(child for name, child in self.line_of.items() if told.get(name))

    def held(self, entry: Entry) -> dict[str, Any]:
        """The line of each child."""
        supervision = entry.content
        assert isinstance(supervision, Supervision)
        return super().held(entry) | {f"line_{one.child}": one.line for one in supervision.lines}

    def beyond(self, content: AnyContent) -> dict[str, tuple[Any, ...]]:
        """Lines about somebody who is not among the children today."""
        assert isinstance(content, Supervision)
        return {"lines": tuple(one for one in content.lines if one.child not in self.line_of.values())}

    def says(self) -> dict[str, tuple[str, ...]]:
        """The lines have fields of their own."""
        return super().says() | {"lines": tuple(self.line_of)}

    def _content(self, told: dict[str, Any]) -> AnyContent:
        lines = tuple(ChildLine(child=child, line=told[name]) for name, child in self.line_of.items() if told[name])
        return super()._content({**told, "lines": lines})

    def blanks(self) -> list[str]:
        """What would change the practitioner's mind, where supervision was given."""
        told = self.cleaned_data
        return ["what would change your mind"] if told["outcome"] == "given" and not told["would_change"] else []
