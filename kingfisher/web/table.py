"""Rows of the chronology's table: one for each happening on the page, with every account of it side by side."""

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from kingfisher.timeline.entries import Entry, amend
from kingfisher.timeline.people import Family
from kingfisher.web.accounts import AccountShown, account
from kingfisher.web.words import several


class Row(NamedTuple):
    """One happening: its accounts, the earliest first; and rows that only repeat one of them in the same file."""

    accounts: tuple[AccountShown, ...]
    how_many: str
    repeated: tuple[str, ...] = ()

    @property
    def first(self) -> AccountShown:
        """The account that stands for it."""
        return self.accounts[0]


def rows_of(
    entries: Sequence[Entry],
    family: Family,
    names: Mapping[str, str],
    labels: Mapping[str, str] | None = None,
    *,
    foremost: Container[str] = (),
) -> list[Row]:
    """The entries as rows, in the order given; accounts of one happening share the row of the first of them.

    `foremost` are people to name first, because the table is narrowed to them.
    """
    here = {entry.id: entry for entry in entries}
    linked = _links(here)
    rows, done = [], set()
    for entry in entries:
        if entry.id in done:
            continue
        together, repeats = _without_repeats(_together(entry, here, linked))
        done |= {one.id for one in (*together, *repeats)}
        shown = tuple(
            account(_led_by(one, foremost), family, names, restriction((labels or {}).get(one.id, "")))
            for one in together
        )
        how_many = f"{several(len(shown), 'account')} of the same happening" if len(shown) > 1 else ""
        rows.append(Row(shown, how_many, tuple(map(_repeated, repeats))))
    return rows


def _without_repeats(together: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The accounts, and apart the rows that say one of them again word for word in the same file: an export's slip,
    not another agency agreeing."""
    met: set[object] = set()
    told: list[Entry] = []
    repeats: list[Entry] = []
    for entry in together:
        passage = entry.source and (entry.source.digest, entry.source.passage)
        (repeats if passage and passage in met else told).append(entry)
        met.add(passage)
    return told, repeats


def _repeated(entry: Entry) -> str:
    place = f"{entry.source.file}, {entry.source.locator}" if entry.source else entry.id
    return f"The same row stands twice in the file, word for word; again at {place}."


def _led_by(entry: Entry, foremost: Container[str]) -> Entry:
    return amend(entry, about=tuple(sorted(entry.about, key=lambda person: person not in foremost)))


def _together(entry: Entry, here: Mapping[str, Entry], linked: Mapping[str, set[str]]) -> list[Entry]:
    found = {entry.id}
    waiting = [entry.id]
    while waiting:
        fresh = linked.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return [one for one in here.values() if one.id in found]


def _links(here: Mapping[str, Entry]) -> dict[str, set[str]]:
    """Both ways: a link is kept by the account that came second."""
    linked: dict[str, set[str]] = {}
    for entry in here.values():
        for other in entry.same_as:
            if other in here:
                linked.setdefault(entry.id, set()).add(other)
                linked.setdefault(other, set()).add(entry.id)
    return linked


def restriction(labels: str) -> str:
    """Who may see it, when that is not everyone in the network; "" when it is."""
    if " handling_R " in labels:
        return "Restricted"
    if " handling_C " in labels:
        return "Shared on conditions"
    if " agency_only " in labels:
        return "Not released"
    return ""
