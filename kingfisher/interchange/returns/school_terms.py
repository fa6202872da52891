"""School terms and half terms as schools write them: "Autumn term 2019", "Spring 1 2020 (from 13/1)".

Where the file itself states its terms ("Terms: Aut 3/9/19-20/12/19; Spr 6/1/20-20/3/20"), those days are used;
otherwise the widest usual span, so that no day some school counts in the term is left out.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from kingfisher.interchange.returns.date_parts import Impossible, exact_day, full_year, part_at
from kingfisher.timeline.dates import TERMS, When

_NAMES = {"aut": "autumn", "spr": "spring", "sum": "summer"}
# Widest usual spans of the two halves of each term: (month, day) first and last. Half terms differ by up to two weeks.
_HALVES = {
    ("autumn", 1): ((9, 1), (10, 31)), ("autumn", 2): ((10, 24), (12, 31)),
    ("spring", 1): ((1, 1), (2, 22)), ("spring", 2): ((2, 15), (4, 15)),
    ("summer", 1): ((4, 16), (6, 1)), ("summer", 2): ((5, 30), (7, 31)),
}  # fmt: skip
_HALF_ORDINALS = {"first": 1, "second": 2, "1st": 1, "2nd": 2, "1": 1, "2": 2}
_TERM = re.compile(
    r"(?P<name>autumn|spring|summer|aut|spr|sum)\b\.?\s*(?P<term>term)?\s*(?:half[\s-]*term)?\s*"
    r"(?:(?P<half>[12])\b|(?P<nth>first|second|1st|2nd)\s+half)?(?:\s*(?:half[\s-]*)?term)?,?\s*"
    r"(?P<year>20\d{2}|19\d{2}|['’]?\d{2})(?:[/-]\d{2})?(?!\d)",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?P<name>aut(?:umn)?|spr(?:ing)?|sum(?:mer)?)\b\.?\s*(?:term\s*)?(?:20\d\d\s*)?:?\s*"
    r"(?P<first>\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)\s*(?:-|–|to)\s*(?P<last>\d{1,2}[/.]\d{1,2}[/.]\d{2,4})",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"half[\s-]*term:?\s*(?P<first>\d{1,2})\s*(?:-|–|to)\s*(?P<last>\d{1,2})\s+(?P<month>[A-Za-z]+)\s+(?P<year>\d{4})",
    re.IGNORECASE,
)


class StatedTerms(msgspec.Struct, frozen=True):
    """The terms a file states for itself, by (name, year), and its half-term breaks."""

    spans: dict[tuple[str, int], tuple[date, date]] = {}
    breaks: tuple[tuple[date, date], ...] = ()


def stated_terms(notes: Iterable[str]) -> StatedTerms:
    """The terms and breaks stated in a file's own notes; whatever cannot be read there is passed over."""
    spans: dict[tuple[str, int], tuple[date, date]] = {}
    breaks: list[tuple[date, date]] = []
    for note in notes:
        for name, first, last in _spans(note):
            spans[name, first.year] = (first, last)
        for found in _BREAK.finditer(note):
            part = part_at(f"{found['last']} {found['month']} {found['year']}")
            if part is not None and part.is_full:
                last = date(part.year or 0, part.month or 0, part.day or 0)
                breaks.append((last.replace(day=int(found["first"])), last))
    return StatedTerms(spans, tuple(breaks))


def _spans(note: str) -> Iterator[tuple[str, date, date]]:
    for found in _STATED.finditer(note):
        last = _day(found["last"], None)
        first = _day(found["first"], last.year if last else None)
        if first is not None and last is not None and first <= last:
            yield _NAMES[found["name"].lower()[:3]], first, last


def _day(text: str, year: int | None) -> date | None:
    part = part_at(text)
    if part is None or part.month is None or part.day is None or not (part.year or year):
        return None
    try:
        return exact_day(part.year or year or 0, part.month, part.day)
    except Impossible:
        return None


def term_at(text: str, stated: StatedTerms, *, in_school: bool) -> tuple[When, int, bool] | None:
    """The term or half term that begins the text: when, where it ends, and whether its days are our usual ones.

    "Summer 2013" is a season unless the file is a school's or the word "term" (or a half) stands there.
    """
    found = _TERM.match(text)
    if found is None:
        return None
    half = _HALF_ORDINALS.get((found["half"] or found["nth"] or "").lower())
    if not (in_school or half or "term" in found[0].lower()):
        return None
    name = _NAMES[found["name"].lower()[:3]]
    year = full_year(found["year"]) or 0
    first, last, usual = _term_span(name, year, half, stated)
    rest = text[found.end() :]
    first, last = _narrowed(rest, first, last)
    if usual and half is None and (first, last) == _usual(name, year):
        return When.term(name, year), found.end(), True
    return When.between(first, last), found.end(), usual


def _usual(name: str, year: int) -> tuple[date, date]:
    (m1, d1), (m2, d2) = TERMS[name]
    return date(year, m1, d1), date(year, m2, d2)


def _term_span(name: str, year: int, half: int | None, stated: StatedTerms) -> tuple[date, date, bool]:
    span = stated.spans.get((name, year))
    first, last = span or _usual(name, year)
    if half is None:
        return first, last, span is None
    for begins, ends in stated.breaks:
        if first <= begins and ends <= last:
            if half == 1:
                return first, _friday_before(begins), span is None
            return ends + timedelta(days=7 - ends.weekday()), last, span is None
    (m1, d1), (m2, d2) = _HALVES[name, half]
    usual_first, usual_last = date(year, m1, d1), date(year, m2, d2)
    if span and half == 1:
        return first, usual_last, True
    return (usual_first, last, True) if span else (usual_first, usual_last, True)


def _friday_before(day: date) -> date:
    return day - timedelta(days=(day.weekday() - 4) % 7 or 7)


def _narrowed(rest: str, first: date, last: date) -> tuple[date, date]:
    """ "(from 13/1)" and "to 11/12" after a term narrow it."""
    for word, day in re.findall(r"\b(from|since|to|until|till)\s+(\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)", rest.lower()):
        narrowed = _day(day, first.year)
        if narrowed is None or not first <= narrowed <= last:
            continue
        if word in ("from", "since"):
            first = narrowed
        else:
            last = narrowed
    return first, last
