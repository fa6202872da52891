"""Who knows most about this child, and were they heard at the meeting?

Asks: when a meeting about a child was held and somebody who knows the child was not there and sent no view: one who
    was invited or sent apologies, and whose role covers the child or whose agency has lately written of the child; at
    a meeting that decides, an agency that holds a recent incident, referral or a worrying account or observation which
    the meeting's agency had not been told of; at a strategy discussion, the police or any health agency, once anybody's
    presence is recorded.
Looks at: meetings, who was invited, attended and sent apologies; practitioners' roles; what each agency wrote of the
    child and told to whom; views that name the meeting or were given within days before it.
Does not ask when: they were there, or somebody of their agency was, by anybody's account of the meeting or by their
    own; their view or report was given to the meeting;
    they know nothing of the child as far as is recorded; nobody wrote down who came; a later meeting was held. Why
    somebody could not come (ill, a line that failed) is no matter: what they know is.
Guidance: kingfisher-48; kingfisher-lp7; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: what they know and think recorded with the meeting, a later meeting, or an answer with a reason.
Changed: 2 (November 2026): an account counts where it tells of something worrying in this family.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import cast

from kingfisher.practice.decisions import plain
from kingfisher.practice.involvement import involved_on
from kingfisher.practice.meetings import is_of_type, was_held
from kingfisher.questions.closing import concluded
from kingfisher.questions.gathering import Gathering, gatherings, own_accounts
from kingfisher.questions.members import agency_of, is_of, members, same_member, speaker
from kingfisher.questions.picture import ByChild, Picture, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, when_said, who
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Account, Decision, Document, Incident, Meeting, Observation, Plan, Referral, View

TITLE = "A meeting, and those who know the child most"
TIER = 2
VERSION = 2
GUIDANCE = (
    "kingfisher-48",
    "kingfisher-lp7",
    "working-together-strategy",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)
_HEALTH = frozenset({"health_visiting", "hospital", "gp", "midwifery", "mental_health"})
_HEALTH_WORDS = ("health", "nurse", "doctor", "paediatric", "midwi", "gp", "hospital")
_DECIDING = ("strategy", "conference", "legal", "discharge")
_OTHERS = {"police": "the police", "health": "any health agency"}


class _Written:
    """What each agency wrote of each child, by day known, and which entries hold facts."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        facts = picture.of_kind(Incident, Observation, Referral, Account)
        self.facts = picture.by_child(one for one in facts if _bears_on_safety(picture, one))

    @cached_property
    def days(self) -> dict[tuple[str, str], list[date]]:
        """The days on which entries of each agency about each child became known, in order."""
        found: dict[tuple[str, str], list[date]] = {}
        for entry in self.picture.entries:
            for child in self.picture.children_in(entry):
                found.setdefault((child, plain(entry.agency)), []).append(known(entry))
        return found

    def lately(self, child: str, agency: str, first: date, last: date) -> bool:
        """True when the agency wrote of the child from first to last, both inclusive."""
        days = self.days.get((child, plain(agency)), [])
        place = bisect_left(days, first)
        return place < len(days) and days[place] <= last


def _bears_on_safety(picture: Picture, entry: Entry) -> bool:
    """What was seen or said does when it tells of something worrying in this family: an ordinary day is nothing a
    meeting lacked, nor is what is said of neighbours or friends."""
    if not isinstance(entry.content, (Observation, Account)):
        return True
    return picture.says_of_family(entry, "key_agency_there.worries")


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each meeting that was held."""
    told = gatherings(picture, [one for one in picture.of_kind(Meeting) if was_held(one)])
    held = [one for one in told if _counts(picture, one)]
    if not held:
        return
    later, written = picture.by_child(one.meeting for one in held), _Written(picture)
    views = picture.by_child(picture.of_kind(View))
    for one in held:
        about = picture.children_in(one.meeting)
        if about:
            yield _standing(picture, one, about, later=later, written=written, views=views)


def _counts(picture: Picture, held: Gathering) -> bool:
    words = picture.words("key_agency_there.meetings", known(held.meeting))
    return any(is_of_type(one, words) for one in held.accounts) or _decides(picture, held)


def _decides(picture: Picture, held: Gathering) -> bool:
    linked = held.linked(picture)
    return is_of_type(held.meeting, _DECIDING) or any(isinstance(one.content, (Decision, Plan)) for one in linked)


def _standing(
    picture: Picture, held: Gathering, about: tuple[str, ...], *, later: ByChild, written: _Written, views: ByChild
) -> Standing:
    meeting, since = held.meeting, known(held.meeting)
    absent = _known_absent(picture, meeting, about, written)
    held_back = _not_told(picture, held, about, written)
    for entry in held_back:
        if not any(same_member(picture, entry.agency, name) for name in absent):
            absent.append(entry.agency)
    given = _given(picture, held, about, views)
    days = {name: _heard(picture, name, given) for name in absent}
    wanting = _wanting_at_strategy(picture, meeting, absent)
    missing = [name for name, day in days.items() if day is None or day > since]
    if not missing and not wanting:
        because = "Those who know the child, as far as is recorded, were there or gave their view."
        return Standing(about=about, rests_on=(meeting.id,), because=because)
    closings = []
    came = {sort: _came_by(picture, sort, held) for sort in wanting}
    if all(days.values()) and all(came.values()):
        had = [day for day in (*days.values(), *came.values()) if day]
        closings.append((max(had), "What they know was given to the meeting, or they were there."))
    if after := later.first_from(about, since + timedelta(days=1), but=meeting.id):
        closings.append((known(after), f"A later meeting was held ({when_said(after)})."))
    people = names(picture, about)
    whom = listed([*(who(picture, name) for name in missing), *(_OTHERS.get(sort, sort) for sort in wanting)])
    kind = plain(cast(Meeting, meeting.content).type)
    agencies = [agency_of(picture, name) for name in missing]
    return concluded(
        picture,
        about=about,
        rests_on=ids([meeting, *held_back[:3], *given[:2]]),
        since=since,
        sentence=f"The {kind} meeting of {when_said(meeting)} about {people} was held without {whom}, and no view of "
        f"theirs is recorded. What do they know of {people}, and does it change what was agreed?",
        settles=f"What {whom} know and think, recorded with the meeting.",
        addressed_to=(meeting.agency, *agencies),
        ask_agency=next((one for one in agencies if one != meeting.agency), None),
        closings=closings,
    )


def _there(picture: Picture, meeting: Entry, name: str) -> bool:
    """True when they came or, unless a practitioner of the meeting's own agency is meant, somebody of their agency."""
    attended = cast(Meeting, meeting.content).attended
    if name in attended:
        return True
    own = plain(agency_of(picture, name)) == plain(meeting.agency)
    return not own and any(same_member(picture, name, one) for one in attended)


def _known_absent(picture: Picture, meeting: Entry, about: tuple[str, ...], written: _Written) -> list[str]:
    """Those invited or with apologies who were not there and know a child."""
    content = cast(Meeting, meeting.content)
    called = content.invited if content.attended or content.apologies else ()
    found = []
    for name in members(picture, (*content.apologies, *called)):
        if plain(name) == plain(meeting.agency) or (name not in content.apologies and _there(picture, meeting, name)):
            continue
        if name in content.apologies and _there(picture, meeting, name) and name not in content.attended:
            continue
        if name not in found and _knows(picture, name, about, known(meeting), written):
            found.append(name)
    return found


def _knows(picture: Picture, name: str, about: tuple[str, ...], day: date, written: _Written) -> bool:
    agency = agency_of(picture, name)
    parts = involved_on(picture.parts_named(name) or picture.parts_named(agency), day)
    covering = any(part.covers_child(child) for part in parts for child in about)
    first = day - timedelta(days=picture.number("key_agency_there.days", day))
    return covering or any(written.lately(child, agency, first, day) for child in about)


def _not_told(picture: Picture, held: Gathering, about: tuple[str, ...], written: _Written) -> list[Entry]:
    """Recent facts, at most one an agency, of agencies not there, which the meeting's agency had not been told of."""
    meeting = held.meeting
    content, day = cast(Meeting, meeting.content), known(meeting)
    if not content.attended or not _decides(picture, held):
        return []
    first = day - timedelta(days=picture.number("key_agency_there.days", day))
    found: dict[str, Entry] = {}
    for entry in written.facts.between(about, first, day):
        told = any(name == meeting.agency or is_of(picture, name, meeting.agency) for name, _ in entry.told())
        if told or entry.agency == meeting.agency or _there(picture, meeting, entry.agency):
            continue
        if entry.id not in meeting.relates_to:
            found[plain(entry.agency)] = entry
    return list(found.values())


def _given(picture: Picture, held: Gathering, about: tuple[str, ...], views: ByChild) -> list[Entry]:
    """Views, documents and other entries given to the meeting, and agencies' own accounts of it, by known day."""
    meeting, every = held.meeting, held.linked(picture)
    linked = [one for one in every if one.agency != meeting.agency or isinstance(one.content, (View, Document))]
    first = known(meeting) - timedelta(days=picture.number("key_agency_there.view_days", known(meeting)))
    also_there = [one for one in held.accounts if one.id != meeting.id]
    own = own_accounts(picture, held)
    found = [*linked, *also_there, *own, *views.between(about, first, known(meeting))]
    return sorted({one.id: one for one in found}.values(), key=known)


def _heard(picture: Picture, name: str, given: list[Entry]) -> date | None:
    for one in given:
        whose = one.content.whose if isinstance(one.content, View) else None
        sayers = [speaker(one, whose), one.by, *(one.content.agencies if isinstance(one.content, Document) else ())]
        if isinstance(one.content, Meeting):
            away = plain(one.agency) in map(plain, one.content.apologies)
            sayers = [*one.content.attended, *(() if away else (one.agency,))]
        if any(same_member(picture, name, sayer) for sayer in sayers if sayer):
            return known(one)
    return None


def _wanting_at_strategy(picture: Picture, meeting: Entry, absent: list[str]) -> list[str]:
    """Sorts of agency a strategy discussion needs and none of which came; none when presence was not recorded."""
    attended = members(picture, cast(Meeting, meeting.content).attended)
    if not attended or not is_of_type(meeting, ("strategy",)):
        return []
    there = {_sort(picture, name) for name in (*attended, meeting.agency)} | {_sort(picture, name) for name in absent}
    return [one for one in picture.words("key_agency_there.strategy_members", known(meeting)) if one not in there]


def _came_by(picture: Picture, sort: str, held: Gathering) -> date | None:
    """The first day on which any account says that an agency of the sort was there."""
    for one in held.accounts:
        there = members(picture, (*cast(Meeting, one.content).attended, one.agency))
        if sort in {_sort(picture, name) for name in there}:
            return known(one)
    return None


def _sort(picture: Picture, name: str) -> str:
    agency = agency_of(picture, name)
    sort = sort_of(agency).name
    said = f"{plain(name)} {plain(agency)} {agency_name(agency)}"
    if sort in _HEALTH or (not sort and any(word in said for word in _HEALTH_WORDS)):
        return "health"
    return "police" if not sort and "police" in said else sort
