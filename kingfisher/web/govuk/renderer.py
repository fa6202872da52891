"""How forms are drawn: every field as its design-system component, with its hint and its error tied to it."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates

from kingfisher.web.govuk.widgets import PARTS, DateParts
from kingfisher.web.govuk.wording import left_out

# The first widget class that fits decides, so the special ones come before the general.
_KINDS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (DateParts, "date", ""),
    (forms.CheckboxSelectMultiple, "checkboxes", ""),
    (forms.RadioSelect, "radios", ""),
    (forms.CheckboxInput, "checkbox", "govuk-checkboxes__input"),
    (forms.Select, "select", "govuk-select"),
    (forms.Textarea, "textarea", "govuk-textarea"),
    (forms.FileInput, "file", "govuk-file-upload"),
    (forms.PasswordInput, "password", "govuk-input"),
)
_GROUPS = ("date", "radios", "checkboxes")
# Never sent to the browser: GOV.UK's advice is that the server says kindly what is missing or too long.
_UNWANTED = {"required": False, "maxlength": False, "minlength": False}


class GovukBoundField(BoundField):
    """A field on a form, knowing which component draws it and what describes it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        # "This field is required" says nothing in a list of problems at the top of a page.
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = left_out(self.kind, str(self.label))

    @property
    def _drawn_as(self) -> tuple[str, str]:
        for widget, kind, css in _KINDS:
            if isinstance(self.field.widget, widget):
                return kind, css
        return "input", "govuk-input"

    @property
    def kind(self) -> str:
        """Which component: input, textarea, select, radios, checkboxes, checkbox, file, date or password."""
        return self._drawn_as[0]

    @property
    def layout(self) -> str:
        """The template that draws this field whole."""
        return f"govuk/fields/{self.kind}.html"

    @property
    def identifier(self) -> str:
        """The stem of every id in this field."""
        return str(self.field.widget.attrs.get("id") or self.auto_id or self.html_name)

    @property
    def described_by(self) -> str:
        """The ids of the hint and the error, for aria-describedby; empty when there is neither."""
        ids = [f"{self.identifier}-hint"] if self.help_text else []
        if self.errors:
            ids.append(f"{self.identifier}-error")
        return " ".join(ids)

    @property
    def link(self) -> str:
        """The id an error message leads to: the first control that needs attention."""
        if self.kind != "date":
            return self.identifier
        return next((part["id"] for part in self.parts if part["error"]), f"{self.identifier}-day")

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """The design system's class, the description, and nothing the browser would enforce by itself."""
        widget = widget or self.field.widget
        if widget.is_hidden:
            return dict(attrs)
        kind, css = self._drawn_as
        stem = css.split("__", maxsplit=1)[0]
        if kind == "password":
            css += " govuk-password-input__input govuk-js-password-input-input"
        error = f"{stem}--error" if self.errors and kind != "checkbox" else ""
        classes = (css, error, widget.attrs.get("class", ""), attrs.get("class", ""))
        return {
            **_defaults(kind, widget.attrs),
            **_UNWANTED,
            **attrs,
            "class": " ".join(filter(None, classes)),
            "disabled": self.field.disabled,
            "aria-describedby": self.described_by or False,
        }

    @property
    def options(self) -> list[dict[str, Any]]:
        """The choices of radio buttons and tick boxes: id, value, label, hint, checked. The first has no number."""
        hints: dict[str, str] = getattr(self.field.widget, "hints", {})
        drawn = []
        for number, choice in enumerate(self.subwidgets, start=1):
            data = choice.data
            drawn.append(
                {
                    "id": self.identifier if number == 1 else f"{self.identifier}-{number}",
                    "name": data["name"],
                    "value": data["value"],
                    "label": data["label"],
                    "checked": data["selected"],
                    "disabled": bool(self.field.disabled or data["attrs"].get("disabled")),
                    "hint": hints.get(str(data["value"]), ""),
                }
            )
        return drawn

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The three boxes of a date: id, name, label, value, width, and whether this box needs attention."""
        at_fault = {part for error in self.errors.as_data() for part in (error.code or "").split()}
        wrong = at_fault & set(PARTS) or (set(PARTS) if self.errors else set())
        texts = DateParts.split(self.value())
        return [
            {
                "id": f"{self.identifier}-{part}",
                "name": f"{self.html_name}-{part}",
                "label": part.capitalize(),
                "value": text,
                "width": 4 if part == "year" else 2,
                "error": part in wrong,
            }
            for part, text in zip(PARTS, texts, strict=True)
        ]

    @property
    def is_group(self) -> bool:
        """Whether several controls share one question, and so need a fieldset."""
        return self.kind in _GROUPS


def _defaults(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    if kind == "textarea":  # Django writes 40 by 10 unless told; the component's own size is 5 rows
        return {"cols": False, **({"rows": 5} if str(given.get("rows")) == "10" else {})}
    if kind == "password":
        return {
            "spellcheck": "false",
            "autocapitalize": "none",
            "autocomplete": given.get("autocomplete", "current-password"),
        }
    return {}


class GovukRenderer(DjangoTemplates):
    """Django's FORM_RENDERER for Kingfisher."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
    bound_field_class = GovukBoundField
