"""What was each relationship as at a day, the family's list and the entries of changes read together?

An entry wins over the list from the day it is known. A date counts from its first nominal day and an end when its last
nominal day has passed ("about" delays neither), so that nothing shows before anyone could have meant it.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import RelationshipChange
from kingfisher.timeline.people import FEELINGS, PARTED, Bond, CareSort, Family, Link, Relationship, Standing, Tie

BOTH_WAYS = FEELINGS | {Tie.PARTNER, Tie.SIBLING, Tie.FRIEND, Tie.OTHER_RELATIVE, Tie.SAME_PERSON}
# Kin are kin from birth: when somebody wrote it down, or from when, moves nobody.
FROM_BIRTH = frozenset({Tie.SIBLING, Tie.GRANDPARENT, Tie.AUNT_OR_UNCLE, Tie.OTHER_RELATIVE, Tie.SAME_PERSON})


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A relationship, or one spell of it, as it stood on the day."""

    id: str
    kind: Tie
    person: str
    of: str
    since: When | None = None
    until: When | None = None  # only when it had ended before the day
    ended: bool = False
    bond: Bond | None = None
    link: Link | None = None
    care: CareSort | None = None
    standing: Standing | None = None
    how_known: str = ""
    may_show_family: bool | None = None

    @property
    def by_adoption(self) -> bool:
        """True for a parent who adopted."""
        return self.kind is Tie.PARENT and self.link is Link.ADOPTED

    @property
    def pair(self) -> tuple[str, str]:
        """The two, in the order of their ids."""
        return (self.person, self.of) if self.person <= self.of else (self.of, self.person)


type _Key = tuple[Tie, str, str]


def begun(when: When | None, day: date) -> bool:
    """True unless it begins after the day; None and dates with no first day have begun."""
    return when is None or when.first is None or when.first <= day


def over(when: When | None, day: date) -> bool:
    """True once the last nominal day has passed; ends are inclusive, and None and open ends are not over."""
    return when is not None and when.last is not None and when.last < day


def ties_as_at(chronology: Chronology, day: date) -> list[Held]:
    """Every relationship begun by the day, ended ones among them, in the order of their ids.

    `chronology` holds what was known by the day. Parents by birth and other kin hold whatever their dates.
    """
    stories: dict[_Key, list[Held]] = {}
    for listed in sorted(chronology.family.relationships, key=_in_the_list):
        key = _key(listed.kind, listed.person, listed.of)
        stories.setdefault(key, []).append(_from_list(listed, key, len(stories.get(key, ()))))
    for story in stories.values():
        story[:] = in_order(story)
    for entry in _changes(chronology):
        _apply(stories, entry)
    ties = (_as_at(tie, day) for story in stories.values() for tie in _begun_of(story, day))
    return sorted(_last_feelings(ties), key=lambda tie: tie.id)


def one_of(ties: Iterable[Held], family: Family, index: str) -> dict[str, str]:
    """For every person, the id they go by: two who are one person go by the index child's, or by a child's of the
    record, or by the first id. An alleged sameness joins nobody."""
    goes_by = {person.id: person.id for person in family.people}

    def find(one: str) -> str:
        while goes_by.get(one, one) != one:
            one = goes_by[one]
        return one

    for tie in ties:
        if tie.kind is Tie.SAME_PERSON and tie.standing is not Standing.ALLEGED and not tie.ended:
            first, second = sorted(
                (find(tie.person), find(tie.of)), key=lambda one: (one != index, one not in family.children, one)
            )
            goes_by[second] = first
    return {one: find(one) for one in goes_by}


def renamed(ties: Iterable[Held], goes_by: dict[str, str]) -> list[Held]:
    """The ties with everyone under the id they go by; those of somebody with themselves fall away."""
    named = (
        msgspec.structs.replace(tie, person=goes_by.get(tie.person, tie.person), of=goes_by.get(tie.of, tie.of))
        for tie in ties
    )
    return [tie for tie in named if tie.person != tie.of]


def _key(kind: Tie, person: str, of: str) -> _Key:
    return (kind, *sorted((person, of))) if kind in BOTH_WAYS else (kind, person, of)  # type: ignore[return-value]


def _from_list(listed: Relationship, key: _Key, number: int) -> Held:
    return Held(
        id=":".join(key) + (f":{number + 1}" if number else ""),
        kind=listed.kind,
        person=listed.person,
        of=listed.of,
        since=listed.since,
        until=listed.until,
        bond=listed.bond,
        link=listed.link,
        care=listed.care,
        standing=listed.standing,
        how_known=str(listed.how_known or ""),
        may_show_family=listed.may_show_family,
    )


def _in_the_list(listed: Relationship) -> tuple[int, str]:
    """An order of its own, so that the order of the list cannot matter: by beginning, then by all it says."""
    return (listed.since.sort_key if listed.since else -1, repr(listed))


def _changes(chronology: Chronology) -> list[Entry]:
    found = [e for e in (*chronology.entries, *chronology.undated) if isinstance(e.content, RelationshipChange)]
    return sorted(found, key=lambda e: (e.happened.sort_key, e.known_from or date.max, e.id))


def _apply(stories: dict[_Key, list[Held]], entry: Entry) -> None:
    content = entry.content
    assert isinstance(content, RelationshipChange)
    if not (content.relation and content.person and content.of) or content.person == content.of:
        return
    key = _key(content.relation, content.person, content.of)
    story = stories.setdefault(key, [])
    stage = (content.stage or "").casefold().replace(" ", "_")
    if stage == "not_so":
        story.clear()
    elif stage == "ended":
        _end(story, key, entry, content)
    elif story and _changes_the_last(story[-1], entry, content):
        story[-1] = _amended(story[-1], entry, content)
    else:
        story.append(_amended(_blank(key, entry), entry, content))
        story[:] = in_order(story)


def _blank(key: _Key, entry: Entry) -> Held:
    kind, person, of = key
    since = None if kind in FROM_BIRTH or not entry.happened.is_known else entry.happened
    return Held(id=entry.id, kind=kind, person=person, of=of, since=since)


def _changes_the_last(last: Held, entry: Entry, content: RelationshipChange) -> bool:
    """True when the entry tells more of the same spell: not a new bond, and not after it ended."""
    if last.until is not None and last.until.certainly_before(entry.happened) and last.kind not in FROM_BIRTH:
        return last.kind is Tie.PARENT
    return content.bond is None or content.bond == last.bond or last.bond is None


def _amended(tie: Held, entry: Entry, content: RelationshipChange) -> Held:
    adopted_now = content.link is Link.ADOPTED and tie.link is not Link.ADOPTED
    known = entry.happened if entry.happened.is_known else None
    return msgspec.structs.replace(
        tie,
        person=content.person or tie.person,
        of=content.of or tie.of,
        since=known if adopted_now else tie.since or (known if content.bond and tie.bond is None else None),
        until=content.ends or tie.until,
        bond=content.bond or tie.bond,
        link=content.link or tie.link,
        care=content.care or tie.care,
        standing=content.standing or tie.standing,
        how_known=str(entry.how_known or tie.how_known),
        may_show_family=tie.may_show_family if content.may_show_family is None else content.may_show_family,
    )


def _end(story: list[Held], key: _Key, entry: Entry, content: RelationshipChange) -> None:
    if not story:
        story.append(msgspec.structs.replace(_amended(_blank(key, entry), entry, content), since=None))
    for place, tie in enumerate(story):
        last = place == len(story) - 1
        if last or tie.until is None or not tie.until.certainly_before(entry.happened):
            story[place] = msgspec.structs.replace(tie, until=entry.happened)


def _has_begun(tie: Held, day: date) -> bool:
    return tie.kind in FROM_BIRTH or (tie.kind is Tie.PARENT and not tie.by_adoption) or begun(tie.since, day)


def _begun_of(story: list[Held], day: date) -> list[Held]:
    """The spells begun by the day; a parting of unknown day only where something they parted from had begun."""
    found = [tie for tie in story if _has_begun(tie, day)]
    if any(not is_parting(tie) for tie in story) and all(is_parting(tie) for tie in found):
        return [tie for tie in found if tie.since is not None]
    return found


def is_parting(tie: Held) -> bool:
    """True of a separation, a divorce and a widowhood: bonds that say two are no longer together."""
    return tie.bond in PARTED or tie.bond is Bond.WIDOWED


def in_order(ties: Iterable[Held]) -> list[Held]:
    """Spells as they followed one another: an undated beginning first, an undated parting last."""
    return sorted(
        ties, key=lambda tie: (tie.since is None and is_parting(tie), tie.since.sort_key if tie.since else -1, tie.id)
    )


def _as_at(tie: Held, day: date) -> Held:
    lasting = tie.kind in FROM_BIRTH or (tie.kind is Tie.PARENT and not tie.by_adoption)
    ended = not lasting and over(tie.until, day)
    return msgspec.structs.replace(tie, ended=ended, until=tie.until if ended else None)


def _last_feelings(ties: Iterable[Held]) -> Iterable[Held]:
    """Between two people the feeling that began last holds; those it took the place of fall away."""
    last: dict[tuple[str, str], date] = {}
    found = list(ties)
    for tie in found:
        if tie.kind in FEELINGS and tie.since and tie.since.first:
            last[tie.pair] = max(last.get(tie.pair, date.min), tie.since.first)
    for tie in found:
        began = tie.since.first if tie.since and tie.since.first else date.min
        if tie.kind not in FEELINGS or began >= last.get(tie.pair, date.min):
            yield tie
