"""Is everything known at the table as it is decided that this child goes home, or stays?

Asks: when it is decided that a child goes back to, or stays in, a home whose care has lately been in question, and
    somebody who holds background took no part: invited or apologised and not there, or an agency with weighty entries
    about the child that the deciding agency had not been told of or did not consider.
Looks at: decisions and meetings whose outcome is a return home or staying there; incidents, referrals, strategy
    meetings and plans before them, within the parameter's days; who attended, was invited, apologised, gave a view or
    was checked with; whose incidents, referrals and assessments the deciding agency knew or considered.
Does not ask when: nothing put the care in question (an ordinary discharge); everybody who holds background took part,
    gave a view or was checked with; the decision was changed, or a court or a later meeting with them has taken it up;
    it is long ago and the child is on no plan. Whether the child should go home is not Kingfisher's to say.
Guidance: kingfisher-return; children-act-1989-47; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: what the absent or unasked hold, obtained and weighed; the decision taken up again; or an answer with a
    reason.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

import msgspec

from kingfisher.practice.decisions import considered_by, decided_on, plain
from kingfisher.practice.in_words import says
from kingfisher.questions.closing import capital, concluded
from kingfisher.questions.gathering import gatherings
from kingfisher.questions.picture import ByChild, Picture, days_after, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, when_said, who
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Assessment, Check, Decision, Incident, LegalStep, Meeting, Referral, View

TITLE = "Going home, or staying, with background missing"
TIER = 1
VERSION = 1
GUIDANCE = (
    "kingfisher-return",
    "children-act-1989-47",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)


class _Step(msgspec.Struct, frozen=True):
    """A decision that a child goes home or stays, with the meeting it was made at, if any."""

    entry: Entry
    meetings: tuple[Entry, ...]
    children: tuple[str, ...]


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each such decision; another account of one within the parameter's days is the same."""
    held = _Held(picture)
    met: dict[tuple[str, ...], date] = {}
    for step in _steps(picture, held):
        since = known(step.entry)
        before = met.get(step.children)
        met[step.children] = since
        if before and (since - before).days <= picture.number("going_home.same_days", since):
            continue
        if not (questions := held.in_question(step)):
            because = "Nothing recorded put the care in question."
            yield Standing(about=step.children, rests_on=(step.entry.id,), because=because)
        elif not (missing := held.missing(step)):
            because = "Everybody recorded as holding background took part, or their part was considered."
            yield Standing(about=step.children, rests_on=(step.entry.id,), because=because)
        else:
            yield _standing(picture, step, missing, questions, held)


def _steps(picture: Picture, held: "_Held") -> list[_Step]:
    words = picture.words("going_home.outcomes", picture.as_at)
    found = []
    for entry in picture.of_kind(Decision, Meeting):
        content = entry.content
        outcome = getattr(content, "outcome", None)
        said = f"{plain(outcome)} / {plain(getattr(content, 'reason', ''))}" if isinstance(content, Meeting) else ""
        said = f"{said} / {picture.written_in(entry)}" if isinstance(content, Meeting) else plain(outcome)
        if says(said, words) and "cancel" not in plain(outcome) and picture.children_in(entry):
            found.append(_Step(entry, held.meetings(entry), picture.children_in(entry)))
    return sorted(found, key=lambda step: (known(step.entry), isinstance(step.entry.content, Meeting)))


class _Held:
    """Who holds what about each child, in the order in which it became known."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.weighty: dict[str, list[Entry]] = {}
        for entry in picture.of_kind(Incident, Referral, Assessment, Meeting):
            if isinstance(entry.content, Meeting) and "strategy" not in plain(entry.content.type):
                continue
            for child in picture.children_in(entry):
                self.weighty.setdefault(child, []).append(entry)
        self.later: ByChild = picture.by_child(picture.of_kind(LegalStep))
        self.meets = picture.of_kind(Meeting)
        told = gatherings(picture, self.meets)
        self.accounts = {one.id: held.accounts for held in told for one in held.accounts if len(held.accounts) > 1}
        self.views = picture.of_kind(View)

    def _between(self, child: str, first: date, last: date) -> list[Entry]:
        held = self.weighty.get(child, [])
        return held[bisect_left(held, first, key=known) : bisect_right(held, last, key=known)]

    def meetings(self, entry: Entry) -> tuple[Entry, ...]:
        """Every account known by then of the meetings a decision was made at."""
        found = [one for held in self._meetings(entry) for one in self.accounts.get(held.id, (held,))]
        return tuple({one.id: one for one in found if known(one) <= known(entry)}.values())

    def _meetings(self, entry: Entry) -> tuple[Entry, ...]:
        """The meetings a decision was made at: itself, those it names, or else one of the same day."""
        if isinstance(entry.content, Meeting):
            return (entry,)
        named = [held for one in decided_on(entry) if (held := self.picture.entry(one))]
        found = [one for one in named if isinstance(one.content, Meeting)]
        if found:
            return tuple(found)
        day = known(entry)
        same = self.meets[bisect_left(self.meets, day, key=known) : bisect_right(self.meets, day, key=known)]
        children = set(self.picture.children_in(entry))
        return tuple(one for one in same if not children.isdisjoint(self.picture.children_in(one)))

    def in_question(self, step: _Step) -> list[Entry]:
        """What put the care in question in the parameter's days before: newest last."""
        day = known(step.entry)
        first = day - timedelta(days=self.picture.number("going_home.in_question", day))
        found = {one.id: one for child in step.children for one in self._between(child, first, day)}
        for child in step.children:
            plan = self.picture.plan_on(child, day)
            held = (
                self.picture.entry(plan.entry) if plan and plan.type in ("child_protection", "looked_after") else None
            )
            if held:
                found[held.id] = held
        own = {step.entry.id, *(one.id for one in step.meetings)}
        return sorted((one for one in found.values() if one.id not in own), key=known)

    def missing(self, step: _Step) -> dict[str, list[Entry]]:
        """Each practitioner or agency that holds background and took no part, with its entries."""
        day, own = known(step.entry), step.entry.agency
        there = {own, *(name for one in step.meetings for name in (one.agency, *cast(Meeting, one.content).attended))}
        considered = {one for each in (step.entry, *step.meetings) for one in considered_by(each)}
        considered |= {one for meeting in step.meetings for one in (*meeting.relates_to,)}
        found: dict[str, list[Entry]] = {}
        for meeting in step.meetings:
            content = cast(Meeting, meeting.content)
            for name in (*content.apologies, *content.invited):
                if name not in there and name not in self.picture.people and not self._heard(step, name):
                    found.setdefault(name, [])
        first = day - timedelta(days=self.picture.number("going_home.background", day))
        for child in step.children:
            for entry in self._between(child, first, day):
                told = entry.known_to(own)
                unheard = entry.agency not in there and entry.id not in considered
                if unheard and (told is None or told > day) and not self._heard(step, entry.agency):
                    entries = found.setdefault(entry.agency, [])
                    if entry not in entries:
                        entries.append(entry)
                elif entry.agency in found and entry.agency not in there:
                    found[entry.agency].append(entry)
        return found

    def _heard(self, step: _Step, name: str) -> bool:
        return (first := self.heard_from(step, name)) is not None and first <= known(step.entry)

    def heard_from(self, step: _Step, name: str) -> date | None:
        """The first day, not long before the decision, on which their view or their records were had."""
        day = known(step.entry)
        first = day - timedelta(days=self.picture.number("going_home.in_question", day))
        ids = {step.entry.id, *(one.id for one in step.meetings), *decided_on(step.entry)}
        checks = [
            known(one)
            for one in self.picture.checks_with.get(plain(name), ())
            if known(one) >= first and plain(cast(Check, one.content).result) in ("replied", "", "received", "done")
        ]
        views = [
            known(one)
            for one in self.views
            if not ids.isdisjoint({*cast(View, one.content).on, *one.relates_to})
            and name in (cast(View, one.content).whose, one.agency, one.by)
        ]
        met = [
            known(one)
            for one in self.meets[bisect_right(self.meets, day, key=known) :]
            if name in cast(Meeting, one.content).attended
            and not set(step.children).isdisjoint(self.picture.children_in(one))
        ]
        return min((*checks, *views, *met), default=None)


def _standing(
    picture: Picture, step: _Step, missing: dict[str, list[Entry]], questions: list[Entry], held: _Held
) -> Standing:
    since = known(step.entry)
    heard = [held.heard_from(step, name) for name in missing]
    closings = [(max(day for day in heard if day), "What they hold has been had since.")] if all(heard) else []
    if legal := held.later.first_from(step.children, since):
        closings.append((known(legal), f"Taken to court since ({when_said(legal)})."))
    again = [
        one
        for one in picture.of_kind(Decision)
        if known(one) > since and step.entry.id in (*decided_on(one), *considered_by(one))
    ]
    closings += [(known(one), f"The decision was taken up again ({when_said(one)}).") for one in again[:1]]
    children = names(picture, step.children)
    absent = listed(who(picture, name) for name in missing)
    agencies = [name for name in missing if name != step.entry.agency and name not in _practitioners(picture)]
    standing = concluded(
        picture,
        about=step.children,
        rests_on=tuple(
            dict.fromkeys(
                (
                    step.entry.id,
                    *(one.id for one in step.meetings),
                    *(one.id for each in missing.values() for one in each[-2:]),
                    *(one.id for one in questions[-2:]),
                )
            )
        ),
        since=since,
        sentence=f"{capital(agency_name(step.entry.agency))} recorded on {when_said(step.entry)} that {children} goes "
        f"home or stays there; {absent} took no part, and what they hold is not recorded as weighed. What do they know "
        "that bears on it, and does the decision stand with it?",
        settles=f"What {absent} hold, obtained and weighed; or the decision taken up again.",
        addressed_to=(step.entry.agency, *(one.agency for one in step.meetings)),
        ask_agency=next(iter(agencies), None),
        closings=closings,
    )
    limit = days_after(since, picture.number("going_home.asked_days", since))
    if standing.because:
        return standing
    if limit < picture.as_at:
        because = "The decision is past acting on; what stands now is asked elsewhere."
        return msgspec.structs.replace(standing, because=because, settled=days_after(limit, 1), holds_until=None)
    ends = [day for day in (standing.holds_until, limit) if day]
    return msgspec.structs.replace(standing, holds_until=min(ends))


def _practitioners(picture: Picture) -> set[str]:
    return {part.practitioner for part in picture.involved if part.practitioner}
