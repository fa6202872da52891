"""What people come to do, done in a real browser: with a mouse, without JavaScript, and with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

WORD = "a long enough word"


@pytest.fixture
def reviewer(cast):
    person = cast.people["reviewer"]
    person.set_password(WORD)
    person.save()
    return person


def sign_in(page, url):
    page.goto(url + "/")
    page.get_by_label("Sign-in name").fill("reviewer")
    page.get_by_label("Password", exact=True).fill(WORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def read_the_record(page, url):
    """Sign in, open the family, look closer at one agency, open an entry and its source, and replay a day."""
    sign_in(page, url)
    page.get_by_role("link", name="Hart", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Hart")).to_be_visible()
    expect(page.get_by_text("inside the home since 14 April 2020 (50 days to 3 June 2020)")).to_be_visible()
    page.get_by_role("link", name="Show only Health visiting").click()
    expect(page).to_have_url(re.compile("agency=health_visiting"))
    expect(page.locator("#main-content")).not_to_contain_text("Shouting heard")
    page.get_by_role("link", name=re.compile(r"^Contact ?, about 2 March 2020")).click()
    expect(page.get_by_text("hv.docx, table 2 row 7")).to_be_visible()
    page.get_by_role("link", name="As known to").click()
    page.get_by_label("Agency").select_option(label="Social care")
    page.get_by_label("Day").fill("1 June 2020")
    page.get_by_role("button", name="Show what it knew").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What Social care knew on 1 June 2020")
    expect(page.get_by_text("This is a replay")).to_be_visible()


def test_reading_a_record(watched, live_server, reviewer):
    read_the_record(watched.new_page(), live_server.url)


def test_reading_a_record_without_javascript(browser, live_server, reviewer):
    context = browser.new_context(java_script_enabled=False)
    read_the_record(context.new_page(), live_server.url)
    context.close()


def test_narrowing_the_chronology_and_widening_it_again(open_as, cast):
    page = open_as("reviewer", f"/families/{cast.family.ref}/chronology")
    page.get_by_label("Words").fill("shouting")
    page.get_by_label("From").fill("1/5/2020")
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("status")).to_contain_text("1 entry")
    expect(page.get_by_label("From")).to_have_value("1/5/2020")
    page.get_by_role("link", name="Stop narrowing to shouting").click()
    expect(page.locator("#main-content")).to_contain_text("Not brought to clinic")
    page.get_by_role("link", name="Show everything").click()
    expect(page.locator("#main-content")).to_contain_text("Home visit")


def test_looking_first_and_then_opening_a_record(open_as, cast):
    page = open_as("outsider", "/")
    page.get_by_role("button", name="Look for a family").click()
    page.get_by_label("Name of a child or adult").fill("Ada Marsh")
    page.get_by_role("button", name="Look", exact=True).click()
    expect(page.get_by_role("heading", name="Nothing was found")).to_be_visible()
    page.get_by_role("button", name="Open a new record").click()
    expect(page.get_by_label("The first child’s full name")).to_have_value("Ada Marsh")
    page.get_by_label("What the record is called").fill("Marsh")
    page.get_by_role("button", name="Open the record").click()
    expect(page.get_by_role("alert")).to_contain_text("The record Marsh is open")
    page.get_by_label("Full name").fill("Bea Marsh")
    page.get_by_label("Someone else").check()
    page.get_by_label("They are the").select_option(label="parent")
    page.get_by_label("… of").select_option(label="Ada Marsh")
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_role("region", name="People of this record")).to_contain_text("Parent of Ada Marsh")


def test_a_mistake_takes_the_keyboard_to_its_list(open_as, cast):
    page = open_as("outsider", "/families/new")
    page.get_by_role("button", name="Open the record").click()
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_role("link", name="Enter what the record is called").click()
    expect(page.get_by_label("What the record is called")).to_be_focused()


def test_with_the_keyboard_alone(open_as, cast):
    page = open_as("reviewer", f"/families/{cast.family.ref}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Show only Police":
            break
    else:
        pytest.fail("the lane of an agency cannot be reached with the Tab key")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("agency=police"))


def test_what_is_printed_leaves_the_furniture_out(open_as, cast):
    page = open_as("reviewer", f"/families/{cast.family.ref}/chronology")
    page.emulate_media(media="print")
    expect(page.get_by_text("OFFICIAL-SENSITIVE.").first).to_be_visible()
    expect(page.get_by_role("button", name="Show these")).to_be_hidden()
    expect(page.get_by_text("Shouting heard")).to_be_visible()


def test_nothing_of_a_record_is_kept_in_the_browser(open_as, cast):
    page = open_as("reviewer", f"/families/{cast.family.ref}")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
