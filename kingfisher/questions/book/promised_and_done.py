"""Was what was agreed done, and who does it while somebody is away?

Asks: when an agreed action is past its day (or, having none, past the parameter's days), is recorded as not done, or
    its owner is away with no cover; when a practitioner whose role covers a child on a plan is away for long with no
    cover; when a service asked for, for a child on a plan, has not begun within the parameter's days or is not to be
    had, or a meeting, a contact or supervision says that what was promised has not come about.
Looks at: actions, owners, days and what became of them; absences and cover; involvement asked for and begun; contact
    made and children seen by the owner since.
Does not ask when: the action has neither owner nor day (that is asked about first); it was done, or the owner has since
    seen the child it was about; cover is named, or the practitioner is back; the service has begun, or is no longer
    wanted; the day may still be to come (an uncertain day counts on its last). Why somebody is away is not asked here,
    nor what a family declined.
Guidance: kingfisher-54; kingfisher-lp3; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: the action done, a new day or owner agreed, cover named, the service begun, or an answer with a reason.
Changed: 2 (November 2026): an absence that names nobody, or somebody of whom nothing else is recorded, is asked about
    for the children it names; what a meeting, contact or supervision says has not come about.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import cast

import msgspec

from kingfisher.practice.decisions import plain
from kingfisher.practice.in_words import said_first, says
from kingfisher.practice.involvement import NOT_BEGUN
from kingfisher.practice.meetings import was_made
from kingfisher.questions.agreed_actions import Numbers, Promise, is_over, promises
from kingfisher.questions.away import Away, absences, nameless
from kingfisher.questions.closing import capital, concluded
from kingfisher.questions.members import agency_of, same_member
from kingfisher.questions.picture import ByChild, Picture, day_of, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, when_said, who
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Absence,
    Action,
    ChairsOversight,
    Contact,
    Decision,
    Education,
    Health,
    Involvement,
    Meeting,
    Observation,
    Sighting,
    Supervision,
)

TITLE = "Agreed, and not yet done; away, with no cover"
TIER = 2
VERSION = 2
GUIDANCE = (
    "kingfisher-54",
    "kingfisher-lp3",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)
_NUMBERS = Numbers(no_day="promised_and_done.no_day", away="promised_and_done.away")
_TELLING = (Meeting, Contact, Supervision, Education, Health, Observation, ChairsOversight)
_Words = tuple[str, ...]
_LONG = 6  # letters
_COMMON = frozenset({"started", "waiting", "awaiting", "delivered", "offered", "allocated", "service", "services"})
_NOT_TO_BE_HAD = ("not available", "unavailable", "no capacity")
_NOT_WANTED = ("declined", "ended", "withdrawn", "no longer", "not needed")


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each agreed action, absence and service asked for."""
    away, owned = absences(picture), set()
    made = picture.by_child(one for one in picture.of_kind(Contact, Sighting) if was_made(one) or one.seen)
    for one in promises(picture, away, _NUMBERS):
        yield _action(picture, one, made)
        if one.absence and one.late_from != one.past:
            owned.add(one.absence.entry.id)
    for theirs in away.values():
        for absence in theirs:
            if absence.entry.id not in owned:
                yield from _key_worker(picture, absence)
    yield from _services(picture, made)
    yield from _said_not_to_have_come(picture)


def _said_not_to_have_come(picture: Picture) -> Iterator[Standing]:
    """What meetings, contacts and supervision say has not come about, for children on a plan; each thing once."""
    lists = (picture.words(f"promised_and_done.{name}", picture.as_at) for name in ("not_started", "started"))
    not_started, started = lists
    met: list[tuple[tuple[str, ...], set[str]]] = []
    since = picture.by_child(picture.saying("promised_and_done.started", *_TELLING, Involvement, Action))
    for entry in picture.saying("promised_and_done.not_started", *_TELLING):
        about = tuple(child for child in picture.children_in(entry) if picture.plan_on(child, known(entry)))
        clause = said_first(picture.written_in(entry), not_started)
        what = _subject(clause)
        if not about or not what or any(about == held and what & words for held, words in met):
            continue
        met.append((about, what))
        later = (one for one in since.onward(about, known(entry)) if one.id != entry.id)
        told = (one for one in later if _says_of(picture, one, what, started, not_started))
        closings = [(known(one), f"It has come about since ({when_said(one)}).") for one in islice(told, 1)]
        them = names(picture, about)
        yield concluded(
            picture,
            about=about,
            rests_on=(entry.id,),
            since=known(entry),
            sentence=f"{capital(agency_name(entry.agency))} wrote on {when_said(entry)} of something promised for "
            f'{them} that has not come about ("{clause}"). Who does this until then, and by when will it begin?',
            settles="It begun, something else in its place, or why it is no longer wanted.",
            addressed_to=(entry.agency,),
            closings=closings,
        )


def _subject(clause: str) -> set[str]:
    """The longer words of a clause, by which a later account is known to be of the same thing."""
    return {word for word in clause.split() if len(word) >= _LONG} - _COMMON


def _says_of(picture: Picture, entry: Entry, what: set[str], started: _Words, not_started: _Words) -> bool:
    clauses = picture.written_in(entry).split(" / ")
    return any(what & set(one.split()) and says(one, started) and not says(one, not_started) for one in clauses)


def _action(picture: Picture, one: Promise, made: ByChild) -> Standing:
    first, last = one.accounts[0], one.accounts[-1]
    about, content = picture.children_in(first), cast(Action, _agreed(one).content)
    if one.late_from is None:
        because = "It has neither owner nor day, which is asked about first (plan_specific)."
        if is_over(first):
            because = f"It was done, or is no longer wanted ({when_said(first)})."
        return Standing(about=about, rests_on=ids(one.accounts), because=because)
    absence, owner = one.absence, one.owner
    closings = [(known(one.over), f"It was done, or is no longer wanted ({when_said(one.over)}).")] if one.over else []
    if one.renewed:
        closings.append((known(one.renewed), f"A new day, owner or cover was agreed ({when_said(one.renewed)})."))
    seen = _seen_since(picture, first, owner, about, made)
    if seen:
        closings.append((known(seen), f"It was done ({when_said(seen)})."))
    if absence and absence.covered and one.past and one.late_from < one.past:
        closings.append((absence.covered, "Cover was named."))
    by, what = who(picture, owner) if owner else "nobody by name", f" ({content.what})" if content.what else ""
    why = f"; {by} is away, with no cover recorded" if absence else ""
    return concluded(
        picture,
        about=about,
        rests_on=ids([*one.accounts, *([absence.entry] if absence else [])]),
        since=one.late_from,
        sentence=f"An action{what} for {names(picture, about)} was agreed on {when_said(first)}, owner {by}, and is "
        f"not recorded as done{why}. Has it been done, and if not, who does it and by when?",
        settles="The action done, or a new day, owner or cover agreed.",
        addressed_to=(*([agency_of(picture, owner)] if owner else []), last.agency),
        ask_agency=agency_of(picture, owner) if owner and agency_of(picture, owner) != last.agency else None,
        closings=closings,
    )


def _agreed(one: Promise) -> Entry:
    """The latest account that does not say it is over."""
    return next((entry for entry in reversed(one.accounts) if not is_over(entry)), one.accounts[-1])


def _seen_since(
    picture: Picture, first: Entry, owner: str | None, about: tuple[str, ...], made: ByChild
) -> Entry | None:
    """The first contact since by the owner or, where no practitioner owns it, by the owning agency, for an action that
    was to see somebody."""
    what = plain(cast(Action, first.content).what)
    if not owner or not any(word in what for word in ("visit", "see ", "sight", "contact", "weigh")):
        return None
    near = made.onward(about, known(first))
    theirs = (one for one in near if one.by == owner or (owner != one.by and same_member(picture, owner, one.agency)))
    return next((one for one in theirs if one.seen and day_of(one) >= day_of(first)), None)


def _key_worker(picture: Picture, absence: Away) -> Iterator[Standing]:
    content = cast(Absence, absence.entry.content)
    name = content.practitioner or absence.entry.by or nameless(absence.entry)
    parts = picture.parts_named(name)
    named = [child for child in absence.entry.about if child in picture.children] if not parts else []
    about = tuple(
        child
        for child in picture.children
        if picture.plan_on(child, absence.start)
        and (child in named or any(part.covers_child(child) for part in parts if part.may_hold_on(absence.start)))
    )
    agency = agency_of(picture, name) if parts else absence.entry.agency
    since = days_after(absence.start, picture.number("promised_and_done.key_worker_away", absence.start))
    if not about or not absence.runs_past(since):
        return
    closings = [(absence.covered, "Cover was named.")] if absence.covered else []
    if absence.end:
        closings.append((absence.end + timedelta(days=1), "They are back, as far as is recorded."))
    colleagues = [part for part in picture.parts_named(agency) if part.practitioner != name]
    others = [
        part.known
        for part in colleagues
        if part.since and part.since.first and part.since.first > absence.start
        if part.known and all(part.covers_child(child) for child in about)
    ]
    closings += [(day, "Somebody else has begun.") for day in others]
    them = names(picture, about)
    standing = concluded(
        picture,
        about=about,
        rests_on=tuple(
            dict.fromkeys(
                (
                    absence.entry.id,
                    *(plan.entry for child in about if (plan := picture.plan_on(child, absence.start))),
                )
            )
        ),
        since=since,
        sentence=f"{capital(who(picture, name))} has been away since {when_said(absence.entry)} and no cover is "
        f"recorded. Who sees {them}, and does what the plan counted on?",
        settles=f"Cover for {them} named, or the practitioner back.",
        addressed_to=(agency,),
        closings=closings,
    )
    last = absence.end if absence.end and not standing.because else None
    yield msgspec.structs.replace(standing, holds_until=min(filter(None, (standing.holds_until, last)), default=None))


def _services(picture: Picture, made: ByChild) -> Iterator[Standing]:
    """What stands about each service asked for, for a child on a plan."""
    runs: dict[tuple[object, ...], list[Entry]] = {}
    for entry in picture.of_kind(Involvement):
        content = cast(Involvement, entry.content)
        service = plain(content.role or content.practitioner or entry.agency)
        for child in picture.children_in(entry)[:1]:
            run = runs.setdefault((service, child), [])
            waits = plain(content.stage).startswith((*NOT_BEGUN, *_NOT_TO_BE_HAD)) and not _not_wanted(entry)
            if waits or run:
                run.append(entry)
    for run in runs.values():
        if run and any(picture.plan_on(child, known(run[0])) for child in picture.children_in(run[0])):
            yield _service(picture, run, made)


def _not_wanted(entry: Entry) -> bool:
    return plain(cast(Involvement, entry.content).stage).startswith(_NOT_WANTED)


def _service(picture: Picture, run: list[Entry], made: ByChild) -> Standing:
    first, content = run[0], cast(Involvement, run[0].content)
    about = picture.children_in(first)
    stages = [(one, plain(cast(Involvement, one.content).stage)) for one in run]
    days = [days_after(known(first), picture.number("promised_and_done.not_begun", known(first)))]
    days += [known(one) for one, stage in stages if stage.startswith(_NOT_TO_BE_HAD)]
    closings = [
        (known(one), f"It has begun, or is no longer wanted ({when_said(one)}).")
        for one, stage in stages
        if not stage.startswith((*NOT_BEGUN, *_NOT_TO_BE_HAD)) or _not_wanted(one)
    ]
    closings += [
        (known(one), f"It was decided on ({when_said(one)}).")
        for held in run
        for one in picture.linked_to.get(held.id, ())
        if isinstance(one.content, Decision)
    ]
    if content.practitioner:
        begun = (one for one in made.onward(about, known(first)) if one.by == content.practitioner)
        closings += [(known(one), f"It has begun ({when_said(one)}).") for one in (next(begun, None),) if one]
    service = content.role or (who(picture, content.practitioner) if content.practitioner else "")
    service = service or agency_name(first.agency)
    them = names(picture, about)
    return concluded(
        picture,
        about=about,
        rests_on=ids([one for one, _ in stages]),
        since=min(days),
        sentence=f"A service for {them} ({service}) was asked for on {when_said(first)} and is not recorded as begun. "
        "When does it begin, and who does this until then?",
        settles="The service begun, something else in its place, or why it is no longer wanted.",
        addressed_to=(first.agency,),
        closings=closings,
        latest=max(known(one) for one, _ in stages),
    )
