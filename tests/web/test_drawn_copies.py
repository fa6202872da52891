"""Copies of a picture: for whom, what each leaves out, who took it; marked on every one, and written down first."""

import io
import re

import pypdf
import pytest
from django.urls import reverse

from kingfisher.records.actions.entries import add_entry
from kingfisher.records.models import TrailRow
from kingfisher.timeline.kinds import LivingArrangement, RelationshipChange
from kingfisher.timeline.people import Tie
from tests.web.conftest import entry
from tests.web.test_drawn import drawn, leaf  # noqa: F401  the same family
from tests.web.test_family_pages import words


@pytest.fixture
def copy(drawn, signed_in):  # noqa: F811
    def of(who="reviewer", what="genogram", **told):
        address = reverse("drawn_copy", args=[drawn.family.ref, what])
        asked = {"audience": "own", "recipient": "Pat Moss, chair", "kind": "svg"} | told
        return signed_in(who).post(address, asked)

    return of


@pytest.fixture
def more(drawn):  # noqa: F811
    """A harm only social care's agency holds, and one nobody decided about."""
    harm = RelationshipChange(relation=Tie.DOMESTIC_ABUSE, person="dean", of="amy", stage="began")
    open_one = entry("social_care", "2020-02-02", "Told.", harm, about=("amy", "dean"))
    add_entry(by=drawn.social_worker, family=drawn.family, entry=open_one)
    kept = entry("social_care", "2020-05-01", "Refuge.", LivingArrangement(who=("riley",), address="1 Safe Place"))
    add_entry(by=drawn.social_worker, family=drawn.family, entry=kept, agency_only=True)
    return drawn


def svg(answer):
    assert answer.status_code == 200, words(answer)
    return answer.content.decode()


@pytest.mark.parametrize("what", ["genogram", "ecogram", "homes", "network"])
@pytest.mark.parametrize(("kind", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_every_picture_comes_as_svg_png_and_pdf(copy, what, kind, start):
    answer = copy(what=what, kind=kind)
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert f".{kind}" in answer["Content-Disposition"]


@pytest.mark.parametrize("what", ["genogram", "ecogram", "homes", "network"])
def test_a_copy_says_how_it_is_handled_who_took_it_and_for_whom(copy, drawn, what):  # noqa: F811
    text = svg(copy(what=what))
    under = " ".join(re.findall(r'font-weight="bold" fill="#0b0c0c">([^<]*)</text>', text))
    for said in ("OFFICIAL-SENSITIVE. Printed by", drawn.reviewer.name, "for Pat Moss, chair."):
        assert said in under
    assert "Drawn only from" not in under
    row = TrailRow.objects.filter(action="export").latest("at")
    assert row.allowed
    assert row.who == drawn.reviewer.label
    assert "Pat Moss, chair" in row.purpose
    assert "/families/" not in text  # a file leads nowhere


@pytest.mark.parametrize("what", ["genogram", "ecogram", "homes", "network"])
def test_a_copy_for_the_network_holds_only_what_is_open_to_all_of_it(copy, more, what):
    text = svg(copy(what=what, audience="network"))
    assert "Hidden Row" not in text
    assert "Safe Place" not in text


def test_a_copy_for_the_family_leaves_out_harm_nobody_has_decided_on(copy, more):
    assert "domestic" in svg(copy("social_worker", audience="network"))
    assert "domestic" not in svg(copy("social_worker", audience="family"))
    assert "domestic" in svg(copy("social_worker", audience="family", undecided_lines="on"))
    assert "Mill Lane" in svg(copy("social_worker", audience="family"))
    assert "Mill Lane" not in svg(copy("social_worker", audience="family", hide_addresses_of=["riley"]))
    assert "Mill Lane" not in svg(copy("social_worker", "ecogram", audience="family", hide_addresses_of=["riley"]))


def test_a_published_copy_has_no_names_and_hides_what_is_chosen(copy, drawn):  # noqa: F811
    answer = copy(audience="publication")
    text = svg(answer).partition("OFFICIAL-SENSITIVE")[0]
    for name in ("Riley", "Amy", "Hart", "Dean", "Mill Lane"):
        assert name not in text
    assert "Hart" not in answer["Content-Disposition"]
    hidden = svg(copy(audience="publication", hide_siblings="on"))
    assert "how many is not told" in " ".join(hidden.replace("</text>", " ").split()) or "brothers" in hidden


@pytest.mark.parametrize(
    ("what", "audience"), [("homes", "family"), ("network", "publication"), ("ecogram", "publication")]
)
def test_a_reader_for_whom_there_is_no_copy_cannot_be_chosen(copy, what, audience):
    assert copy(what=what, audience=audience).status_code == 422


def test_who_may_not_take_copies_gets_none_and_a_mistake_keeps_the_words(copy):
    assert copy("outsider").status_code == 404
    wrong = copy(recipient="", audience="")
    assert wrong.status_code == 422
    assert "Write who will have it" in words(wrong)
    assert "Choose for whom it is" in words(wrong)


def test_a_day_before_the_child_makes_no_copy_and_says_why(copy):
    answer = copy(on="1/1/2010")
    assert answer.status_code == 422
    assert "choose a later one" in words(answer)


def test_a_copy_that_leaves_entries_out_says_so(copy):
    assert "Drawn only from what is open" in svg(copy(what="ecogram", audience="network"))


@pytest.mark.parametrize("what", ["genogram", "homes"])
def test_every_sheet_of_a_pdf_says_who_has_it(copy, what):
    printed = pypdf.PdfReader(io.BytesIO(copy(what=what, kind="pdf").content))
    first, last = (" ".join(page.extract_text().split()) for page in (printed.pages[0], printed.pages[-1]))
    for words_of in (first, last):
        assert "OFFICIAL-SENSITIVE" in words_of
        assert "Pat Moss, chair" in words_of
