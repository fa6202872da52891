"""What every form of a review's step shares: its day, its note, and how what was typed becomes the step."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Self

from django import forms
from django.http import QueryDict

from kingfisher.practice.reviews.steps import Step
from kingfisher.timeline.dates import said
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.govuk.widgets import Checkboxes

type Choices = Iterable[tuple[str, str]]


class Lines(forms.CharField):
    """Several things, one on each line."""

    def __init__(self, label: str, *, rows: int = 4, **more: Any) -> None:
        hint = more.pop("help_text", "One on each line")
        super().__init__(label=label, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint, **more)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The lines that hold something, in order."""
        text = super().clean(value) or ""
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def prepare_value(self, value: Any) -> Any:
        """Shown again as typed."""
        return "\n".join(value) if isinstance(value, (tuple, list)) else value


class Words(forms.CharField):
    """As much as needs saying."""

    def __init__(self, label: str, *, rows: int = 4, **more: Any) -> None:
        super().__init__(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=8000, **more)


class Several(forms.MultipleChoiceField):
    """Any number of what there is to choose from, named by where the review finds it (`CHOSEN_FROM`)."""

    def __init__(self, label: str, *, of: str, **more: Any) -> None:
        super().__init__(label=label, widget=Checkboxes(), required=more.pop("required", False), **more)
        self.chosen_from = of

    def clean(self, value: Any) -> tuple[str, ...]:
        """The ids chosen."""
        return tuple(super().clean(value))


class OneOf(forms.ChoiceField):
    """One of what there is to choose from, named by where the review finds it."""

    def __init__(self, label: str, *, of: str = "", choices: Choices = (), **more: Any) -> None:
        wrong = {"required": f"Choose: {label[:1].lower()}{label[1:].rstrip('?')}"}
        super().__init__(label=label, choices=choices, error_messages=wrong, **more)
        self.chosen_from = of


class StepForm(forms.Form):
    """A step of one kind. Each form names its kind, its title, and what to know before filling it in."""

    kind: ClassVar[type[Step]]
    title: ClassVar[str]
    lede: ClassVar[str] = ""
    file: ClassVar[str] = ""  # the name of a field in which a file is sent

    def __init__(
        self, data: QueryDict | None = None, *, today: date, choices: Mapping[str, Choices] | None = None, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.today = today
        for field in self.fields.values():
            if source := getattr(field, "chosen_from", ""):
                field.choices = self._choices(field, list((choices or {}).get(source, ())))  # type: ignore[attr-defined]
        self.fields["day"] = DayText("On what day?", initial=today, help_text=f"Not after {said(today)}")
        self.fields["note"] = forms.CharField(label="Anything else to note", required=False, max_length=2000)

    def _choices(self, field: forms.Field, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
        if isinstance(field, Several):
            return found
        return [("", "Choose" if field.required else "None"), *found]

    def clean_day(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(f"The day must not be after {said(self.today)}")
        return day

    def step(self, corrects: str = "") -> Step:
        """The step as typed; empty fields keep what the step says of itself when nothing is known."""
        told = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", ())}
        return self.kind(**{**self.more(), **self._own(told), "corrects": corrects})

    def _own(self, told: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in told.items() if name in self.kind.__struct_fields__}

    def more(self) -> dict[str, Any]:
        """What the step needs besides what is in a field of its name."""
        return {}

    @classmethod
    def again(cls, step: Step, **more: Any) -> Self:
        """The form with an earlier step's words in it, to be put right."""
        held = {name: getattr(step, name) for name in step.__struct_fields__}
        return cls(initial=held, **more)
