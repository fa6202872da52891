"""What has been tried differently, since what is offered is not being taken up?

Asks: when what services offered to a child or the child's parents was not taken up as often within as many days as the
    parameters say, and either reasons were given and left at that, or a meeting, review or decision went by with things
    as they were; and nobody is recorded as having offered it in another way.
Looks at: visits, calls and appointments with an outcome, and accounts, also a meeting's, that what was asked was not
    done; reasons given; meetings, reviews and decisions after; the parameter's words for another way of working.
Does not ask when: too few, or too far apart (an uncertain date counts at its widest); most of what the same service
    offered was taken up (visits apart from calls, so that calls answered do not stand for visits refused); a service
    cancelled; the family cancelled once, or an adult missed an appointment of their own once, and not again; an adult's
    own was missed with no reason recorded; another way has been tried since; every service not taken up has been kept
    since; none for a long time. Why somebody does not take something up is not guessed, and how somebody spoke to a
    practitioner raises nothing.
Guidance: kingfisher-expectations; children-act-1989-17; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: another way of working agreed or tried, best one the family has named; or an answer with a reason.
Changed: 2 (November 2026): a meeting that says a family is not engaging counts as one account of it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from kingfisher.practice.contact import NOT_IN_PERSON
from kingfisher.practice.decisions import plain, written
from kingfisher.practice.engagement import Offered
from kingfisher.practice.in_words import said_first
from kingfisher.questions.closing import concluded
from kingfisher.questions.picture import ByChild, Picture, days_after, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, when_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Action,
    Appointment,
    Contact,
    Decision,
    Involvement,
    Meeting,
    Observation,
    Outcome,
    Plan,
    Referral,
    Supervision,
)

TITLE = "Not taken up, and offered again in the same way"
TIER = 3
VERSION = 2
GUIDANCE = (
    "kingfisher-expectations",
    "children-act-1989-17",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)
_NOT_TAKEN_UP = frozenset(
    {
        Outcome.WAS_NOT_BROUGHT,
        Outcome.DID_NOT_ATTEND,
        Outcome.NO_ACCESS,
        Outcome.NO_REPLY,
        Outcome.DECLINED,
        Outcome.CANCELLED_BY_FAMILY,
    }
)


_Service = tuple[str, str, str, bool]  # child, agency, service (or whose own it was), by telephone or the like


class _Run(msgspec.Struct, frozen=True):
    """What was not taken up, close together, and the day from which it is asked about."""

    entries: tuple[Entry, ...]
    since: date | None


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each run, one question for the brothers and sisters who share part of it."""
    own, kept = _by_service(picture)
    if not own:
        return
    after = picture.by_child(one for one in picture.of_kind(Meeting, Plan, Decision) if _went_by(one))
    offers = sorted(picture.offers, key=_day)
    tried = _tried(picture)
    counted: dict[str, list[Entry]] = {}
    for service, each in own.items():
        counted.setdefault(service[0], []).extend(_often_enough(picture, each, kept.get(service, [])))
    runs = [(child, run) for child, each in counted.items() for run in _runs(picture, child, each, after)]
    for children, run in _merged(runs):
        yield _standing(picture, children, run, tried, offers)


def _by_service(picture: Picture) -> tuple[dict[_Service, list[Entry]], dict[_Service, list[date]]]:
    """What was not taken up, and the days of what was, for each child and service in order of the latest day."""
    own: dict[_Service, list[Entry]] = {}
    kept: dict[_Service, list[date]] = {}
    offered = picture.of_kind(Contact, Appointment, Observation, Meeting)
    for entry in sorted((one for one in offered if _is_not_taken_up(picture, one)), key=_latest):
        for service in _services(picture, entry):
            own.setdefault(service, []).append(entry)
    agencies = {service[1] for service in own}
    for entry in offered if own else ():
        if entry.agency in agencies and entry.outcome is Outcome.ATTENDED and not _is_not_taken_up(picture, entry):
            for service in _services(picture, entry):
                kept.setdefault(service, []).append(_latest(entry))
    for days in kept.values():
        days.sort()
    return own, kept


def _services(picture: Picture, entry: Entry) -> list[_Service]:
    by_wire = getattr(entry.content, "setting", None) in NOT_IN_PERSON
    service = _service(picture, entry)
    return [(child, entry.agency, service, by_wire) for child in picture.children_in(entry)]


def _service(picture: Picture, entry: Entry) -> str:
    content = entry.content
    if not isinstance(content, Appointment):
        return ""
    return plain(content.service) if _is_a_childs(picture, content) else content.whose or ""


def _is_a_childs(picture: Picture, content: Appointment) -> bool:
    return content.whose is None or content.whose in picture.children


def _often_enough(picture: Picture, each: list[Entry], kept: list[date]) -> Iterator[Entry]:
    """Those of one service by whose day enough of what it had lately offered was not taken up."""
    days = [_latest(one) for one in each]
    for place, entry in enumerate(each):
        first = _latest(entry) - timedelta(days=picture.number("tried_differently.within", _latest(entry)))
        missed = place + 1 - bisect_left(days, first)
        taken = bisect_right(kept, _latest(entry)) - bisect_left(kept, first)
        share = picture.number("tried_differently.share", _latest(entry))
        if 100 * missed >= share * (missed + taken) and (missed > 1 or not _may_be_ordinary(picture, entry)):
            yield entry


def _may_be_ordinary(picture: Picture, entry: Entry) -> bool:
    """By itself it says little: the family cancelled it, or it was an adult's own appointment."""
    content = entry.content
    own = isinstance(content, Appointment) and not _is_a_childs(picture, content)
    return own or entry.outcome is Outcome.CANCELLED_BY_FAMILY


def _list(picture: Picture, name: str) -> tuple[str, ...]:
    return picture.words(f"tried_differently.{name}", picture.as_at)


def _day(one: Offered) -> date:
    return one.when.latest or date.min


def _went_by(entry: Entry) -> bool:
    return "cancel" not in str(getattr(entry.content, "outcome", None) or "").casefold()


def _is_not_taken_up(picture: Picture, entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Appointment):
        return content.outcome in _NOT_TAKEN_UP and (_is_a_childs(picture, content) or _reason(picture, entry) != "")
    if isinstance(content, Contact) and content.outcome in _NOT_TAKEN_UP:
        return True
    return picture.says(entry, "tried_differently.not_done")


def _reason(picture: Picture, entry: Entry) -> str:
    """The reason given, as recorded; "" when none is."""
    own = getattr(entry.content, "reason", None)
    if written(own):
        return str(own)
    if not picture.says(entry, "tried_differently.reasons"):
        return ""
    return said_first(picture.written_in(entry), _list(picture, "reasons"))


def _runs(picture: Picture, child: str, each: list[Entry], after: ByChild) -> Iterator[_Run]:
    """Runs of what was not taken up, from the first of those close enough together to a long time without any."""
    run: list[Entry] = []
    for entry in sorted(each, key=_latest):
        gap = picture.number("tried_differently.quiet_after", _latest(entry))
        if run and (_latest(entry) - _latest(run[-1])).days > gap:
            yield _run(picture, child, run, after)
            run = []
        run.append(entry)
    if run:
        yield _run(picture, child, run, after)


def _run(picture: Picture, child: str, each: list[Entry], after: ByChild) -> _Run:
    opened = _opens(picture, child, each, after)
    return _Run(tuple(each[opened[1] :]), opened[0]) if opened else _Run(tuple(each), None)


def _latest(entry: Entry) -> date:
    return entry.happened.latest or known(entry)


def _opens(picture: Picture, child: str, run: list[Entry], after: ByChild) -> tuple[date, int] | None:
    """The first day on which enough were known close together, with a reason given or a meeting gone by since; and the
    place of the first of them."""
    days: list[tuple[date, int]] = []
    for place, entry in enumerate(run):
        wanted = picture.number("tried_differently.times", _latest(entry))
        within = picture.number("tried_differently.within", _latest(entry))
        last = run[max(0, place + 1 - wanted) : place + 1]
        first = last[0].happened.earliest
        if len(last) < wanted or first is None or (_latest(entry) - first).days > within:
            continue
        day = max(known(one) for one in last)
        if any(_reason(picture, one) for one in last):
            days.append((day, place + 1 - wanted))
            break
        meeting = after.first_from([child], day)
        limit = days_after(_latest(entry), picture.number("tried_differently.quiet_after", _latest(entry)))
        if meeting and known(meeting) <= limit:
            days.append((known(meeting), place + 1 - wanted))
    return min(days, default=None)


def _merged(each: list[tuple[str, _Run]]) -> list[tuple[tuple[str, ...], _Run]]:
    """Runs that share an entry are one, for all the children."""
    found: list[tuple[list[str], dict[str, Entry], date | None]] = []
    for child, run in each:
        ids = {one.id for one in run.entries}
        place = next((n for n, one in enumerate(found) if run.since and one[2] and not ids.isdisjoint(one[1])), None)
        if place is None:
            found.append(([child], {one.id: one for one in run.entries}, run.since))
            continue
        children, entries, since = found[place]
        both = {**entries, **{one.id: one for one in run.entries}}
        found[place] = ([*children, child], both, min(since or date.max, run.since or date.max))
    return [
        (tuple(dict.fromkeys(children)), _Run(tuple(sorted(entries.values(), key=_latest)), since))
        for children, entries, since in found
    ]


def _tried(picture: Picture) -> ByChild:
    """Entries that tell of another way of working."""
    kinds = (Action, Plan, Decision, Meeting, Contact, Involvement, Referral, Appointment, Observation, Supervision)
    return picture.by_child(picture.saying("tried_differently.another_way", *kinds))


def _standing(
    picture: Picture, children: tuple[str, ...], run: _Run, tried: ByChild, offers: list[Offered]
) -> Standing:
    facts = tuple(one.id for one in run.entries)
    first, last = run.entries[0], run.entries[-1]
    quiet = days_after(_latest(last), picture.number("tried_differently.quiet_after", _latest(last)))
    if run.since is None:
        because = "Too few not taken up, too far apart, or no reason left at that."
        return Standing(about=children, rests_on=facts, because=because, holds_until=quiet)
    closings = []
    if other := tried.first_from(children, known(first)):
        closings.append((known(other), f"Another way has been tried ({when_said(other)})."))
    if kept := _kept_since(run, children, offers):
        closings.append((max(kept, run.since), "Each service not taken up has been kept since."))
    if quiet < picture.as_at:
        closings.append((max(quiet, run.since) + timedelta(days=1), "All has been taken up for some time."))
    start = first.happened.earliest or known(first)
    place = bisect_left(offers, start, key=_day)
    agencies = {one.agency for one in run.entries}
    kept_ones = {one.entry for one in offers[place:] if one.kept and one.agency in agencies and one.entry not in facts}
    reasons = list(dict.fromkeys(reason for one in run.entries if (reason := _reason(picture, one))))
    given = f" Reasons given: {'; '.join(reasons[:3])}." if reasons else ""
    who = names(picture, children)
    lead = [plan.agency for child in children if (plan := picture.plan_on(child, picture.as_at))]
    services = listed(agency_name(one.agency) for one in run.entries)
    standing = concluded(
        picture,
        about=children,
        rests_on=facts,
        since=run.since,
        sentence=f"What {services} offered for {who} was not taken up {len(facts)} times since {when_said(first)}, and "
        f"was taken up {len(kept_ones)} times.{given} What has been tried differently, and what does the "
        "family say would help?",
        settles="Another way of working agreed with the family or tried, and what came of it.",
        addressed_to=(*lead, *(one.agency for one in run.entries)),
        closings=closings,
        latest=max(run.since, known(last)),
    )
    ends = [day for day in (standing.holds_until, quiet) if day]
    return standing if standing.because else msgspec.structs.replace(standing, holds_until=min(ends))


def _kept_since(run: _Run, children: tuple[str, ...], offers: list[Offered]) -> date | None:
    """The day by which every agency not taken up had been kept since; None while one has not."""
    last = {one.agency: _latest(one) for one in run.entries}
    facts = {one.id for one in run.entries}
    kept: dict[str, date] = {}
    place = bisect_left(offers, min(last.values()), key=_day)
    for one in offers[place:]:
        earliest = one.when.earliest
        theirs = one.kept and one.entry not in facts and (not one.is_child or one.whose in children)
        if theirs and earliest and earliest > last.get(one.agency, date.max):
            kept.setdefault(one.agency, one.known)
    return max(kept.values()) if set(kept) == set(last) else None
