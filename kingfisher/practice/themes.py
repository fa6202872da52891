"""Which themes keep coming back, in audits, challenges, supervision, chairs' oversight and reviews? (paragraphs 29, 62)

A theme is words that people gave: nothing here reads a theme out of a text. It is counted once for each source that
names it, however often and however spelt, over every source of its sort, those that name no theme too. A theme that
few sources or few families stand behind is held back whole, its words with its number: the words could name somebody.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from kingfisher.practice.audits.standing import AuditState, all_in, state_of
from kingfisher.practice.audits.steps import ReadingHandedIn
from kingfisher.practice.measures.figure import Figure, Shown, shown
from kingfisher.practice.replies import closes_it
from kingfisher.practice.reviews.learned import LearningPoint
from kingfisher.practice.steps import Steps
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import ChairsOversight, Challenge, Supervision

ALL = "audits, challenges, supervision, chairs’ oversight and reviews"


class Sort(StrEnum):
    """Where a theme was named, as the sources of that sort are called in a sentence."""

    AUDIT = "audits"
    CHALLENGE = "challenges"
    SUPERVISION = "supervision entries"
    OVERSIGHT = "entries of chairs’ oversight"
    REVIEW = "reviews"


_SORTS: dict[type[object], Sort] = {
    Challenge: Sort.CHALLENGE,
    Supervision: Sort.SUPERVISION,
    ChairsOversight: Sort.OVERSIGHT,
}


class ThemeSource(msgspec.Struct, frozen=True, kw_only=True):
    """One audit, challenge, supervision, oversight or review: whose family (any name that tells families apart), the
    last day it was added to, and the themes it names as they were written (none: it names none)."""

    sort: Sort
    family: str
    day: date
    themes: tuple[str, ...] = ()


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """A theme in its commonest spelling: how many sources name it, by sort, and how many families stand behind them."""

    key: str
    words: str
    of: int
    by_sort: Mapping[Sort, int]
    families: int


class ThemeShown(msgspec.Struct, frozen=True, kw_only=True):
    """A theme as it may be shown: its figure over all sorts, and over each, some perhaps held back."""

    words: str
    whole: Shown
    by_sort: tuple[tuple[Sort, Shown], ...]


class ThemesShown(msgspec.Struct, frozen=True, kw_only=True):
    """The themes that may be shown, those named most first, and how many more are held back."""

    themes: tuple[ThemeShown, ...]
    held_back: int
    sources: int


def folded(words: str) -> str:
    """A theme's words made comparable: without capitals, accents, punctuation, "the" or "a", and "&" as "and"."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(one))
    said = re.sub(r"[’']", "", bare).replace("&", " and ")
    return " ".join(one for one in re.findall(r"\w+", said.replace("_", " ")) if one not in ("the", "a", "an"))


def in_record(chronology: Chronology, family: str, first: date, last: date) -> list[ThemeSource]:
    """Every challenge, supervision and chair's oversight of a family that became known between the days (inclusive).

    The answer to a challenge, and a chair's word that a question is answered, are parts of what they close: they count
    as no source of their own. An entry that nobody can date is left out.
    """
    return [
        ThemeSource(sort=_SORTS[type(entry.content)], family=family, day=day, themes=entry.content.themes)
        for entry in chronology.of_kind(Challenge, Supervision, ChairsOversight)
        if isinstance(entry.content, Challenge | Supervision | ChairsOversight)
        and (day := entry.known_from)
        and first <= day <= last
        and not _closes(entry)
    ]


def _closes(entry: Entry) -> bool:
    return closes_it(entry) and not getattr(entry.content, "themes", ())


def of_audit(steps: Steps, family: str) -> ThemeSource | None:
    """An audit, counted once for its readers together; None until every reading is in and what differs is moderated."""
    readings = steps.of(ReadingHandedIn)
    if not all_in(steps) or state_of(steps) is AuditState.DISPUTED:
        return None
    named = tuple(theme for one in readings for theme in one.themes)
    return ThemeSource(sort=Sort.AUDIT, family=family, day=max(one.day for one in readings), themes=named)


def of_review(steps: Steps, family: str) -> ThemeSource | None:
    """A review with its learning points' themes; None while it has none."""
    points = steps.of(LearningPoint)
    if not points:
        return None
    named = tuple(one.theme for one in points)
    return ThemeSource(sort=Sort.REVIEW, family=family, day=max(one.day for one in points), themes=named)


def counted(sources: Iterable[ThemeSource]) -> list[Theme]:
    """Every theme, those named by most sources first, then by their words. Not fit to be shown: see `may_be_shown`."""
    spelt: dict[str, Counter[str]] = {}
    sorts: dict[str, Counter[Sort]] = {}
    families: dict[str, set[str]] = {}
    for source in sources:
        by_key = {key: " ".join(words.split()) for words in reversed(source.themes) if (key := folded(words))}
        for key, words in by_key.items():
            spelt.setdefault(key, Counter())[words] += 1
            sorts.setdefault(key, Counter())[source.sort] += 1
            families.setdefault(key, set()).add(source.family)
    found = [
        Theme(
            key=key,
            words=min(words.items(), key=lambda pair: (-pair[1], pair[0]))[0],
            of=sorts[key].total(),
            by_sort={sort: sorts[key][sort] for sort in Sort},
            families=len(families[key]),
        )
        for key, words in spelt.items()
    ]
    return sorted(found, key=lambda one: (-one.of, one.words))


def may_be_shown(sources: Iterable[ThemeSource]) -> ThemesShown:
    """The themes with their figures, small numbers held back (`measures.figure.shown`). A theme whose figure over all
    sorts is held back is not named at all, only counted among those held back."""
    listed = list(sources)
    out_of = Counter(source.sort for source in listed)
    found = [(theme, _shown(theme, listed, out_of)) for theme in counted(listed)]
    kept = tuple(
        ThemeShown(words=theme.words, whole=lines[0], by_sort=tuple(zip(_met(out_of), lines[1:], strict=True)))
        for theme, lines in found
        if lines[0].figure is not None
    )
    return ThemesShown(themes=kept, held_back=len(found) - len(kept), sources=len(listed))


def _met(out_of: Mapping[Sort, int]) -> list[Sort]:
    return [sort for sort in Sort if out_of.get(sort)]


def _shown(theme: Theme, listed: list[ThemeSource], out_of: Counter[Sort]) -> list[Shown]:
    """All sorts first, then each sort met; a sort that could be worked out from the rest is held back with it."""
    behind: dict[Sort, set[str]] = {sort: set() for sort in Sort}
    for source in listed:
        if theme.key in map(folded, source.themes):
            behind[source.sort].add(source.family)
    whole = Figure(counts="name it", over=ALL, of=theme.of, out_of=out_of.total(), families=theme.families)
    parts = [
        Figure(
            counts="name it", over=ALL, agency=sort, of=theme.by_sort[sort], out_of=out_of[sort],
            families=len(behind[sort]) if theme.by_sort[sort] else None,
        )
        for sort in _met(out_of)
    ]  # fmt: skip
    return shown([whole, *parts])
