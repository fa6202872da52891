"""Writing an entry: one form for each kind that is written by hand, all with when, about whom, words and sharing."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Self

from django import forms
from django.http import QueryDict

from kingfisher.questions.own_rules import Level, Stage
from kingfisher.records.sharing import Suggested
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import AnyContent, Challenge, Contact, Decision, Education, Health, Incident, Referral
from kingfisher.web.forms.people import WhenField
from kingfisher.web.govuk.widgets import Checkboxes, Radios

type Choices = Sequence[tuple[str, str]]
NETWORK, AGENCY = "network", "agency"
OUTCOMES = (
    ("no_further_action", "No further action"),
    ("assess", "Assess"),
    ("early_help", "Early help"),
    ("child_in_need", "Child in need plan"),
    ("strategy discussion", "Strategy discussion"),
    ("child protection conference", "Child protection conference"),
    ("close_plan", "Close the plan"),
)


class WriteEntry(forms.Form):
    """What every entry has: when it happened, about whom, in what words, and with whom it is shared."""

    kind: ClassVar[str] = ""
    content: ClassVar[type[Any]] = Contact
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    happened = WhenField(
        label="When did it happen?",
        help_text="For example 10/12/2019; a month or a year alone where nobody knows more",
        error_messages={"required": "Enter when it happened"},
    )
    about = forms.MultipleChoiceField(
        label="About whom?",
        widget=Checkboxes(),
        error_messages={"required": "Choose each child and adult it is about"},
    )
    text = forms.CharField(
        label="What happened, in your words",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write what happened"},
    )
    share = forms.ChoiceField(
        label="Who may read it?",
        widget=Radios(hints={AGENCY: "And the panel of an open review. Your agency can release it at any time."}),
        error_messages={"required": "Choose who may read it"},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        people: Choices,
        suggested: Suggested,
        agency: str,
        earlier: Choices = (),
        agencies: Choices = (),
        levels: Iterable[Level] = (),
        stages: Iterable[Stage] = (),
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.fields["about"].choices = people  # type: ignore[attr-defined]
        share = self.fields["share"]
        share.choices = [(NETWORK, "Everyone in the family’s network"), (AGENCY, f"Only {agency}")]  # type: ignore[attr-defined]
        share.initial = AGENCY if suggested.agency_only else NETWORK
        if suggested.because:
            share.help_text = (
                f"Suggested for this kind of entry; change it where it should be otherwise. {suggested.because}"
            )
        self._own(earlier=earlier, agencies=agencies, levels=levels, stages=stages)

    def _own(self, *, earlier: Choices, agencies: Choices, levels: Iterable[Level], stages: Iterable[Stage]) -> None:
        """Choices of the fields that this kind alone has."""

    def say(self, here: Callable[[str], str]) -> None:
        """Say choices of ours in the names used here."""
        if "outcome" in self.fields:
            field: Any = self.fields["outcome"]
            field.choices = [(value, here(words)) for value, words in field.choices]

    def made(self, *, agency: str, by: str) -> Entry:
        """The entry as written. Only after `is_valid`."""
        told = self.cleaned_data
        return Entry(
            id="",
            content=self._content(told),
            happened=told["happened"],
            agency=agency,
            about=tuple(told["about"]),
            text=told["text"].strip(),
            by=by,
        )

    def _content(self, told: dict[str, Any]) -> AnyContent:
        made: AnyContent = self.content()
        return made

    @property
    def agency_only(self) -> bool:
        """Kept to the agency that writes it."""
        return bool(self.cleaned_data["share"] == AGENCY)

    def resume(self, draft: QueryDict) -> None:
        """Show what was typed before and not yet filed."""
        for name in self.fields:
            if name in draft and name != "based_on":
                self.initial[name] = draft.getlist(name) if name in ("about", "on") else draft.get(name, "")

    def against(self, version: int) -> Self:
        """The same words against a later version of the record: filing them again then files knowingly."""
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data["based_on"] = str(version)
        return self


class _WithLevel(WriteEntry):
    """A level of need, in the words of the local threshold document, where there is one."""

    def _own(self, *, earlier: Choices, agencies: Choices, levels: Iterable[Level], stages: Iterable[Stage]) -> None:
        listed = list(levels)
        if not listed:
            self.fields.pop("level", None)
            return
        choices = [("", "Not said"), *((str(one.level), f"{one.key}, {one.name}") for one in listed)]
        self.fields["level"] = forms.ChoiceField(
            label="Which level of need?",
            choices=choices,
            required=False,
            widget=Radios(hints={str(one.level): one.means for one in listed}),
        )

    def _level(self, told: dict[str, Any]) -> int | None:
        return int(told["level"]) if told.get("level") else None


class WriteReferral(_WithLevel):
    """To whom, and what the concerns are."""

    kind = "referral"
    to = forms.ChoiceField(label="To which agency?", error_messages={"required": "Choose the agency it is to"})
    concerns = forms.CharField(
        label="The concerns, one on each line",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )

    def _own(self, *, earlier: Choices, agencies: Choices, levels: Iterable[Level], stages: Iterable[Stage]) -> None:
        super()._own(earlier=earlier, agencies=agencies, levels=levels, stages=stages)
        self.fields["to"].choices = [("", "Choose an agency"), *agencies]  # type: ignore[attr-defined]

    def _content(self, told: dict[str, Any]) -> AnyContent:
        concerns = tuple(line.strip() for line in told["concerns"].splitlines() if line.strip())
        return Referral(to=told["to"], concerns=concerns, level=self._level(told))


class WriteDecision(_WithLevel):
    """What was decided, on what, and why."""

    kind = "decision"
    outcome = forms.ChoiceField(label="What was decided?", error_messages={"required": "Choose what was decided"})
    on = forms.MultipleChoiceField(label="On what?", required=False, widget=Checkboxes())
    reason = forms.CharField(
        label="The reason", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=4000
    )

    def _own(self, *, earlier: Choices, agencies: Choices, levels: Iterable[Level], stages: Iterable[Stage]) -> None:
        super()._own(earlier=earlier, agencies=agencies, levels=levels, stages=stages)
        self.fields["outcome"].choices = [("", "Choose an outcome"), *OUTCOMES]  # type: ignore[attr-defined]
        self.fields["on"].choices = earlier  # type: ignore[attr-defined]

    def _content(self, told: dict[str, Any]) -> AnyContent:
        reason = told["reason"].strip() or None
        return Decision(outcome=told["outcome"], on=tuple(told["on"]), reason=reason, level=self._level(told))


class WriteChallenge(WriteEntry):
    """What is disagreed with, of whom it is asked, and at which local stage."""

    kind = "challenge"
    to = forms.ChoiceField(label="Of which agency?", error_messages={"required": "Choose the agency it is put to"})
    on = forms.MultipleChoiceField(
        label="What is challenged?", widget=Checkboxes(), error_messages={"required": "Choose what is challenged"}
    )
    stage = forms.ChoiceField(label="At which stage?", required=False)

    def _own(self, *, earlier: Choices, agencies: Choices, levels: Iterable[Level], stages: Iterable[Stage]) -> None:
        self.fields["to"].choices = [("", "Choose an agency"), *agencies]  # type: ignore[attr-defined]
        self.fields["on"].choices = earlier  # type: ignore[attr-defined]
        if listed := list(stages):
            choices = [(f"stage {one.stage}", f"{one.key}, {one.words}") for one in listed]
            self.fields["stage"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["stage"]

    def _content(self, told: dict[str, Any]) -> AnyContent:
        return Challenge(to=told["to"], on=tuple(told["on"]), stage=told.get("stage") or None)


def _plain(name: str, content: type[Any]) -> type[WriteEntry]:
    return type(f"Write{content.__name__}", (WriteEntry,), {"kind": name, "content": content, "__doc__": name})


FORMS: dict[str, type[WriteEntry]] = {
    "referral": WriteReferral,
    "decision": WriteDecision,
    "challenge": WriteChallenge,
    "contact": _plain("contact", Contact),
    "health": _plain("health", Health),
    "education": _plain("education", Education),
    "incident": _plain("incident", Incident),
}


def form_name(kind: str) -> str:
    """What its draft is called."""
    return f"write-{kind}"
