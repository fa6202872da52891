"""Figures as a page lists them: agencies of which the same is said stand in one line."""

from collections.abc import Iterable, Mapping

ALL = "Every agency"


def gathered(lines: Iterable[tuple[str, str]], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each agency (by its slug, "" for all) and what is said of it, as (agencies in words, words), in the order met.

    What is held back of one agency after another would fill a page with one sentence; said once, with their names, it
    is read.
    """
    told: dict[str, list[str]] = {}
    for agency, words in lines:
        told.setdefault(words, []).append(names.get(agency, agency) if agency else ALL)
    return [("; ".join(dict.fromkeys(agencies)), words) for words, agencies in told.items()]
