"""A question from first sight to answered, in a browser: every page of its life, wide and narrow."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kingfisher.records.actions.entries import add_entry
from kingfisher.records.asked_of import ref_of
from kingfisher.records.beside import questions_for
from kingfisher.records.models import EntryRow, Receipt
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Account
from kingfisher.web.pages.frame import today
from tests.records.cast import Cast


@pytest.fixture
def question(cast: Cast) -> str:
    """An account that the police could confirm, with nobody recorded as having asked them: its name in addresses."""
    said = Entry(
        id="",
        content=Account(said_by="amy", could_confirm=("police",)),
        happened=When.parse("2020-03-01"),
        agency="health_visiting",
        about=("riley",),
        text="Amy said that the shouting was next door.",
    )
    add_entry(by=cast.health_visitor, family=cast.family, entry=said)
    found = questions_for(cast.health_visitor, cast.family, When.parse("2020-06-02").last, at=today())  # type: ignore[arg-type]
    return next(ref_of(one.key) for one in found if one.kind == "account_confirmed")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_page_of_a_questions_life(
    open_as: Callable[..., Page], accessible: Callable[[Page], None], cast: Cast, question: str, size: str
) -> None:
    home = f"/families/{cast.family.ref}/questions"
    page = open_as("social_worker", home, size)
    accessible(page)
    for address in (
        f"{home}/{question}",
        f"{home}/{question}/shown",
        f"{home}/why-not",
        f"{home}/why-not?child=riley",
        f"{home}/replay?on=2020-06-01",
        "/questions",
        "/questions/account_confirmed",
    ):
        page.goto(page.url.split("/families")[0].split("/questions")[0] + address)
        accessible(page)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_answering_what_is_wrong_and_what_is_right(
    open_as: Callable[..., Page], accessible: Callable[[Page], None], cast: Cast, question: str, size: str
) -> None:
    page = open_as("health_visitor", f"/families/{cast.family.ref}/questions/{question}", size)
    page.get_by_label("Put it off to a day").check()
    page.get_by_label("What was done, or the reason").fill("The police are asked at Friday’s meeting.")
    page.get_by_role("button", name="File the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the day after which it is asked again")
    expect(page.get_by_label("What was done, or the reason")).to_have_value("The police are asked at Friday’s meeting.")
    accessible(page)
    page.get_by_label("By what day, or put off to what day?").fill("12/6/2020")
    page.get_by_role("button", name="File the answer").click()
    expect(page.get_by_text("The question is asked again after 12 June 2020")).to_be_visible()
    assert EntryRow.objects.filter(kind="answer").count() == 1
    assert Receipt.objects.filter(question=question, practitioner_id=cast.health_visitor.pk).count() == 1
