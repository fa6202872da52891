"""What to draw, and what copy of it to take: the day, the child, how far out, on which paper, for whom."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from kingfisher.practice.kin import ForFamily, ForPublication
from kingfisher.web.forms.narrowing import DayText
from kingfisher.web.govuk.widgets import Checkboxes, Radios

type Choices = Iterable[tuple[str, str]]
OWN, NETWORK, FAMILY, PUBLICATION = "own", "network", "family", "publication"
SCOPES = (("kin", "Close kin"), ("cousins", "Cousins too"), ("everyone", "Everyone recorded"))
PAPERS = (("a4", "A4"), ("a3", "A3"))
FORMATS = (("pdf", "PDF"), ("svg", "SVG, a drawing that can be enlarged"), ("png", "PNG, a plain picture"))
MARKS = {
    PUBLICATION: "OFFICIAL-SENSITIVE until it is published",
}


AUDIENCES = {
    OWN: "Those who see exactly what you see: your own agency, or the panel of the review",
    NETWORK: "Practitioners of the family’s network: only what is open to all of them",
    FAMILY: "The family: only what is open to the network, and nothing that could hurt somebody",
    PUBLICATION: "Publication: no names, addresses or dates of birth",
}
EVERY = ("genogram", "ecogram", "homes", "network")
OF_AUDIENCE = {  # what is chosen for one kind of reader, and in which pictures
    "hide_addresses_of": (FAMILY, EVERY),
    "undecided_lines": (FAMILY, ("genogram", "ecogram", "network")),
    "adults_services": (FAMILY, ("ecogram", "network")),
    "seen_elsewhere": (FAMILY, ("homes",)),
    "hide_siblings": (PUBLICATION, EVERY),
    "no_sexes": (PUBLICATION, EVERY),
    "no_ages": (PUBLICATION, ("genogram", "ecogram")),
    "no_households": (PUBLICATION, ("genogram", "ecogram")),
    "no_statuses": (PUBLICATION, ("genogram",)),
}


class WhatToDraw(forms.Form):
    """The day, the child the picture is about, how far the family is drawn, and the paper it would be printed on."""

    def __init__(self, data: Mapping[str, Any] | None, *, children: Choices, scopes: bool = True, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["on"] = DayText("On which day?", required=False, help_text="As it stood then, such as 1/5/2020")
        self.fields["child"] = forms.ChoiceField(label="Drawn for which child?", choices=list(children), required=False)
        if scopes:
            self.fields["scope"] = forms.ChoiceField(label="How far?", choices=SCOPES, required=False)
        self.fields["paper"] = forms.ChoiceField(label="Paper, when printed", choices=PAPERS, required=False)


class CopyOfDrawing(WhatToDraw):
    """For whom a copy is, who will have it, in what form, and what it leaves out."""

    audience = forms.ChoiceField(
        label="For whom is it?",
        choices=list(AUDIENCES.items()),
        widget=Radios(),
        error_messages={"required": "Choose for whom it is"},
    )
    recipient = forms.CharField(
        label="Who will have it?",
        max_length=200,
        help_text="A name and a role. It is kept with the record of who took what, and printed on the copy.",
        error_messages={"required": "Write who will have it"},
    )
    kind = forms.ChoiceField(label="Format", choices=FORMATS, initial="pdf", widget=Radios())
    hide_addresses_of = forms.MultipleChoiceField(
        label="Whose address is left out of a copy for the family?",
        required=False,
        widget=Checkboxes(),
        help_text="Where somebody must not be found: a refuge, a placement",
    )
    undecided_lines = forms.BooleanField(
        label="Also show what nobody has decided on: strain, harm, orders, what is only alleged, what happens if a "
        "service is declined",
        required=False,
    )
    adults_services = forms.BooleanField(
        label="Also show services for one adult: a drug service, an adviser on domestic abuse", required=False
    )
    seen_elsewhere = forms.BooleanField(
        label="Also show where children were seen when they were not at home", required=False
    )
    hide_siblings = forms.BooleanField(label="Hide how many brothers and sisters there are", required=False)
    no_sexes = forms.BooleanField(label="Hide who is male and who is female", required=False)
    no_ages = forms.BooleanField(label="Hide ages", required=False)
    no_households = forms.BooleanField(label="Hide who lives with whom", required=False)
    no_statuses = forms.BooleanField(label="Hide plans and other statuses", required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, what: str, people: Choices, **more: Any) -> None:
        """`what` is the picture: what cannot be left out of it is not offered."""
        super().__init__(data, **more)
        self.fields["hide_addresses_of"].choices = list(people)  # type: ignore[attr-defined]
        for name, (_, pictures) in OF_AUDIENCE.items():
            if what not in pictures:
                del self.fields[name]

    @property
    def for_family(self) -> ForFamily:
        """What is chosen for the family's copy."""
        told = self.cleaned_data
        return ForFamily(
            undecided_lines=told.get("undecided_lines", False),
            hide_addresses_of=tuple(told["hide_addresses_of"]),
            adults_services=told.get("adults_services", False),
            seen_elsewhere=told.get("seen_elsewhere", False),
        )

    @property
    def for_publication(self) -> ForPublication:
        """What is chosen for a published copy."""
        told = self.cleaned_data
        return ForPublication(
            hide_siblings=told["hide_siblings"],
            sexes=not told["no_sexes"],
            ages=not told.get("no_ages"),
            households=not told.get("no_households"),
            statuses=not told.get("no_statuses"),
        )

    @property
    def mark(self) -> str:
        """How the copy is to be handled."""
        return MARKS.get(self.cleaned_data["audience"], "OFFICIAL-SENSITIVE")

    @property
    def drawn_from(self) -> str:
        """What the copy was drawn from, where that is less than its taker sees; "" where it is all of it."""
        whole = self.cleaned_data["audience"] == OWN
        return "" if whole else "Drawn only from what is open to the family’s whole network."
