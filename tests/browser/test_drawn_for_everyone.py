"""The drawn family, its copies and its forms, wide and narrow: nothing axe finds, all of it reached by keyboard."""

import pytest
from django.urls import reverse

import kingfisher.drawing.genogram.placing  # noqa: F401  loaded before the first page waits for it
from tests.web.test_drawn import drawn  # noqa: F401  the same family

PAGES = {
    "genogram": "/families/{ref}/drawn",
    "genogram on a day": "/families/{ref}/drawn?on=1/12/2019&paper=a3",
    "genogram before anyone": "/families/{ref}/drawn?on=1/1/2010",
    "genogram with a mistake": "/families/{ref}/drawn?on=31/2/2020",
    "ecogram": "/families/{ref}/drawn/ecogram",
    "who lived where": "/families/{ref}/drawn/homes",
    "who works with whom": "/families/{ref}/drawn/network",
    "a copy": "/families/{ref}/drawn/genogram/copy",
    "a partner": "/families/{ref}/drawn/change/partner",
    "a parent": "/families/{ref}/drawn/change/parent",
    "a child": "/families/{ref}/drawn/change/child",
    "a line": "/families/{ref}/drawn/change/line",
    "a move": "/families/{ref}/drawn/change/home",
    "a part": "/families/{ref}/drawn/change/part",
    "away": "/families/{ref}/drawn/change/away",
}


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_drawn_page_for_everyone(open_as, accessible, drawn, name, size):  # noqa: F811
    accessible(open_as("social_worker", PAGES[name].format(ref=drawn.family.ref), size))


def test_the_picture_scrolls_by_keyboard_and_each_person_is_a_link(open_as, drawn):  # noqa: F811
    page = open_as("social_worker", reverse("drawn", args=[drawn.family.ref]), "phone")
    region = page.get_by_role("region", name="Genogram, a drawing that can be scrolled")
    region.focus()
    assert region.evaluate("one => document.activeElement === one")
    region.get_by_role("link", name="Amy Hart").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/chronology?child=amy")


def test_a_mistake_in_a_form_takes_the_reader_to_it(open_as, accessible, drawn):  # noqa: F811
    page = open_as("social_worker", reverse("change_drawn", args=[drawn.family.ref, "partner"]))
    page.get_by_label("Anything to add, in your words").fill("Said at the visit.")
    page.get_by_role("button", name="File it").click()
    accessible(page)
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("Anything to add, in your words").input_value() == "Said at the visit."


def test_on_paper_the_sheets_stand_in_for_the_drawing(open_as, drawn):  # noqa: F811
    page = open_as("social_worker", reverse("drawn", args=[drawn.family.ref]))
    assert not page.locator(".kf-sheet").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".kf-sheet").first.is_visible()
    assert not page.locator(".kf-drawing").is_visible()
    assert page.locator(".kf-sheet svg").first.bounding_box()["width"] > 900
    assert page.locator(".kf-sheet").first.bounding_box()["y"] == 0  # no sheet with only a title before it
    assert page.locator(".kf-printed--after").is_visible()


@pytest.mark.parametrize(("size", "wider"), [("phone", True), ("desktop", False)])
def test_a_drawing_wider_than_the_page_says_so(open_as, drawn, size, wider):  # noqa: F811
    page = open_as("social_worker", reverse("drawn", args=[drawn.family.ref]), size)
    page.locator("[data-wider]").wait_for(state="visible" if wider else "hidden")


def test_what_is_typed_survives_a_lost_session_and_a_closed_window(open_as, accessible, drawn):  # noqa: F811
    address = reverse("change_drawn", args=[drawn.family.ref, "home"])
    page = open_as("social_worker", address)
    page.get_by_label("Where to?").fill("12 Quay Street")
    page.get_by_label("Anything to add, in your words").fill("Said at the visit.")
    page.get_by_text("Saved at ").wait_for()
    page.context.clear_cookies()
    page.get_by_label("Anything to add, in your words").fill("Said at the visit by her aunt.")
    page.get_by_text("you may have been signed out").wait_for()
    again = open_as("social_worker", address)
    assert again.get_by_label("Where to?").input_value() == "12 Quay Street"
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_text("Saved at ").wait_for()
    again.reload()
    accessible(again)
    assert again.get_by_label("Anything to add, in your words").input_value() == "Said at the visit by her aunt."
    page.get_by_role("button", name="File it").click()
    page.get_by_role("heading", name="There is a problem").wait_for()  # it was read, not turned away


def test_what_one_person_left_open_is_not_saved_as_anothers(open_as, drawn):  # noqa: F811
    address = reverse("change_drawn", args=[drawn.family.ref, "home"])
    page = open_as("social_worker", address)
    page.context.clear_cookies()
    other = open_as("health_visitor", address)
    page.get_by_label("Where to?").fill("12 Quay Street")
    page.get_by_text("you may have been signed out").wait_for()
    other.reload()
    assert other.get_by_label("Where to?").input_value() == ""


@pytest.mark.parametrize("what", ["genogram", "ecogram", "homes", "network"])
def test_a_drawing_takes_the_readers_own_two_colours(open_as, drawn, what):  # noqa: F811
    ref = drawn.family.ref
    address = reverse("drawn", args=[ref]) if what == "genogram" else reverse("drawn_as", args=[ref, what])
    page = open_as("social_worker", address)
    page.emulate_media(forced_colors="active", color_scheme="dark")
    told = page.locator(".kf-drawing").evaluate(INKS)
    assert told["paper"] == "rgb(0, 0, 0)"
    assert told["words"] == 0  # none in the colour of the paper, or with an edge of another
    assert told["strokes"] == 0


INKS = """region => {
  const paper = getComputedStyle(region).backgroundColor
  const shown = [...region.querySelectorAll('svg path, svg rect, svg circle, svg line')]
  const inked = one => ![null, 'none', '#fff'].includes(one.getAttribute('stroke'))
  const edged = one => one.getAttribute('stroke') && getComputedStyle(one).stroke !== paper
  return {
    paper,
    words: [...region.querySelectorAll('svg text')]
      .filter(one => getComputedStyle(one).fill === paper || edged(one)).length,
    strokes: shown.filter(one => inked(one) && getComputedStyle(one).stroke === paper).length,
  }
}"""
