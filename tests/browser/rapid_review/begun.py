"""The review is opened, and goes from its notice to its terms of reference; returns are asked for."""

from playwright.sync_api import expect

from kingfisher.records.models import Review
from tests.browser.people_at_work import before, day, fill, said_so
from tests.browser.rapid_review.walking import MAIN_PAGES, Walk


def opened(walk: Walk) -> None:
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


def from_notice_to_terms(walk: Walk) -> None:
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
    expect(walk.manager.locator("main")).to_contain_text("Held for the review as it stood")


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


def asked_for(walk: Walk) -> None:
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
