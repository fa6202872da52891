"""Fields that forms for writing an entry are made of. Left empty, each gives nothing, never a guess."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms

from kingfisher.web.govuk.widgets import NumberText, Radios

type Pairs = Iterable[tuple[str, str]]


class Which(forms.TypedChoiceField):
    """One of some, as a list to choose from; what there is to choose from may depend on the family (`of`)."""

    def __init__(
        self,
        label: str,
        *,
        of: str = "",
        choices: Pairs = (),
        of_sort: Callable[[str], Any] = str,
        nothing: str = "Not said",
        **more: Any,
    ) -> None:
        self.nothing = nothing
        required = more.pop("required", False)
        wrong = {"required": f"Choose {_lower(label)}"} | more.pop("error_messages", {})
        super().__init__(label=label, coerce=of_sort, empty_value=None, required=required, error_messages=wrong, **more)
        self.chosen_from = of
        self.choices = self.with_none(choices)

    def with_none(self, choices: Pairs) -> list[tuple[str, str]]:
        """The choices after one that says nothing."""
        return [("", "Choose" if self.required else self.nothing), *choices]


class OneOfFew(forms.TypedChoiceField):
    """One of a few, all of them in view."""

    def __init__(
        self,
        label: str,
        *,
        choices: Pairs,
        of_sort: Callable[[str], Any] = str,
        hints: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        required = more.pop("required", False)
        wrong = {"required": f"Choose {_lower(label)}"} | more.pop("error_messages", {})
        super().__init__(
            label=label,
            coerce=of_sort,
            empty_value=None,
            required=required,
            choices=list(choices),
            widget=Radios(hints=hints),
            error_messages=wrong,
            **more,
        )


class YesNo(OneOfFew):
    """Yes, no, or nothing said."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, choices=[("yes", "Yes"), ("no", "No")], of_sort=lambda said: said == "yes", **more)


class Number(forms.IntegerField):
    """A whole number that is not less than nothing."""

    def __init__(self, label: str, *, most: int, **more: Any) -> None:
        told = {
            "invalid": "Enter a whole number, such as 20",
            "min_value": "Enter a number that is not less than 0",
            "max_value": f"Enter a number that is not more than {most}",
        }
        super().__init__(
            label=label, min_value=0, max_value=most, required=False, widget=NumberText(), error_messages=told, **more
        )


class Line(forms.CharField):
    """A few words."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label=label, required=more.pop("required", False), max_length=300, **more)

    def clean(self, value: Any) -> Any:
        """The words, or None."""
        return super().clean(value).strip() or None


class Text(forms.CharField):
    """As much as needs saying."""

    def __init__(self, label: str, *, rows: int = 3, **more: Any) -> None:
        super().__init__(
            label=label,
            required=more.pop("required", False),
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": rows}),
            **more,
        )

    def clean(self, value: Any) -> Any:
        """The words, or None."""
        return super().clean(value).strip() or None


def _lower(label: str) -> str:
    return f"{label[:1].lower()}{label[1:].rstrip('?')}"
