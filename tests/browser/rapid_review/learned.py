"""The chronology at work, people heard, what was learned closed by evidence, and the pack signed."""

from pathlib import Path

from django.db import connection
from playwright.sync_api import expect

from kingfisher.practice.reviews.standing import unsigned
from kingfisher.practice.reviews.steps import LetterSent, PackMade
from kingfisher.records.learning import steps_of
from kingfisher.records.models import Review
from tests.browser.people_at_work import Within, before, day, fill, said_so
from tests.browser.rapid_review.walking import Walk


def chronology_at_work(walk: Walk, entries: list[str]) -> None:
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


def people_heard(walk: Walk) -> None:
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


def two_at_once(walk: Walk) -> None:
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


def learning_to_impact(walk: Walk, entries: list[str]) -> None:
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


def pack_and_signatures(walk: Walk, entries: list[str]) -> None:
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
