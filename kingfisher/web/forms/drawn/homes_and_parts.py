"""Changes of who lives where, and of what a practitioner does, for whom, and who covers."""

from collections.abc import Mapping
from typing import Any

from django import forms

from kingfisher.timeline.kinds import Absence, AnyContent, Involvement, LivingArrangement
from kingfisher.web.forms.drawn.changing import DrawnChange
from kingfisher.web.forms.people import WhenField
from kingfisher.web.govuk.widgets import Checkboxes, Radios
from kingfisher.web.words import in_list


class Moved(DrawnChange):
    """Who lives or stays where, and with whom."""

    kind = "living_arrangement"
    title = "Add a move or a stay"
    who = ("movers", "with_whom")
    movers = forms.MultipleChoiceField(
        label="Who moved, or stays there?", widget=Checkboxes(), error_messages={"required": "Choose who moved"}
    )
    address = forms.CharField(
        label="Where to?", required=False, max_length=200, help_text="The address, or what is said"
    )
    with_whom = forms.MultipleChoiceField(label="Who else lives there?", required=False, widget=Checkboxes())
    overnight = forms.ChoiceField(
        label="Do they sleep there?",
        choices=(("", "Not recorded"), ("yes", "Yes"), ("no", "No: by day only")),
        required=False,
        widget=Radios(),
    )
    ends = WhenField(label="Until when, if it is over", required=False)

    def clean(self) -> dict[str, Any]:
        """A place, or at least somebody they are with."""
        told = super().clean() or {}
        if not told.get("address") and not told.get("with_whom"):
            self.add_error("address", "Enter where they moved to, or choose with whom they live")
        return told

    def contents(self, ids: Mapping[str, str]) -> list[AnyContent]:
        """One entry."""
        told = self.cleaned_data
        return [
            LivingArrangement(
                who=tuple(told["movers"]),
                address=told["address"] or None,
                with_whom=tuple(one for one in told["with_whom"] if one not in told["movers"]),
                overnight={"yes": True, "no": False}.get(told["overnight"]),
                ends=told["ends"],
            )
        ]

    def said(self, content: AnyContent, names: Mapping[str, str]) -> str:
        """ "Riley at 4 Mill Lane, with Amy"."""
        assert isinstance(content, LivingArrangement)
        there = f" at {content.address}" if content.address else ", address not recorded"
        with_whom = in_list([names[one] for one in content.with_whom])
        return in_list([names[one] for one in content.who]) + there + (f", with {with_whom}" if with_whom else "")


class Part(DrawnChange):
    """What a practitioner does: role, for whom, how often, where, and what happens if it is declined."""

    kind = "involvement"
    title = "Record what a practitioner does"
    who = ("covers",)
    practitioner = forms.ChoiceField(label="Which practitioner?", required=False)
    role = forms.CharField(label="Role", required=False, max_length=120)
    covers = forms.MultipleChoiceField(label="Whom does the role cover?", required=False, widget=Checkboxes())
    frequency = forms.CharField(label="How often?", required=False, max_length=120)
    place = forms.CharField(label="Where?", required=False, max_length=120)
    if_declined = forms.CharField(label="What happens if it is declined?", required=False, max_length=300)
    stage = forms.ChoiceField(
        label="What happened?",
        choices=(("began", "The part began"), ("changed", "It changed, or more is known"), ("ended", "It ended")),
        initial="changed",
        widget=Radios(),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        listed = [("", "Nobody by name: only the role"), *self.practitioners.items()]
        self.fields["practitioner"].choices = listed  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody, or at least a role."""
        told = super().clean() or {}
        if not told.get("practitioner") and not told.get("role"):
            self.add_error("role", "Choose a practitioner, or enter the role")
        return told

    def contents(self, ids: Mapping[str, str]) -> list[AnyContent]:
        """One entry; what is left empty stays as it was."""
        told = self.cleaned_data
        return [
            Involvement(
                practitioner=told["practitioner"] or None,
                role=told["role"] or None,
                covers=tuple(told["covers"]) or None,
                stage=told["stage"],
                frequency=told["frequency"] or None,
                place=told["place"] or None,
                if_declined=told["if_declined"] or None,
            )
        ]

    def said(self, content: AnyContent, names: Mapping[str, str]) -> str:
        """ "Kim Lee, health visitor: works with Riley"."""
        assert isinstance(content, Involvement)
        who = ", ".join(part for part in (self.practitioners.get(content.practitioner or ""), content.role) if part)
        covers = in_list([names[one] for one in content.covers or ()])
        return f"{who}: {content.stage}" + (f"; works with {covers}" if covers else "")


class Away(DrawnChange):
    """A practitioner is away, until when, and who covers."""

    kind = "absence"
    title = "Record that a practitioner is away"
    practitioner = forms.ChoiceField(label="Which practitioner?", error_messages={"required": "Choose who is away"})
    ends = WhenField(label="Until when, if known", required=False)
    cover = forms.ChoiceField(label="Who covers?", required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        listed = list(self.practitioners.items())
        self.fields["practitioner"].choices = [("", "Choose"), *listed]  # type: ignore[attr-defined]
        self.fields["cover"].choices = [("", "Nobody is recorded"), *listed]  # type: ignore[attr-defined]

    def contents(self, ids: Mapping[str, str]) -> list[AnyContent]:
        """One entry."""
        told = self.cleaned_data
        return [Absence(practitioner=told["practitioner"], ends=told["ends"], cover=told["cover"] or None)]

    def said(self, content: AnyContent, names: Mapping[str, str]) -> str:
        """ "Kim Lee is away; Ann Roe covers"."""
        assert isinstance(content, Absence)
        cover = self.practitioners.get(content.cover or "", "")
        who = self.practitioners.get(content.practitioner or "", "")
        return f"{who} is away" + (f"; {cover} covers" if cover else "; nobody is recorded as covering")
