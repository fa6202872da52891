"""What every form for writing an entry shares: when, about whom, words, how it is known, and who may read it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Self

from django import forms
from django.http import QueryDict

from kingfisher.questions.own_rules import Level, Stage
from kingfisher.records.sharing import Suggested
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Seen, Shared
from kingfisher.timeline.kinds import AnyContent, Contact
from kingfisher.timeline.people import HowKnown
from kingfisher.web.forms.dates_typed import typed_when
from kingfisher.web.forms.people import WhenField
from kingfisher.web.forms.reviews.step_form import Several
from kingfisher.web.forms.writing.fields import Which
from kingfisher.web.govuk.widgets import Checkboxes, Radios
from kingfisher.web.words import HOW_KNOWN_WORDS

type Choices = Sequence[tuple[str, str]]
NETWORK, AGENCY = "network", "agency"
ENVELOPE = ("how_known", "told_by", "became_known", "told_to")  # of every kind, and folded


class WriteEntry(forms.Form):
    """What every entry has: when it happened, about whom, in what words, and with whom it is shared.

    A form names its kind; a field with the name of one of the kind's becomes that fact, and a field left empty stays
    missing, because what is missing is what is asked about. `folded` fields come after the rest, closed.
    """

    kind: ClassVar[str] = ""
    content: ClassVar[type[Any]] = Contact
    lede: ClassVar[str] = ""
    words: ClassVar[str] = "What happened, in your words"
    folded: tuple[str, ...] = ()
    about_whom: ClassVar[str] = "About whom?"
    about_found: ClassVar[bool] = False  # whom it is about follows from the kind's own fields; more may be named
    order: tuple[str, ...] = ()

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    happened = WhenField(
        label="When did it happen?",
        help_text="For example 10/12/2019; a month or a year alone where nobody knows more",
        error_messages={"required": "Enter when it happened"},
    )
    about = forms.MultipleChoiceField(
        label="About whom?",
        widget=Checkboxes(),
        error_messages={"required": "Choose each child and adult it is about"},
    )
    text = forms.CharField(
        label="What happened, in your words",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write what happened"},
    )
    how_known = Which(
        "How do you know?", choices=[(str(one), words) for one, (_, words) in HOW_KNOWN_WORDS.items()], of_sort=HowKnown
    )
    told_by = Which("Who told you?", of="named")
    became_known = WhenField(
        label="When did your agency know?", required=False, help_text="Leave it empty if you knew as it happened"
    )
    told_to = Several("Which agencies have you told?", of="agencies")
    share = forms.ChoiceField(
        label="Who may read it?",
        widget=Radios(hints={AGENCY: "And the panel of an open review. Your agency can release it at any time."}),
        error_messages={"required": "Choose who may read it"},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        choices: Mapping[str, Choices],
        suggested: Suggested,
        agency: str,
        levels: Iterable[Level] = (),
        stages: Iterable[Stage] = (),
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.choices = choices
        self.fields["about"].choices = choices["people"]  # type: ignore[attr-defined]
        self.fields["about"].label, self.fields["about"].required = self.about_whom, not self.about_found
        self.fields["text"].label = self.words
        share = self.fields["share"]
        share.choices = [(NETWORK, "Everyone in the family’s network"), (AGENCY, f"Only {agency}")]  # type: ignore[attr-defined]
        share.initial = AGENCY if suggested.agency_only else NETWORK
        if suggested.because:
            share.help_text = (
                f"Suggested for this kind of entry; change it where it should be otherwise. {suggested.because}"
            )
        self._own(levels=list(levels), stages=list(stages))
        self._choose_from(choices)
        if self.order:
            self.order_fields(("based_on", *self.order))

    def _choose_from(self, choices: Mapping[str, Choices]) -> None:
        """Fill in what there is to choose from in this family; of nothing, nothing is asked."""
        for name, field in list(self.fields.items()):
            source = getattr(field, "chosen_from", "")
            listed = list(choices.get(source, ()))
            if source and not listed and not field.required:
                del self.fields[name]
            elif source:
                field.choices = field.with_none(listed) if isinstance(field, Which) else listed  # type: ignore[attr-defined]

    def _own(self, *, levels: list[Level], stages: list[Stage]) -> None:
        """Fields that this kind alone has, where they depend on the family or on what is agreed here."""

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Those of the kind, in order."""
        apart = {"based_on", "share", *self.folded, *ENVELOPE}
        return [self[name] for name in self.fields if name not in apart]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        """Those that most entries do without."""
        return [self[name] for name in (*self.folded, *ENVELOPE) if name in self.fields]

    @property
    def is_unfolded(self) -> bool:
        """Something folded holds words, or is wrong."""
        return any(one.errors or one.value() not in (None, "", [], ()) for one in self.folded_fields)

    def say(self, here: Callable[[str], str]) -> None:
        """Say choices of ours in the names used here."""
        if "outcome" in self.fields and hasattr(self.fields["outcome"], "choices"):
            field: Any = self.fields["outcome"]
            field.choices = [(value, here(words)) for value, words in field.choices]

    def clean(self) -> dict[str, Any]:
        """It is about somebody, whether named or seen in the kind's own fields."""
        told = super().clean() or {}
        if self.about_found and not self._says_whom_is_missing() and not (told.get("about") or self._found(told)):
            self.add_error("about", "Choose each child and adult it is about")
        return told

    def _says_whom_is_missing(self) -> bool:
        """A field of people is already at fault: one missing person is said once."""
        people = [
            name for name, one in self.fields.items() if getattr(one, "chosen_from", "") in ("people", "children")
        ]
        return not self.errors.keys().isdisjoint((*people, "about"))

    def _found(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        """Whom it is about by the kind's own fields."""
        return ()

    def made(self, *, agency: str, by: str) -> Entry:
        """The entry as written. Only after `is_valid`."""
        told = self.cleaned_data
        return Entry(
            id="",
            content=self._content({**told, "by": by}),
            happened=told["happened"],
            agency=agency,
            about=tuple(dict.fromkeys((*self._found(told), *told["about"]))),
            text=told["text"].strip(),
            by=by,
            how_known=told.get("how_known") or self._known_how(told),
            told_by=told.get("told_by") or None,
            became_known=told.get("became_known"),
            shared=tuple(Shared(to=one, on=self._told_on(told)) for one in told.get("told_to", ())),
            seen=self._seen(told),
        )

    def _told_on(self, told: Mapping[str, Any]) -> When | None:
        when: When | None = told.get("became_known") or told["happened"]
        return when

    def _known_how(self, told: Mapping[str, Any]) -> HowKnown | None:
        return None

    def _seen(self, told: Mapping[str, Any]) -> tuple[Seen, ...]:
        return ()

    def _content(self, told: dict[str, Any]) -> AnyContent:
        """The kind's facts: those told, and nothing in the place of those left empty."""
        held = {name: told[name] for name in self.content.__struct_fields__ if told.get(name) not in (None, "", ())}
        made: AnyContent = self.content(**held)
        return made

    def held(self, entry: Entry) -> dict[str, Any]:
        """What the form shows of an entry already written: the reverse of `made`."""
        content = entry.content
        facts = {name: _typed(getattr(content, name)) for name in self.fields if name in content.__struct_fields__}
        return facts | {
            "happened": _typed(entry.happened),
            "about": list(entry.about),
            "text": entry.text,
            "how_known": entry.how_known,
            "told_by": entry.told_by,
            "became_known": _typed(entry.became_known),
            "told_to": [one.to for one in entry.shared],
        }

    def says(self) -> dict[str, tuple[str, ...]]:
        """For each fact of the kind the fields that say it. A fact no field says stays as it is in a correction."""
        return {name: (name,) for name in self.fields if name in self.content.__struct_fields__}

    def beyond(self, content: AnyContent) -> dict[str, tuple[Any, ...]]:
        """What some facts of an entry hold that no field here can say: a correction leaves it be."""
        return {}

    def blanks(self) -> list[str]:
        """What was left blank that the kind should say, in words. Only after `is_valid`."""
        return []

    @property
    def agency_only(self) -> bool:
        """Kept to the agency that writes it."""
        return bool(self.cleaned_data["share"] == AGENCY)

    def against(self, version: int) -> Self:
        """The same words against a later version of the record: filing them again then files knowingly."""
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data["based_on"] = str(version)
        return self


def _typed(value: Any) -> Any:
    """A fact as a person would type or choose it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return typed_when(value) if isinstance(value, When) else list(value) if isinstance(value, tuple) else value
