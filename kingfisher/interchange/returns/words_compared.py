"""Does an entry of ours say the same as a line of an answer sheet? By the published maps, a sentence per line."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Meeting

HERE = Path(__file__).parent
# Kinds whose accounts have no outcome of a contact: what these words say stands in `seen`.
_NO_OUTCOME = ("n/a", "attended", "seen_at_home", "seen_elsewhere")


@lru_cache(1)
def kind_map() -> dict[str, Any]:
    """The map of kinds, outcomes and grounds of knowing (`kind_map.yaml`)."""
    loaded: dict[str, Any] = yaml.safe_load((HERE / "kind_map.yaml").read_text(encoding="utf-8"))
    return loaded


@lru_cache(1)
def defect_map() -> list[dict[str, Any]]:
    """The map of defects (`defect_map.yaml`)."""
    loaded: list[dict[str, Any]] = yaml.safe_load((HERE / "defect_map.yaml").read_text(encoding="utf-8"))
    return loaded


def kinds_alike(entry: Entry) -> tuple[str, ...]:
    """Their words that count as this entry's kind."""
    for line in kind_map()["kinds"]:
        if line["ours"] == entry.kind and _fits(line.get("when"), entry):
            return tuple(line["theirs"])
    return (entry.kind,)


def outcomes_alike(entry: Entry) -> tuple[str, ...]:
    """Their words that count as what came of this entry."""
    for line in kind_map()["outcomes"]:
        if entry.kind in line["kinds"] and _fits(line.get("when"), entry):
            return tuple(line["theirs"])
    return _NO_OUTCOME


def grounds_alike(entry: Entry) -> tuple[str, ...]:
    """Their words that count as how this entry is known."""
    known = str(entry.how_known) if entry.how_known else "none"
    return tuple(kind_map()["how_known"].get(known, (known,)))


def defect_recognised(defect: str, codes: set[str], passage: str) -> bool:
    """True if what we say of a row is what the defect named there calls for."""
    low = defect.lower()
    for line in defect_map():
        if any(words in low for words in line["words"]):
            kept = line.get("keeps")
            return any(mark in passage for mark in kept) if kept else bool(codes & set(line["codes"]))
    return False


def _fits(when: dict[str, Any] | None, entry: Entry) -> bool:
    return all(_one_fits(field, wanted, entry) for field, wanted in (when or {}).items())


def _one_fits(field: str, wanted: Any, entry: Entry) -> bool:
    words = [str(word) for word in (wanted if isinstance(wanted, list) else [wanted])]
    if field == "agency":
        return any(word in entry.agency for word in words)
    if field == "handling":
        return any(word in entry.handling for word in words)
    if field == "how_known":
        return str(entry.how_known) in words
    if field == "own_agency":
        return isinstance(entry.content, Meeting) and entry.agency in entry.content.apologies
    value = getattr(entry.content, field, None)
    return ("none" if value is None else str(value)) in words
