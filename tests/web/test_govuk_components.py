"""Our tags and fields draw what the design system itself draws, compared with its own published examples."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.template import engines
from django.utils.safestring import mark_safe

from kingfisher.timeline.people import HowKnown
from kingfisher.web.govuk.fields import DateField
from kingfisher.web.govuk.renderer import GovukRenderer
from kingfisher.web.govuk.widgets import Checkboxes, Radios
from kingfisher.web.templatetags import govuk

EXAMPLES = json.loads((Path(__file__).parent / "fixtures" / "govuk-frontend.json").read_text())["examples"]

STYLES = Path(govuk.__file__).parents[1] / "static" / "kingfisher.css"


class Tokens(HTMLParser):
    """Tags with sorted attributes, and text with its white space made one: what the browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = [(name, " ".join(sorted(value.split())) if name == "class" else value or "") for name, value in attrs]
        self.found.append((tag, sorted(pair for pair in kept if pair != ("value", ""))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.found.append("/" + tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(" ".join(data.split()))


def tokens(html: str) -> list[Any]:
    parser = Tokens()
    parser.feed(html)
    return parser.found


def draw(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).render(context)


def _rows(options: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "key": row["key"]["text"],
            "value": row["value"].get("text") or mark_safe(row["value"]["html"]),
            "actions": [
                {"text": action["text"], "href": action["href"], "hidden": action["visuallyHiddenText"]}
                for action in row.get("actions", {}).get("items", ())
            ],
        }
        for row in options["rows"]
    ]


def _tasks(options: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "title": item["title"]["text"],
            "href": item.get("href"),
            "hint": item.get("hint", {}).get("text"),
            "status": item["status"].get("text") or item["status"]["tag"]["text"],
            "colour": item["status"].get("tag", {}).get("classes", "").removeprefix("govuk-tag--"),
        }
        for item in options["items"]
    ]


BUTTON = (
    "{% button o.text href=o.href|default:'' name=o.name|default:'' value=o.value|default:'' variant=variant "
    "disabled=o.disabled|default:False once=o.preventDoubleClick|default:False %}"
)
HEADED = '<p class="govuk-notification-banner__heading">{{ o.text }}</p>'
TAGS = {
    "back-link": "{% back_link '#' %}",
    "breadcrumbs": "{% breadcrumbs pairs %}",
    "button": BUTTON,
    "details": "{% details o.summaryText %}{{ o.text }}{% enddetails %}",
    "inset-text": "{% inset %}{{ o.text }}{% endinset %}",
    "notification-banner": "{% notification success=success %}" + HEADED + "{% endnotification %}",
    "panel": "{% panel o.titleHtml %}{{ o.html|safe }}{% endpanel %}",
    "phase-banner": "{% phase_banner o.tag.text %}{{ o.html|safe }}{% endphase_banner %}",
    "service-navigation": "{% service_navigation o.navigation %}",
    "skip-link": "{% skip_link o.href %}",
    "summary-list": "{% summary_list rows %}",
    "tabs": "{% tabs 'x' %}{% for item in o.tabs %}{% tab item.label item.id %}{{ item.panel.html|safe }}"
    "{% if item.panel.text %}<p class='govuk-body'>{{ item.panel.text }}</p>{% endif %}"
    "{% endtab %}{% endfor %}{% endtabs %}",
    "tag": "{% tag o.text variant %}",
    "task-list": "{% task_list tasks %}",
    "warning-text": "{% warning %}{{ o.text }}{% endwarning %}",
}
TAG_EXAMPLES = [(component, name) for component in TAGS for name in EXAMPLES[component]]


@pytest.mark.parametrize(("component", "name"), TAG_EXAMPLES)
def test_a_tag_draws_what_the_design_system_draws(component: str, name: str) -> None:
    example = EXAMPLES[component][name]
    options = example["options"]
    context: dict[str, Any] = {
        "o": options,
        "variant": options.get("classes", "").rpartition("--")[2],
        "success": options.get("type") == "success",
    }
    if component == "breadcrumbs":
        context["pairs"] = [(item["text"], item.get("href", "")) for item in options["items"]]
    if component == "summary-list":
        context["rows"] = _rows(options)
    if component == "task-list":
        context["tasks"] = _tasks(options)
    if component == "tabs":
        # Our tabs always have an id.
        context["o"] = {"tabs": options["items"]}
        example["html"] = example["html"].replace("<div ", '<div id="x" ', 1)
    assert tokens(draw(TAGS[component], **context)) == tokens(example["html"])


@pytest.mark.parametrize(
    ("name", "page", "pages"), [("default", 2, 3), ("first page", 1, 3), ("with many pages", 10, 40)]
)
def test_pagination_draws_what_the_design_system_draws(name: str, page: int, pages: int) -> None:
    example = EXAMPLES["pagination"][name]
    drawn = draw("{% pagination page address='?' %}", page=Paginator(range(pages), 1).get_page(page))
    for given, number in (("/previous", page - 1), ("/next", page + 1)):
        example["html"] = example["html"].replace(f'"{given}"', f'"/page/{number}"')
    # Django shows two pages at each end and three on each side; the tokens in between are the same kind.
    ours, theirs = tokens(drawn.replace("?page=", "/page/")), tokens(example["html"])
    if name == "with many pages":
        ours, theirs = ours[:12], theirs[:12]
    assert ours == theirs


def _choices(options: dict[str, Any]) -> list[tuple[Any, str]]:
    return [(item["value"], item["text"]) for item in options["items"]]


def _hints(options: dict[str, Any]) -> dict[str, str]:
    return {item["value"]: item["hint"]["text"] for item in options["items"] if "hint" in item}


def _chosen(options: dict[str, Any], word: str) -> Any:
    return next((item["value"] for item in options["items"] if item.get(word)), None)


class SelectWithOneDisabled(forms.Select):
    def create_option(self, name: str, value: Any, *rest: Any, **more: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *rest, **more)
        if value == 3:
            option["attrs"]["disabled"] = True
        return option


def _field(component: str, options: dict[str, Any]) -> forms.Field:
    attrs = {"id": options["id"]} if "id" in options else {}
    attrs |= {"class": options["classes"]} if component == "input" and "classes" in options else {}
    attrs |= {"autocomplete": options["autocomplete"]} if "autocomplete" in options else {}
    asked = options.get("label") or options["fieldset"]["legend"]
    common: dict[str, Any] = {"label": asked["text"], "help_text": options.get("hint", {}).get("text", "")}
    match component:
        case "input":
            return forms.CharField(widget=forms.TextInput(attrs), max_length=10, **common)
        case "textarea":
            return forms.CharField(widget=forms.Textarea(attrs), **common)
        case "password-input":
            return forms.CharField(widget=forms.PasswordInput(attrs), **common)
        case "file-upload":
            return forms.FileField(widget=forms.FileInput(attrs), **common)
        case "select":
            chosen = _chosen(options, "selected")
            widget = SelectWithOneDisabled(attrs) if chosen else forms.Select(attrs)
            return forms.ChoiceField(choices=_choices(options), widget=widget, initial=chosen, **common)
        case "radios":
            widget = Radios(hints=_hints(options))
            chosen = _chosen(options, "checked")
            return forms.ChoiceField(choices=_choices(options), widget=widget, initial=chosen, **common)
        case "checkboxes":
            widget = Checkboxes(hints=_hints(options))
            return forms.MultipleChoiceField(choices=_choices(options), widget=widget, **common)
        case "date-input":
            field = DateField(initial=tuple(str(v) for v in options.get("values", {}).values()) or None, **common)
            field.widget.attrs |= attrs
            return field
    raise AssertionError(component)


FIELDS = ("input", "textarea", "select", "radios", "checkboxes", "date-input", "password-input", "file-upload")
FIELD_EXAMPLES = [(component, name) for component in FIELDS for name in EXAMPLES[component]]


@pytest.mark.parametrize(("component", "name"), FIELD_EXAMPLES)
def test_a_field_draws_what_the_design_system_draws(component: str, name: str) -> None:
    example = EXAMPLES[component][name]
    options = example["options"]
    key = options.get("name") or options["id"]
    form = forms.Form(auto_id="%s", renderer=GovukRenderer())
    form.fields[key] = _field(component, options)
    if error := options.get("errorMessage"):
        form.cleaned_data, form._errors = {}, forms.utils.ErrorDict()  # type: ignore[attr-defined]
        code = "year" if options.get("year", {}).get("error") else ""
        form.add_error(key, ValidationError(error["text"], code=code))
    asked = options.get("label") or options["fieldset"]["legend"]
    drawn = draw(
        "{% field bound size=size heading=heading inline=inline small=small %}",
        bound=form[key],
        size="l" if "--l" in asked.get("classes", "") else "",
        heading=asked.get("isPageHeading", False),
        inline="--inline" in options.get("classes", ""),
        small=name == "small",
    )
    drawn = drawn.replace(f'name="{key}-', 'name="') if component == "date-input" else drawn
    assert tokens(drawn) == tokens(example["html"])


def test_an_error_summary_leads_to_every_field() -> None:
    example = EXAMPLES["error-summary"]["default"]
    form = forms.Form({}, auto_id="%s", renderer=GovukRenderer())
    for problem in example["options"]["errorList"]:
        key = problem["href"].removeprefix("#")
        form.fields[key] = forms.CharField(error_messages={"required": problem["text"]})
    assert tokens(draw("{% error_summary form %}", form=form)) == tokens(example["html"])


def test_the_catalogue_names_every_tag() -> None:
    catalogue = govuk.__doc__ or ""
    assert [
        name for name in govuk.register.tags if f"{{% {name} " not in catalogue and f"{{% {name} %" not in catalogue
    ] == []


@pytest.mark.parametrize("how", HowKnown)
def test_every_way_of_knowing_has_words_and_a_border(how: HowKnown) -> None:
    assert how.value in govuk.HOW_KNOWN
    assert f".kf-known--{how.value} " in STYLES.read_text()
    assert f'<span class="kf-known kf-known--{how.value}">{govuk.HOW_KNOWN[how.value]}<' in draw(
        "{% known how %}", how=how
    )
