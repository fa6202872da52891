"""Whose records were asked about each parent, and what could not be found out?

Asks: when an assessment of a child is completed and, for a parent, no check is recorded with an agency the parameter
    always asks, or with one that itself holds something about the parent and has not shared it; and when a check was
    asked for and not answered, could not be made, or was not made and no reason is written.
Looks at: checks, of whom, with whom and their result; completed assessments; which agencies hold entries about each
    parent and with whom they shared them.
Does not ask when: each such agency was asked (whatever came back is then asked about by itself), had already told the
    assessing agency, took part in the assessment, or was weighed in it; the check was made by another route and says
    so; the assessing agency's words say that its records were checked. An early help assessment asks for none, and
    nobody is asked about a parent who has died. A check asked for is given the parameter's days to come back. An
    agency's involvement with the parent is no matter of blame: it only says where there is something to ask.
Guidance: kingfisher-checks; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: the check recorded with what came of it, or an answer with a reason.
Changed: 2 (November 2026): an answer may be put in any words; checks told in words by the assessing agency; early help
    assessments ask for none.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

import msgspec

from kingfisher.practice.checks_in_words import checked, is_of_this_adult
from kingfisher.practice.children import has_died, parents_of
from kingfisher.practice.decisions import considered_by, is_completed, plain, told_of, written
from kingfisher.practice.in_words import says
from kingfisher.questions.picture import Picture, day_of, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, said, when_said
from kingfisher.questions.together import Case, Ending, asked_for, by_children, cases, standings
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Assessment, Check

TITLE = "Records not asked about a parent, or no answer"
TIER = 2
VERSION = 2
GUIDANCE = ("kingfisher-checks", "working-together-2015", "working-together-2018", "working-together-2023")

_WITHOUT_ANSWER = {  # the first that fits counts; in any other words, or in none, it was answered
    "no reply": ("no reply", "not replied", "no response", "no answer", "not answered", "no return", "not returned"),
    "not asked": ("not asked", "not made", "not done", "not requested", "not sent", "not checked"),
    "not possible": ("not possible", "unable", "could not", "cannot", "refused", "not searchable", "not available"),
    "asked": ("asked", "request", "sent", "await", "pending", "chased", "outstanding"),
}
_HELD = 20  # how many of an agency's newest entries about a parent are looked at


class _Checks(msgspec.Struct, frozen=True):
    """Checks recorded on each adult; and the days of those told in words, by assessing sort, adult and sort asked."""

    recorded: dict[str, list[Entry]]
    in_words: dict[tuple[str, str, str], list[date]]

    def made(self, assessor: str, parent: str, first: date, last: date) -> set[str]:
        """The sorts of agency whose records on the parent were asked from first to last, both inclusive."""
        own = self.recorded.get(parent, [])
        lately = own[bisect_left(own, first, key=known) : bisect_right(own, last, key=known)]
        asked = {_agency(cast(Check, one.content).held_by) for one in lately}
        for (who, adult, sort), days in self.in_words.items():
            if (who, adult) == (assessor, parent) and bisect_right(days, last) > bisect_left(days, first):
                asked.add(sort)
        return asked

    def next_made(self, assessor: str, parent: str, sort: str, after: date) -> date:
        """The first day after the day on which the sort's records on the parent were asked; the last of all if none."""
        own, days = self.recorded.get(parent, []), self.in_words.get((assessor, parent, sort), [])
        later = (own[place] for place in range(bisect_right(own, after, key=known), len(own)))
        made = (known(one) for one in later if _agency(cast(Check, one.content).held_by) == sort)
        place = bisect_right(days, after)
        return min(next(made, date.max), days[place] if place < len(days) else date.max)


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about the checks on each child's parents."""
    checks: dict[str, list[Entry]] = {}
    for entry in picture.of_kind(Check):
        for person in _of(entry):
            checks.setdefault(person, []).append(entry)
    yield from _never_asked(picture, checks)
    for person, own in checks.items():
        yield from _not_answered(picture, person, own)


def _of(entry: Entry) -> tuple[str, ...]:
    of = cast(Check, entry.content).of
    return (of,) if of else entry.about


def _agency(name: str | None) -> str:
    """An agency made comparable: its sort, or its name where we cannot say."""
    return sort_of(name or "").name or plain(name)


def _never_asked(picture: Picture, checks: dict[str, list[Entry]]) -> Iterator[Standing]:
    """Completed assessments with an agency nobody asked about a parent."""
    completed = [one for one in picture.of_kind(Assessment) if _is_of_a_child(picture, one)]
    if not completed:
        return
    held, made = _held_by_parent(picture), _Checks(checks, _said_in_words(picture))
    found: dict[str, list[Case]] = {}
    gaps: dict[tuple[str, str], dict[tuple[str, str], list[Entry]]] = {}
    for child, entries in by_children(picture, completed).items():
        parents = parents_of(picture.family, child)
        for entry in entries:
            living = tuple(one for one in parents if not _has_died(picture, one, known(entry)))
            gaps[child, entry.id] = _gaps(picture, entry, living, made, held)
        found[child] = cases(
            entries,
            lambda entry, child=child: _ending(picture, child, entry, gaps[child, entry.id], made),  # type: ignore[misc]
        )
    yield from standings(found, lambda children, case: _asking(picture, children, case, gaps))


def _is_of_a_child(picture: Picture, entry: Entry) -> bool:
    """Completed, and an assessment of the family: not one made with a single tool, nor of early help."""
    content = cast(Assessment, entry.content)
    type_ = plain(content.type)
    if not is_completed(content) or content.tool or "tool" in type_ or _agency(entry.agency) == "early_help":
        return False
    return not says(type_, picture.words("records_checked.not_for", known(entry)))


def _said_in_words(picture: Picture) -> dict[tuple[str, str, str], list[date]]:
    """The days on which an agency's words say that another's records on a parent were checked, in order."""
    found: dict[tuple[str, str, str], list[date]] = {}
    for entry in picture.saying("records_checked.made"):
        if isinstance(entry.content, Check):
            continue
        words, day = picture.written_in(entry), known(entry)
        adults = dict.fromkeys(one for one in entry.about if one not in picture.children)
        for child in picture.children_in(entry):
            adults.update(dict.fromkeys(parents_of(picture.family, child)))
        names = {one: picture.label(one) for one in adults}
        wanted = (*picture.words("records_checked.always", day), *picture.words("records_checked.where_held", day))
        made = picture.words("records_checked.made", day)
        asked = [sort for sort in dict.fromkeys(_agency(one) for one in wanted) if checked(words, sort, made)]
        for adult in adults if asked else ():
            if is_of_this_adult(words, names[adult], tuple(name for one, name in names.items() if one != adult)):
                for sort in asked:
                    found.setdefault((_agency(entry.agency), adult, sort), []).append(day)
    return found


def _has_died(picture: Picture, person: str, day: date) -> bool:
    held = picture.people.get(person)
    return held is not None and has_died(held, day)


def _held_by_parent(picture: Picture) -> dict[str, dict[str, list[Entry]]]:
    """What each sort of agency holds about each adult, where the entry names no child."""
    found: dict[str, dict[str, list[Entry]]] = {}
    for entry in picture.of_adults_only:
        if not isinstance(entry.content, Check):
            for person in entry.about:
                found.setdefault(person, {}).setdefault(_agency(entry.agency), []).append(entry)
    return found


def _gaps(
    picture: Picture,
    entry: Entry,
    parents: tuple[str, ...],
    checks: _Checks,
    held: dict[str, dict[str, list[Entry]]],
) -> dict[tuple[str, str], list[Entry]]:
    """For each parent and agency never asked by the assessment's day, what the agency held by then."""
    day = known(entry)
    first = day - timedelta(days=picture.number("records_checked.days", day))
    assessor = _agency(entry.agency)
    found: dict[tuple[str, str], list[Entry]] = {}
    for parent in parents:
        asked = checks.made(assessor, parent, first, day)
        theirs = held.get(parent, {})
        always = [_agency(one) for one in picture.words("records_checked.always", day)]
        for agency in dict.fromkeys((*always, *theirs)):
            entries = [one for one in theirs.get(agency, [])[-_HELD:] if known(one) <= day]
            silent = agency in always or (entries and agency in picture.words("records_checked.where_held", day))
            if agency not in asked and agency != assessor and silent and not _was_told(entry, entries):
                found[parent, agency] = entries
    return found


def _was_told(assessment: Entry, entries: list[Entry]) -> bool:
    """The assessing agency was told of what they hold, or the assessment weighed it."""
    weighed = set(considered_by(assessment)) | set(assessment.relates_to)
    return any(
        one.id in weighed or _agency(assessment.agency) in {_agency(name) for name in told_of(one)} for one in entries
    )


def _ending(
    picture: Picture, child: str, entry: Entry, gaps: dict[tuple[str, str], list[Entry]], checks: _Checks
) -> Ending:
    if not gaps:
        return Ending(because="Each agency with something to say of a parent was asked.")
    assessor, day = _agency(entry.agency), known(entry)
    days = [checks.next_made(assessor, parent, agency, day) for parent, agency in gaps]
    if max(days) < date.max:
        return Ending(because="The agencies were asked.", day=max(days))
    return asked_for(picture, [child], known(entry))


def _asking(
    picture: Picture,
    children: tuple[str, ...],
    case: Case,
    gaps: dict[tuple[str, str], dict[tuple[str, str], list[Entry]]],
) -> Standing:
    latest = cast(Entry, picture.entry(case.facts[-1]))
    missing: dict[tuple[str, str], list[Entry]] = {}
    for child in children:
        for fact in case.facts:
            missing.update(gaps.get((child, fact), {}))
    by_parent: dict[str, list[str]] = {}
    for parent, agency in missing:
        by_parent.setdefault(parent, []).append(agency_name(agency))
    held = [one for entries in missing.values() for one in entries[-3:]]
    holder = next((entries[-1].agency for entries in missing.values() if entries), None)
    told = listed(f"{picture.label(parent)} ({listed(agencies)})" for parent, agencies in by_parent.items())
    agency = agency_name(latest.agency)
    return Standing(
        about=children,
        rests_on=tuple(dict.fromkeys((*case.facts, *ids(held)))),
        since=case.since,
        sentence=f"{agency[:1].upper()}{agency[1:]} completed an assessment of {names(picture, children)} "
        f"({when_said(latest)}), and no check of records is recorded for {told}. Who has been asked, and what do they "
        "hold?",
        settles="Each check recorded: asked, replied, not made or not possible, and why.",
        addressed_to=(latest.agency,),
        ask_agency=holder,
        holds_until=case.until,
        latest=case.latest,
    )


def _not_answered(picture: Picture, person: str, own: list[Entry]) -> Iterator[Standing]:
    """Checks on one adult that brought no answer, one question for each agency asked."""
    by_agency: dict[str, list[Entry]] = {}
    for entry in own:
        by_agency.setdefault(_agency(cast(Check, entry.content).held_by), []).append(entry)
    ties = picture.family.relationships
    children = tuple(one for one in picture.children if person in parents_of(picture.family, one))
    if not children and any(person in (tie.person, tie.of) for tie in ties):
        children = picture.children
    for entries in by_agency.values():
        replies = [one for one in entries if _came_of(cast(Check, one.content)) == "replied"]
        for case in cases(entries, lambda entry, replies=replies: _reply(picture, children, entry, replies)):  # type: ignore[misc]
            yield _gap(picture, children or (person,), person, case)


def _came_of(content: Check) -> str:
    """What came of a check, however it is put: "nothing held" and "no concerns" are answers too."""
    result = f" {plain(content.result)}"
    found = (came for came, words in _WITHOUT_ANSWER.items() if any(f" {one}" in result for one in words))
    return next(found, "replied")


def _reply(picture: Picture, children: tuple[str, ...], entry: Entry, replies: list[Entry]) -> Ending:
    content, day = cast(Check, entry.content), known(entry)
    result = _came_of(content)
    place = bisect_left(replies, day, key=known)
    after = replies[place] if place < len(replies) else None
    if result == "replied":
        return Ending(because="The check was made.")
    if result == "not asked" and written(content.reason):
        return Ending(because=f"Not asked, and why is recorded ({content.reason}).")
    opens = day if result != "asked" else days_after(day, picture.number("records_checked.reply_days", day))
    if after and known(after) <= opens:
        return Ending(because=f"Answered ({when_said(after)}).")
    if opens > picture.as_at:
        return Ending(because=f"Asked on {said(day)}; an answer may be on its way.", until=opens - timedelta(days=1))
    if after:
        return Ending(because=f"Answered ({when_said(after)}).", day=known(after), opens=opens)
    return asked_for(picture, children, day, opens)


def _gap(picture: Picture, children: tuple[str, ...], person: str, case: Case) -> Standing:
    latest = cast(Entry, picture.entry(case.facts[-1]))
    content = cast(Check, latest.content)
    what = {
        "asked": "no answer is recorded",
        "no reply": "there was no reply",
        "not possible": "it could not be done",
        "not asked": "it was not made, and no reason is recorded",
    }.get(_came_of(content), "it was answered")
    why = f" ({content.reason})" if written(content.reason) else ""
    holder = agency_name(content.held_by or "another agency")
    return Standing(
        about=children,
        rests_on=case.facts,
        since=case.since,
        sentence=f"{picture.label(person)}: a check of {holder}'s records ({said(day_of(latest))}), and {what}{why}. "
        "What does that leave unknown, and who else could say?",
        settles="The answer recorded, or another way of finding out and what it brought.",
        addressed_to=(latest.agency,),
        ask_agency=content.held_by,
        because=case.because,
        settled=case.settled,
        holds_until=case.until,
        latest=case.latest,
    )
