"""What is wrong with the forms of a page, as one list of words and places."""

from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm, BaseFormSet

type Forms = BaseForm | BaseFormSet[Any] | Iterable[BaseForm] | None


def problems(forms: Forms) -> list[dict[str, str]]:
    """Each problem as text and the id of its control; the id is empty for what concerns a form as a whole."""
    if not forms:
        return []
    if isinstance(forms, BaseFormSet):
        whole = [{"text": str(text), "id": ""} for text in forms.non_form_errors()]
        return whole + [found for form in forms.forms for found in _of(form)]
    if isinstance(forms, BaseForm):
        return _of(forms)
    return [found for form in forms for found in _of(form)]


def _of(form: BaseForm) -> list[dict[str, str]]:
    found = [{"text": str(text), "id": ""} for text in form.non_field_errors()]
    for name in form.fields:
        bound = form[name]
        found += [{"text": str(text), "id": getattr(bound, "link", bound.auto_id)} for text in bound.errors]
    return found
