"""Copies of a picture: for whom, what each leaves out, who took it; marked on every one, and written down first."""

import io
import re
from html import unescape

import pypdf
import pytest
from django.urls import reverse

from kingfisher.records.actions.entries import add_entry
from kingfisher.records.actions.people import add_person, add_practitioner, relate
from kingfisher.records.models import TrailRow
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Seen
from kingfisher.timeline.kinds import Involvement, LivingArrangement, RelationshipChange, Setting, Sighting
from kingfisher.timeline.people import Person, Practitioner, Relationship, Tie, Unknown
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


@pytest.fixture
def whole(more):
    """A brother, a withheld father, a refuge, a drug worker and an adviser, a practitioner by name, a sighting away."""
    by, family = more.social_worker, more.family
    add_person(by=by, family=family, person=Person(id="tom", name="Tom Hart", sex="M", born=When.parse("2012-05-06")))
    hidden = Person(id="sam", name="Sam Hill", sex="M", unknown=Unknown.WITHHELD)
    add_person(by=by, family=family, person=hidden)
    for child, parent in (("tom", "amy"), ("riley", "sam"), ("tom", "sam")):
        relate(by=by, family=family, relationship=Relationship(kind=Tie.PARENT, of=child, person=parent))
    for when, content, more_of in (
        ("2020-03-01", LivingArrangement(who=("riley", "amy"), address="12 Refuge Road", with_whom=("sam",)), {}),
        ("2020-03-04", LivingArrangement(who=("riley", "amy"), address="7 Ash Road"), {}),
        ("2020-03-09", LivingArrangement(who=("riley", "amy", "tom"), address="8 Fir Road"), {}),
        ("2020-03-12", Sighting(), {"seen": (Seen(child="riley", setting=Setting.INSIDE, address="2 Quay Street"),)}),
        ("2020-02-11", Involvement(practitioner="kim", role="health visitor", covers=("riley",), frequency="monthly",
                                   place="7 Ash Road", if_declined="Told to Joy Wall, team manager", stage="changed"),
         {}),
    ):  # fmt: skip
        about = getattr(content, "who", ()) or ("riley",)
        add_entry(by=by, family=family, entry=entry("social_care", when, "Written.", content, about=about, **more_of))
    for agency, name, role in (("drugs", "Lee Marsh", "recovery worker"), ("idva", "Jo Vane", "adviser")):
        one = Practitioner(id=agency, name=name, role=role, agency=agency, covers=("amy",))
        add_practitioner(by=by, family=family, practitioner=one)
    return more


def read(answer):
    """Every word of a copy, however it was made: its marking, which names who took it, aside."""
    assert answer.status_code == 200, words(answer)
    if answer.content.startswith(b"%PDF"):
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    else:
        text = unescape(answer.content.decode())
    return re.sub(r"Printed by .*? for Pat Moss, chair", "", " ".join(text.replace("-\n", "").split()))


PEOPLE = ("Riley", "Amy", "Hart", "Dean", "Poole", "Tom", "Sam Hill", "Kim Lee", "Lee Marsh", "Jo Vane", "Joy Wall")
PLACES = ("Mill Lane", "Refuge Road", "Ash Road", "Fir Road", "Quay Street", "Safe Place", "Hidden Row")


@pytest.mark.parametrize("kind", ["svg", "pdf"])
@pytest.mark.parametrize("what", ["genogram", "ecogram", "homes", "network"])
@pytest.mark.parametrize("chosen", [{}, {"hide_siblings": "on", "no_sexes": "on", "no_ages": "on"}])
def test_a_published_copy_tells_no_name_place_or_day(whole, copy, what, kind, chosen):
    text = read(copy("social_worker", what, kind=kind, audience="publication", on="4/6/2020", **chosen))
    for name in (*PEOPLE, *PLACES):
        assert not re.search(rf"\b{name}\b", text, re.I), name
    assert not re.search(r"\b\d{1,2} [A-Z][a-z]+ 20(1\d|20)|20(1\d|20)-\d\d-", text)
    assert not re.search(r"Adult \d,? about", text)  # every child is called one
    if chosen:
        assert not re.search(r"\b(mother|father|brother|sister|aunt|uncle)\b", text.replace("brothers and", ""), re.I)
        assert not re.search(r"[Ss]ibling [2B]|Child B", text)


@pytest.mark.parametrize("kind", ["svg", "pdf"])
@pytest.mark.parametrize("what", ["genogram", "ecogram", "homes", "network"])
def test_a_copy_for_the_family_leaves_out_what_could_hurt(whole, copy, what, kind):
    hidden = {"hide_addresses_of": ["amy", "riley", "tom"]}
    text = read(copy("social_worker", what, kind=kind, audience="family", on="4/6/2020", **hidden))
    for name in ("Sam Hill", "known to us", "Lee Marsh", "Jo Vane", "domestic", "Dean", "Joy Wall", *PLACES):
        assert name not in text, name
    assert "Riley" in text


def test_what_is_asked_for_stands_on_the_familys_copy(whole, copy):
    def of(what, **chosen):
        return read(copy("social_worker", what, audience="family", on="4/6/2020", **chosen))

    assert "3 homes in 9 days" in of("homes")
    assert "3 homes in 9 days" in of("homes", hide_addresses_of=["riley"])
    assert "address A, left out here" in of("homes", hide_addresses_of=["riley"])
    assert "Refuge Road" in of("homes")
    assert "Quay Street" in of("homes", seen_elsewhere="on")
    assert "Jo Vane" in of("network", adults_services="on")
    assert "if declined" not in of("network")
    assert "Joy Wall" in of("network", undecided_lines="on")
    assert "monthly" in of("network")


def test_three_homes_in_few_days_still_leap_out_where_no_day_is_told(whole, copy):
    text = read(copy("social_worker", "homes", audience="publication", on="4/6/2020"))
    assert re.search(r"3 homes in 9 days: March 2020", text)


@pytest.mark.parametrize("what", ["genogram", "ecogram", "homes", "network"])
def test_only_what_can_be_left_out_of_a_picture_is_offered(drawn, signed_in, what):  # noqa: F811
    page = words(signed_in("social_worker").get(reverse("drawn_copy", args=[drawn.family.ref, what])))
    assert ("Hide ages" in page) == (what in ("genogram", "ecogram"))
    assert ("when they were not at home" in page) == (what == "homes")
    assert ("Also show services for one adult" in page) == (what in ("ecogram", "network"))
    assert "Hide how many brothers and sisters there are" in page


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
