"""Rows of the chronology's table: one for each happening on the page, with every account of it side by side."""

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from kingfisher.timeline.entries import Entry, amend
from kingfisher.timeline.people import Family
from kingfisher.web.accounts import AccountShown, account
from kingfisher.web.words import several


class Row(NamedTuple):
    """One happening: its accounts, the earliest first."""

    accounts: tuple[AccountShown, ...]
    how_many: str

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
    rows, done = [], set()
    for entry in entries:
        if entry.id in done:
            continue
        together = _together(entry, here)
        done |= {one.id for one in together}
        shown = tuple(
            account(_led_by(one, foremost), family, names, restriction((labels or {}).get(one.id, "")))
            for one in together
        )
        rows.append(Row(shown, f"{several(len(shown), 'account')} of the same happening" if len(shown) > 1 else ""))
    return rows


def _led_by(entry: Entry, foremost: Container[str]) -> Entry:
    return amend(entry, about=tuple(sorted(entry.about, key=lambda person: person not in foremost)))


def _together(entry: Entry, here: Mapping[str, Entry]) -> list[Entry]:
    found = {entry.id: entry}
    waiting = [entry]
    while waiting:
        for other in waiting.pop().same_as:
            if other in here and other not in found:
                found[other] = here[other]
                waiting.append(here[other])
    return [one for one in here.values() if one.id in found]


def restriction(labels: str) -> str:
    """Who may see it, when that is not everyone in the network; "" when it is."""
    if " handling_R " in labels:
        return "Restricted"
    if " handling_C " in labels:
        return "Shared on conditions"
    if " agency_only " in labels:
        return "Not released"
    return ""
