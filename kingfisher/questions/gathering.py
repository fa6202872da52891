"""One meeting, told by several agencies: who was there by any account of it, and what was written about it?

An agency's own account of a meeting says that it was there (unless it says that it was not). So before anybody is
called absent, the accounts of one meeting are gathered: those a person has confirmed to be the same, and those of
different agencies about the same children, of one sort and on one and the same certain day.
"""

from collections.abc import Iterable, Iterator

import msgspec

from kingfisher.practice.decisions import plain
from kingfisher.practice.meetings import was_held
from kingfisher.questions.picture import Picture, known
from kingfisher.timeline.entries import Entry, place_of
from kingfisher.timeline.kinds import Meeting

_SAYS_LITTLE = frozenset(
    ("meeting", "discussion", "call", "held", "initial", "first", "review", "multi", "agency", "telephone", "virtual")
)


class Gathering(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting: as told by the day it was first known (`meeting`, with the first account's id), and all told."""

    meeting: Entry
    accounts: tuple[Entry, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of every account."""
        return frozenset(one.id for one in self.accounts)

    def linked(self, picture: Picture) -> list[Entry]:
        """What names any account of it, in the order in which it became known; not the accounts themselves."""
        found = {one.id: one for held in self.accounts for one in picture.linked_to.get(held.id, ())}
        return sorted(
            (one for one in found.values() if one.id not in self.ids), key=lambda one: (known(one), place_of(one))
        )


def gatherings(picture: Picture, meetings: Iterable[Entry]) -> list[Gathering]:
    """The meetings held, each once, in the order in which they became known."""
    found: list[list[Entry]] = []
    by_day: dict[object, list[list[Entry]]] = {}
    by_id: dict[str, list[Entry]] = {}
    for entry in meetings:
        day = entry.happened.earliest if entry.happened.earliest == entry.happened.latest else None
        named = next((by_id[one] for one in entry.same_as if one in by_id), None)
        that_day = by_day.get(day, []) if day else []
        alike = named or next((held for held in that_day if _is_same(picture, held, entry)), None)
        if alike is None:
            alike = []
            found.append(alike)
            by_day.setdefault(day, []).append(alike)
        alike.append(entry)
        by_id |= dict.fromkeys((entry.id, *entry.same_as), alike)
    return [Gathering(meeting=_as_first_known(held), accounts=tuple(held)) for held in found]


def own_accounts(picture: Picture, gathering: Gathering) -> Iterator[Entry]:
    """Accounts of the meeting by other agencies than the one that first told of it, of whatever kind."""
    confirmed = [other for one in gathering.accounts for other in picture.joined_to.get(one.id, ())]
    for one in (*gathering.accounts, *confirmed):
        if one.agency != gathering.meeting.agency and not _was_away(one):
            yield one


def _is_same(picture: Picture, held: list[Entry], entry: Entry) -> bool:
    """By an agency that has told of it in no other entry, of the same sort, about any of the same children."""
    first = held[0]
    if any(one.agency == entry.agency for one in held) or was_held(first) != was_held(entry):
        return False
    words, others = _sort(first), _sort(entry)
    children = set(picture.children_in(first))
    return (words <= others or others <= words) and not children.isdisjoint(picture.children_in(entry))


def _sort(entry: Entry) -> frozenset[str]:
    content = entry.content
    return frozenset(plain(content.type if isinstance(content, Meeting) else "").split()) - _SAYS_LITTLE


def _was_away(entry: Entry) -> bool:
    return isinstance(entry.content, Meeting) and entry.agency in entry.content.apologies


def _as_first_known(held: list[Entry]) -> Entry:
    """The first account, with who was there, invited and away by every account known by the same day."""
    first = held[0]
    together = [one.content for one in held if known(one) == known(first) and isinstance(one.content, Meeting)]
    if len(together) < 2:
        return first
    attended = dict.fromkeys(name for one in together for name in one.attended)
    if attended:
        writers = [one.agency for one in held[1:] if known(one) == known(first) and not _was_away(one)]
        attended |= dict.fromkeys(writers)
    elsewhere = {name for one in together[1:] for name in one.attended}
    apologies = dict.fromkeys(name for one in together for name in one.apologies if name not in elsewhere)
    content = msgspec.structs.replace(
        together[0],
        attended=tuple(attended),
        apologies=tuple(apologies),
        invited=tuple(dict.fromkeys(name for one in together for name in one.invited)),
    )
    relates_to = tuple(dict.fromkeys(other for one in held for other in one.relates_to))
    return msgspec.structs.replace(first, content=content, relates_to=relates_to)
