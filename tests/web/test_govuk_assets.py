"""What we ship to the browser: nothing missing, nothing not ours to use, nothing the security policy stops."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.urls import path as route

from kingfisher.web.govuk.context import page

WEB = Path(__file__).resolve().parents[2] / "kingfisher" / "web"
STATIC = WEB / "static"
SHEETS = sorted(STATIC.rglob("*.css"))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


def missing(sheet: Path) -> list[str]:
    named = re.findall(r"url\(\s*['\"]?([^)'\"]+)", sheet.read_text())
    return [name for name in named if not name.startswith(("#", "data:")) and not (sheet.parent / name).is_file()]


def unsafe(source: str) -> list[str]:
    """Inline script and style, which the policy stops. `<script src=...>` is fine."""
    source = re.sub(r"\{[%{#].*?[%}#]\}", "", source, flags=re.DOTALL)  # a tag's own arguments are not attributes
    found = re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", source, re.IGNORECASE)
    return found + [tag for tag in re.findall(r"<script\b[^>]*>", source) if "src=" not in tag]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_image_a_style_sheet_names_is_there(sheet: Path) -> None:
    assert missing(sheet) == []


def test_a_missing_image_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "planted.css").write_text("a { background: url('images/gone.svg') }")
    assert missing(tmp_path / "planted.css") == ["images/gone.svg"]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_font_file_crest_or_crown(sheet: Path) -> None:
    words = sheet.read_text().lower()
    assert not [word for word in ("@font-face", "gds transport", "crest", "crown", "logotype") if word in words]


def test_no_picture_or_font_of_others_is_shipped() -> None:
    shipped = {path.suffix for path in STATIC.rglob("*") if path.is_file()}
    assert shipped <= {".css", ".js", ".svg", ".json", ".txt"}
    assert not [path for path in STATIC.rglob("*") if re.search("crest|crown|logo", path.name)]


def test_the_vendored_files_are_those_that_were_built() -> None:
    record = json.loads((STATIC / "vendor" / "VENDORED.json").read_text())
    there = {path for path in (STATIC / "vendor").rglob("*") if path.is_file() and path.name != "VENDORED.json"}
    assert {str(path.relative_to(STATIC / "vendor")) for path in there} == set(record["sha256"])
    for name, digest in record["sha256"].items():
        assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == digest, name
    for package in record["packages"]:
        assert (STATIC / "vendor" / package["notice"]).is_file()


def test_hashed_names_can_be_made_of_every_file(tmp_path: Path) -> None:
    storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(location=STATIC)
    names = [str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.is_file()]
    for name in names:
        with source.open(name) as file:
            storage.save(name, file)
    done = list(storage.post_process({name: (storage, name) for name in names}))
    assert not [outcome for _, _, outcome in done if isinstance(outcome, Exception)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEB / "templates")))
def test_no_template_holds_inline_script_or_style(template: Path) -> None:
    assert unsafe(template.read_text()) == []


def test_inline_script_would_be_noticed() -> None:
    assert len(unsafe('<p style="x" onclick="y()"><script>z()</script><script src="ok.js"></script>')) == 3


def test_nothing_is_kept_in_the_browser() -> None:
    words = (STATIC / "kingfisher.js").read_text() + (STATIC / "vendor" / "frontend.js").read_text()
    assert "localStorage" not in words
    assert "sessionStorage" not in words
    assert "eval(" not in words


def somewhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [route("families/", somewhere, name="families"), route("sign-out", somewhere, name="sign_out")]


class Signed:
    is_authenticated = True

    def __str__(self) -> str:
        return "Priya Lal, housing"


def render(name: str, **context: Any) -> str:
    return engines["django"].get_template(name).render(context)


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_page_stands_with_no_context_at_all(name: str) -> None:
    html = render(name)
    assert html.count("<h1") == 1
    assert "<title>" in html
    assert unsafe(html) == []


def test_a_page_says_who_printed_it_and_that_all_is_invented(settings: Any) -> None:
    settings.DEMO = True
    settings.ROOT_URLCONF = __name__
    request = RequestFactory().get("/families/")
    request.user = Signed()  # type: ignore[assignment]
    html = render("404.html", **page(request))
    assert "Printed by Priya Lal, housing on " in html
    assert "Every person here is invented." in html
    assert html.count("OFFICIAL-SENSITIVE") == 2
    assert 'aria-current="page"' in html
    assert "Reviews" not in html, "a route that does not exist is not offered"
    assert '<form method="post" action="/sign-out">' in html


def test_a_stranger_sees_no_navigation(settings: Any) -> None:
    settings.DEMO = False
    html = render("404.html", **page(RequestFactory().get("/")))
    assert "govuk-service-navigation" not in html
    assert "invented" not in html
