"""Sending agencies' files in, saying whose a file is, and taking a file out of the record again."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kingfisher.interchange.files.guard import LIMIT
from kingfisher.web.govuk.fields import FilesField

MEGABYTES = LIMIT // 1_000_000


class SendIn(forms.Form):
    """Several files at once. The panel of a review may say whose they are; an agency's are its own."""

    sent = FilesField(
        label="Files to send in",
        help_text=f"Word, Excel, CSV or OpenDocument, up to {MEGABYTES} MB each. Choose or drop in several at once.",
        allow_empty_file=True,
        error_messages={"required": "Choose at least one file"},
    )
    agency = forms.ChoiceField(
        label="Whose are they?",
        required=False,
        help_text="If each file is from another agency, leave this: it can be put right for each file afterwards.",
    )

    def __init__(self, *given: Any, agencies: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(*given)
        listed = list(agencies)
        if listed:
            everyone = [("", "Work it out from each file"), *listed]
            self.fields["agency"].choices = everyone  # type: ignore[attr-defined]
        else:
            del self.fields["agency"]


class WhoseFile(forms.Form):
    """Which agency sent a file."""

    agency = forms.ChoiceField(label="Agency that sent this file")

    def __init__(self, *given: Any, agencies: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["agency"].choices = [("", "Choose an agency"), *agencies]  # type: ignore[attr-defined]
        self.fields["agency"].error_messages["required"] = "Choose an agency"


class Withdraw(forms.Form):
    """Why a file is withdrawn."""

    reason = forms.CharField(
        label="Why is this file withdrawn?",
        help_text="For example: the agency sent a corrected return on 3 November. Anyone who opens it reads this.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the file is withdrawn"},
    )
