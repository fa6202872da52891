"""Opening an audit, choosing who reads, moderates and decides, handing in a reading, and what follows it."""

from collections.abc import Container, Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from kingfisher.practice.audits import steps
from kingfisher.practice.audits.instruments import Instrument
from kingfisher.practice.audits.steps import AuditOpened, AuditStep, Judgement
from kingfisher.timeline.dates import said
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.forms.reviews.step_form import Choices, Lines, OneOf, Several, Words
from kingfisher.web.govuk.widgets import Radios


class OpenAudit(forms.Form):
    """Of which child, over which days, with which instrument."""

    name = forms.CharField(
        label="What is the audit called?",
        max_length=120,
        error_messages={"required": "Enter what the audit is called"},
    )
    why = forms.CharField(label="Why this child?", required=False, max_length=300)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        children: Choices,
        agencies: Choices,
        instruments: Iterable[Instrument],
        again_for: str = "",
    ) -> None:
        super().__init__(data, initial={"again_for": again_for})
        listed = [(f"{one.id} {one.version}", f"{one.title}, version {one.version}") for one in instruments]
        self.fields["children"] = _several("Which children?", children, required=True)
        self.fields["instrument"] = forms.ChoiceField(label="With which instrument?", choices=listed)
        self.fields["first"] = DayText("Looking from")
        self.fields["last"] = DayText("To", help_text="Both days are part of it")
        self.fields["agencies"] = _several("Whose practice is looked at?", agencies)
        self.fields["again_for"] = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The days the right way round."""
        told = super().clean() or {}
        if told.get("first") and told.get("last") and told["first"] > told["last"]:
            self.add_error("last", f"This day must not be before {said(told['first'])}")
        return told

    def opened(self, day: date) -> AuditOpened:
        """What was typed."""
        told = self.cleaned_data
        instrument, version = told["instrument"].split(" ")
        return AuditOpened(
            day=day, family="", children=tuple(told["children"]), instrument=instrument, instrument_version=version,
            first=told["first"], last=told["last"], agencies=tuple(told["agencies"]), why=told["why"],
            again_for=told["again_for"],
        )  # fmt: skip


def _several(label: str, choices: Choices, *, required: bool = False) -> Several:
    field = Several(label, of="", required=required)
    field.choices = list(choices)
    return field


class ChooseReader(forms.Form):
    """Someone from outside the team, for the first or the second reading."""

    place = forms.ChoiceField(
        label="Which reading?", choices=[("1", "The first"), ("2", "The second, read blind")], widget=Radios()
    )
    independence = forms.CharField(label="What makes them independent of the work?", required=False, max_length=300)

    def __init__(self, data: QueryDict | None = None, *, people: Choices) -> None:
        super().__init__(data)
        self.fields["who"] = OneOf("Who reads?", choices=[("", "Choose"), *people])
        self.order_fields(["who", "place", "independence"])


class Appoint(forms.Form):
    """Someone to moderate, or to decide on a recommended change."""

    part = forms.ChoiceField(
        label="To do what?",
        choices=[("moderator", "Moderate readings that differ"), ("decider", "Decide on a recommended change of plan")],
        widget=Radios(),
    )

    def __init__(self, data: QueryDict | None = None, *, people: Choices) -> None:
        super().__init__(data)
        self.fields["who"] = OneOf("Who?", choices=[("", "Choose"), *people])
        self.order_fields(["who", "part"])


class Reading(forms.Form):
    """An answer to every question of the instrument, each with its reason and the entries that show it."""

    def __init__(self, data: QueryDict | None = None, *, instrument: Instrument) -> None:
        super().__init__(data)
        self.instrument = instrument
        for question in instrument.questions:
            self.fields[f"answer-{question.id}"] = forms.ChoiceField(
                label=question.asks,
                choices=[(one, one.capitalize()) for one in question.answers],
                widget=Radios(),
                help_text=question.guidance[:1].upper() + question.guidance[1:],
                error_messages={"required": f"Choose an answer: {question.asks}"},
            )
            self.fields[f"why-{question.id}"] = Words("Why?", rows=2, required=False)
            self.fields[f"entries-{question.id}"] = Lines(
                "Which entries show it?", rows=2, required=False, help_text="The ids of entries, one on each line"
            )
        self.fields["overall"] = forms.ChoiceField(
            label="Your overall grade",
            choices=[(one, one.capitalize()) for one in instrument.overall],
            widget=Radios(),
            help_text="Yours to give: nothing is added up",
            error_messages={"required": "Choose your overall grade"},
        )
        self.fields["strengths"] = Words("What was done well?", rows=3, required=False)
        self.fields["themes"] = Lines("Themes", rows=3, required=False)

    def named(self) -> set[str]:
        """Every entry named in it."""
        return {entry for one in self.instrument.questions for entry in self.cleaned_data[f"entries-{one.id}"]}

    def refuse_unknown(self, known: Container[str]) -> None:
        """Say at each question which of the entries named are none that the reader may see."""
        for one in self.instrument.questions:
            wrong = [entry for entry in self.cleaned_data[f"entries-{one.id}"] if entry not in known]
            if wrong:
                self.add_error(
                    f"entries-{one.id}",
                    f"There is no entry {' or '.join(wrong)} in this record. Copy the ids from the entries’ own pages",
                )

    def judgements(self) -> list[Judgement]:
        """What was answered, in the instrument's order."""
        told = self.cleaned_data
        return [
            Judgement(
                question=one.id,
                answer=told[f"answer-{one.id}"],
                why=told[f"why-{one.id}"],
                entries=told[f"entries-{one.id}"],
            )
            for one in self.instrument.questions
        ]


class CloseAudit(forms.Form):
    """Its last day."""

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today
        self.fields["day"] = DayText("The audit’s last day", initial=today, help_text="Nobody reads it after this day")

    def clean_day(self) -> date:
        """A day that is not past, so that nobody is shut out unawares."""
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(f"The day must not be before {said(self.today)}")
        return day


class AuditStepForm(forms.Form):
    """A step after the readings, of one kind."""

    kind: ClassVar[type[AuditStep]]
    title: ClassVar[str]
    lede: ClassVar[str] = ""

    def __init__(
        self, data: QueryDict | None = None, *, today: date, choices: dict[str, list[tuple[str, str]]]
    ) -> None:
        super().__init__(data)
        self.today = today
        for field in self.fields.values():
            if source := getattr(field, "chosen_from", ""):
                field.choices = [("", "Choose"), *choices.get(source, [])]  # type: ignore[attr-defined]
        self.fields["day"] = DayText("On what day?", initial=today, help_text=f"Not after {said(today)}")

    def clean_day(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(f"The day must not be after {said(self.today)}")
        return day

    def step(self, **more: Any) -> AuditStep:
        """The step as typed, with what the page knows."""
        told = {name: value for name, value in self.cleaned_data.items() if name in self.kind.__struct_fields__}
        return self.kind(**{**told, **more})


class Moderate(AuditStepForm):
    """Readings that differ."""

    kind = steps.Moderated
    title = "Moderate the readings"
    lede = "Both readings stay as they were handed in. Say what stands, and why."
    reasons = Words("What was talked through, and why this stands")

    def __init__(self, data: QueryDict | None = None, *, grades: Choices = (), **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["overall"] = forms.ChoiceField(label="The grade that stands", choices=list(grades), widget=Radios())


class Discuss(AuditStepForm):
    """A reflective discussion."""

    kind = steps.Discussed
    title = "A reflective discussion with practitioners"
    lede = "Their words, and whether they agree. Roles are enough; names are not needed."
    with_whom = Lines("With whom?", rows=3)
    words = Words("What was said")
    agree = forms.ChoiceField(
        label="Do they agree with the audit?",
        choices=[("agree", "Yes"), ("in_part", "In part"), ("dispute", "No")],
        widget=Radios(),
    )


class RecommendChange(AuditStepForm):
    """A change of plan."""

    kind = steps.ChangeRecommended
    title = "Recommend a change of plan"
    lede = "It is decided by someone not involved in the plan, answered to you, and stays open until then."
    what = Words("What should change?", rows=3)
    addressed_to = forms.CharField(label="To whom is it addressed?", max_length=200)
    answer_due = DayText("By what day is it answered?")


class DecideChange(AuditStepForm):
    """A decision on the change."""

    kind = steps.ChangeDecided
    title = "Decide on a recommended change"
    recommended = OneOf("Which change?", of="changes")
    decision = forms.ChoiceField(
        label="What is decided?",
        choices=[("changed", "The plan changes"), ("not_changed", "The plan does not change")],
        widget=Radios(),
    )
    reasons = Words("The reasons")
    involved = forms.CharField(
        label="What part have you had in this plan?", required=False, help_text="Leave empty if none", max_length=300
    )


class AnswerAuditor(AuditStepForm):
    """The auditor is told."""

    kind = steps.AuditorAnswered
    title = "Answer the auditor"
    recommended = OneOf("About which change?", of="changes")
    words = Words("What was decided and why")


class AgreeAction(AuditStepForm):
    """An action."""

    kind = steps.ActionAgreed
    title = "Agree an action"
    lede = "It is closed by a later look at the record, and by nothing else."
    what = Words("What will be done?", rows=3)
    owner = forms.CharField(label="By whom?", help_text="A role is enough", max_length=200)
    due = DayText("By what day?")


class SeeAction(AuditStepForm):
    """A later look."""

    kind = steps.ActionSeen
    title = "Look in the record for an action"
    lede = "Name entries made after it was agreed that show it was done."
    action = OneOf("Which action?", of="actions")
    entries = Lines("Which entries show it?", rows=3, help_text="The ids of entries, one on each line")
    words = Words("What they show", rows=3, required=False)


class SetAgain(AuditStepForm):
    """Audited again."""

    kind = steps.AgainOn
    title = "Set the day to audit again"
    on = DayText("On what day is it audited again?")


AFTER_READING: dict[str, type[AuditStepForm]] = {
    "moderate": Moderate,
    "discuss": Discuss,
    "recommend": RecommendChange,
    "decide": DecideChange,
    "answer": AnswerAuditor,
    "action": AgreeAction,
    "look": SeeAction,
    "again": SetAgain,
}
