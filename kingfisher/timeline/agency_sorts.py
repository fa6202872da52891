"""What sort of agency does an id or name speak of, and how do others speak of it in their notes?"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml


class Sort(msgspec.Struct, frozen=True):
    """A sort of agency: what its rows mostly are, whether its contact is with the child, how others speak of it."""

    name: str
    ordinary: str
    sees_children: bool
    called: tuple[str, ...] = ()


UNKNOWN_SORT = Sort("", "account", False)


@lru_cache(1)
def sorts() -> dict[str, Sort]:
    """Every sort of agency in `agency_sorts.yaml`, by name."""
    return {
        name: Sort(name, item["ordinary"], item["sees_children"], tuple(map(str, item["called"])))
        for name, item in _raw().items()
    }


@lru_cache(1)
def _raw() -> dict[str, Any]:
    held: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("agency_sorts.yaml").read_text(encoding="utf-8"))
    return held


@lru_cache(512)
def sort_of(agency: str) -> Sort:
    """The sort of agency that an agency's id or name speaks of; one that claims nothing when we cannot say."""
    plain = re.sub(r"[^a-z0-9]+", "_", agency.lower()).strip("_")
    if plain in sorts():
        return sorts()[plain]
    held = f"_{plain}_"
    return next(
        (sorts()[name] for name, item in _raw().items() if any(f"_{part}_" in held for part in item["ids"])),
        UNKNOWN_SORT,
    )
