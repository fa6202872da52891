"""Which kind of entry do the row's words speak of? The file's own type or code first, then the account's words."""

from functools import lru_cache
from typing import Any

import msgspec
import yaml

from kingfisher.interchange.returns.agency_words import HERE
from kingfisher.interchange.returns.row_words import Met, Phrases, words_of
from kingfisher.timeline.agency_sorts import Sort


class Line(msgspec.Struct, frozen=True):
    """One line of `words_of_kinds.yaml`."""

    what: str
    phrases: tuple[str, ...]
    only_for: frozenset[str] = frozenset()
    not_for: frozenset[str] = frozenset()
    weak: bool = False
    whole: bool = False

    def fits(self, sort: str) -> bool:
        """True when the line may be used for that family of agency."""
        return sort not in self.not_for and (not self.only_for or sort in self.only_for)


class Spoke(msgspec.Struct, frozen=True):
    """What the words speak of, the words themselves, and whether better words would be heard first."""

    what: str
    words: str
    weak: bool = False


@lru_cache(1)
def _lines() -> dict[str, tuple[Line, ...]]:
    raw: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "words_of_kinds.yaml").read_text(encoding="utf-8"))
    return {
        part: tuple(
            Line(
                item["what"],
                tuple(map(str, item["phrases"])),
                frozenset(item.get("for", ())),
                frozenset(item.get("not_for", ())),
                item.get("weak", False),
                item.get("whole", False),
            )
            for item in items
        )
        for part, items in raw.items()
    }


@lru_cache(64)
def _title_phrases(sort: str) -> tuple[tuple[Line, ...], Phrases]:
    lines = tuple(line for line in _lines()["titles"] if line.fits(sort))
    return lines, Phrases({str(n): line.phrases for n, line in enumerate(lines)})


@lru_cache(4096)
def by_title(title: str, sort: str) -> Spoke | None:
    """What the short column speaks of: the first line of the list that is met, wherever in the title it stands."""
    lines, phrases = _title_phrases(sort)
    words = words_of(title)
    best: tuple[int, Met] | None = None
    for met in phrases.find(title, words):
        place = int(met.cue)
        if lines[place].whole and (met.first, met.after) != (0, len(words)):
            continue
        if best is None or place < best[0]:
            best = (place, met)
    if best is None:
        return None
    return Spoke(lines[best[0]].what, best[1].words, lines[best[0]].weak)


def text_cues() -> dict[str, tuple[str, ...]]:
    """The phrases looked for in accounts, by the place of their line: to be found in one pass with all the others."""
    return {f"text:{n:03d}": line.phrases for n, line in enumerate(_lines()["texts"])}


def by_text(met: list[Met], sort: str, only: frozenset[str] | None = None) -> Spoke | None:
    """What the account's words speak of: the first line of the list that is met (of those in `only`, when given)."""
    lines = _lines()["texts"]
    best: tuple[int, Met] | None = None
    for found in met:
        if not found.cue.startswith("text:"):
            continue
        place = int(found.cue[5:])
        if (best is None or place < best[0]) and lines[place].fits(sort) and (not only or lines[place].what in only):
            best = (place, found)
    return None if best is None else Spoke(lines[best[0]].what, best[1].words)


# A type that says only how the news came gives way to the news; a few others give way to what the account plainly says.
NEWS = frozenset({"decision", "birth", "incident", "restriction", "absence"})
GIVES_WAY: dict[str, frozenset[str]] = {
    "health": frozenset({"living"}),
    "meeting": frozenset({"supervision"}),
    "appointment": frozenset({"visit", "elsewhere_appointment"}),
    "visit": frozenset({"at_school"}),
    "phone": NEWS,
}
ORDINARY_FIRST = frozenset(
    {"police", "ambulance", "hospital"}
)  # a "note" or "update" of theirs is still their business


def what_is_it(title: str, met: list[Met], sort: Sort, *, from_agency: bool) -> tuple[Spoke, str]:
    """What the row speaks of, and why we think so in plain words. `from_agency`: the news came from another agency."""
    named = by_title(title, sort.name) if title else None
    if named and not named.weak:
        yields = GIVES_WAY.get(named.what)
        told = by_text(met, sort.name, yields) if yields and (named.what != "phone" or from_agency) else None
        if told and (named.what != "health" or sort.name in {"hospital", "midwifery"}):
            return told, "the account says what it was about; the type says only how it came"
        return named, "the file's own column calls it so"
    told = by_text(met, sort.name)
    if told:
        return told, "these words stand in the account"
    if named and not (named.what == "other" and sort.name in ORDINARY_FIRST):
        return named, "the file's own column calls it so, and the account does not say more"
    return Spoke(sort.ordinary, ""), "nothing in the row says more; this is what the agency's rows mostly are"
