"""Brothers and sisters written of together: what is it like for each child?

Asks: when one assessment stands for two or more named children, or one plan has stood for them for the parameter's
    days, and for some of them nothing is recorded about that child alone.
Looks at: assessments and plans that name several children; views, accounts, observations, direct work, assessments,
    school entries and strengths that concern one of them alone; a supervision's line about one; children seen alone.
Does not ask when: each has something of their own within the parameter's days before, or since; the assessment's own
    words speak of each by name; only one child is named; the child is unborn. A missed appointment or a referral about
    one child is no account of that child's life. An uncertain date counts on the last day it can have been.
Guidance: kingfisher-each-child; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: a view, an observation, an assessment or time with each child alone recorded, or an answer with a reason.
Changed: 2 (November 2026): a line about one child in supervision is something recorded of that child.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import cast

from kingfisher.practice.children import is_unborn
from kingfisher.practice.decisions import closes, is_completed, plain, written
from kingfisher.questions.picture import Picture, days_after, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, said, when_said
from kingfisher.questions.together import Case, Ending, asked_for, cases
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Assessment,
    Contact,
    Education,
    Observation,
    Outcome,
    Plan,
    Scaling,
    Setting,
    Sighting,
    Strength,
    Supervision,
    View,
)

TITLE = "Brothers and sisters not written of one by one"
TIER = 3
VERSION = 2
GUIDANCE = ("kingfisher-each-child", "working-together-2015", "working-together-2018", "working-together-2023")

_OF_ONE = (Account, Assessment, Contact, Education, Observation, Plan, Scaling, Sighting, Strength, Supervision, View)
_TALKED_TO = frozenset({Setting.TELEPHONE, Setting.VIDEO, Setting.WRITTEN})


class _Own(list[Entry]):
    """One child's own entries in order, and the latest day that each and those before it reach."""

    @cached_property
    def reached(self) -> list[date]:
        return list(accumulate((max(known(one), one.happened.latest or date.min) for one in self), max))


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each child of each group written of together."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in picture.of_kind(Assessment, Plan):
        born = tuple(one for one in _named(picture, entry) if not is_unborn(picture.people[one], known(entry)))
        if len(born) > 1 and _stands_for_several(entry):
            groups.setdefault(tuple(sorted(born)), []).append(entry)
    if not groups:
        return
    own: dict[str, list[Entry]] = {}
    for entry in picture.of_kind(*_OF_ONE):
        for child in _is_of(picture, entry):
            own.setdefault(child, []).append(entry)
    for group, entries in groups.items():
        held = {child: _Own(own.get(child, ())) for child in group}
        for case in cases(entries, lambda entry, held=held: _ending(picture, entry, held)):  # type: ignore[misc]
            yield _standing(picture, group, case, held)


def _named(picture: Picture, entry: Entry) -> list[str]:
    return [one for one in entry.about if one in picture.children]


def _stands_for_several(entry: Entry) -> bool:
    content = entry.content
    return not closes(content.stage) if isinstance(content, Plan) else is_completed(cast(Assessment, content))


def _is_of(picture: Picture, entry: Entry) -> tuple[str, ...]:
    """The child the entry is about alone, who speaks in it or was seen alone; every child its own words name."""
    content, children = entry.content, _named(picture, entry)
    alone = tuple(one.child for one in entry.seen if one.alone)
    spoke = [getattr(content, "said_by", None), getattr(content, "whose", None)]
    speaking = tuple(one for one in spoke if one in picture.children)
    if isinstance(content, Contact):
        met = content.outcome in (None, Outcome.ATTENDED) and content.setting not in _TALKED_TO
        only = len(children) == 1 and (children[0] in content.with_whom or any(s.child in children for s in entry.seen))
        return (*alone, *(children if met and only else ()))
    if isinstance(content, Supervision):
        return tuple(dict.fromkeys(one.child for one in content.lines if written(one.line)))
    if isinstance(content, Sighting):
        return alone or (tuple(children) if len(children) == 1 else ())
    if isinstance(content, Education) and content.outcome is not None:
        return alone
    if len(children) == 1 and not (isinstance(content, Plan) and closes(content.stage)):
        return tuple(dict.fromkeys((*alone, *speaking, *children)))
    return tuple(dict.fromkeys((*alone, *speaking, *_named_in_words(picture, entry, children))))


def _named_in_words(picture: Picture, entry: Entry, children: list[str]) -> list[str]:
    """The children, if an assessment or a plan speaks of every one of them by name."""
    if not isinstance(entry.content, (Assessment, Plan)) or not children:
        return []
    words = f" {picture.written_in(entry)} "
    first_names = [plain(picture.label(one)).split()[0] for one in children]
    return children if all(f" {name} " in words for name in first_names) else []


def _first_of_own(picture: Picture, entry: Entry, own: _Own) -> Entry | None:
    """The first entry about one child alone that counts for the plan or assessment."""
    first = known(entry) - timedelta(days=picture.number("each_child.days", known(entry)))
    place = bisect_left(own.reached, first)
    return own[place] if place < len(own) else None


def _ending(picture: Picture, entry: Entry, held: dict[str, _Own]) -> Ending:
    day = known(entry)
    grace = picture.number("each_child.plan_days", day) if isinstance(entry.content, Plan) else 0
    opens = days_after(day, grace)
    firsts = [_first_of_own(picture, entry, own) for own in held.values()]
    if all(firsts):
        last = max((one for one in firsts if one), key=known)
        because = f"Something is recorded of each child alone, the last of it {when_said(last)}."
        return Ending(because=because, day=known(last), opens=opens)
    if opens > picture.as_at:
        return Ending(because=f"The plan is young: it opened on {said(day)}.", until=opens - timedelta(days=1))
    return asked_for(picture, held, day, opens)


def _standing(picture: Picture, group: tuple[str, ...], case: Case, held: dict[str, _Own]) -> Standing:
    entries = [cast(Entry, picture.entry(one)) for one in case.facts]
    latest = entries[-1]
    children = [child for child, own in held.items() if _first_of_own(picture, latest, own) is None] or list(group)
    who = names(picture, children)
    seen = picture.of_kind(Contact, Sighting)
    wanted = set(children)
    combined = next((one for one in reversed(seen) if len(wanted.intersection(s.child for s in one.seen)) > 1), None)
    return Standing(
        about=group,
        rests_on=tuple(dict.fromkeys((*case.facts, *((combined.id,) if combined else ())))),
        since=case.since,
        sentence=f"{agency_name(latest.agency)[:1].upper()}{agency_name(latest.agency)[1:]}'s {latest.kind} of "
        f"{when_said(latest)} stands for {len(group)} children, and nothing is recorded of {who} alone. What does a "
        "day look like for each, in the child's own words or as somebody saw it?",
        settles=f"A view, an observation or time alone recorded for each of {who}.",
        addressed_to=tuple(dict.fromkeys(entry.agency for entry in entries)),
        because=case.because,
        settled=case.settled,
        holds_until=case.until,
        latest=case.latest,
    )
