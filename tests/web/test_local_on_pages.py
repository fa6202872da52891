"""What is agreed locally, on pages: its source called what it is, its names used; and what was asked, marked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kingfisher.questions.engine import Kind
from kingfisher.questions.picture import Picture, ids, known
from kingfisher.questions.question import Standing
from kingfisher.records.actions.entries import add_entry, picture_version
from kingfisher.records.models import EntryRow, Receipt
from kingfisher.timeline.kinds import Contact, Outcome, Plan
from tests.web.conftest import entry
from tests.web.test_family_pages import words
from tests.web.test_questions_pages import END, address, asked, book, open_to  # noqa: F401  fixtures

EXAMPLE = (Path(__file__).resolve().parents[2] / "demo" / "partnership.yaml").read_text(encoding="utf-8")
ADDED = """parameters:
  was_not_brought.few:
    unit: appointments or visits
    values:
      - {from: 2019-01-01, value: 3, guidance: fellmarsh-early}
"""
SOURCE = """guidance:
  - id: fellmarsh-early
    kind: local procedure
    title: Fellmarsh not brought policy
    edition: version 7
    from: 2019-01-01
    paragraph: page 2
    says: Ask after the third.
"""
LOCAL = (
    "Local procedure, not statutory: Fellmarsh not brought policy, version 7, page 2 "
    "(Fellmarsh Safeguarding Children Partnership, version 2025.2)"
)


@pytest.fixture
def own(tmp_path: Path, settings) -> None:
    path = tmp_path / "own.yaml"
    text = EXAMPLE.replace("parameters:\n", ADDED, 1).replace("guidance:\n", SOURCE, 1)
    # the names used here from 2019 on: the record of these tests is of 2020
    was, becomes = "2025-09-01, guidance: fellmarsh-help}", "2019-01-01, guidance: fellmarsh-early}"
    path.write_text(text.replace(was, becomes), encoding="utf-8")
    settings.PARTNERSHIP = str(path)


def test_a_question_names_its_local_source_and_never_calls_it_statutory(own, cast, asked, signed_in):  # noqa: F811
    client = signed_in("health_visitor")
    for page in (address(cast, asked), f"/families/{cast.family.ref}/questions", "/questions/was_not_brought"):
        text = words(client.get(page))
        assert LOCAL in text, page
        after = text.partition("Fellmarsh not brought policy")[2][:200]
        assert "(Statutory guidance" not in after.partition("version 2025.2")[0]


def test_without_a_file_no_local_source_is_named(cast, asked, signed_in):  # noqa: F811
    text = words(signed_in("health_visitor").get(address(cast, asked)))
    assert "Fellmarsh" not in text
    assert "The guidance" in text


def test_the_lead_reads_under_which_file_it_was_shown(own, cast, asked, signed_in):  # noqa: F811
    signed_in("health_visitor").get(address(cast, asked))
    text = words(signed_in("reviewer").get(address(cast, asked, "/shown")))
    assert "Fellmarsh Safeguarding Children Partnership, version 2025.2" in text
    assert Receipt.objects.first().under_digest in text


def test_names_used_here_stand_where_something_is_due(own, cast, signed_in):
    plan = entry("early_help", "2020-06-01", "A plan.", Plan(type="early_help", stage="opened"))
    add_entry(by=cast.social_worker, family=cast.family, entry=plan)
    text = words(signed_in("social_worker").get(f"/families/{cast.family.ref}/due?on=2020-06-10"))
    assert "Family Help review" in text
    assert "Early help review" not in text


@pytest.fixture
def second(book: dict[str, Kind], monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """Another kind of question that waits for what the same agency holds about the same missed appointment, and one
    that waits for another agency."""

    def of(holder: str) -> Callable[[Picture], Iterator[Standing]]:
        def look(picture: Picture) -> Iterator[Standing]:
            missed = [one for one in picture.entries if one.outcome is Outcome.WAS_NOT_BROUGHT]
            if missed:
                yield Standing(
                    about=("riley",),
                    rests_on=ids(reversed(missed)),
                    since=known(missed[0]),
                    sentence=f"What does {holder} hold?",
                    settles="They say.",
                    addressed_to=("health_visiting",),
                    ask_agency=holder,
                )

        return look

    for name, holder in (("tried_differently", "police"), ("early_help", "housing")):
        book[name] = Kind(
            id=name, title=name, tier=2, guidance=("kingfisher-35",), version=1, doc="It asks.", look=of(holder)
        )


def test_asking_once_marks_every_question_that_waits_for_the_same_fact(second, cast, signed_in):
    again = entry("health_visiting", "2020-06-03", "Not brought again.", Contact(outcome=Outcome.WAS_NOT_BROUGHT))
    add_entry(by=cast.health_visitor, family=cast.family, entry=again)
    held = {one.kind: one for one in open_to(cast, "health_visitor")}
    first = held["was_not_brought"]
    client = signed_in("health_visitor")
    before = words(client.get(address(cast, first)))
    assert "Asking them once is kept beside these too, which wait for what they hold: What does police hold?" in before
    assert "What does housing hold?" not in before
    told = {"words": "What do you hold?", "based_on": str(picture_version(cast.family))}
    assert client.post(address(cast, first, "/ask"), told).status_code == 302
    assert EntryRow.objects.filter(kind="check").count() == 1
    for kind, marked in (("was_not_brought", True), ("tried_differently", True), ("early_help", False)):
        page = words(client.get(address(cast, held[kind])))
        assert ("They have been asked" in page) is marked, kind
    listed = words(client.get(f"/families/{cast.family.ref}/questions"))
    assert listed.count("Police was asked on 3 June 2020 by Health visiting") == 2
