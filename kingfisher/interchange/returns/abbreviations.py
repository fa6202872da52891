"""What do agencies' short forms mean? A reading aid beside an account; the account itself is never rewritten."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

_SHORT = re.compile(r"\b[A-Za-z0-9]+(?:[&/][A-Za-z0-9]+)*\b")


@lru_cache(1)
def meanings() -> Mapping[str, str]:
    """Every short form of `abbreviations.yaml` and what it means, in alphabetical order."""
    raw = yaml.safe_load(Path(__file__).with_name("abbreviations.yaml").read_text(encoding="utf-8"))
    return {str(short): str(meaning) for short, meaning in raw.items()}


def short_forms_in(text: str, codes: Mapping[str, str] | None = None) -> dict[str, str]:
    """The short forms met in a text and their meanings, in order of place; a file's own key (`codes`) comes first.

    Only forms in capitals as written count, so that "is" and "in" are never taken for one.
    """
    own = codes or {}
    found: dict[str, str] = {}
    for met in _SHORT.finditer(text):
        short = met.group()
        meaning = own.get(short) or meanings().get(short)
        if meaning and short not in found:
            found[short] = meaning
    return found
