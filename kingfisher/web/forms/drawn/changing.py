"""What every change of the drawn family says: since when, how it is known, in whose words, and who may read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from kingfisher.records.sharing import Suggested
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import AnyContent
from kingfisher.timeline.people import HowKnown, Person, Standing, Unknown
from kingfisher.web.forms.people import WhenField
from kingfisher.web.govuk.widgets import Radios
from kingfisher.web.words import HOW_KNOWN_WORDS

type Choices = Sequence[tuple[str, str]]
AGENCY, SHARED = "agency", "network"
NEW = "new"
UNKNOWNS = {
    Unknown.NOT_KNOWN: "Nobody knows who it is",
    Unknown.NOT_NAMED: "The other parent knows, and has not said",
    Unknown.WITHHELD: "Known to us, and not to be shown",
}
STANDINGS = {
    Standing.ESTABLISHED: "Established",
    Standing.ALLEGED: "Alleged",
    Standing.SELF_REPORTED: "Said by themselves",
}
SEXES = (("", "Not recorded"), ("F", "Female"), ("M", "Male"))


@dataclass(frozen=True)
class Newcomer:
    """Somebody the change brings into the record; whether the record is about them."""

    person: Person
    is_child: bool = False


class DrawnChange(forms.Form):
    """A change of the drawing, filed as entries. The fields of its own come first."""

    kind: ClassVar[str] = "relationship"
    title: ClassVar[str] = ""
    who: ClassVar[tuple[str, ...]] = ()  # fields that choose among the people of the record
    others: ClassVar[Mapping[str, Choices]] = {}  # whom else such a field offers
    happened = WhenField(
        label="Since when?",
        help_text="For example 10/12/2019; a month or a year alone where nobody knows more",
        error_messages={"required": "Enter since when it is so"},
    )
    how_known = forms.ChoiceField(
        label="How is it known?",
        choices=[(str(how), words) for how, (_, words) in HOW_KNOWN_WORDS.items()],
        widget=Radios(),
        error_messages={"required": "Choose how it is known"},
    )
    text = forms.CharField(
        label="Anything to add, in your words",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    share = forms.ChoiceField(
        label="Who may read it?", widget=Radios(), error_messages={"required": "Choose who may read it"}
    )

    def __init__(
        self,
        data: Any = None,
        *,
        people: Choices,
        practitioners: Choices,
        suggested: Suggested,
        agency: str,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.people = dict(people)
        self.practitioners = dict(practitioners)
        share = self.fields["share"]
        share.choices = [(SHARED, "Everyone in the family’s network"), (AGENCY, f"Only {agency}")]  # type: ignore[attr-defined]
        share.initial = AGENCY if suggested.agency_only else SHARED
        if suggested.because:
            share.help_text = f"Suggested for this kind of entry; change it where needed. {suggested.because}"
        last = ("happened", "how_known", "text", "share")
        self.order_fields([*(name for name in self.fields if name not in last), *last])
        for name in self.who:
            self._offer(name, people)

    def _offer(self, name: str, people: Choices) -> None:
        """The choices of a field that chooses among people."""
        people = [*people, *self.others.get(name, ())]
        field = self.fields[name]
        nobody = ("", "Choose" if field.required else "Not recorded")
        many = isinstance(field, forms.MultipleChoiceField)
        field.choices = people if many else [nobody, *people]  # type: ignore[attr-defined]

    @property
    def agency_only(self) -> bool:
        """Kept to the agency that writes it."""
        return bool(self.cleaned_data["share"] == AGENCY)

    def newcomers(self) -> dict[str, Newcomer]:
        """Those whom the change brings into the record, by the word `contents` knows them by."""
        return {}

    def contents(self, ids: Mapping[str, str]) -> list[AnyContent]:
        """What each entry says. `ids` gives the ids the newcomers have been given."""
        raise NotImplementedError

    def entries(self, ids: Mapping[str, str], *, agency: str, by: str) -> list[Entry]:
        """The entries as written. Only after `is_valid`."""
        told = self.cleaned_data
        names = self.people | {ids[word]: one.person.label for word, one in self.newcomers().items()}
        return [
            Entry(
                id="",
                content=content,
                happened=told["happened"] or When.parse("XXXX"),
                agency=agency,
                about=tuple(dict.fromkeys(one for one in about_of(content) if one in names)),
                how_known=HowKnown(told["how_known"]),
                text=told["text"].strip() or self.said(content, names),
                by=by,
            )
            for content in self.contents(ids)
        ]

    def said(self, content: AnyContent, names: Mapping[str, str]) -> str:
        """The entry in words, where its writer added none."""
        return self.title


def about_of(content: AnyContent) -> Iterable[str]:
    """Everyone an entry of a change is about."""
    for name in ("person", "of"):
        if one := getattr(content, name, None):
            yield one
    for name in ("who", "with_whom", "covers"):
        yield from getattr(content, name, None) or ()
