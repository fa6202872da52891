"""It was called off: when is it to be?

Asks: when a meeting about a child was cancelled or put off, or an agency of the plan (or of the parameter's) called off
    a visit to a child on a plan, and after the parameter's days no new one is recorded; or when it was concluded that a
    conference should be held and after those days there is neither a day for it nor a plan.
Looks at: meetings and what came of them, also where a contact or a note says that one was called off; visits that the
    service called off; conclusions and decisions that speak of a conference; later meetings and visits of the same
    kind.
Does not ask when: it was held since, or a day for it is recorded; a strategy meeting or conference took its place; the
    child's plan has ended; the family called it off; what was called off is an ordinary appointment (an optician's, a
    clinic's), which is no part of the plan. A visit the family did not take up is still an offer.
Guidance: kingfisher-57; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: the meeting or visit held, or its new day recorded; a decision that it is not needed; an answer with a
    reason.
Changed: 2 (November 2026): a meeting called off is also met in the words of a contact or a note.
"""

import re
from collections.abc import Container, Iterator
from datetime import date, timedelta
from typing import cast

from kingfisher.practice.contact import NOT_IN_PERSON
from kingfisher.practice.decisions import closes, is_completed, plain
from kingfisher.practice.in_words import up_to, words_of
from kingfisher.practice.meetings import is_of_type, was_called_off, was_moved
from kingfisher.questions.closing import capital, concluded
from kingfisher.questions.picture import Picture, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, when_said
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Appointment,
    Assessment,
    Contact,
    Decision,
    Document,
    Meeting,
    Observation,
    Outcome,
    Plan,
    Supervision,
)

TITLE = "Called off, and not yet held or rearranged"
TIER = 3
VERSION = 2
GUIDANCE = ("kingfisher-57", "working-together-2015", "working-together-2018", "working-together-2023")
_CONFERENCE = re.compile(r"\bconference\b|\bicpc\b")
_NO_CONFERENCE = re.compile(r"\b(no|not|without|instead of|rather than)\b( \w+){0,4} (conference|icpc)")
_Key = tuple[object, ...]
_TELLING = (Contact, Account, Observation, Document, Decision, Supervision)
_CLOSE_AFTER, _STRAIGHT_BEFORE = 7, 2  # words
_SORTS = {  # words for a meeting in another entry, and what its type is when it is recorded as one
    "core group": "core group",
    "conference": "conference",
    "icpc": "conference",
    "rcpc": "conference",
    "cin ": "child in need",
    "child in need": "child in need",
    "strategy": "strategy",
}


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each thing called off; called off again before it was held, it is one question."""
    told = {one.id: one for one in _told_of(picture)}
    meetings = picture.of_kind(Meeting)
    yield from _in_turn(picture, sorted([*meetings, *told.values()], key=known) if told else meetings, told)
    visits = picture.of_kind(Contact, Appointment)
    if any(one.outcome is Outcome.CANCELLED_BY_SERVICE for one in visits):
        yield from _in_turn(picture, [one for one in visits if _is_visit(one)])
    yield from _conferences(picture)


def _told_of(picture: Picture) -> list[Entry]:
    """Entries that are no meetings and say that one was called off, and not that it was held or when it is to be."""
    told = (one for one in picture.saying("meeting_rearranged.called_off", *_TELLING) if _is_of_a_meeting(picture, one))
    return [one for one in told if not picture.says(one, "meeting_rearranged.set_again")]


def _is_of_a_meeting(picture: Picture, entry: Entry) -> bool:
    """True when a clause says it was called off close after, or straight before, a word for a meeting."""
    meetings, off = (picture.words(f"meeting_rearranged.{one}", picture.as_at) for one in ("meetings", "called_off"))
    for clause in picture.written_in(entry).split(" / "):
        before, until = up_to(clause, meetings), up_to(clause, off)
        if before is not None and until is not None:
            apart = len(until.split()) - len(before.split())
            if -_STRAIGHT_BEFORE <= apart <= _CLOSE_AFTER:
                return True
    return False


def _is_visit(entry: Entry) -> bool:
    """A visit, however it was typed; any other appointment is no part of a plan."""
    content = entry.content
    if isinstance(content, Appointment):
        return "visit" in plain(content.service)
    return isinstance(content, Contact) and content.setting is not None and content.setting not in NOT_IN_PERSON


def _key(entry: Entry, child: str) -> _Key:
    content = entry.content
    if isinstance(content, Meeting):
        said = re.sub(r"\b(initial|first|review|child protection|cp|meeting)\b", "", plain(content.type)).strip()
        return "meeting", child, said or plain(content.type)
    return "visit", child, entry.agency


def _key_told(entry: Entry, child: str) -> _Key:
    words = words_of(entry)  # few are told of
    return "meeting", child, next((key for word, key in _SORTS.items() if word in words), "meeting")


def _is_off(picture: Picture, entry: Entry) -> bool:
    if isinstance(entry.content, Meeting):
        return was_called_off(entry)
    if entry.outcome is not Outcome.CANCELLED_BY_SERVICE:
        return False
    plans = [plan for child in picture.children_in(entry) if (plan := picture.plan_on(child, known(entry)))]
    visiting = picture.words("meeting_rearranged.visiting", known(entry))
    return bool(plans) and (sort_of(entry.agency).name in visiting or entry.agency in {one.agency for one in plans})


def _in_turn(picture: Picture, entries: list[Entry], told: Container[str] = ()) -> Iterator[Standing]:
    """Each run of things called off for a child, and what ended it; children with the same are asked about together."""
    off: dict[_Key, list[Entry]] = {}
    ended: list[tuple[str, list[Entry], Entry | None]] = []
    for entry in entries:
        for child in picture.children_in(entry):
            key = _key_told(entry, child) if entry.id in told else _key(entry, child)
            if entry.id in told or _is_off(picture, entry):
                off.setdefault(key, []).append(entry)
                continue
            keys = [key]
            if is_of_type(entry, ("strategy", "conference")):
                keys = [one for one in off if one[:2] == ("meeting", child)]
            ended += [(child, run, entry) for one in keys if (run := off.pop(one, []))]
    ended += [(cast(str, key[1]), run, None) for key, run in off.items()]
    together: dict[_Key, list[str]] = {}
    found: dict[_Key, tuple[list[Entry], Entry | None]] = {}
    for child, run, end in ended:
        same: _Key = (ids(run), end.id if end else "")
        together.setdefault(same, []).append(child)
        found[same] = (run, end)
    for same, (run, end) in found.items():
        yield _standing(picture, run, end, tuple(dict.fromkeys(together[same])))


def _standing(picture: Picture, run: list[Entry], end: Entry | None, about: tuple[str, ...]) -> Standing:
    first, last = run[0], run[-1]
    name = "meeting_rearranged.moved_days" if was_moved(first) else "meeting_rearranged.days"
    closings = [(known(end), f"It was held, or a day for it was set ({when_said(end)}).")] if end else []
    closings += _spoken_of(picture, run)
    closings += _plans_ended(picture, about, known(last))
    content = first.content
    kind = (plain(content.type) if isinstance(content, Meeting) else "visit") or first.kind
    what = f"{kind} meeting" if isinstance(content, Meeting) and "meeting" not in kind else kind
    if isinstance(content, _TELLING) and first.outcome is not Outcome.CANCELLED_BY_SERVICE:
        what = f"meeting ({_key_told(first, '')[2]})"
    again = f" and again on {when_said(last)}" if last is not first else ""
    return concluded(
        picture,
        about=about,
        rests_on=ids(run),
        since=days_after(known(first), picture.number(name, known(first))),
        sentence=f"The {what} about {names(picture, about)} of {when_said(first)} was called off{again}, and no new "
        "one is recorded. When is it to be, and who sees to what it was for until then?",
        settles=f"The {what} held, its new day recorded, or why it is not needed.",
        addressed_to=(first.agency,),
        closings=closings,
        latest=known(last) if last is not first else None,
    )


def _spoken_of(picture: Picture, run: list[Entry]) -> list[tuple[date, str]]:
    linked = [one for held in run for one in picture.linked_to.get(held.id, ()) if one not in run]
    decided = [one for one in linked if isinstance(one.content, Decision) and known(one) >= known(run[-1])]
    return [(known(one), f"It was decided on ({when_said(one)}).") for one in decided[:1]]


def _plans_ended(picture: Picture, about: tuple[str, ...], day: date) -> list[tuple[date, str]]:
    """The day on which the last plan that any of them was on that day ended."""
    plans = [plan for child in about if (plan := picture.plan_on(child, day))]
    days = [plan.closed for plan in plans if plan.closed]
    return [(max(days), "The plan has ended.")] if days and len(days) == len(plans) else []


def _conferences(picture: Picture) -> Iterator[Standing]:
    held = picture.by_child(one for one in picture.of_kind(Meeting, Plan) if _shows_conference(one))
    met: dict[tuple[str, ...], date] = {}
    for entry in picture.of_kind(Assessment, Decision):
        about = picture.children_in(entry)
        if not about or not _wants_conference(entry):
            continue
        since = days_after(known(entry), picture.number("meeting_rearranged.days", known(entry)))
        before = met.get(about)
        if before and known(entry) - before <= timedelta(days=picture.number("meeting_rearranged.moved_days", before)):
            continue
        met[about] = known(entry)
        first = held.first_from(about, known(entry), but=entry.id)
        yield concluded(
            picture,
            about=about,
            rests_on=(entry.id,),
            since=since,
            sentence=f"{capital(agency_name(entry.agency))} concluded on {when_said(entry)} that a conference about "
            f"{names(picture, about)} should be held, and no day for it is recorded. When is it to be?",
            settles="The conference held, its day recorded, or why it is not needed.",
            addressed_to=(entry.agency,),
            closings=[(known(first), f"It was held, or a day for it was set ({when_said(first)}).")] if first else [],
        )


def _shows_conference(entry: Entry) -> bool:
    on_plan = isinstance(entry.content, Plan) and "protection" in plain(entry.content.type)
    return on_plan or is_of_type(entry, ("conference",))


def _wants_conference(entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Assessment):
        said = plain(content.conclusion) if is_completed(content) else ""
    else:
        said = plain(cast(Decision, content).outcome)
    return bool(_CONFERENCE.search(said)) and not _NO_CONFERENCE.search(said) and not closes(said)
