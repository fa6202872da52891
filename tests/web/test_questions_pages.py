"""The life of a question on the pages: read, answered, put off, asked on, shown to whom, explained and replayed."""

from collections.abc import Callable, Iterator
from datetime import date

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

import kingfisher.web.urls  # noqa: F401  every page read before a test puts another book in place
from kingfisher.questions import engine
from kingfisher.questions.engine import Kind, register
from kingfisher.questions.picture import Picture, ids, known
from kingfisher.questions.question import Question, Standing
from kingfisher.records.actions.entries import add_entry, picture_version
from kingfisher.records.asked_of import ref_of
from kingfisher.records.beside import questions_for
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.models import Draft, EntryRow, Receipt, TrailRow
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Account, Answer, Check, Health, Incident, Outcome
from kingfisher.web.pages.family import stands_at
from tests.records.cast import Cast
from tests.web.conftest import ENTRIES
from tests.web.test_family_pages import words

END = date(2020, 6, 3)  # the last day of the record in the conftest
CATALOGUE = sorted(register())
TODAY = date(2026, 11, 22)


def _missed(picture: Picture) -> Iterator[Standing]:
    """Asked about a child from the first appointment not brought to, of the agency that offered it."""
    missed = [one for one in picture.entries if one.outcome is Outcome.WAS_NOT_BROUGHT]
    if missed:
        yield Standing(
            about=("riley",),
            rests_on=ids(missed),
            since=known(missed[0]),
            sentence="Riley was not brought to clinic. Who has asked why?",
            settles="Somebody asked, and what was said recorded.",
            addressed_to=("health_visiting",),
            ask_agency="police",
            latest=known(missed[-1]),
        )


def _restricted(picture: Picture) -> Iterator[Standing]:
    """Rests on what only the police and the panel may see."""
    held = [one for one in picture.entries if isinstance(one.content, Incident) and one.handling]
    if held:
        yield Standing(
            about=("riley",),
            rests_on=ids(held),
            since=known(held[0]),
            sentence="What do the police hold?",
            settles="The police say.",
            addressed_to=("police",),
        )


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> dict[str, Kind]:
    """Two questions in place of the book's, so that these tests do not turn on what the book says."""

    def kind(name: str, look: Callable[[Picture], Iterator[Standing]]) -> Kind:
        return Kind(
            id=name, title=f"About {name}", tier=2, guidance=("kingfisher-35",), version=4, doc="It asks.", look=look
        )

    made = {"was_not_brought": kind("was_not_brought", _missed), "views_recorded": kind("views_recorded", _restricted)}
    monkeypatch.setattr(engine, "register", lambda: made)
    monkeypatch.setattr("kingfisher.records.open_questions.register", lambda: made)
    monkeypatch.setattr("kingfisher.web.pages.replay.register", lambda: made)
    return made


@pytest.fixture
def asked(cast: Cast, book: dict[str, Kind]) -> Question:
    """The open question of the health visitor."""
    return open_to(cast, "health_visitor")[0]


def open_to(cast: Cast, name: str, on: date = END) -> list[Question]:
    return questions_for(cast.people[name], cast.family, on, at=TODAY)


def address(cast: Cast, asked: Question, end: str = "") -> str:
    return f"/families/{cast.family.ref}/questions/{ref_of(asked.key)}{end}"


def typed(cast: Cast, **more: str) -> dict[str, str]:
    version = str(picture_version(cast.family))
    return {"answer": "done", "words": "Mum rang; rebooked for 9 June.", "based_on": version} | more


def test_the_four_lines_stand_on_the_page(cast: Cast, asked: Question, signed_in: Callable[[str], Client]) -> None:
    text = words(signed_in("health_visitor").get(address(cast, asked)))
    for said in (
        "Riley was not brought to clinic. Who has asked why?",
        "The facts 2 June 2020 , Health visiting: Not brought to clinic.",
        "The guidance",
        "What settles it Somebody asked, and what was said recorded.",
        "Ask the agency that holds the fact: Police",
    ):
        assert said in text, said


@pytest.mark.parametrize("answer", ["done", "not_applicable", "disagree"])
def test_an_answer_is_an_entry_and_settles_the_question(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client], answer: str
) -> None:
    sent = signed_in("health_visitor").post(address(cast, asked, "/answer"), typed(cast, answer=answer))
    assert sent.status_code == 302
    row = EntryRow.objects.get(kind="answer")
    assert row.agency_id == "health_visiting"
    entry = chronology_of(cast.family, cast.reviewer, TODAY).by_id[row.entry_id]
    assert isinstance(entry.content, Answer)
    assert (entry.content.question, entry.content.answer) == ("was_not_brought", answer)
    assert entry.content.on == asked.rests_on[:1]
    assert open_to(cast, "health_visitor") == []
    assert TrailRow.objects.filter(action="answer", allowed=True).exists()


def test_a_contrary_fact_opens_it_again(cast: Cast, asked: Question, signed_in: Callable[[str], Client]) -> None:
    signed_in("health_visitor").post(address(cast, asked, "/answer"), typed(cast))
    again = Entry(
        id="",
        content=Health(outcome=Outcome.WAS_NOT_BROUGHT),
        happened=When.parse("2020-06-09"),
        agency="health_visiting",
        about=("riley",),
        text="Not brought again.",
    )
    add_entry(by=cast.health_visitor, family=cast.family, entry=again)
    assert [one.since for one in open_to(cast, "health_visitor", date(2020, 6, 9))] == [date(2020, 6, 9)]


def test_put_off_with_a_date_and_a_reason_it_is_asked_again_after_the_date(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client]
) -> None:
    told = typed(cast, answer="put_off", words="Mum in hospital this week.", by_when="10/6/2020")
    assert signed_in("health_visitor").post(address(cast, asked, "/answer"), told).status_code == 302
    assert open_to(cast, "health_visitor", date(2020, 6, 10)) == []
    assert len(open_to(cast, "health_visitor", date(2020, 6, 11))) == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"answer": "put_off", "by_when": ""}, "Enter the day after which it is asked again"),
        ({"answer": "put_off", "by_when": "10/6/2020", "words": ""}, "Write the reason"),
        ({"answer": "will_be_done", "by_when": "1/6/2020"}, "The day must be after 2 June 2020"),
        ({"answer": ""}, "Choose an answer"),
        ({"words": ""}, "Write what was done"),
        ({"on": "1/1/2019"}, "The day must be from 2 June 2020 to 2 June 2020"),
    ],
)
def test_what_is_half_said_is_asked_for_and_what_was_typed_stays(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client], wrong: dict[str, str], says: str
) -> None:
    kept = {"words": "Half a thought"} | wrong
    answer = signed_in("health_visitor").post(address(cast, asked, "/answer"), typed(cast, **kept))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert says in text
    assert kept["words"] in text
    assert not EntryRow.objects.filter(kind="answer").exists()


def test_one_answer_may_be_given_for_brothers_and_sisters_of_whom_it_is_true(
    cast: Cast, book: dict[str, Kind], signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    poppy = next(one for one in chronology_of(cast.family, cast.reviewer, TODAY).family.children if one != "riley")

    def each(picture: Picture) -> Iterator[Standing]:
        for standing in _missed(picture):
            yield standing
            yield msgspec.structs.replace(standing, about=(poppy,))

    monkeypatch.setitem(book, "was_not_brought", msgspec.structs.replace(book["was_not_brought"], look=each))
    first, other = open_to(cast, "health_visitor")
    client = signed_in("health_visitor")
    assert "Is the same answer true of the others?" in client.get(address(cast, first)).content.decode()
    client.post(address(cast, first, "/answer"), typed(cast, also=ref_of(other.key)))
    assert set(EntryRow.objects.get(kind="answer").about.values_list("person_id", flat=True)) == {"riley", poppy}
    assert open_to(cast, "health_visitor") == []


def test_what_arrived_meanwhile_is_said_and_filing_again_files(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client]
) -> None:
    told = typed(cast)
    add_entry(by=cast.social_worker, family=cast.family, entry=ENTRIES["social_worker"][1])
    client = signed_in("health_visitor")
    clash = client.post(address(cast, asked, "/answer"), told)
    text = clash.content.decode()
    assert clash.status_code == 409
    assert "Home visit. Riley asleep in cot." in text
    assert "Mum rang; rebooked for 9 June." in text
    again = client.post(address(cast, asked, "/answer"), told | {"based_on": str(picture_version(cast.family))})
    assert again.status_code == 302


def test_settled_by_a_colleague_meanwhile_the_words_are_not_lost(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client]
) -> None:
    told = typed(cast, words="My own answer")
    signed_in("social_worker").post(address(cast, asked, "/answer"), typed(cast, words="Answered first"))
    late = signed_in("health_visitor").post(address(cast, asked, "/answer"), told)
    text = words(late)
    assert late.status_code == 409
    assert "My own answer" in text
    assert "Answered first" in text


def test_what_is_typed_is_kept_as_a_draft_and_shown_again(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("health_visitor")
    form = f"answer-{ref_of(asked.key)}"
    assert f"drafts/{form}" in client.get(address(cast, asked)).content.decode()
    client.post(f"/families/{cast.family.ref}/drafts/{form}", {"words": "Unfinished", "answer": "disagree"})
    assert "Unfinished" in client.get(address(cast, asked)).content.decode()
    client.post(address(cast, asked, "/answer"), typed(cast))
    assert not Draft.objects.exists()


def test_asking_the_agency_files_what_was_asked_of_whom(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("health_visitor")
    page = client.get(address(cast, asked)).content.decode()
    assert "To: Police" in page
    assert "Please tell us what you know" in page
    sent = client.post(
        address(cast, asked, "/ask"), {"words": "What do you hold?", "based_on": str(picture_version(cast.family))}
    )
    row = EntryRow.objects.get(kind="check")
    assert sent["Location"].endswith(row.entry_id)
    entry = chronology_of(cast.family, cast.reviewer, TODAY).by_id[row.entry_id]
    assert isinstance(entry.content, Check)
    assert (entry.content.held_by, entry.content.result, entry.text) == ("police", "asked", "What do you hold?")
    assert "Asked on 2 June 2020 by Health visiting" in words(client.get(address(cast, asked)))


def test_asking_settles_an_account_nobody_confirmed(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    """With the book's own question: that the holder was asked is what it waits for."""
    said = Entry(
        id="",
        content=Account(said_by="amy", could_confirm=("police",)),
        happened=When.parse("2020-03-01"),
        agency="health_visiting",
        about=("riley",),
        text="Amy said that the shouting was next door.",
    )
    row = add_entry(by=cast.health_visitor, family=cast.family, entry=said)
    held = [one for one in open_to(cast, "health_visitor") if row.entry_id in one.rests_on]
    question = next(one for one in held if one.kind == "account_confirmed")
    told = {"words": "What do you hold?", "based_on": str(picture_version(cast.family))}
    assert signed_in("health_visitor").post(address(cast, question, "/ask"), told).status_code == 302
    assert not [one for one in open_to(cast, "health_visitor") if one.key == question.key]


def test_those_it_is_not_asked_of_neither_see_nor_answer_it(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client]
) -> None:
    for name in ("housing_officer", "outsider", "administrator"):
        client = signed_in(name)
        assert client.get(address(cast, asked)).status_code == 404
        assert client.post(address(cast, asked, "/answer"), typed(cast)).status_code in (404, 409)
        assert client.post(address(cast, asked, "/ask"), {"words": "x"}).status_code in (404, 409)
    assert "Who has asked why" not in words(signed_in("housing_officer").get(f"/families/{cast.family.ref}/questions"))
    assert not EntryRow.objects.filter(kind__in=("answer", "check")).exists()
    for name in ("social_worker", "reviewer", "police_officer"):  # the lead, the panel, the agency that holds the fact
        assert signed_in(name).get(address(cast, asked)).status_code == 200


def test_the_panel_may_answer(cast: Cast, asked: Question, signed_in: Callable[[str], Client]) -> None:
    assert signed_in("reviewer").post(address(cast, asked, "/answer"), typed(cast)).status_code == 302


def test_an_answer_to_what_rests_on_a_restricted_entry_is_restricted_too(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client]
) -> None:
    hidden = next(one for one in open_to(cast, "police_officer") if one.kind == "views_recorded")
    told = typed(cast, on="3/6/2020", words="We hold intelligence of debts.")
    assert signed_in("police_officer").post(address(cast, hidden, "/answer"), told).status_code == 302
    row = EntryRow.objects.get(kind="answer")
    assert "handling_R" in row.labels
    for name in ("social_worker", "health_visitor"):
        assert row.entry_id not in chronology_of(cast.family, cast.people[name], TODAY).by_id
    for page in ("", "/questions", "/questions/why-not", "/questions/replay", "/chronology"):
        assert "intelligence of debts" not in words(
            signed_in("social_worker").get(f"/families/{cast.family.ref}{page}")
        )


@pytest.mark.parametrize("page", ["/why-not", "/replay", "/abcdef0123456789", "/abcdef0123456789/shown"])
def test_a_stranger_is_refused_and_it_is_written_down(
    cast: Cast, signed_in: Callable[[str], Client], page: str
) -> None:
    outsider = signed_in("outsider")
    mine, absent = (outsider.get(f"/families/{ref}/questions{page}") for ref in (cast.family.ref, "zzzzzzzzzz"))
    assert mine.status_code == absent.status_code == 404
    assert TrailRow.objects.filter(allowed=False, things__contains=cast.family.ref).exists()


def test_showing_a_question_leaves_a_receipt_that_the_lead_reads(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client]
) -> None:
    visitor = signed_in("health_visitor")
    visitor.get(f"/families/{cast.family.ref}/questions")
    visitor.get(address(cast, asked))
    kept = Receipt.objects.filter(practitioner_id=cast.health_visitor.pk)
    assert [(one.kind, one.version, one.place) for one in kept] == [("was_not_brought", 4, "What stands open")]
    text = words(signed_in("social_worker").get(address(cast, asked, "/shown")))
    assert cast.health_visitor.label in text
    assert "What stands open 4" in text
    assert visitor.get(address(cast, asked, "/shown")).status_code == 404


def test_at_most_three_stand_open_on_the_page_and_none_is_dropped(
    cast: Cast, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = EntryRow.objects.get(payload__content__contains="Not brought to clinic").entry_id
    many = [
        Question(
            kind=kind,
            title=f"About {kind}",
            since=date(2020, 6, 2),
            about=("riley",),
            addressed_to=("health_visiting",),
            sentence=f"Question {number}?",
            rests_on=(held,),
            guidance=(),
            settles="An answer.",
            tier=2,
        )
        for number, kind in enumerate(CATALOGUE[:6])
    ]
    monkeypatch.setattr("kingfisher.records.beside.ask", lambda chronology, as_at: many)
    page = signed_in("health_visitor").get(f"/families/{cast.family.ref}/questions").content.decode()
    before, folded = page.split("More at the point of decision", 1)
    assert before.count('class="kf-question"') == 3
    assert folded.count('class="kf-question"') == 3


def test_every_kind_says_why_it_is_not_asking(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    for child in ("", "?child=riley"):
        text = words(signed_in("health_visitor").get(f"/families/{cast.family.ref}/questions/why-not{child}"))
        for kind in register().values():
            assert kind.title.replace("'", "’") in text
    assert "Nothing recorded raises it." in text
    assert reverse("why_not", args=[cast.family.ref]) in (
        signed_in("health_visitor").get(f"/families/{cast.family.ref}/questions").content.decode()
    )


def test_why_not_asking_says_the_answer(cast: Cast, asked: Question, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("health_visitor")
    assert "It is asking: Riley was not brought" in words(client.get(f"/families/{cast.family.ref}/questions/why-not"))
    client.post(address(cast, asked, "/answer"), typed(cast))
    text = words(client.get(f"/families/{cast.family.ref}/questions/why-not"))
    assert "Answered by health visiting on 2 June 2020: Mum rang; rebooked for 9 June" in text


def test_why_not_asking_tells_nothing_of_a_hidden_entry(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client]
) -> None:
    for name in ("social_worker", "health_visitor"):
        text = words(signed_in(name).get(f"/families/{cast.family.ref}/questions/why-not"))
        assert "Nothing recorded raises it. What each looks at is a page away. About views_recorded" in text
    assert "What do the police hold?" in words(
        signed_in("reviewer").get(f"/families/{cast.family.ref}/questions/why-not")
    )


def test_the_catalogue_lists_every_question(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    text = words(signed_in("outsider").get("/questions"))
    for kind in register().values():
        assert kind.title.replace("'", "’") in text


@pytest.mark.parametrize("kind", CATALOGUE)
def test_each_question_has_a_page(cast: Cast, signed_in: Callable[[str], Client], kind: str) -> None:
    text = words(signed_in("outsider").get(f"/questions/{kind}"))
    for said in (
        register()[kind].title.replace("'", "’"),
        "Asks",
        "Looks at",
        "Does not ask when",
        "Since when",
        "This is version",
    ):
        assert said in text, said


def test_a_question_nobody_wrote_has_no_page(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    assert signed_in("outsider").get("/questions/made_up").status_code == 404


def test_the_replay_steps_through_the_days_and_hides_the_future(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("reviewer")
    address = f"/families/{cast.family.ref}/questions/replay"
    before = words(client.get(f"{address}?on=1/6/2020"))
    assert "Reconstructed with today’s questions; not shown at the time." in before
    assert "Who has asked why?" not in before
    assert "Not brought to clinic" not in before
    assert "Next: 2 June 2020" in before
    opened = words(client.get(f"{address}?on=2020-06-02"))
    assert "Opened: About was_not_brought , about Riley Hart" in opened
    assert "Next: 3 June 2020" in opened
    last = words(client.get(f"{address}?on=2020-06-03"))
    assert "Previous: 2 June 2020" in last
    assert "Who has asked why?" in last
    assert not Receipt.objects.exists()  # a reconstruction was not shown at the time, and nobody is being asked
    assert "not shown at the time" in words(
        client.get(f"/families/{cast.family.ref}/questions/{ref_of(asked.key)}?on=2020-06-02")
    )


def test_a_replay_of_those_not_asked_steps_over_what_is_not_theirs(
    cast: Cast, asked: Question, signed_in: Callable[[str], Client]
) -> None:
    text = words(signed_in("housing_officer").get(f"/families/{cast.family.ref}/questions/replay?on=1/6/2020"))
    assert "Next:" not in text


def test_the_record_is_read_at_its_last_day(cast: Cast) -> None:
    assert stands_at(chronology_of(cast.family, cast.reviewer, TODAY)) == END
