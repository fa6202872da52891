"""What did each of those present think, before it was decided together?

Asks: when a meeting decided, others than the deciding agency were there (or nobody wrote down who was), and a member's
    own view is not recorded.
Looks at: strategy meetings, conferences and other meetings a decision is recorded on; who attended; views and
    challenges that name the meeting or its decision, or were given by a member within the parameter's days before it.
Does not ask when: the view of every agency present is recorded, by itself or in the words of the minutes or the
    decision, whatever it was; nobody but the deciding agency was there; the meeting was not held, or decided nothing; a
    later meeting has decided anew. The decision stands as the deciding agency's own view. That all agreed is not each
    member's view; a parent's or child's view is not a member's.
Guidance: kingfisher-lp7; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: each member's own view recorded, agreeing or not; a later meeting that decides; an answer with a reason.
Changed: 2 (November 2026): views told in the words of the minutes or the decision.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from kingfisher.practice.decisions import plain
from kingfisher.practice.meetings import is_of_type, was_held
from kingfisher.practice.views_in_words import each_gave_a_view, gave_a_view, has_a_labelled_view
from kingfisher.questions.closing import concluded
from kingfisher.questions.gathering import Gathering, gatherings
from kingfisher.questions.members import agency_of, members, same_member, speaker
from kingfisher.questions.picture import ByChild, Picture, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import listed, names, when_said, who
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Challenge, Decision, Meeting, Plan, View

TITLE = "Each member's own view before a joint decision"
TIER = 2
VERSION = 2
GUIDANCE = ("kingfisher-lp7", "working-together-2015", "working-together-2018", "working-together-2023")


type _Told = tuple[date, str, str]  # the day, the words made comparable, the words as written


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each meeting that decided."""
    told = gatherings(picture, [one for one in picture.of_kind(Meeting) if was_held(one)])
    deciding = [(held, day) for held in told if (day := _decided_on(picture, held))]
    later = picture.by_child(held.meeting for held, _ in deciding)
    unlinked = [one for one in picture.of_kind(View, Challenge) if not _names_an_entry(one)]
    views = picture.by_child(unlinked)
    for held, day in deciding:
        about = picture.children_in(held.meeting)
        if about:
            yield from _standing(picture, held, day, about, later=later, views=views)


def _decided_on(picture: Picture, held: Gathering) -> date | None:
    """The day its decision was known; None when it decided nothing."""
    meeting, decisions = held.meeting, _decisions(picture, held)
    others = members(picture, cast(Meeting, meeting.content).attended)
    types = picture.words("views_recorded.meetings", known(meeting))
    if is_of_type(meeting, types) and (others or decisions):
        return known(meeting)
    return max(known(meeting), known(decisions[0])) if decisions else None


def _decisions(picture: Picture, held: Gathering) -> list[Entry]:
    return [one for one in held.linked(picture) if isinstance(one.content, (Decision, Plan))]


def _names_an_entry(entry: Entry) -> bool:
    return bool(entry.relates_to or cast(View, entry.content).on)


def _standing(
    picture: Picture, held: Gathering, since: date, about: tuple[str, ...], *, later: ByChild, views: ByChild
) -> Iterator[Standing]:
    meeting, decisions = held.meeting, _decisions(picture, held)
    deciders = {meeting.agency, *(one.agency for one in decisions)}
    there = members(picture, cast(Meeting, meeting.content).attended)
    asked = [one for one in there if not any(same_member(picture, one, own) for own in deciders)]
    if there and not asked:
        because = "Nobody but the deciding agency is recorded as present."
        yield Standing(about=about, rests_on=(meeting.id,), because=because)
        return
    given = _given(picture, held, decisions, about, views)
    told = [(known(one), picture.written_in(one), one.text) for one in (*held.accounts, *decisions)]
    days = {one: _first(_view_of(picture, one, given), _told_view(picture, one, told)) for one in asked}
    missing = [one for one, day in days.items() if day is None or day > since]
    closings = []
    if asked and all(days.values()):
        closings.append((max(day for day in days.values() if day), "Each member's own view is recorded."))
    elif not asked and (first := _first(*map(known, given[:1]), *_all_told(told))):
        closings.append((first, "Members' own views are recorded."))
    if after := later.first_from(about, since + timedelta(days=1), but=meeting.id):
        closings.append((known(after), f"A later meeting decided ({when_said(after)})."))
    people, kind = names(picture, about), plain(cast(Meeting, meeting.content).type) or "joint"
    whose = listed(who(picture, one) for one in missing) if missing else "those present"
    yield concluded(
        picture,
        about=about,
        rests_on=ids([meeting, *decisions[:3], *given[:3]]),
        since=since,
        sentence=f"The {kind} meeting of {when_said(meeting)} decided about {people}, and the own view of {whose} is "
        "not recorded. What did each think, and was anyone asked who saw it differently?",
        settles="The own view of each agency present recorded, whether it agrees or not.",
        addressed_to=(meeting.agency, *(agency_of(picture, one) for one in missing)),
        closings=closings,
        ask_agency=agency_of(picture, missing[0]) if missing else None,
    )


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _all_told(told: list[_Told]) -> list[date]:
    return [day for day, words, _ in told if each_gave_a_view(words)]


def _told_view(picture: Picture, member: str, told: list[_Told]) -> date | None:
    """The day on which the minutes or the decision said in words what this member, or every member, thought."""
    called = sort_of(agency_of(picture, member)).called
    return _first(
        *(
            day
            for day, words, text in told
            if each_gave_a_view(words) or gave_a_view(words, called) or has_a_labelled_view(text, called)
        )
    )


def _given(
    picture: Picture, gathering: Gathering, decisions: list[Entry], about: tuple[str, ...], views: ByChild
) -> list[Entry]:
    """Members' views on the meeting or its decision, in order of known day."""
    found = [
        one
        for held in (*gathering.accounts, *decisions)
        for one in picture.linked_to.get(held.id, ())
        if isinstance(one.content, (View, Challenge))
    ]
    day = known(gathering.meeting)
    first = day - timedelta(days=picture.number("views_recorded.days", day))
    found += views.between(about, first, day)
    theirs = [one for one in found if not (isinstance(one.content, View) and one.content.whose in picture.people)]
    return sorted({one.id: one for one in theirs}.values(), key=known)


def _view_of(picture: Picture, member: str, given: list[Entry]) -> date | None:
    for one in given:
        whose = one.content.whose if isinstance(one.content, View) else None
        if any(same_member(picture, member, name) for name in (speaker(one, whose), one.by) if name):
            return known(one)
    return None
