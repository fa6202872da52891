"""Where does each child live on a day? A reading of living arrangements; where nobody has recorded it, unknown."""

import re
from bisect import bisect_right
from datetime import date
from functools import lru_cache

import msgspec

from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import LivingArrangement


class Home(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A child lives or stays at an address with people, from `since` to `until` (inclusive; None: no end recorded)."""

    child: str
    address: str | None
    with_whom: tuple[str, ...]
    since: When
    until: When | None
    entry: str
    agency: str

    def may_hold_on(self, day: date) -> bool:
        """True unless it had certainly not begun, or had certainly ended, by the day."""
        if self.since.earliest is not None and day < self.since.earliest:
            return False
        return self.until is None or self.until.latest is None or self.until.latest >= day


def homes(chronology: Chronology, child: str) -> list[Home]:
    """Every arrangement recorded for the child, in the order they began; undated ones are left out."""
    return all_homes(chronology).get(child, [])


def all_homes(chronology: Chronology) -> dict[str, list[Home]]:
    """Every dated arrangement by the person it is for, each list in the order of the first day it can have begun."""
    found: dict[str, list[Home]] = {}
    for entry in chronology.entries:
        if isinstance(entry.content, LivingArrangement):
            for person in entry.content.who or entry.about:
                found.setdefault(person, []).append(_home(entry, entry.content, person))
    for arrangements in found.values():
        arrangements.sort(key=_may_have_begun)
    return found


def _may_have_begun(home: Home) -> date:
    return home.since.earliest or date.min


def _home(entry: Entry, content: LivingArrangement, person: str) -> Home:
    others = tuple(dict.fromkeys((*content.with_whom, *(one for one in content.who if one != person))))
    return Home(
        child=person,
        address=content.address,
        with_whom=others,
        since=entry.happened,
        until=content.ends,
        entry=entry.id,
        agency=entry.agency,
    )


def home_on(arrangements: list[Home], day: date) -> Home | None:
    """Where the child lived on the day: of the arrangements (a list made above) that may hold, the one that began last;
    None if unknown.

    A stay with an end gives way, after it, to the arrangement it interrupted. Uncertain ends count as holding.
    """
    begun = bisect_right(arrangements, day, key=_may_have_begun)
    return next((arrangements[n] for n in range(begun - 1, -1, -1) if arrangements[n].may_hold_on(day)), None)


def same_address(one: str | None, other: str | None) -> bool:
    """True when both are given and read as one place: the words and numbers of one are all in the other, in any order
    and however a road is shortened. "1 Mill Lane" is not "11 Mill Lane"; "Mill Ln" may be either."""
    if not one or not other:
        return False
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


_SHORT = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "cres": "crescent", "ct": "court", "ln": "lane",
    "dr": "drive", "cl": "close", "pl": "place", "gdns": "gardens", "tce": "terrace", "terr": "terrace", "sq": "square",
}  # fmt: skip
_PARTS = re.compile(r"\d+|[^\W\d_]+")


@lru_cache(maxsize=4_096)
def _words(address: str) -> frozenset[str]:
    return frozenset(_SHORT.get(part, part) for part in _PARTS.findall(address.casefold()))
