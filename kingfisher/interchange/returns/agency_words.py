"""How do notes speak of this family's people and of the agencies around it?"""

import re
from pathlib import Path

from kingfisher.interchange.returns.row_words import Met, Phrases
from kingfisher.timeline.agency_sorts import sort_of, sorts
from kingfisher.timeline.people import Family, Person

HERE = Path(__file__).parent


class Spoken:
    """How a family's own people and agencies are spoken of in notes. Built once for a family."""

    def __init__(self, family: Family) -> None:
        agencies = {worker.agency for worker in family.practitioners}
        by_sort: dict[str, str] = {}
        for agency in sorted(agencies):
            by_sort.setdefault(sort_of(agency).name, agency)
        several = {s for s in by_sort if sum(sort_of(a).name == s for a in agencies) > 1}
        cues: dict[str, list[str]] = {}
        for name, sort in sorts().items():
            if name not in several:
                cues.setdefault(f"agency:{by_sort.get(name, name)}", []).extend(sort.called)
            else:
                cues.setdefault(f"agency:{name}", []).extend(sort.called)
        for agency in agencies:
            cues.setdefault(f"agency:{agency}", []).extend(_own_words(agency))
        for worker in family.practitioners:
            if len(worker.name.split()) > 1:
                cues.setdefault(f"agency:{worker.agency}", []).extend((worker.name, *_long(worker.aliases)))
        for person in family.people:
            for name in _short_names(person.name, person.aliases):
                cues.setdefault(f"person:{person.id}", []).append(name)
        for word in ("mum", "mam", "mother", "dad", "father", "parent", "parents", "mgm", "pgm", "grandmother", "nan"):
            cues.setdefault(f"relative:{word}", []).append(word)
        cues["child"] = ["baby", "child", "toddler", "infant", "newborn", "children", "kids", "girl", "boy", "pupil"]
        self.phrases = Phrases(cues)
        self.children = frozenset(family.children)


_HELD: dict[int, tuple[Family, Spoken]] = {}


def spoken_of(family: Family) -> Spoken:
    """The words for a family, made once and kept while the last few families are in use."""
    held = _HELD.get(id(family))
    if held is None or held[0] is not family:
        if len(_HELD) > 32:
            _HELD.clear()
        held = _HELD[id(family)] = (family, Spoken(family))
    return held[1]


def agencies_met(met: list[Met]) -> list[tuple[str, Met]]:
    """The agencies spoken of, in order, each with the words."""
    return [(found.cue[7:], found) for found in met if found.cue.startswith("agency:")]


def is_named(person: Person, column: str) -> bool:
    """True when a persons, patient or pupil column names the person: whole name, initial and surname, forename, or the
    initials that are an alias and stand alone."""
    low = column.lower().strip()
    if not low:
        return False
    names = [name.lower() for name in (person.name or "", *person.aliases) if len(name) > 1]
    if any(name == low or (len(name) > SHORT_ALIAS and name in low) for name in names):
        return True
    parts = (person.name or "").lower().split()
    if len(parts) < 2:
        return False
    return f"{parts[0][0]} {parts[-1]}" in low or re.search(rf"\b{re.escape(parts[0])}\b", low) is not None


SHORT_ALIAS = 3  # letters: initials must stand alone, or they would be found inside other names


def _own_words(agency: str) -> list[str]:
    words = agency.replace("_", " ").split()
    kept = [
        word for word in words if word not in {"school", "primary", "the", "care", "services", "st"} and len(word) > 2
    ]
    return [" ".join(words), *([" ".join(kept)] if kept and sort_of(agency).name == "school" else [])]


def _long(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if len(name) > 3]


def _short_names(name: str | None, aliases: tuple[str, ...]) -> set[str]:
    names = {alias for alias in aliases if 2 < len(alias) < 30 and "(" not in alias and alias.lower() not in _COMMON}
    if name:
        names |= {name, name.split()[0]} if len(name.split()[0]) > 2 and "." not in name.split()[0] else {name}
    return {found for found in names if found.lower() not in _COMMON and re.search("[A-Za-z]{3}", found)}


_COMMON = {
    "mrs",
    "mum",
    "mam",
    "dad",
    "baby",
    "sister",
    "brother",
    "unborn",
    "nan",
    "mother",
    "father",
    "miss",
    "unborn baby",
}
