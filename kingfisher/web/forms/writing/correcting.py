"""Putting an entry right: its own form with what it says now in it, and why. What no field says stays as it is."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property
from typing import Any

import msgspec
from django import forms
from django.http import QueryDict

from kingfisher.timeline.entries import Entry, Seen, Shared, amend
from kingfisher.timeline.kinds import AnyContent
from kingfisher.web.forms.writing import FORMS
from kingfisher.web.forms.writing.entry_form import Choices, WriteEntry
from kingfisher.web.forms.writing.seen import WithSeen

NOT_THEIRS = ("based_on", "share")  # a correction is read by whoever may read what it corrects
OF_THE_CORRECTION = ("why",)
LATER = (
    "For a slip of the pen leave it as it is. If your agency learned only later that it was otherwise, give the day it "
    "learned it: read as at an earlier day, the record stays as it stood."
)


class Correcting(WriteEntry):
    """Mixed into the form of a kind (`form_for`). `entry` is what it says now, as its corrector may read it."""

    words = "What it says, in your agency’s words"

    def __init__(self, data: QueryDict | None = None, *, entry: Entry, named: Choices = (), **more: Any) -> None:
        super().__init__(data, **more)
        self.entry = entry
        for name in NOT_THEIRS:
            del self.fields[name]
        self.fields["became_known"].help_text = LATER
        self.fields["why"] = forms.CharField(
            label="Why is it corrected?",
            help_text="It stands beside the correction, and so does what the entry said before",
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": "Say why it is corrected"},
        )
        self.initial = self.held(entry)
        found = self._found({name: value or () for name, value in self.initial.items()})
        self.initial["about"] = [one for one in entry.about if one not in found]
        for name, field in self.fields.items():
            self._fit(field, self.initial.get(name), dict(named))

    def _fit(self, field: forms.Field, held: Any, named: Mapping[str, str]) -> None:
        """Offer what the entry holds though nobody would choose it today, and ask for nothing it never said."""
        if held in (None, "", []) and field is not self.fields["why"]:
            field.required = False
        if isinstance(field, forms.ChoiceField):
            choices: list[tuple[Any, str]] = list(field.choices)  # type: ignore[arg-type]
            offered = {str(value) for value, _ in choices}
            every = [str(one) for one in (held if isinstance(held, list) else [held]) if one not in (None, "")]
            missing = [one for one in every if one not in offered]
            field.choices = [*choices, *((one, self._called(one, named)) for one in missing)]

    def _called(self, value: str, named: Mapping[str, str]) -> str:
        known = dict(self.choices["people"]) | dict(self.choices["agencies"]) | dict(named)
        return known.get(value) or value.replace("_", " ").capitalize()

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Those of the kind, and when the agency knew: what was learned later is often why it is corrected."""
        fields = [one for one in super().first_fields if one.name not in OF_THE_CORRECTION]
        return [*fields, self["became_known"]]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        """The rest."""
        return [one for one in super().folded_fields if one.name != "became_known"]

    @property
    def is_unfolded(self) -> bool:
        """Something folded is wrong: what an entry already says there need not be in the way."""
        return any(one.errors for one in self.folded_fields)

    def clean(self) -> dict[str, Any]:
        """Something is put right."""
        told = super().clean() or {}
        if not self.errors and not self.changed:
            self.add_error(None, "Nothing is different yet. Put right what is wrong, or leave the entry as it is.")
        return told

    @cached_property
    def changed(self) -> frozenset[str]:
        """The fields that no longer say what the entry says. Only once cleaned."""
        return frozenset(
            name
            for name, field in self.fields.items()
            if name not in OF_THE_CORRECTION
            and _plain(field, self.cleaned_data.get(name)) != _plain(field, _cleaned(field, self.initial.get(name)))
        )

    def corrected(self, base: Entry, unseen: Collection[str] = ()) -> Entry:
        """What the entry should have said: `base`, whole, with what was changed. Only after `is_valid`.

        `unseen` are ids of entries that `base` names and its corrector may not see: they stay named.
        """
        made = self.made(agency=base.agency, by=base.by or "")
        kept = {
            "happened": made.happened or base.happened,
            "text": made.text,
            "how_known": made.how_known,
            "told_by": made.told_by,
            "became_known": made.became_known,
        }
        put = {name: value for name, value in kept.items() if name in self.changed}
        if self._touched((*_whom(self), "about")):
            put["about"] = made.about
        if "told_to" in self.changed:
            put["shared"] = _shared(base.shared, made.shared, offered=dict(self.choices["agencies"]))
        if isinstance(self, WithSeen) and self._touched(("seen", "setting", "alone", "minutes", "address")):
            put["seen"] = tuple(self._still(one, base) for one in made.seen)
        return amend(base, content=self._right(base.content, made.content, unseen), **put)

    def _touched(self, fields: Iterable[str]) -> bool:
        return not self.changed.isdisjoint(fields)

    def _right(self, before: AnyContent, made: AnyContent, unseen: Collection[str]) -> AnyContent:
        put, beyond = {}, self.beyond(before)
        for fact, fields in self.says().items():
            if self._touched(fields):
                hidden = [one for one in _several(getattr(before, fact)) if one in unseen]
                told, rest = getattr(made, fact), (*hidden, *beyond.get(fact, ()))
                put[fact] = (*told, *(one for one in rest if one not in told)) if rest else told
        right: AnyContent = msgspec.structs.replace(before, **put)
        return right

    def _still(self, seen: Seen, base: Entry) -> Seen:
        """Of a child who was seen, what was not changed stays as it is: children may have been seen unlike."""
        before = next((one for one in base.seen if one.child == seen.child), None)
        if before is None:
            return seen
        same = [name for name in ("setting", "address", "alone", "minutes") if name not in self.changed]
        return msgspec.structs.replace(seen, **{name: getattr(before, name) for name in same})


class CorrectWords(WriteEntry):
    """For a kind that no form is for: when, about whom, its words and how it is known."""

    words = "What it says"


@cache
def form_for(kind: str) -> type[Correcting]:
    """The form to correct an entry of the kind."""
    form = FORMS.get(kind, CorrectWords)
    return type(f"Correct{form.__name__}", (Correcting, form), {"words": form.words})


def _whom(form: WriteEntry) -> tuple[str, ...]:
    """The fields that say whom the entry is about besides its own."""
    lines = tuple(name for name in form.fields if name.startswith("line_"))
    return ("seen", "with_whom", "whose", "of", "covers", *lines) if form.about_found else ()


def _shared(before: Iterable[Shared], made: Iterable[Shared], offered: Collection[str]) -> tuple[Shared, ...]:
    """Those told who still are, as they were told; those told of besides; and whoever could not be chosen here."""
    old = {one.to: one for one in before}
    told = {one.to: old.get(one.to, one) for one in made}
    return tuple((told | {to: one for to, one in old.items() if to not in offered}).values())


def _cleaned(field: forms.Field, value: Any) -> Any:
    try:
        return field.clean(value)
    except forms.ValidationError:
        return None


def _plain(field: forms.Field, value: Any) -> Any:
    """A value in which nothing but what it says counts: not how its lines end, nor the order of what was ticked."""
    if isinstance(value, str):
        return "\n".join(value.split("\r\n")).strip() or None
    if isinstance(field, forms.MultipleChoiceField):
        return frozenset(value or ())
    return value or None if isinstance(value, tuple) else value


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()
