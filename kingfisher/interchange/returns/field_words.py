"""The patterns of `words_of_fields.yaml`, asked of a text in lower case."""

import re
from functools import lru_cache

import yaml

from kingfisher.interchange.returns.agency_words import HERE

Patterns = tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(1)
def _all() -> dict[str, Patterns]:
    raw: dict[str, list[dict[str, str]]] = yaml.safe_load((HERE / "words_of_fields.yaml").read_text(encoding="utf-8"))
    return {
        part: tuple((name, re.compile(pattern)) for item in items for name, pattern in item.items())
        for part, items in raw.items()
    }


def first_of(part: str, low: str) -> str | None:
    """The first name of the part whose pattern the text meets; None when none is met."""
    return next((name for name, pattern in _all()[part] if pattern.search(low)), None)


def every_of(part: str, low: str) -> tuple[str, ...]:
    """Every name of the part whose pattern the text meets, in the part's order."""
    return tuple(name for name, pattern in _all()[part] if pattern.search(low))
