"""Changes of who is who to whom: a partner, a parent, a child, and a line between two people."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from kingfisher.timeline.kinds import AnyContent, RelationshipChange
from kingfisher.timeline.people import FEELINGS, HARM, Bond, CareSort, Link, Person, Standing, Tie, Unknown
from kingfisher.web.forms.drawn.changing import NEW, SEXES, STANDINGS, UNKNOWNS, DrawnChange, Newcomer
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.forms.people import WhenField
from kingfisher.web.govuk.widgets import Radios
from kingfisher.web.words import TIE_WORDS

STAGES = (("began", "It began"), ("ended", "It ended"), ("not_so", "It was thought so, and never was"))
BONDS = [("", "Not recorded"), *((str(bond), bond.value.replace("_", " ").capitalize()) for bond in Bond)]
LINKS = (
    (str(Link.BIRTH), "By birth"),
    (str(Link.ADOPTED), "By adoption"),
    (str(Link.DONOR), "Donor"),
    (str(Link.SURROGATE), "Surrogate"),
)
KIN = (Tie.SIBLING, Tie.GRANDPARENT, Tie.AUNT_OR_UNCLE, Tie.OTHER_RELATIVE, Tie.FRIEND, Tie.LODGER)
RELATIONS = [
    *((f"carer.{care}", f"carer: {care.value.replace('_', ' ')}") for care in CareSort),
    *((str(tie), TIE_WORDS[tie]) for tie in KIN),
    *((str(tie), TIE_WORDS[tie]) for tie in Tie if tie in FEELINGS),
    *((str(tie), TIE_WORDS[tie]) for tie in Tie if tie in HARM),
    (str(Tie.CARES_FOR), "cares for (a young carer, say)"),
    (str(Tie.NO_CONTACT_ORDER), "must not have contact with, by order"),
]
SOMEONE_NEW = (NEW, "Someone new to the record")
NOT_KNOWN = [(str(one), words) for one, words in UNKNOWNS.items()]
MAY_SHOW = (("", "Nobody has decided"), ("yes", "Yes"), ("no", "No"))


def _standing() -> forms.ChoiceField:
    choices = [("", "Not recorded"), *((str(one), words) for one, words in STANDINGS.items())]
    return forms.ChoiceField(label="How far is it established?", choices=choices, required=False, widget=Radios())


def _stage() -> forms.ChoiceField:
    return forms.ChoiceField(label="What happened?", choices=STAGES, initial="began", widget=Radios())


def _name(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=120, help_text="Or what is said in place of a name: “new boyfriend”"
    )


class _Relation(DrawnChange):
    """One entry of who is who to whom."""

    def said(self, content: AnyContent, names: Mapping[str, str]) -> str:
        """ "Amy Hart: parent of Riley Hart"."""
        assert isinstance(content, RelationshipChange)
        one, other = names.get(content.person or "", ""), names.get(content.of or "", "")
        more = [content.bond, content.link if content.link != Link.BIRTH else None, content.care, content.standing]
        words = ", ".join(str(each).replace("_", " ") for each in more if each)
        stage = {"ended": "ended: ", "not_so": "was never so: "}.get(content.stage or "", "")
        tie = TIE_WORDS[content.relation] if content.relation else "related"
        whole = f"{stage}{one}: {tie} of {other}{f' ({words})' if words else ''}"
        return whole[:1].upper() + whole[1:]


class _Between(_Relation):
    """What two people are to each other; one of them may be new to the record, where the form asks for a name."""

    def clean(self) -> dict[str, Any]:
        """Two different people, and a name for somebody new."""
        told = super().clean() or {}
        if told.get("person") and told.get("person") == told.get("of"):
            self.add_error("person", "Choose two different people")
        if told.get("person") == NEW and not told.get("new_name"):
            self.add_error("new_name", "Enter a name, or what is said in its place")
        if told.get("new_name") and told.get("person") == Unknown.WITHHELD:
            self.add_error("new_name", "Leave the name out: here it would show to everyone in the family’s network")
        elif told.get("new_name") and told.get("person") in self.people:
            self.add_error("new_name", "Choose “Someone new to the record” above, or leave this empty")
        return told

    def newcomers(self) -> dict[str, Newcomer]:
        """The first person, when new or not known: an unknown parent exists, and is drawn."""
        told = self.cleaned_data
        name, sex = told.get("new_name") or None, told.get("new_sex") or None
        if told["person"] == NEW:
            return {NEW: Newcomer(Person(id="", name=name, sex=sex))}
        if told["person"] in set(UNKNOWNS):
            return {NEW: Newcomer(Person(id="", called=name, sex=sex, unknown=Unknown(told["person"])))}
        return {}


class AddPartner(_Between):
    """Two people are, were or are no longer partners."""

    title = "Add a partner"
    who = ("of", "person")
    others: ClassVar = {"person": [SOMEONE_NEW]}
    of = forms.ChoiceField(label="Whose partner?", error_messages={"required": "Choose whose partner it is"})
    person = forms.ChoiceField(label="Who is the partner?", error_messages={"required": "Choose who the partner is"})
    new_name = _name("Their name, if they are new to the record")
    new_sex = forms.ChoiceField(label="Their sex, if they are new", choices=SEXES, required=False)
    stage = _stage()
    bond = forms.ChoiceField(label="What are they to each other?", choices=BONDS, required=False)
    ends = WhenField(label="Until when, if it is over", required=False)
    standing = _standing()

    def contents(self, ids: Mapping[str, str]) -> list[AnyContent]:
        """One entry."""
        told = self.cleaned_data
        return [
            RelationshipChange(
                relation=Tie.PARTNER,
                person=ids.get(NEW) or told["person"],
                of=told["of"],
                stage=told["stage"],
                ends=told["ends"],
                bond=Bond(told["bond"]) if told["bond"] else None,
                standing=_standing_of(told),
            )
        ]


class AddParent(_Between):
    """A child's parent: somebody of the record, somebody new, or one of the three unknowns."""

    title = "Add a parent"
    who = ("of", "person")
    others: ClassVar = {"person": [SOMEONE_NEW, *NOT_KNOWN]}
    of = forms.ChoiceField(label="Whose parent?", error_messages={"required": "Choose whose parent it is"})
    person = forms.ChoiceField(label="Who is the parent?", error_messages={"required": "Choose who the parent is"})
    new_name = _name("Their name, if they are new to the record")
    new_sex = forms.ChoiceField(
        label="Mother or father, if new or not known",
        choices=(("", "Not recorded"), ("F", "Mother"), ("M", "Father")),
        required=False,
    )
    link = forms.ChoiceField(label="In what way?", choices=LINKS, initial="birth", widget=Radios())
    standing = _standing()

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["happened"].label = "When did this become known?"
        self.fields[
            "happened"
        ].help_text = "A parent by birth is drawn from the child’s birth, once it is known. For an adoption, its day."

    def contents(self, ids: Mapping[str, str]) -> list[AnyContent]:
        """One entry."""
        told = self.cleaned_data
        return [
            _parent(ids.get(NEW) or told["person"], told["of"], Link(told["link"]), _standing_of(told)),
        ]


class AddChild(_Relation):
    """A child new to the record, born or not yet, with the parents there are."""

    title = "Add a child"
    who = ("parent", "other", "twin_of")
    others: ClassVar = {"other": NOT_KNOWN}
    name = forms.CharField(
        label="The child’s name",
        max_length=120,
        help_text="For a child not yet born, what agencies write, such as “Unborn Hart”",
        error_messages={"required": "Enter the child’s name, or what is written in its place"},
    )
    sex = forms.ChoiceField(label="Sex", choices=SEXES, required=False)
    born = WhenField(label="Date of birth", required=False, help_text="For example 10/12/2019, or only the year")
    expected = DayText("Due date, if not yet born", required=False)
    part = forms.ChoiceField(
        label="Is the record about this child?",
        choices=(("child", "Yes: a child of this record"), ("other", "No: a child around the family")),
        widget=Radios(),
        error_messages={"required": "Choose whether the record is about this child"},
    )
    parent = forms.ChoiceField(label="A parent", error_messages={"required": "Choose one of the parents"})
    other = forms.ChoiceField(label="The other parent", required=False)
    twin_of = forms.ChoiceField(label="Twin of, if a twin", required=False)
    standing = _standing()

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["happened"].label = "When did this become known?"
        self.fields["happened"].help_text = "The child is drawn from then on: for a pregnancy, when somebody knew of it"
        self.fields["standing"].label = "How far is the other parent established?"

    def clean(self) -> dict[str, Any]:
        """A day of birth or a due date, and two different parents."""
        told = super().clean() or {}
        if not told.get("born") and not told.get("expected") and not {"born", "expected"} & set(self.errors):
            self.add_error("born", "Enter a date of birth, or a due date for a child not yet born")
        if told.get("parent") and told.get("parent") == told.get("other"):
            self.add_error("other", "Choose somebody else as the other parent")
        return told

    def newcomers(self) -> dict[str, Newcomer]:
        """The child; and the other parent, where not known."""
        told = self.cleaned_data
        child = Person(
            id="",
            name=told["name"],
            sex=told["sex"] or None,
            born=told["born"],
            expected=told["expected"],
            twin_of=told["twin_of"] or None,
        )
        found = {"child": Newcomer(child, is_child=told["part"] == "child")}
        if told["other"] in set(UNKNOWNS):
            found[NEW] = Newcomer(Person(id="", unknown=Unknown(told["other"])))
        return found

    def contents(self, ids: Mapping[str, str]) -> list[AnyContent]:
        """An entry for each parent."""
        told, child = self.cleaned_data, ids["child"]
        other = ids.get(NEW) or told["other"]
        found: list[AnyContent] = [_parent(told["parent"], child, Link.BIRTH, None)]
        return [*found, _parent(other, child, Link.BIRTH, _standing_of(told))] if other else found


class AddLine(_Between):
    """What lies between two people: closeness, conflict, harm, care, an order, kin by a way not drawn."""

    title = "Add a line between two people"
    who = ("person", "of")
    person = forms.ChoiceField(label="Who?", error_messages={"required": "Choose the first person"})
    relation = forms.ChoiceField(
        label="… is, or has, what",
        choices=[("", "Choose"), *RELATIONS],
        help_text="Of harm and care, the first person gives it",
        error_messages={"required": "Choose what lies between them"},
    )
    of = forms.ChoiceField(label="… of, or towards, whom?", error_messages={"required": "Choose the second person"})
    stage = _stage()
    ends = WhenField(label="Until when, if it is over", required=False)
    standing = _standing()
    may_show = forms.ChoiceField(
        label="May it stand on a copy for the family?", choices=MAY_SHOW, required=False, widget=Radios()
    )

    def contents(self, ids: Mapping[str, str]) -> list[AnyContent]:
        """One entry."""
        told = self.cleaned_data
        relation, _, care = told["relation"].partition(".")
        return [
            RelationshipChange(
                relation=Tie(relation),
                person=told["person"],
                of=told["of"],
                stage=told["stage"],
                ends=told["ends"],
                care=CareSort(care) if care else None,
                standing=_standing_of(told),
                may_show_family={"yes": True, "no": False}.get(told["may_show"]),
            )
        ]


def _standing_of(told: Mapping[str, Any]) -> Standing | None:
    return Standing(told["standing"]) if told.get("standing") else None


def _parent(person: str, child: str, link: Link, standing: Standing | None) -> RelationshipChange:
    return RelationshipChange(relation=Tie.PARENT, person=person, of=child, stage="began", link=link, standing=standing)
