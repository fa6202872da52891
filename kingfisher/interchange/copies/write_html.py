"""The merged chronology as one web page that needs nothing else: no server, no script, no font, no picture from afar.

It is filtered by agency and by person with plain form controls that the page's own styles answer to, so it works where
scripts are forbidden; the years are links. What is printed is what the filters leave.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from kingfisher.interchange.copies.laid_out import MARKING, Line, MergedDocument
from kingfisher.interchange.copies.reading_table import LINE_HEADER, Cell, ReadingTable, line_cells, opening, tables
from kingfisher.interchange.copies.safe_text import printable

STYLES = Path(__file__).with_name("page.css")
MAIN = "What happened, in order"


def write_html(document: MergedDocument, path: Path) -> None:
    """Write the page to a path, in UTF-8."""
    path.write_text(html_text(document), encoding="utf-8")


def html_text(document: MergedDocument) -> str:
    """The page as text."""
    return "\n".join(_page(document)) + "\n"


def _page(document: MergedDocument) -> Iterator[str]:
    agencies = _numbered(line.agency for line in document.lines)
    people = _numbered(document.family.label(person) for line in document.lines for person in line.entry.about)
    title = _safe(document.title)
    yield '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f'<meta name="robots" content="noindex">\n<title>{title}</title>\n<style>'
    yield STYLES.read_text(encoding="utf-8")
    yield from _filter_rules(agencies, "a")
    yield from _filter_rules(people, "p")
    yield "</style>\n</head>\n<body>"
    yield '<a class="skip" href="#chronology">Skip to the chronology</a>'
    yield f'<header><p class="marking">{MARKING}</p><h1>{title}</h1>'
    yield "".join(f"<p>{_safe(sentence)}</p>" for sentence in opening(document)) + "</header>\n<main>"
    for number, table in enumerate(tables(document), 1):
        if table.heading == MAIN:
            yield from _main_table(document, agencies, people)
        else:
            yield from _section(table, number)
    yield f"</main>\n<footer><p>{MARKING}. {_safe(document.printed_words)}</p></footer>\n</body>\n</html>"


def _numbered(names: Iterator[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names)), 1)}


def _filter_rules(choices: dict[str, int], letter: str) -> Iterator[str]:
    for number in choices.values():
        yield f"body:has(#{letter}{number}:checked) tr.line:not(.{letter}{number}){{display:none}}"


def _main_table(document: MergedDocument, agencies: dict[str, int], people: dict[str, int]) -> Iterator[str]:
    yield f'<section id="chronology"><h2 id="h-order">{MAIN}</h2>'
    yield '<form class="filters" autocomplete="off">'
    yield from _choices("Agency", "a", agencies)
    yield from _choices("Person", "p", people)
    yield '<p><button type="reset">Show everything</button></p></form>'
    years = dict.fromkeys(line.sort_day[:4] for line in document.lines)
    links = " ".join(f'<a href="#y{year}">{year}</a>' for year in years)
    yield f'<nav aria-label="Years"><p>Go to: {links}</p></nav>'
    yield '<div class="wide" tabindex="0" role="region" aria-labelledby="h-order">'
    yield f'<table class="order">{_head(LINE_HEADER)}'
    met: set[str] = set()
    for line in document.lines:
        year = line.sort_day[:4]
        anchor = "" if year in met else f'<span id="y{year}"></span>'
        met.add(year)
        yield _line(document, line, agencies, people, anchor)
    yield "</tbody></table></div></section>"


def _choices(legend: str, letter: str, choices: dict[str, int]) -> Iterator[str]:
    yield f"<fieldset><legend>{legend}</legend>"
    yield f'<span class="choice"><input type="radio" name="{letter}" id="{letter}0" checked>'
    yield f'<label for="{letter}0">All</label></span>'
    for name, number in choices.items():
        yield f'<span class="choice"><input type="radio" name="{letter}" id="{letter}{number}">'
        yield f'<label for="{letter}{number}">{_safe(name)}</label></span>'
    yield "</fieldset>"


def _line(document: MergedDocument, line: Line, agencies: dict[str, int], people: dict[str, int], anchor: str) -> str:
    marks = [f"a{agencies[line.agency]}", *(f"p{people[document.family.label(who)]}" for who in line.entry.about)]
    number, *rest = line_cells(line)
    first = f'<th scope="row" id="n{line.number}">{anchor}{_parts(number)}</th>'
    return f'<tr class="line {" ".join(marks)}">{first}{"".join(f"<td>{_parts(one)}</td>" for one in rest)}</tr>'


def _section(table: ReadingTable, number: int) -> Iterator[str]:
    yield f'<section><h2 id="h{number}">{_safe(table.heading)}</h2>'
    yield "".join(f"<p>{_safe(sentence)}</p>" for sentence in table.opening)
    if table.rows:
        yield f'<div class="wide" tabindex="0" role="region" aria-labelledby="h{number}"><table>{_head(table.header)}'
        for row in table.rows:
            yield "<tr>" + "".join(f"<td>{_parts(one)}</td>" for one in row) + "</tr>"
        yield "</tbody></table></div>"
    yield "</section>"


def _head(headings: tuple[str, ...]) -> str:
    cells = "".join(f'<th scope="col">{_safe(heading)}</th>' for heading in headings)
    return f"<thead><tr>{cells}</tr></thead><tbody>"


def _parts(cell: Cell) -> str:
    """The parts of a cell one under the other; they are safe already and only need escaping."""
    spans = (
        f'<span class="small">{escape(words)}</span>' if style == "small" else escape(words)
        for style, words in cell.parts
    )
    return "<br>".join(spans).replace("\n", "<br>")


def _safe(words: str) -> str:
    return escape(printable(words))
