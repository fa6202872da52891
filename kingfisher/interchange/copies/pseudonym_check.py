"""Reading a copy without names again, as a stranger would, for anything that would still identify the family."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

import msgspec

from kingfisher.interchange.copies.audiences import Audience, For
from kingfisher.interchange.copies.day_words import birthdays_left, days_left, exact_dates
from kingfisher.interchange.copies.document import lay_out
from kingfisher.interchange.copies.laid_out import Line, MergedDocument, Printed
from kingfisher.interchange.copies.pseudonym_brood import numbers_left
from kingfisher.interchange.copies.pseudonym_dates import Dates
from kingfisher.interchange.copies.pseudonym_people import either, forms, initials, name_words, short_words, words
from kingfisher.interchange.copies.pseudonym_places import NUMBERS
from kingfisher.interchange.copies.pseudonyms import Choices, Pseudonyms, place_words
from kingfisher.interchange.returns.agency_return import Doubt
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When, said
from kingfisher.timeline.people import Family

_DAYS_OF_LINES = frozenset({"number", "sort_day", "date_words", "edtf", "time", "precision", "happened", "printed"})


class SomethingLeft(ValueError):
    """A copy without names still held something; `left` says what and where, and the copy was not made."""

    def __init__(self, left: Sequence[str]) -> None:
        shown = "\n".join(f"  {one}" for one in left[:20])
        more = f"\n  and {len(left) - 20} more" if len(left) > 20 else ""
        super().__init__(
            f"The copy without names was not made: {len(left)} passages would still tell who it is.\n{shown}{more}\n"
            "Add the spelling to the person's aliases in the people file, or name the place, and try again."
        )
        self.left = tuple(left)


def lay_out_without_names(
    chronology: Chronology,
    choices: Choices,
    *,
    doubts: Sequence[Doubt] = (),
    audience: Audience,
    printed: Printed,
    title: str,
    gaps: Sequence[str] = (),
    substitutes: Pseudonyms | None = None,
) -> MergedDocument:
    """The chronology laid out without what would identify the family, read again before it is handed over.

    Raises `SomethingLeft` if anything is left, and `NotForAudience`. Remarks and suggestions are not carried over: the
    first quote what was written, the second are for settling before a copy is made. A row about another family is
    counted in the panel's copy and shown in none. `substitutes` are those of a larger copy that this is part of, so
    that both call everyone the same.
    """
    instead = substitutes or Pseudonyms(chronology, choices, doubts)
    document = lay_out(
        instead.chronology(),
        doubts=[instead.doubt(doubt) for doubt in doubts if audience.who is For.PANEL or doubt.code != "other_family"],
        audience=instead.audience(audience),
        printed=printed,
        title=instead.text(title),
        gaps=[instead.text(gap) for gap in gaps],
        pseudonymised=True,
    )
    if choices.dates is Dates.MONTH:
        document = _months_only(document, instead)
    left = check_left(document, chronology.family, hide_siblings=choices.hide_siblings, look=Look.of(instead))
    if left:
        raise SomethingLeft(left)
    return document


def _months_only(document: MergedDocument, instead: Pseudonyms) -> MergedDocument:
    """The ends of a span are widened to months already: said as months too, and not as the days they begin and end."""
    replace = msgspec.structs.replace

    def line(one: Line) -> Line:
        return replace(one, date_words=instead.dates_in(one.date_words))

    return replace(
        document,
        lines=tuple(map(line, document.lines)),
        together=tuple(replace(group, lines=tuple(map(line, group.lines))) for group in document.together),
        contributors=tuple(replace(one, until=instead.dates_in(one.until)) for one in document.contributors),
    )


def check_left(
    document: MergedDocument, family: Family, *, hide_siblings: bool = False, look: "Look | None" = None
) -> list[str]:
    """What a document still holds of a family's names, numbers and dates of birth; empty when nothing is left.

    Each passage is told with where it stands. `family` is the family as it is, with its names. Everything the document
    holds is read, ids and file names included, except who printed it.
    """
    look = look or Look(family, hide_siblings=hide_siblings)
    found: dict[str, None] = {}
    for where, text in _words(document, "the document"):
        found |= dict.fromkeys(f"{where}: {what}" for what in look.left_in(text))
    if hide_siblings and len(document.family.children) > 2:
        found["the family: the number of its children shows in its list of children"] = None
    return list(found)


class Look:
    """Reads words as a stranger would, for anything that would still identify the family."""

    def __init__(
        self,
        family: Family,
        *,
        hide_siblings: bool,
        no_days: bool = False,
        substitutes: Pseudonyms | None = None,
    ) -> None:
        """`family` is the family as it is. With `no_days` any day is too much. `substitutes` are those the copy was
        made with: places they know of are looked for too, and words they were told to keep are left alone."""
        choices = substitutes.choices if substitutes else Choices()
        self._keep = {word.casefold() for word in choices.keep}
        names = name_words(family) - self._keep
        capital_only = {word for word in names if word in words()["words_too"]}
        schools = place_words(one.agency for one in family.practitioners if _is_one_of_several(one.agency))
        anyhow = (
            (names - capital_only) | set(schools) | {place.casefold() for place in choices.places if len(place) > 2}
        )
        self._patterns = [re.compile(rf"(?<!\w)(?:{either(anyhow)})(?!\w)", re.I)] if anyhow else []
        exact = {w for word in capital_only for w in (word.title(), word.upper())} | initials(family)
        exact |= {word for word in short_words(family) if word.casefold() not in self._keep}
        self._patterns += [re.compile(rf"(?<!\w)(?:{either(exact)})(?!\w)")] if exact else []
        whole = [form.text.casefold() for form in forms(family) if " " in form.text and not form.exact]
        self._phrases = [re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)") for phrase in whole]
        self._any_phrase = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, whole))})(?!\w)") if whole else None
        self._births = {p.born.first for p in family.people if p.born and p.born.first and p.born.first == p.born.last}
        self._numbers = {re.sub(r"\D", "", p.nhs_number) for p in family.people if p.nhs_number}
        self._seen: dict[str, tuple[str, ...]] = {}
        self._hide, self._no_days, self._substitutes = hide_siblings, no_days, substitutes

    @classmethod
    def of(cls, substitutes: Pseudonyms) -> "Look":
        """For all that a copy made with these substitutes was to hide."""
        choices = substitutes.choices
        return cls(
            substitutes.original.family,
            hide_siblings=choices.hide_siblings,
            no_days=choices.dates is Dates.MONTH,
            substitutes=substitutes,
        )

    def left_in(self, text: str) -> tuple[str, ...]:
        """What the text still holds, each in words. The same words are looked at once."""
        if text not in self._seen:
            self._seen[text] = tuple(self._left_in(text))
        return self._seen[text]

    def _left_in(self, text: str) -> Iterator[str]:
        bare = " ".join(text.replace("_", " ").split())  # a file's name joins its words with these
        for pattern in self._patterns:
            yield from (f"the name “{found.group()}”" for found in pattern.finditer(bare))
        folded = bare.casefold()
        if self._any_phrase and self._any_phrase.search(folded):  # which of them, only where there is one
            yield from (f"the name “{found.group()}”" for phrase in self._phrases for found in phrase.finditer(folded))
        for pattern, what in NUMBERS:
            yield from (f"{what.strip('[]')} “{found.group()}”" for found in pattern.finditer(bare))
        squeezed = re.sub(r"(?<=\d)[\s.–-]+(?=\d)", "", bare)
        yield from ("an NHS number" for number in self._numbers if number in squeezed)
        yield from self._days_in(bare)
        if self._substitutes:
            found = (passage for passage in self._substitutes.left_in(bare) if passage.casefold() not in self._keep)
            yield from (f"the name or place “{passage}”" for passage in found)
        if self._hide:
            yield from (f"the number of children in “{passage.strip()}”" for passage in numbers_left(bare))

    def _days_in(self, text: str) -> Iterator[str]:
        if self._births:
            yield from (f"the date of birth {said(day)}" for day in exact_dates(text) if day in self._births)
            yield from (f"the birthday “{passage}”" for passage in birthdays_left(text, self._births))
        if self._no_days:
            yield from (f"the day “{passage.strip()}”" for passage in days_left(text))


def _is_one_of_several(agency: str) -> bool:
    return any(word in words()["schools"] for word in agency.split("_"))


def _words(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every piece of text in a value, and where it stands, the days of lines aside."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield where, value
    elif isinstance(value, Chronology):
        yield from _words(value.family, "the family")
        yield from _words((*value.superseded, *value.entries, *value.undated), "the record")
    elif isinstance(value, (tuple, list, frozenset)):
        for number, item in enumerate(value, 1):
            yield from _words(item, item.entry.id if isinstance(item, Line) else f"{where} {number}")
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            if field not in _DAYS_OF_LINES:
                yield from _words(getattr(value, field), f"{where}, {field.replace('_', ' ')}")
    elif not isinstance(value, (When, date, datetime, int, float, bool, Enum, type(None))):
        raise TypeError(f"nothing knows how to read {type(value)}")
