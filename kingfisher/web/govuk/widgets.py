"""Form controls that Django does not have, or that the design system draws its own way.

Django's own text, textarea, select, radio, checkbox and password controls need no replacement: the renderer draws them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import flatatt
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

PARTS = ("day", "month", "year")

# What a date control holds before it is checked: day, month and year as typed.
Typed = tuple[str, str, str]
type Upload = UploadedFile[Any]


class Radios(forms.RadioSelect):
    """Radio buttons whose choices may each carry a hint: `hints={value: words}`."""

    def __init__(self, *, hints: Mapping[str, str] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.hints = dict(hints or {})


class Checkboxes(forms.CheckboxSelectMultiple):
    """Tick boxes whose choices may each carry a hint: `hints={value: words}`."""

    def __init__(self, *, hints: Mapping[str, str] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.hints = dict(hints or {})


class QuickSelect(forms.Select):
    """A drop-down written in one go, for pages with hundreds of them: Django draws every option from a template."""

    def render(self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The control with the value chosen. Choices are (value, words) pairs, without groups."""
        chosen = "" if value is None else str(value)
        more = flatatt({**self.build_attrs(self.attrs, dict(attrs or {})), "name": name})
        pairs = ((key, mark_safe(" selected") if str(key) == chosen else "", words) for key, words in self.choices)
        return format_html(
            "<select{}>{}</select>", more, format_html_join("", '<option value="{}"{}>{}</option>', pairs)
        )


class NumberText(forms.TextInput):
    """A whole number typed as text: no little arrows, and scrolling never changes it."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "class": "govuk-input--width-4", **(attrs or {})})


class Files(forms.FileInput):
    """Several files at once, chosen or dropped in."""

    allow_multiple_selected = True

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"multiple": True, **(attrs or {})})

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Upload] | Mapping[str, Upload], name: str
    ) -> list[Upload]:
        """Every file that came, in the order chosen."""
        if isinstance(files, MultiValueDict):
            return files.getlist(name)
        return [files[name]] if name in files else []


class DateParts(forms.Widget):
    """Day, month and year as three boxes; the month may be a number or a name."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        """What was typed in the three boxes, trimmed."""
        day, month, year = (str(data.get(f"{name}-{part}") or "").strip() for part in PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether none of the three boxes was on the page at all."""
        return all(f"{name}-{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first box, which is where an error message leads."""
        return f"{id_}-day" if id_ else id_

    @staticmethod
    def split(value: date | Typed | None) -> Typed:
        """The three texts to show for a date, for what was typed, or for nothing."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        return value or ("", "", "")
