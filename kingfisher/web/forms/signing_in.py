"""Who is signing in."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate

from kingfisher.agencies.models import Practitioner

WRONG = "The sign-in name or the password is not right. Check both, and try again."


class SignIn(forms.Form):
    """A name and a password; `practitioner` is who it is, once valid."""

    sign_in = forms.CharField(
        label="Sign-in name",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": "Enter your sign-in name"},
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )
    practitioner: Practitioner | None = None

    def clean(self) -> dict[str, Any]:
        """Both right, or one sentence that does not say which was wrong."""
        cleaned = super().clean() or {}
        if "sign_in" in cleaned and "password" in cleaned:
            known = authenticate(username=cleaned["sign_in"].strip().lower(), password=cleaned["password"])
            if not isinstance(known, Practitioner):
                raise forms.ValidationError(WRONG)
            self.practitioner = known
        return cleaned
