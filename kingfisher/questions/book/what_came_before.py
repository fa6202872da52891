"""What was already known, and was it weighed?

Asks: when an assessment is completed, a decision is made or an incident is given an outcome, earlier referrals,
    incidents, allegations or assessments about the same child stand in the record, and none is named as considered.
Looks at: `considered` on the outcome and on what it concludes on; entries it follows from or mentions; earlier
    entries of those kinds within the parameter's days, by any agency, as far as anyone knew of them.
Does not ask when: an earlier entry is named as considered, or mentioned; the words of the outcome, or of what it
    concludes on, say that the history was read or weighed; it ends a plan and names no concern; there is none; the only
    ones belong to the same episode (what is concluded on, other accounts of it, what led to it within the parameter's
    days); it is about other children; it is long ago and the child is on no plan. Contacts, appointments and visits,
    however many, are not earlier concerns, nor is a tool.
Guidance: farmer-lutman-2012; kingfisher-35; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: a later decision or assessment that names what it considered, or an answer with a reason.
Changed: 2 (November 2026): that the history was read and weighed, told in words; a plan's end; tools.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from kingfisher.practice.children import parents_of
from kingfisher.practice.decisions import (
    closes,
    considered_by,
    decided_on,
    is_completed,
    is_no_further_action,
    is_outcome,
    opens_assessment,
    plain,
)
from kingfisher.practice.in_words import says
from kingfisher.questions.picture import ByChild, Picture, day_of, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import listed, names, when_said
from kingfisher.timeline.entries import Entry, place_of
from kingfisher.timeline.kinds import Account, Assessment, Decision, Incident, Referral
from kingfisher.timeline.people import HowKnown

TITLE = "What was known before, and whether it was weighed"
TIER = 2
VERSION = 2
GUIDANCE = (
    "farmer-lutman-2012",
    "kingfisher-35",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)
NAMED = 5  # the latest earlier entries a question names; the rest stay in the record


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each outcome: those that ask, together for each group of children; the rest one by one."""
    earlier = _Earlier(picture)
    outcomes = [entry for entry in picture.of_kind(Decision, Assessment, Incident) if is_outcome(entry)]
    weighing = picture.by_child(entry for entry in outcomes if considered_by(entry))
    concluded = {
        (one, known(entry)) for entry in outcomes if isinstance(entry.content, Decision) for one in decided_on(entry)
    }
    asking: dict[str, list[_Outcome]] = {}
    for entry in outcomes:
        if (entry.id, known(entry)) in concluded and not isinstance(entry.content, Decision):
            continue  # its decision of the same day asks for both
        episode = _episode(picture, entry, earlier)
        if not _concludes(picture, entry, episode):
            continue
        for child in picture.children_in(entry):
            before = earlier.before(child, episode, known(entry))
            settled, because = _settled(picture, entry, episode, child, weighing)
            if before and because:
                rests_on = ids([*episode, *before])
                yield Standing(about=(child,), rests_on=rests_on, since=known(entry), settled=settled, because=because)
            elif before:
                asking.setdefault(child, []).append(_Outcome(entry=entry, episode=episode, before=before))
    together: dict[tuple[str, ...], list[str]] = {}
    for child, each in asking.items():
        together.setdefault(tuple(one.entry.id for one in each), []).append(child)
    for children in together.values():
        yield _asking(picture, tuple(children), [one for child in children for one in asking[child]])


class _Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome that names nothing considered, the episode it belongs to, and the earlier entries about one child."""

    entry: Entry
    episode: list[Entry]
    before: list[Entry]


def _ends_a_plan(picture: Picture, entry: Entry) -> bool:
    """Its children were on a plan the day before."""
    day = days_after(known(entry), -1)
    return any(picture.plan_on(child, day) for child in picture.children_in(entry))


def _concludes(picture: Picture, entry: Entry, episode: list[Entry]) -> bool:
    """True for an assessment, an incident's outcome, and a decision on a concern; not for a decision to look further or
    about a plan or meeting, nor for a tool, which measures and concludes nothing."""
    content = entry.content
    if isinstance(content, Assessment):
        return not plain(content.type).startswith("tool")
    if not isinstance(content, Decision):
        return True
    if closes(content.outcome) and not decided_on(entry) and _ends_a_plan(picture, entry):
        return False
    on_concern = any(isinstance(one.content, (Referral, Incident, Account, Assessment)) for one in episode)
    return not opens_assessment(content.outcome) and on_concern


type _Placed = tuple[date, tuple[str, str, str], Entry]  # the day, what orders it within the day, the entry


class _Earlier:
    """Earlier concerns of each child in the order they happened, so that those before a day are found quickly."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        held: dict[str, list[_Placed]] = {}
        for entry in picture.of_kind(Referral, Incident, Account, Assessment):
            if _is_concern(picture, entry):
                for child in picture.children_in(entry):
                    held.setdefault(child, []).append((day_of(entry), place_of(entry), entry))
        self.held = {child: sorted(each, key=lambda one: one[:2]) for child, each in held.items()}
        self.days = {child: [day for day, _, _ in each] for child, each in self.held.items()}

    def latest(self, children: Iterable[str], outcome: Entry) -> list[Entry]:
        """The last concern about any of the children on or before the outcome's day: at most one entry."""
        found: list[_Placed] = []
        for child in children:
            place = bisect_right(self.days.get(child, []), day_of(outcome))
            mine = self.held.get(child, [])[max(place - 2, 0) : place]
            found += [one for one in mine if one[2].id != outcome.id][-1:]
        return [max(found, key=lambda one: one[:2])[2]] if found else []

    def before(self, child: str, episode: list[Entry], as_known_on: date) -> list[Entry]:
        """The latest few before the episode and outside it, oldest first."""
        first = min(day_of(entry) for entry in episode)
        within = first - timedelta(days=self.picture.number("what_came_before.days", as_known_on))
        apart = timedelta(days=self.picture.number("what_came_before.same_days", as_known_on))
        inside = {entry.id for entry in episode}
        found: list[Entry] = []
        for place in range(bisect_left(self.days.get(child, []), first) - 1, -1, -1):
            day, _, entry = self.held[child][place]
            if day < within or len(found) == NAMED:
                break
            latest = entry.happened.latest or day
            if entry.id not in inside and latest < first - apart and known(entry) <= as_known_on:
                found.append(entry)
        return found[::-1]


def _is_concern(picture: Picture, entry: Entry) -> bool:
    """A referral, an incident, a completed assessment, or what somebody who is no parent here said of the family."""
    content = entry.content
    if isinstance(content, Assessment):
        return is_completed(content) and not plain(content.type).startswith("tool")
    if isinstance(content, Account):
        parents = {one for child in picture.children_in(entry) for one in parents_of(picture.family, child)}
        return entry.how_known is HowKnown.THIRD_PARTY and (content.said_by or entry.told_by) not in parents
    return True


def _episode(picture: Picture, outcome: Entry, earlier: _Earlier) -> list[Entry]:
    """The outcome, what it concludes on, and what that concludes on; failing any, the latest concern before it.

    What it merely relates to belongs only if it was near: older, it is something it mentions.
    """
    near = timedelta(days=picture.number("what_came_before.related_days", known(outcome)))
    episode, waiting = [outcome], [outcome]
    while waiting:
        entry = waiting.pop()
        for one in decided_on(entry):
            held = picture.entry(one)
            close = held and (one not in entry.relates_to or day_of(held) >= day_of(entry) - near)
            if held and close and held not in episode and held.id not in considered_by(outcome):
                episode.append(held)
                waiting.append(held)
    if len(episode) == 1 and not isinstance(outcome.content, Incident):
        episode += earlier.latest(picture.children_in(outcome), outcome)
    return episode + _assessed(picture, outcome, episode, earlier, near)


def _assessed(
    picture: Picture, outcome: Entry, episode: list[Entry], earlier: "_Earlier", near: timedelta
) -> list[Entry]:
    """The concern, shortly before, that an assessment decided on answered, where nothing links the two."""
    last = episode[-1]
    if last is outcome or not isinstance(last.content, Assessment) or decided_on(last):
        return []
    before = earlier.latest(picture.children_in(last), last)
    return [one for one in before if one not in episode and day_of(one) >= day_of(last) - near]


def _settled(
    picture: Picture, entry: Entry, episode: list[Entry], child: str, weighing: ByChild
) -> tuple[date | None, str]:
    """The day it closed (None: never asked) and why; (None, "") while it stands."""
    inside = {one.id for one in episode}
    if {one for part in episode for one in (*considered_by(part), *part.relates_to)} - inside:
        return None, "Earlier entries are named as considered."
    if any(_says_it_was_weighed(picture, part) for part in episode):
        return None, "Its words say that what came before was read and weighed."
    since = known(entry)
    later = weighing.first_from([child], since, but=entry.id)
    if later:
        settled = known(later) if known(later) > since else None
        return settled, f"A later {later.kind} names what it considered ({when_said(later)})."
    until = picture.asked_until([child], since)
    if until and until < picture.as_at:
        return until + timedelta(days=1), "It is long ago, and the child is on no plan."
    return None, ""


def _says_it_was_weighed(picture: Picture, entry: Entry) -> bool:
    content = entry.content
    if not isinstance(content, (Decision, Assessment)) or not picture.says(entry, "what_came_before.weighed"):
        return False
    weighed, not_so = (picture.words(f"what_came_before.{name}", picture.as_at) for name in ("weighed", "not_weighed"))
    clauses = picture.written_in(entry).split(" / ")
    return any(says(clause, weighed) and not says(clause, not_so) for clause in clauses)


def _asking(picture: Picture, children: tuple[str, ...], each: list[_Outcome]) -> Standing:
    first, last, them = each[0], each[-1], names(picture, children)
    triggers = [one.entry for one in each]
    rests_on = ids([*triggers, *(part for one in each for part in (*one.episode, *one.before))])
    since = min(known(entry) for entry in triggers)
    before = [one for one in last.before if one not in triggers] or last.before
    what = listed(f"{one.kind} of {when_said(one)}" for one in before[-3:])
    outcome = "decision of no further action" if _is_nfa(last.entry) else last.entry.kind
    return Standing(
        about=children,
        rests_on=rests_on,
        since=since,
        sentence=f"The {outcome} of {when_said(last.entry)} about {them} does not say whether earlier entries were "
        f"weighed ({what}). Read together, what do they say about {them}?",
        settles="The earlier entries named as considered, or as not relevant, in the decision or in a later one.",
        addressed_to=tuple(dict.fromkeys(entry.agency for entry in (last.entry, first.entry))),
        holds_until=picture.each_asked_until(children, (known(one) for one in triggers)),
        latest=max(known(entry) for entry in triggers),
    )


def _is_nfa(entry: Entry) -> bool:
    return isinstance(entry.content, Decision) and is_no_further_action(entry.content.outcome)
