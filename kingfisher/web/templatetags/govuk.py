"""The tags of the design system.

The settings load them for every page; a form's own templates say `{% load govuk %}`. Words given as text are escaped.
In a tag that takes `**more`, further names become attributes: `data_accept=True` is written `data-accept`.

Words and marks
    {% tag text colour="" %}                     a status in a word; grey, green, teal, blue, red,
                                                 purple, magenta, orange, yellow
    {% known how words="" %}                     how a thing is known, told apart by its border: observed, self_report,
                                                 third_party, record_check, professional_opinion, inferred
    {% badge text colour="" %}                   a small label beside a heading
Moving about
    {% button text href="" name="" value="" variant="" type="submit" disabled=False once=False **more %}
                                                 variant: secondary, warning, inverse; once=True ignores a double click
    {% back_link href text="Back" %}
    {% breadcrumbs items %}                      items: (text, href) pairs; the page itself has href ""
    {% service_navigation items label="Menu" %}  items: mappings text, href, current, active; base.html already has one
    {% sub_navigation items label="" %}          the same items, as a row of links within a family or a review
    {% pagination page address="?" %}            page: Django's Page; address: the query without its page, "?child=mia&"
    {% skip_link %}                              base.html already has one
Saying something
    {% notification title="Important" success=False %} … {% endnotification %}
    {% inset %} … {% endinset %}
    {% warning %} … {% endwarning %}
    {% details summary open=False %} … {% enddetails %}
    {% panel title level=1 %} … {% endpanel %}   the end of a journey: "10 files filed"
    {% phase_banner tag %} … {% endphase_banner %}
Showing facts
    {% summary_list rows classes="" %}           rows: (key, value) pairs, or mappings key, value, actions, and each
                                                 action a mapping text, href, hidden
    {% card title level=2 id="" %} … {% endcard %}   a titled box round anything
    {% table_region label id="" %} <table> … {% endtable_region %}
                                                 a wide table, scrolling in its own region, reachable by keyboard
    {% caption text size="m" hidden=False %}     the caption of a table
    {% task_list items prefix="task-list" %}     items: mappings title, href, hint, status, colour
    {% tabs id title="Contents" %} {% tab label id %} … {% endtab %} … {% endtabs %}
                                                 without JavaScript, links and then every part; not one within another
    {% timeline items level=2 %}                 items: mappings title, when, machine (ISO date or ""), by, text
    {% identity_bar title %} … {% endidentity_bar %}   whose record this is; the block holds its actions
Forms
    {% field bound size="" heading=False inline=False small=False hidden_label=False %}
                                                 one field whole: label, hint, error, control; size: s m l xl
    {% error_summary form_or_forms title="There is a problem" %}
                                                 first thing in the content block; nothing when there is no error
    {% filters heading="Filter" chosen=None clear="" %} … {% endfilters %}
                                                 chosen: (text, href that takes it away) pairs; the block holds the form

Fields and controls are in `kingfisher.web.govuk.fields` (DateField, FilesField) and `.widgets` (Radios and Checkboxes
with `hints`, NumberText, Files, DateParts). Width: `attrs={"class": "govuk-input--width-10"}`. A name:
`attrs={"spellcheck": "false"}`.

base.html has the blocks title, back (breadcrumbs or back link), content, navigation, scripts; `wide`, to hold `kf-wide`
for a wide table, and `kf-wide kf-print-a3` where the page should print on A3 landscape; and `printed_for` ("for the
rapid review"). A `form` with errors puts "Error: " in the title. The navigation shows the routes named families,
reviews and import, and the header the route sign_out (POST), where they exist (kingfisher.web.govuk.context).

Our own classes (kingfisher.css): kf-chronology (a table) with kf-when and kf-what (cells); kf-stack (rows stack on a
narrow screen: give role="table", "row", "cell" and td data-label); kf-columns (aside, then main part); kf-facts;
kf-accounts > kf-account; kf-source (the source passage; mark the words) and kf-place (where in the file); kf-question;
kf-restricted; kf-strip round an svg with kf-strip-lane, -label, -axis, -tick, -span, -mark (--sighting, --missed,
--decision, --incident), -gap, -as-at, and kf-legend; kf-row, kf-row--settled, kf-keys; kf-progress;
kf-print-only, kf-screen-only, kf-js-only, kf-link-button.

Behaviours (kingfisher.js): form data-draft data-draft-url="…", saved by POST as typed, with an optional
[data-draft-status] inside; form data-warn-unsaved; [data-rows] holding [data-row], each with a [data-accept] (keys j, k
and a), and one tick box data-shortcuts to turn the keys off; id with data-refresh-url and data-refresh-every (seconds),
fetched until it holds [data-refresh-done]; button type=button data-print.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kingfisher.web.govuk.problems import Forms, problems
from kingfisher.web.govuk.renderer import GovukBoundField

register = template.Library()

HOW_KNOWN = {
    "observed": "Observed",
    "self_report": "Told by the person",
    "third_party": "Told by someone else",
    "record_check": "Record check",
    "professional_opinion": "Professional opinion",
    "inferred": "Inferred",
}


def _attributes(more: Mapping[str, Any]) -> SafeString:
    return flatatt({name.replace("_", "-"): value for name, value in more.items() if value is not None})


def _classes(stem: str, variant: str) -> str:
    return f"{stem} {stem}--{variant}" if variant else stem


# Words and marks


@register.simple_tag
def tag(text: str, colour: str = "") -> SafeString:
    """A status in a word."""
    return format_html('<strong class="{}">{}</strong>', _classes("govuk-tag", colour), text)


@register.simple_tag
def known(how: str, words: str = "") -> SafeString:
    """How a thing is known: words first, and a border that differs for those who print in black and white."""
    words = words or HOW_KNOWN.get(how, how.replace("_", " ").capitalize())
    return format_html('<span class="kf-known kf-known--{}">{}</span>', how, words)


@register.simple_tag
def badge(text: str, colour: str = "") -> SafeString:
    """A small label beside a heading."""
    return format_html('<span class="{}">{}</span>', _classes("moj-badge", colour), text)


# Moving about


@register.inclusion_tag("govuk/button.html")
def button(
    text: str,
    href: str = "",
    *,
    name: str = "",
    value: str = "",
    variant: str = "",
    type: str = "submit",
    disabled: bool = False,
    once: bool = False,
    **more: Any,
) -> dict[str, Any]:
    """A button, or a link that looks like one when `href` is given."""
    return {
        "text": text,
        "href": href,
        "name": name,
        "value": value,
        "type": type,
        "disabled": disabled,
        "once": once,
        "classes": _classes("govuk-button", variant),
        "more": _attributes(more),
    }


@register.inclusion_tag("govuk/back_link.html")
def back_link(href: str, text: str = "Back") -> dict[str, Any]:
    """A link to the page before."""
    return {"href": href, "text": text}


@register.inclusion_tag("govuk/skip_link.html")
def skip_link(href: str = "#main-content", text: str = "Skip to main content") -> dict[str, Any]:
    """For the keyboard: past the header, to the content."""
    return {"href": href, "text": text}


@register.inclusion_tag("govuk/breadcrumbs.html")
def breadcrumbs(items: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Where this page is; an item without an address is the page itself."""
    return {"items": items}


@register.inclusion_tag("govuk/service_navigation.html")
def service_navigation(items: Sequence[Mapping[str, Any]], label: str = "Menu") -> dict[str, Any]:
    """The main places of Kingfisher."""
    return {"items": items, "label": label}


@register.inclusion_tag("govuk/sub_navigation.html")
def sub_navigation(items: Sequence[Mapping[str, Any]], label: str = "Pages of this record") -> dict[str, Any]:
    """The pages of one family or review."""
    return {"items": items, "label": label}


@register.inclusion_tag("govuk/pagination.html")
def pagination(page: Page[Any], address: str = "?") -> dict[str, Any]:
    """Numbered pages, shortened in the middle; nothing when there is only one."""
    return {"page": page, "address": address, "numbers": page.paginator.get_elided_page_range(page.number)}


# Saying something


@register.simple_block_tag
def notification(content: str, title: str = "", success: bool = False) -> str:
    """A banner at the top of the content; `success` for what has just been done."""
    title = title or ("Success" if success else "Important")
    return render_to_string("govuk/notification.html", {"content": content, "title": title, "success": success})


@register.simple_block_tag
def inset(content: str) -> str:
    """Words set apart from the rest."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: str) -> str:
    """One sentence nobody should miss."""
    return render_to_string("govuk/warning.html", {"content": content})


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> str:
    """More, for those who want it."""
    return render_to_string("govuk/details.html", {"content": content, "summary": summary, "open": open})


@register.simple_block_tag
def panel(content: str, title: str, level: int = 1) -> str:
    """The end of a journey."""
    return render_to_string(
        "govuk/panel.html", {"content": content, "empty": not content.strip(), "title": title, "level": level}
    )


@register.simple_block_tag
def phase_banner(content: str, tag: str) -> str:
    """What stage this product is at."""
    return render_to_string("govuk/phase_banner.html", {"content": content, "tag": tag})


# Showing facts


@register.inclusion_tag("govuk/summary_list.html")
def summary_list(rows: Iterable[Any], classes: str = "") -> dict[str, Any]:
    """Keys and values, with links to change them where a row has actions."""
    listed = [row if isinstance(row, Mapping) else {"key": row[0], "value": row[1]} for row in rows]
    return {"rows": listed, "classes": classes, "any_actions": any(row.get("actions") for row in listed)}


@register.simple_block_tag
def card(content: str, title: str, level: int = 2, id: str = "") -> str:
    """A titled box round anything."""
    return render_to_string("govuk/card.html", {"content": content, "title": title, "level": level, "id": id})


@register.simple_block_tag
def table_region(content: str, label: str, id: str = "") -> str:
    """A region that scrolls sideways by itself, so that the page never does."""
    return render_to_string("govuk/table_region.html", {"content": content, "label": label, "id": id})


@register.simple_tag
def caption(text: str, size: str = "m", hidden: bool = False) -> SafeString:
    """The caption of a table."""
    more = "govuk-visually-hidden" if hidden else f"govuk-table__caption--{size}"
    return format_html('<caption class="govuk-table__caption {}">{}</caption>', more, text)


@register.inclusion_tag("govuk/task_list.html")
def task_list(items: Sequence[Mapping[str, Any]], prefix: str = "task-list") -> dict[str, Any]:
    """What there is to do, and how far each is."""
    return {"items": items, "prefix": prefix}


_TABS = "govuk_tabs"


@register.simple_block_tag(takes_context=True)
def tab(context: template.Context, content: str, label: str, id: str) -> str:
    """One part of `tabs`; drawn by the tag round it."""
    page: Any = context.render_context
    page.setdefault(_TABS, []).append({"label": label, "id": id, "content": content})
    return ""


@register.simple_block_tag(takes_context=True)
def tabs(context: template.Context, content: str, id: str, title: str = "Contents") -> str:
    """Parts of a page one at a time; all of them, one below another, without JavaScript."""
    page: Any = context.render_context
    parts = page.get(_TABS, [])
    page[_TABS] = []
    return render_to_string("govuk/tabs.html", {"parts": parts, "id": id, "title": title})


@register.inclusion_tag("govuk/timeline.html")
def timeline(items: Sequence[Mapping[str, Any]], level: int = 2) -> dict[str, Any]:
    """A few happenings, one below another. For hundreds, use a table."""
    return {"items": items, "level": level}


@register.simple_block_tag
def identity_bar(content: str, title: str) -> str:
    """Whose record this is."""
    return render_to_string(
        "govuk/identity_bar.html", {"content": content, "empty": not content.strip(), "title": title}
    )


# Forms


@register.inclusion_tag("govuk/field.html")
def field(
    bound: GovukBoundField,
    *,
    size: str = "",
    heading: bool = False,
    inline: bool = False,
    small: bool = False,
    hidden_label: bool = False,
) -> dict[str, Any]:
    """One field whole. `heading` makes its label the page's h1; `hidden_label` keeps it for screen readers only."""
    return {
        "field": bound,
        "size": size,
        "heading": heading,
        "inline": inline,
        "small": small,
        "hidden_label": hidden_label,
    }


@register.inclusion_tag("govuk/error_summary.html")
def error_summary(forms: Forms, title: str = "There is a problem") -> dict[str, Any]:
    """Every problem in one list at the top, each leading to its field."""
    return {"problems": problems(forms), "title": title}


@register.simple_block_tag
def filters(
    content: str,
    heading: str = "Filter",
    chosen: Sequence[tuple[str, str]] | None = None,
    clear: str = "",
) -> str:
    """What a list is narrowed to, and the form that narrows it."""
    return render_to_string(
        "govuk/filters.html", {"content": content, "heading": heading, "chosen": chosen or (), "clear": clear}
    )
