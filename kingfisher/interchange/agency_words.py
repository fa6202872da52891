"""What family of agency is this, and which agency do these words speak of? By `agency_words.yaml` and the family's people."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from kingfisher.interchange.row_words import Met, Phrases
from kingfisher.timeline.people import Family

HERE = Path(__file__).parent


class Sort(msgspec.Struct, frozen=True):
    """A family of agencies: what its rows mostly are, whether its contact is with the child, how others speak of it."""

    name: str
    ordinary: str
    sees_children: bool
    called: tuple[str, ...] = ()


UNKNOWN_SORT = Sort("", "account", False)


@lru_cache(1)
def _sorts() -> tuple[dict[str, Sort], list[tuple[str, str]]]:
    raw: dict[str, Any] = yaml.safe_load((HERE / "agency_words.yaml").read_text(encoding="utf-8"))
    sorts = {
        name: Sort(name, item["ordinary"], item["sees_children"], tuple(map(str, item["called"])))
        for name, item in raw.items()
    }
    return sorts, [(str(part), name) for name, item in raw.items() for part in item["ids"]]


@lru_cache(512)
def sort_of(agency: str) -> Sort:
    """The family of agency that an agency's id or name speaks of; one that claims nothing when we cannot say."""
    sorts, parts = _sorts()
    plain = re.sub(r"[^a-z0-9]+", "_", agency.lower()).strip("_")
    if plain in sorts:
        return sorts[plain]
    held = f"_{plain}_"
    return next((sorts[name] for part, name in parts if f"_{part}_" in held), UNKNOWN_SORT)


class Spoken:
    """How a family's own people and agencies are spoken of in notes. Built once for a family."""

    def __init__(self, family: Family) -> None:
        sorts, _ = _sorts()
        agencies = {worker.agency for worker in family.practitioners}
        by_sort: dict[str, str] = {}
        for agency in sorted(agencies):
            by_sort.setdefault(sort_of(agency).name, agency)
        several = {s for s in by_sort if sum(sort_of(a).name == s for a in agencies) > 1}
        cues: dict[str, list[str]] = {}
        for name, sort in sorts.items():
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
