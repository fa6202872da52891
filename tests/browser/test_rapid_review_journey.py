"""A whole rapid review of the demonstration's first family, from its notice to a signed pack, by three people at once:
the business manager, the lead reviewer, and a police member of the panel, each in a browser of their own."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from kingfisher.agencies.models import Agency, Capacity, Practitioner
from kingfisher.interchange.returns.read_people import read_people
from kingfisher.practice.reviews.standing import unsigned
from kingfisher.practice.reviews.steps import LetterSent, PackMade
from kingfisher.records import jobs
from kingfisher.records.actions.families import open_family
from kingfisher.records.actions.imports import file_batch, settle_many
from kingfisher.records.actions.memberships import add_member
from kingfisher.records.actions.people import add_everyone
from kingfisher.records.learning import steps_of
from kingfisher.records.models import Batch, BatchState, Family, Review
from tests.browser.people_at_work import Check, SitDown, Within, before, day, fill, said_so
from tests.web.returns_of_lucy import LUCY, OPENED, RETURNS, make_manager

MAIN_PAGES = ("", "/returns", "/at-work", "/people", "/learning", "/report", "/steps", "/panel")


@dataclass
class Walk:
    """The three, the family, and the review once it is open."""

    manager: Page
    reviewer: Page
    police: Page
    family: Family
    check: Check
    review: str = ""
    looked_at: set[str] = field(default_factory=set)

    def record(self, page: Page, kind: str, told: dict[str | Within, Any]) -> None:
        """Open the form of a step, look that it is for everyone, fill it in and send it."""
        page.goto(f"/reviews/{self.review}/record/{kind}")
        if kind not in self.looked_at:
            self.check(page)
        self.looked_at.add(kind)
        fill(page, told)
        page.get_by_role("button", name="Record it").click()
        said_so(page, "Recorded")

    def at(self, page: Page, address: str = "") -> Page:
        """A page of the review: each is looked at while it is empty, and again at the end."""
        page.goto(f"/reviews/{self.review}{address}")
        return page


@pytest.fixture
def walk(transactional_db: None, sit_down: SitDown, accessible: Check) -> Walk:
    manager = make_manager()
    agency = {one.slug: one for one in Agency.objects.all()}
    worker = Practitioner.objects.create(
        sign_in="laura", name="Laura Benton", role="social worker", agency=agency["social_care"]
    )
    reviewer = Practitioner.objects.create(
        sign_in="idris", name="Idris Vale", role="lead reviewer", agency=agency["partnership"],
        capacity=Capacity.PARTNERSHIP,
    )  # fmt: skip
    officer = Practitioner.objects.create(
        sign_in="grace", name="Grace Oduya", role="detective superintendent", agency=agency["police"]
    )
    family = open_family(by=worker, name="Marsden", new_because="invented", at=OPENED)
    add_everyone(by=worker, family=family, everyone=read_people(LUCY / "people.yaml"), at=OPENED)
    add_member(by=worker, family=family, who=manager, function="business manager", since=OPENED, at=OPENED)
    pages = [sit_down(one) for one in (manager, reviewer, officer)]
    return Walk(*pages, family=family, check=accessible)


def test_from_ten_files_to_a_signed_pack(walk: Walk, narrow_too: Check) -> None:
    _opened(walk)
    _from_notice_to_terms(walk)
    _asked_for(walk)
    _ten_files_in(walk)
    entries = _read_together(walk)
    _queries_and_a_corrected_version(walk, entries)
    _chronology_at_work(walk, entries)
    _people_heard(walk)
    _two_at_once(walk)
    _learning_to_impact(walk, entries)
    _pack_and_signatures(walk, entries)
    for address in MAIN_PAGES:
        walk.manager.goto(f"/reviews/{walk.review}{address}")
        narrow_too(walk.manager)


def _opened(walk: Walk) -> None:
    page = walk.manager
    walk.reviewer.goto("/reviews")
    expect(walk.reviewer.locator("main")).to_contain_text("You are on the panel of no open review")
    page.goto("/reviews")
    page.get_by_role("button", name="Open a review").click()
    walk.check(page)
    page.get_by_role("button", name="Open the review").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter what the review is called")
    walk.check(page)
    fill(page, {"What is the review called?": "Rapid review of Lucy", "Marsden": True})
    fill(page, {"Open from what day?": day(before(30))})
    page.get_by_role("button", name="Open the review").click()
    said_so(page, "The review is open")
    for who, since in (("Idris Vale", 30), ("Grace Oduya", 20)):
        fill(page, {"Who?": who, "From what day?": day(before(since))})
        page.get_by_role("button", name="Give them a seat").click()
        said_so(page, "has a seat on the panel")
    walk.check(page)
    walk.review = Review.objects.get().ref
    for address in MAIN_PAGES[:-1]:
        walk.check(walk.at(walk.police, address))
    expect(walk.at(walk.police).locator("main")).to_contain_text("Grace Oduya, detective superintendent, Police")


def _from_notice_to_terms(walk: Walk) -> None:
    walk.record(
        walk.manager,
        "incident_known",
        {
            "A child was seriously harmed": True,
            "Lucy Marsden (Marsden)": True,
            "What is known so far": "Found alone and very unwell.",
            "On what day?": day(before(28)),
        },
    )
    expect(walk.manager.locator("main")).to_contain_text("5 working days")
    walk.record(walk.manager, "notice_sent", {"Reference": "SIN-1", "On what day?": day(before(24))})
    walk.record(
        walk.reviewer,
        "criteria_decided",
        {"Yes": True, "The reasons": "Neglect is known, and agencies may learn.", "On what day?": day(before(23))},
    )
    walk.record(
        walk.manager,
        "panel_consulted",
        {
            "What was it asked?": "Whether a local practice review is enough.",
            "A local practice review": True,
            "On what day?": day(before(22)),
        },
    )
    walk.record(
        walk.police,
        "panel_named",
        {
            "Name": "Grace Oduya",
            "For which agency?": "Police",
            "Role": "Superintendent",
            "On what day?": day(before(20)),
        },
    )
    walk.record(
        walk.manager,
        "reviewer_appointed",
        {
            "Name": "Idris Vale",
            "What does their independence rest on?": "Never worked for these agencies.",
            "Who checked it?": "Marian Holt",
            "On what day?": day(before(20)),
        },
    )
    _terms_by_keyboard(walk)
    walk.record(walk.manager, "record_held", {"Why is it held?": "A review is under way"})
    expect(walk.manager.locator("main")).to_contain_text("Held for the review as they stood")


def _terms_by_keyboard(walk: Walk) -> None:
    """The terms of reference, with the keyboard alone: the mouse is never touched."""
    page = walk.reviewer
    page.goto(f"/reviews/{walk.review}/record/terms_set")
    walk.check(page)
    typed = {
        "Looked at from": "1/7/2017",
        "To": "31/8/2020",
        "What is asked?": "How was a day for Lucy understood?\nWas her father spoken to?",
        "On what day?": day(before(20)),
    }
    ticked = {"Lucy Marsden (Marsden)", "Housing", "Police", "Social care"}
    page.get_by_role("link", name="Skip to main content").focus()
    for _ in range(80):
        page.keyboard.press("Tab")
        label = page.evaluate(
            "document.activeElement.labels?.[0]?.innerText.trim() ?? document.activeElement.innerText"
        )
        if label in typed:
            page.keyboard.press("Control+A")
            page.keyboard.insert_text(typed.pop(label))
        elif label in ticked:
            page.keyboard.press("Space")
            ticked.remove(label)
        elif label == "Record it":
            page.keyboard.press("Enter")
            break
    said_so(page, "Recorded: terms of reference")
    assert (typed, ticked) == ({}, set())


def _asked_for(walk: Walk) -> None:
    for agency in ("Housing", "Police"):
        walk.record(
            walk.manager,
            "return_requested",
            {
                "Which agency?": agency,
                "From": "1/7/2017",
                "To": "31/8/2020",
                "Lucy Marsden (Marsden)": True,
                "By what day?": day(before(12)),
                "On what day?": day(before(19)),
            },
        )
    page = walk.at(walk.manager, "/returns")
    expect(page.get_by_role("row", name="Housing")).to_contain_text("return is late")
    page.get_by_role("link", name="Housing", exact=True).click()
    walk.check(page)
    for words in ("The letter, in Word", "A blank return about Marsden, in Word"):
        with page.expect_download() as kept:
            page.get_by_role("link", name=words).click()
        assert kept.value.suggested_filename.endswith(".docx")


def _ten_files_in(walk: Walk) -> None:
    page = walk.manager
    page.goto(f"/reviews/{walk.review}/returns")
    page.get_by_role("link", name="returns about Marsden").click()
    page.set_input_files("input[type=file]", [str(path) for path in RETURNS])
    page.get_by_role("button", name="Send in", exact=True).click()
    expect(page.locator("#files")).to_contain_text("0 of 10 files done")
    jobs.work_off()
    expect(page.locator("#files")).to_contain_text("10 files: none is waiting")
    walk.check(page)
    by_hand = {"yos.csv": walk.manager, "housing.docx": walk.reviewer, "police.csv": walk.police}
    for batch in Batch.objects.order_by("file_name"):
        if who := by_hand.get(batch.file_name):
            _settled_and_filed(who, batch)
        else:
            settle_many(by=batch.received_by, batch=batch)
            file_batch(by=batch.received_by, batch=batch)
    assert set(Batch.objects.values_list("state", flat=True)) == {BatchState.FILED}
    walk.at(page, "/returns")
    expect(page.get_by_role("row", name="Housing")).to_contain_text("version 1")


def _settled_and_filed(page: Page, batch: Batch) -> None:
    page.goto(f"/returns/{batch.ref}/settle")
    page.get_by_role("button", name="Accept the").click()
    page.wait_for_load_state()
    page.goto(f"/returns/{batch.ref}/file")
    page.get_by_role("button", name="File these entries").click()
    said_so(page, f"entries filed from {batch.file_name}")


def _read_together(walk: Walk) -> list[str]:
    """The ids of three entries, as their own pages show them, found by reading the chronology."""
    page = walk.reviewer
    found = []
    for number in range(3):
        page.goto(f"/families/{walk.family.ref}/chronology?agency=housing")
        page.locator("main table a[href*='/entries/']").nth(number).click()
        page.wait_for_url("**/entries/*")
        shown = page.url.rpartition("/")[2]
        expect(page.locator("main")).to_contain_text(shown)
        found.append(shown)
    return found


def _queries_and_a_corrected_version(walk: Walk, entries: list[str]) -> None:
    walk.record(
        walk.reviewer,
        "query_sent",
        {
            "Which agency?": "Yos",
            "What is asked?": "Is the year of the first row right?",
            "On what day?": day(before(9)),
        },
    )
    first = Batch.objects.get(file_name="yos.csv")
    walk.police.goto(f"/returns/{first.ref}/withdraw")
    fill(walk.police, {"Why is this file withdrawn?": "The agency sent a corrected return."})
    walk.police.get_by_role("button", name="Withdraw").click()
    said_so(walk.police, "withdrawn")
    corrected = next(path for path in RETURNS if path.name == "yos.csv").read_bytes().replace(b"2013", b"2014", 1)
    page = walk.manager
    page.goto(f"/families/{walk.family.ref}/returns")
    page.set_input_files("input[type=file]", [{"name": "yos.csv", "mimeType": "text/csv", "buffer": corrected}])
    page.get_by_role("button", name="Send in", exact=True).click()
    page.wait_for_load_state()
    jobs.work_off()
    _settled_and_filed(page, Batch.objects.exclude(pk=first.pk).get(file_name="yos.csv"))
    walk.record(
        walk.manager,
        "query_answered",
        {
            "Which query?": "Is the year",
            "What was answered": "It was wrong; a corrected return is sent.",
            "Which agency answered?": "Yos",
        },
    )
    for agency, by in (("Yos", walk.manager), ("Housing", walk.reviewer)):
        walk.record(by, "analysis_given", {"Which agency?": agency, "What it says of its own part": "We did not ask."})
    walk.record(
        walk.police,
        "own_learning",
        {"Which agency?": "Police", "What it has learned": "Share on the day.", "What it does about it": "A new form."},
    )
    signing = {"Which agency?": "Yos", "Name of whoever signs": "A. Manager", "yos: yos.csv, version 2": True}
    walk.record(walk.manager, "return_signed_off", signing)
    walk.at(walk.manager, "/returns")
    expect(walk.manager.get_by_role("row", name="Yos")).to_contain_text("Nothing")
    walk.at(walk.manager, "/returns/yos")


def _chronology_at_work(walk: Walk, entries: list[str]) -> None:
    walk.record(
        walk.reviewer,
        "episode_marked",
        {
            "What to call it": "The move in winter",
            "From": "1/11/2018",
            "To": "31/1/2019",
            "Which entries tell it?": "\n".join(entries[:2]),
            "Why does it matter?": "Nobody visited where they slept.",
        },
    )
    walk.record(
        walk.police,
        "difference_noted",
        {
            "What do they differ about?": "Where Lucy slept that week.",
            "Which entries?": entries[0],
            Within("Who held it?", "Housing"): True,
            Within("Who was never asked?", "Police"): True,
        },
    )
    page = walk.at(walk.reviewer, "/at-work")
    expect(page.locator("main")).to_contain_text("Where Lucy slept that week")
    page.get_by_role("link", name="Marsden: what the accounts leave open").click()
    walk.check(page)


def _people_heard(walk: Walk) -> None:
    walk.record(
        walk.reviewer,
        "event_held",
        {
            "What to call it": "First practitioner event",
            "In person": True,
            "Who was invited?": "Housing, key worker\nHealth visiting, health visitor",
            "Who came?": "Housing, key worker",
            "On what day?": day(before(7)),
        },
    )
    walk.record(
        walk.reviewer,
        "learned_there",
        {
            "At which event?": "First practitioner event",
            "About whom?": "Chloe Marsden",
            "Which agency gave it?": "Housing",
            "When did it happen?": "2019",
            "What was said": "She told her key worker she was afraid at night.",
            "Said by": "Housing, key worker",
            "On what day?": day(before(7)),
        },
    )
    walk.record(
        walk.reviewer,
        "reflection_kept",
        {"At which event?": "First practitioner event", "What was said": "We felt we were all waiting for each other."},
    )
    for person, which in (
        ("Chloe Marsden", "The first"),
        ("Jordan Pryce", "The first"),
        ("Jordan Pryce", "The second"),
    ):
        walk.record(walk.manager, "letter_sent", {"Whom?": person, which: True, "On what day?": day(before(15))})
    walk.record(walk.manager, "reply_came", {"Whom?": "Chloe Marsden", "They will speak to the reviewer": True})
    walk.record(
        walk.reviewer,
        "account_given",
        {"Whom?": "Chloe Marsden", "What they said": "I asked for help with the house.", "Housing": True},
    )
    walk.record(walk.reviewer, "name_wished", {"Whom?": "Chloe Marsden", "What they wish": "Call her Lucy."})
    page = walk.at(walk.police, "/people")
    expect(page.locator("main")).to_contain_text("I asked for help with the house")


def _two_at_once(walk: Walk) -> None:
    """Two fill in the same form at the same time and send it, in the same moment where the database lets two in: a
    record kept in memory for a test has one door for the whole server. Both are kept, and whose each is."""
    people = {"Denise Marsden": walk.manager, "Kayleigh Marsden": walk.reviewer}
    for person, page in people.items():
        page.goto(f"/reviews/{walk.review}/record/letter_sent")
        fill(page, {"Whom?": person, "The first": True})
    for page in people.values():
        page.evaluate("() => { setTimeout(() => document.querySelector('main form').requestSubmit(), 100) }")
        if connection.vendor == "sqlite" and connection.is_in_memory_db():
            said_so(page, "Recorded: a letter")
    for page in people.values():
        said_so(page, "Recorded: a letter")
    review = Review.objects.get()
    written_to = [step.person for step in steps_of(review).of(LetterSent)]
    assert {"mgm", "aunt"} <= set(written_to)
    assert len(written_to) == 5


def _learning_to_impact(walk: Walk, entries: list[str]) -> None:
    walk.record(
        walk.reviewer,
        "earlier_review",
        {"What is it called?": "Neglect across a region", "National": True, "Awaited": True},
    )
    walk.record(
        walk.reviewer,
        "learning_point",
        {
            "Theme": "Fathers",
            "What was learned": "He was known to one service and asked by none.",
            "Which entries show it?": entries[1],
            "Which entries show it done well?": entries[2],
            "Neglect across a region": True,
        },
    )
    walk.record(
        walk.reviewer,
        "recommendation",
        {
            "What is recommended": "Every father is asked, and what he says is used.",
            "Who owns it?": "Head of service",
            "Which figure will show it?": "Fathers are invited",
            "Where things stand now": "Not known",
            "By what day?": day(before(-90)),
            "He was known to one service and asked by none.": True,
            "On what day?": day(before(6)),
        },
    )
    chosen = {"Which recommendation?": "Every father is asked"}
    walk.record(
        walk.manager,
        "action_taken",
        {
            **chosen,
            "What was done": "Plan forms ask for him.",
            "That is all of it": True,
            "On what day?": day(before(4)),
        },
    )
    _refused_before_the_evidence(walk)
    seen = {"Of which recommendation?": "Every father is asked", "What was seen, and how it was looked for": "Sampled."}
    walk.record(walk.police, "evidence_shown", {**seen, "So many": "9", "Out of": "12", "On what day?": day(before(1))})
    walk.record(walk.manager, "recommendation_closed", {**chosen, "By which evidence?": _first_choice(walk)})
    again = {
        "At which recommendation?": "Every father is asked",
        "On what day is it looked at again?": day(before(-180)),
    }
    walk.record(walk.manager, "look_again", again)
    page = walk.at(walk.police, "/learning")
    expect(page.locator("main")).to_contain_text("Closed by evidence")
    expect(page.locator("main")).to_contain_text("9 of 12")


def _refused_before_the_evidence(walk: Walk) -> None:
    page = walk.manager
    walk.record(
        page,
        "evidence_shown",
        {
            "Of which recommendation?": "Every father is asked",
            "What was seen, and how it was looked for": "A promise",
            "On what day?": day(before(5)),
        },
    )
    page.goto(f"/reviews/{walk.review}/record/recommendation_closed")
    fill(page, {"Which recommendation?": "Every father", "By which evidence?": f"{before(5):%-d %B %Y}: A promise"})
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("The evidence is no later than the action")
    walk.check(page)


def _first_choice(walk: Walk) -> str:
    return f"{before(1):%-d %B %Y}: Sampled."


def _pack_and_signatures(walk: Walk, entries: list[str]) -> None:
    decided = {"A practice review": True, "The reasons": "There is more to learn than this could show."}
    walk.record(walk.reviewer, "rapid_review_done", {**decided, "On what day?": day(before(2))})
    walk.record(
        walk.reviewer,
        "part_written",
        {
            "Under which heading?": "Where she slept",
            "What it says": "For a month nobody saw where Lucy slept.",
            "What it cites": f"{entries[0]}\nno-such-id",
        },
    )
    page = walk.at(walk.manager, "/report")
    expect(page.locator("main")).to_contain_text("Broken")
    page.get_by_role("link", name="Make a pack").click()
    walk.check(page)
    fill(page, {"Who will have it?": "The three safeguarding partners"})
    with page.expect_download(timeout=60_000) as kept:
        page.get_by_role("button", name="Make the pack").click()
    assert Path(kept.value.path()).read_bytes().startswith(b"PK")
    [(pack, made)] = steps_of(Review.objects.get()).kept(PackMade)
    assert made.files
    for partner, by in (
        ("Local authority", walk.manager),
        ("Integrated care board", walk.reviewer),
        ("Police", walk.police),
    ):
        expect(walk.at(walk.manager).locator("main")).not_to_contain_text("Signed off.")
        walk.record(
            by, "signed_off", {partner: True, "Name of whoever signs": f"For {partner}", "Which pack?": "review"}
        )
    assert unsigned(steps_of(Review.objects.get()), pack) == ()
    expect(walk.at(walk.manager).locator("main")).to_contain_text("Signed off.")
