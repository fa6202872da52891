"""What has been answered to the independent chair?

Asks: when an independent chair's oversight finds something wanting or puts a question, and no answer is recorded by the
    day it was due (or, where none is given, after the parameter's days).
Looks at: chairs' oversight; entries of others that name it; the chair's own later oversight.
Does not ask when: an answer is recorded that names it, the chair has since found it answered or is content, or it is
    not yet due (an uncertain day counts on its last). A promise of an answer holds until its day.
Guidance: kingfisher-52; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: an answer to the chair recorded, the chair content, or an answer with a reason.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import cast

from kingfisher.practice.decisions import plain, written
from kingfisher.practice.replies import closes_it, is_reply
from kingfisher.questions.closing import capital, concluded
from kingfisher.questions.picture import Picture, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, when_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import ChairsOversight, Plan

TITLE = "An independent chair's question, and the answer"
TIER = 2
VERSION = 1
GUIDANCE = ("kingfisher-52", "working-together-2015", "working-together-2018", "working-together-2023")


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each question of a chair; asked again before it was answered, it is one question."""
    open_now: dict[tuple[object, ...], list[Entry]] = {}
    for entry in picture.of_kind(ChairsOversight):
        key = (entry.agency, picture.children_in(entry))
        asked = open_now.get(key, [])
        if asked and (_is_content(picture, entry) or _answered_before(picture, asked, entry)):
            yield _standing(picture, asked, entry if _is_content(picture, entry) else None)
            asked = open_now[key] = []
        if _is_wanting(picture, entry) and key[1]:
            open_now[key] = [*asked, entry]
    for asked in open_now.values():
        if asked:
            yield _standing(picture, asked, None)


def _has(picture: Picture, entry: Entry, name: str) -> bool:
    grade = f" {plain(cast(ChairsOversight, entry.content).grade)}"
    return any(f" {plain(word)}" in grade for word in picture.words(name, known(entry)))


def _is_content(picture: Picture, entry: Entry) -> bool:
    return closes_it(entry) or (_has(picture, entry, "chair_answered.content") and not _is_wanting(picture, entry))


def _is_wanting(picture: Picture, entry: Entry) -> bool:
    content = cast(ChairsOversight, entry.content)
    if closes_it(entry):
        return False
    if written(content.question) or content.answer_due:
        return True
    good = _has(picture, entry, "chair_answered.content")
    return not good and _has(picture, entry, "chair_answered.grades")


def _answered_before(picture: Picture, asked: list[Entry], entry: Entry) -> bool:
    replies = _replies(picture, asked)
    return bool(replies) and known(replies[0]) <= known(entry)


def _replies(picture: Picture, asked: list[Entry]) -> list[Entry]:
    """Answers that name one of these, or were told to the chair as an answer, in order."""
    linked = {one.id: (one, of) for of in asked for one in picture.linked_to.get(of.id, ()) if one not in asked}
    found = [one for one, of in linked.values() if known(one) >= known(of) and is_reply(one, of)]
    return sorted(found, key=known)


def _standing(picture: Picture, asked: list[Entry], content_now: Entry | None) -> Standing:
    first, last = asked[0], asked[-1]
    oversight, about = cast(ChairsOversight, first.content), picture.children_in(first)
    due = oversight.answer_due.latest if oversight.answer_due else None
    since = (
        due + timedelta(days=1)
        if due
        else days_after(known(first), picture.number("chair_answered.days", known(first)))
    )
    closings = [(known(one), f"Answered on {when_said(one)}.") for one in _replies(picture, asked)[:1]]
    if content_now:
        closings.append((known(content_now), f"The chair is content ({when_said(content_now)})."))
    plans = {plan.agency for child in about if (plan := picture.plan_on(child, known(first)))}
    made_by = [one.agency for one in picture.of_kind(Plan) if one.agency in plans and one.agency != first.agency]
    addressed = oversight.addressed_to or (made_by[-1] if made_by else first.agency)
    asks = f' ("{oversight.question}")' if written(oversight.question) else ""
    grade = f", graded {oversight.grade}" if written(oversight.grade) else ""
    again = f", and again on {when_said(last)}" if last is not first else ""
    people = names(picture, about)
    return concluded(
        picture,
        about=about,
        rests_on=ids(asked),
        since=since,
        sentence=f"{capital(agency_name(first.agency))} asked about {people} on {when_said(first)}{grade}{asks}{again}"
        ", and no answer is recorded. What has been done, and what has the chair been told?",
        settles="An answer to the chair recorded, naming the chair's entry, or the chair content.",
        addressed_to=(addressed, first.agency),
        closings=closings,
        latest=known(last) if last is not first else None,
    )
