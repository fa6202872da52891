"""Which number would be otherwise, and what it would be."""

from collections.abc import Mapping
from typing import Any

from django import forms

from kingfisher.questions.parameters import Parameters

LARGEST = 10_000


class Supposing(forms.Form):
    """One of the numbers questions look at, and another value for it."""

    def __init__(self, data: Mapping[str, Any] | None, *, parameters: Parameters) -> None:
        super().__init__(data)
        numbers = [
            (name, f"{name}: {held.values[-1].value} {held.unit}")
            for name, held in sorted(parameters.held.items())
            if isinstance(held.values[-1].value, int)
        ]
        self.fields["parameter"] = forms.ChoiceField(
            label="What would be otherwise",
            choices=[("", "Choose a number"), *numbers],
            error_messages={"required": "Choose what would be otherwise"},
        )
        self.fields["value"] = forms.IntegerField(
            label="What it would be",
            min_value=0,
            max_value=LARGEST,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
            error_messages={
                "required": "Enter what it would be",
                "invalid": "What it would be must be a whole number, like 14",
                "min_value": "What it would be must be 0 or more",
                "max_value": f"What it would be must be {LARGEST:,} or less",
            },
        )
