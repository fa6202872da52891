"""An audit with two readers who read alone and differ: opened, read, moderated, talked through, a change of plan
decided by someone not involved and answered, an action closed by a later entry; each in a browser of their own."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from kingfisher.agencies.models import Agency, Practitioner
from kingfisher.practice.audits.instruments import standard_instruments
from kingfisher.records.actions.entries import add_entry
from kingfisher.records.models import Audit
from tests.browser.people_at_work import Check, SitDown, Within, before, day, fill, said_so
from tests.records.cast import Cast
from tests.web.conftest import entry

ASKED = standard_instruments()["neglect-in-the-family", "1"].questions
NOT_INVOLVED = {  # who: agency, what they do
    "first": ("health_visiting", "safeguarding nurse"),
    "second": ("police", "review officer"),
    "moderator": ("partnership", "independent chair"),
    "decider": ("social_care", "head of another service"),
}
FATHER = "He was never asked to anything."


@dataclass
class Walk:
    """Each person's page, the audit's address once it is open, and the look at whether a page is for everyone."""

    pages: dict[str, Page]
    cast: Cast
    check: Check
    audit: str = ""

    def of(self, who: str) -> Page:
        """The audit as this person sees it."""
        page = self.pages[who]
        page.goto(self.audit)
        self.check(page)
        return page

    def sees(self, who: str, *words: str) -> None:
        """Their page of the audit says so."""
        page = self.of(who)
        for one in words:
            expect(page.locator("main")).to_contain_text(one)

    def record(self, who: str, link: str, told: dict[str | Within, object]) -> None:
        """Follow a link of the audit's page, fill in its form and send it."""
        page = self.of(who)
        page.get_by_role("link", name=link, exact=True).click()
        self.check(page)
        fill(page, told)
        page.get_by_role("button", name="Record it").click()
        said_so(page, "Recorded")


@pytest.fixture
def walk(cast: Cast, sit_down: SitDown, accessible: Check) -> Walk:
    others = {
        who: Practitioner.objects.create(
            sign_in=who, name=who.title(), role=role, agency=Agency.objects.get(slug=agency),
            capacity="partnership" if agency == "partnership" else "practitioner",
        )
        for who, (agency, role) in NOT_INVOLVED.items()
    }  # fmt: skip
    people = {"manager": cast.manager, "social_worker": cast.social_worker, **others}
    return Walk({who: sit_down(one) for who, one in people.items()}, cast, accessible)


def test_two_who_read_alone_and_differ(walk: Walk, narrow_too: Check) -> None:
    _opened(walk)
    _readers(walk)
    _read_alone(walk)
    _side_by_side_and_moderated(walk)
    _change_of_plan(walk)
    _action_and_again(walk)
    for who in ("manager", "first", "decider"):
        narrow_too(walk.of(who))
    walk.pages["social_worker"].goto(walk.audit)
    expect(walk.pages["social_worker"].locator("main")).not_to_contain_text("Audit of Riley")


def _opened(walk: Walk) -> None:
    page = walk.pages["manager"]
    page.goto(f"/families/{walk.cast.family.ref}")
    page.get_by_role("link", name="Open an audit").click()
    walk.check(page)
    page.get_by_role("button", name="Open the audit").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    walk.check(page)
    fill(
        page,
        {
            "What is the audit called?": "Audit of Riley",
            "Why this child?": "Drawn by lot",
            "Riley Hart": True,
            "Looking from": "1/1/2019",
            "To": "30/6/2020",
            "Social care": True,
        },
    )
    page.get_by_role("button", name="Open the audit").click()
    said_so(page, "The audit is open")
    walk.check(page)
    walk.audit = f"/audits/{Audit.objects.get().ref}"
    page.goto(f"/families/{walk.cast.family.ref}")
    expect(page.get_by_role("link", name="Audit of Riley")).to_be_visible()


def _readers(walk: Walk) -> None:
    page = walk.of("manager")
    for who, place in (("First", "The first"), ("Second", "The second, read blind")):
        page.get_by_role("link", name="Choose a reader").click()
        walk.check(page)
        listed = page.get_by_label("Who reads?").inner_text()
        assert "Health Visitor" not in listed  # of the family's own network
        fill(page, {"Who reads?": f"{who},", place: True, "What makes them independent of the work?": "Elsewhere."})
        page.get_by_role("button", name="Give them the reading").click()
        said_so(page, f"{who} reads")
    for who, what in (("Moderator", "Moderate readings that differ"), ("Decider", "Decide on a recommended change")):
        page.get_by_role("link", name="Ask someone to moderate or decide").click()
        walk.check(page)
        fill(page, {"Who?": f"{who},"})
        page.get_by_role("radio", name=what).check()
        page.get_by_role("button", name="Ask them").click()
        said_so(page, f"{who} is asked")


def _read(page: Page, grade: str, fathers: str) -> None:
    for question in ASKED:
        answer = fathers if question.id == "fathers" else "Yes"
        page.get_by_role("group", name=question.asks).get_by_label(answer, exact=True).check()
    page.get_by_role("group", name="Your overall grade").get_by_label(grade, exact=True).check()


def _read_alone(walk: Walk) -> None:
    first, second = walk.pages["first"], walk.pages["second"]
    for page in (first, second):
        page.goto("/audits")
        walk.check(page)
        page.get_by_role("link", name="Audit of Riley").click()
        page.get_by_role("link", name="Write your reading").click()
        walk.check(page)
    _read(first, "Inadequate", "No")
    first.locator("#id_why-fathers").fill(FATHER)
    _read(second, "Good", "In part")
    first.get_by_role("button", name="Hand in the reading").click()
    said_so(first, "Your reading is in")
    walk.sees("first", FATHER, "The other is shown when it is in too")
    for who in ("second", "manager", "moderator"):
        expect(walk.of(who).locator("main")).not_to_contain_text(FATHER)
    _second_hands_in(walk, second)


def _second_hands_in(walk: Walk, page: Page) -> None:
    """Something is left out at first: it is said, what was chosen stays, and then it is handed in."""
    page.goto(f"{walk.audit}/read")
    _read(page, "Good", "In part")
    page.get_by_role("group", name="Your overall grade").evaluate(
        "one => one.querySelectorAll('input').forEach(i => i.checked = false)"
    )
    page.get_by_role("button", name="Hand in the reading").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose your overall grade")
    walk.check(page)
    page.get_by_role("group", name="Your overall grade").get_by_label("Good", exact=True).check()
    page.get_by_role("button", name="Hand in the reading").click()
    said_so(page, "Your reading is in")


def _side_by_side_and_moderated(walk: Walk) -> None:
    for who in ("first", "second", "manager", "moderator"):
        walk.sees(who, FATHER, "They differ", "The readers gave the same answer to 9 of 10 questions")
    expect(walk.of("first").get_by_role("link", name="Moderate the readings")).to_have_count(0)
    walk.record(
        "moderator",
        "Moderate the readings",
        {"What was talked through, and why this stands": "No father was asked.", "Inadequate": True},
    )
    walk.sees("second", "Moderated", "The grade that stands: Inadequate", "To be audited again by")


def _change_of_plan(walk: Walk) -> None:
    walk.record(
        "first",
        "A reflective discussion with practitioners",
        {"With whom?": "Social worker\nHealth visitor", "What was said": "We meant to ask him.", "In part": True},
    )
    walk.record(
        "first",
        "Recommend a change of plan",
        {
            "What should change?": "A conference, with his father invited",
            "To whom is it addressed?": "Head of service",
            "By what day is it answered?": day(before(-10)),
        },
    )
    walk.sees("manager", "Not decided yet")
    expect(walk.of("manager").get_by_role("link", name="Decide on a recommended change")).to_have_count(0)
    change = {"Which change?": "A conference"}
    decided = {**change, "The plan changes": True, "The reasons": "It is right."}
    walk.record("decider", "Decide on a recommended change", decided)
    walk.sees("first", "The plan changes", "Open", "An answer to the auditor about: A conference")
    told = {"About which change?": "A conference", "What was decided and why": "It is called for next week."}
    walk.record("decider", "Answer the auditor", told)
    walk.sees("first", "The auditor was answered")


def _action_and_again(walk: Walk) -> None:
    agreed = {
        "What will be done?": "Riley’s father is visited",
        "By whom?": "Team manager",
        "By what day?": day(before(-5)),
    }
    walk.record("manager", "Agree an action", {**agreed, "On what day?": day(before(3))})
    walk.sees("first", "An action to look for in the record: Riley’s father is visited")
    later = add_entry(
        by=walk.cast.social_worker,
        family=walk.cast.family,
        entry=entry("social_care", str(before(1)), "His father was visited and heard."),
    )
    walk.record(
        "second",
        "Look in the record for an action",
        {
            "Which action?": "Riley’s father",
            "Which entries show it?": later.entry_id,
            "What they show": "He was heard.",
        },
    )
    walk.sees("manager", "Seen in the record")
    walk.record("manager", "Set the day to audit again", {"On what day is it audited again?": day(before(-80))})
    page = walk.of("manager")
    expect(page.locator("main")).to_contain_text("To be audited again by")
    expect(page.locator("main")).to_contain_text("Nothing is left to do before then")
