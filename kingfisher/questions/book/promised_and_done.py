"""Was what was agreed done, and who does it while somebody is away?

Asks: when an agreed action is past its day (or, having none, past the parameter's days), is recorded as not done, or
    its owner is away with no cover; when a practitioner whose role covers a child on a plan is away for long with no
    cover; when a service asked for, for a child on a plan, has not begun within the parameter's days or is not to be
    had.
Looks at: actions, owners, days and what became of them; absences and cover; involvement asked for and begun; contact
    made and children seen by the owner since.
Does not ask when: the action has neither owner nor day (that is asked about first); it was done, or the owner has since
    seen the child it was about; cover is named, or the practitioner is back; the service has begun, or is no longer
    wanted; the day may still be to come (an uncertain day counts on its last). Why somebody is away is not asked
    here, nor what a family declined.
Guidance: kingfisher-54; kingfisher-lp3; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: the action done, a new day or owner agreed, cover named, the service begun, or an answer with a reason.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import cast

import msgspec

from kingfisher.practice.decisions import plain
from kingfisher.practice.involvement import NOT_BEGUN
from kingfisher.practice.meetings import was_made
from kingfisher.questions.agreed_actions import Numbers, Promise, is_over, promises
from kingfisher.questions.away import Away, absences
from kingfisher.questions.closing import concluded
from kingfisher.questions.members import agency_of, same_member
from kingfisher.questions.picture import ByChild, Picture, day_of, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, when_said, who
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Absence, Action, Contact, Decision, Involvement, Sighting

TITLE = "Agreed, and not yet done; away, with no cover"
TIER = 2
VERSION = 1
GUIDANCE = (
    "kingfisher-54",
    "kingfisher-lp3",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)
_NUMBERS = Numbers(no_day="promised_and_done.no_day", away="promised_and_done.away")
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
    name = content.practitioner or absence.entry.by or ""
    parts = picture.parts_named(name)
    about = tuple(
        child
        for child in picture.children
        if picture.plan_on(child, absence.start)
        and any(part.covers_child(child) for part in parts if part.may_hold_on(absence.start))
    )
    since = days_after(absence.start, picture.number("promised_and_done.key_worker_away", absence.start))
    if not about or not absence.runs_past(since):
        return
    closings = [(absence.covered, "Cover was named.")] if absence.covered else []
    if absence.end:
        closings.append((absence.end + timedelta(days=1), "They are back, as far as is recorded."))
    colleagues = [part for part in picture.parts_named(agency_of(picture, name)) if part.practitioner != name]
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
        rests_on=(
            absence.entry.id,
            *(plan.entry for child in about if (plan := picture.plan_on(child, absence.start))),
        ),
        since=since,
        sentence=f"{who(picture, name)} has been away since {when_said(absence.entry)} and no cover is recorded. Who "
        f"sees {them}, and does what the plan counted on?",
        settles=f"Cover for {them} named, or the practitioner back.",
        addressed_to=(agency_of(picture, name),),
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
    )
