"""Has anyone spoken to this child's other parent?

Asks: when an assessment of a child is completed, a plan is opened, or the child goes to stay with a parent after
    either, and that parent was not spoken to directly while another parent was (or lives with the child).
Looks at: recorded parents of each child, whatever their sex and wherever they live; whom an assessment assessed, who
    took part in a plan or came to a meeting; contacts made with each parent within the parameter's days before and at
    any time after; where the child lives and stays.
Does not ask when: the parent was spoken to directly about the child, by any agency that covers the child; the parent
    declined, in their own words; a reason of safety not to make contact is recorded; no other parent was spoken to
    either; the parent has died; no second parent is recorded; it is long ago and the child is on no plan. Another
    person's word that a parent would not cooperate, an unanswered call or an invitation is not contact.
Guidance: kingfisher-lp4; hidden-men-2015; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: direct contact made, the parent's own refusal, or a safety reason recorded with what was checked instead.
Changed: 2 (November 2026): the safety reason may stand in the account of the assessment; coming back to the parent a
    child lived with is no new stay where nobody wrote with whom the child was.
"""

from bisect import bisect_left
from collections.abc import Container, Iterator
from datetime import date, timedelta

import msgspec

from kingfisher.practice.children import has_died, parents_of
from kingfisher.practice.decisions import is_completed, plain, plan_type, reason_of
from kingfisher.practice.home import home_on
from kingfisher.questions.picture import ByChild, Picture, day_of, days_after, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import names, when_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Appointment,
    Assessment,
    Contact,
    Decision,
    LivingArrangement,
    Meeting,
    Outcome,
    Plan,
    View,
)
from kingfisher.timeline.people import HowKnown

TITLE = "A parent nobody has spoken to"
TIER = 2
VERSION = 2
GUIDANCE = (
    "kingfisher-lp4",
    "hidden-men-2015",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)
ANYONE = ""
_CONTACT = ("contact", "speak", "spoken", "approach", "invit", "involv")
_NOT_MADE = (
    "not contacted", "not been contacted", "not be contacted", "not approached", "not been approached",
    "not spoken to", "not been spoken to", "not invited", "not been invited", "no contact was made with",
)  # fmt: skip
_SAFETY = ("not safe", "unsafe", "risk to", "safety", "put at risk", "non molestation", "refuge", "danger")


class _Reached(msgspec.Struct, frozen=True, order=True, gc=False):
    """A parent was spoken to, refused, or is not to be contacted: on which day, known when, and how it is said."""

    day: date
    known: date
    entry: str
    how: str


class _Ways:
    """The ways in which one parent was reached, in order of day, to find the first known from a day quickly."""

    def __init__(self, ways: list[_Reached]) -> None:
        self.ways = ways
        self.first_known = list(ways)
        for place in range(len(ways) - 2, -1, -1):
            if self.first_known[place + 1].known < ways[place].known:
                self.first_known[place] = self.first_known[place + 1]
        self.spoken = min((one.known for one in ways if one.how == "contact"), default=date.max)

    def first_known_from(self, day: date) -> _Reached | None:
        """Of those on the day or later, the one that became known first."""
        place = bisect_left(self.ways, day, key=lambda one: one.day)
        return self.first_known[place] if place < len(self.ways) else None

    def spoken_to_by(self, day: date) -> bool:
        """True when some direct contact was known by the day."""
        return self.spoken <= day


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each parent: one question for the brothers and sisters it is true of."""
    steps = _steps(picture)
    if not steps:
        return
    reached = _reached(picture)
    steps_taken = picture.by_child(picture.of_kind(Assessment, Plan))
    open_by_child: dict[tuple[str, str], list[Entry]] = {}
    for step in steps:
        for child in picture.children_in(step):
            for parent in parents_of(picture.family, child):
                if not _is_in_question(picture, step, child, parent, reached, steps_taken=steps_taken):
                    continue
                settled, because = _settled(picture, step, child, parent, reached)
                if settled and not _was_asked_before(picture, step, child, parent, reached, settled=settled):
                    yield Standing(about=(child, parent), rests_on=(step.id,), because=because)
                elif because:
                    about = (child, parent)
                    since = known(step)
                    yield Standing(about=about, rests_on=(step.id,), since=since, settled=settled, because=because)
                else:
                    open_by_child.setdefault((child, parent), []).append(step)
    together: dict[str, list[str]] = {}
    for child, parent in open_by_child:
        together.setdefault(parent, []).append(child)
    for parent, children in together.items():
        still = {step.id: step for child in children for step in open_by_child[(child, parent)]}
        yield _asking(picture, parent, tuple(children), sorted(still.values(), key=known))


def _steps(picture: Picture) -> list[Entry]:
    """Completed assessments, plans opened, and stays with a parent, in the order in which they became known."""
    found = []
    for entry in picture.of_kind(Assessment, Plan, Decision, LivingArrangement):
        content = entry.content
        if isinstance(content, Assessment):
            wanted = is_completed(content)
        elif isinstance(content, Plan):
            wanted = plain(content.stage) in ("", "opened", "open", "made", "started")
        elif isinstance(content, Decision):
            wanted = plan_type(content.outcome) is not None and any(_opens(picture, entry))
        else:
            wanted = True
        if wanted:
            found.append(entry)
    return found


def _opens(picture: Picture, entry: Entry) -> Iterator[bool]:
    for child in picture.children_in(entry):
        yield any(spell.entry == entry.id for spell in picture.plans.get(child, []))


def _is_in_question(
    picture: Picture,
    step: Entry,
    child: str,
    parent: str,
    reached: dict[tuple[str, str], "_Ways"],
    *,
    steps_taken: ByChild,
) -> bool:
    """A stay counts only with that parent and after an assessment or plan; and some other parent must be at hand."""
    person = picture.people.get(parent)
    if person is None or has_died(person, known(step)):
        return False
    if isinstance(step.content, LivingArrangement):
        if child not in (step.content.who or step.about) or parent not in (*step.content.with_whom, *step.about):
            return False
        first = steps_taken.first_from([child], date.min)
        day_before = (step.happened.earliest or day_of(step)) - timedelta(days=1)
        before = home_on(picture.homes.get(child, []), day_before)
        there = {*(step.content.who or ()), *step.content.with_whom}
        others = [one for one in parents_of(picture.family, child) if one != parent]
        usual = picture.times_named.get(parent, 0) >= max(
            (picture.times_named.get(one, 0) for one in others), default=0
        )
        told = [one for one in before.with_whom if one not in picture.children] if before else []
        new = parent not in told if told else there.isdisjoint(others) and not usual
        return first is not None and known(first) <= known(step) and new
    others = [other for other in parents_of(picture.family, child) if other != parent]
    spoken_to = {other for other in others if (ways := reached.get((child, other))) and ways.spoken_to_by(known(step))}
    return bool(spoken_to) or any(_is_at_hand(picture, step, child, other, parent) for other in others)


def _is_at_hand(picture: Picture, step: Entry, child: str, other: str, parent: str, /) -> bool:
    """The other parent was assessed, is the one it is about, lives with the child, or is written about more."""
    if other in getattr(step.content, "assessed", ()):
        return True
    if (other in step.about) is not (parent in step.about):
        return other in step.about
    lives = _lives_with(picture, step, child, other, parent)
    return lives if lives is not None else picture.times_named.get(other, 0) > picture.times_named.get(parent, 0)


def _lives_with(picture: Picture, step: Entry, child: str, other: str, parent: str, /) -> bool | None:
    """Whether the child then lived with the other and not with the parent; None where nobody wrote it down."""
    home = home_on(picture.homes.get(child, []), known(step))
    return other in home.with_whom and parent not in home.with_whom if home and home.with_whom else None


def _was_asked_before(
    picture: Picture,
    step: Entry,
    child: str,
    parent: str,
    reached: dict[tuple[str, str], "_Ways"],
    *,
    settled: date,
) -> bool:
    """False where both parents were first met on the day it closed, and neither the step nor the home was the other's:
    neither was passed over for the other."""
    others = [other for other in parents_of(picture.family, child) if other != parent]
    first_met = {other: ways.spoken for other in others if (ways := reached.get((child, other)))}
    if isinstance(step.content, LivingArrangement) or settled not in first_met.values():
        return True
    return any(
        other in getattr(step.content, "assessed", ())
        or (other in step.about) is not (parent in step.about)
        or _lives_with(picture, step, child, other, parent)
        or first_met.get(other, date.max) < settled
        for other in others
    )


def _reached(picture: Picture) -> dict[tuple[str, str], "_Ways"]:
    """For each child and parent, every direct contact, refusal of their own and safety reason, in order of day."""
    children_of: dict[str, list[str]] = {}
    for child in picture.children:
        for parent in parents_of(picture.family, child):
            children_of.setdefault(parent, []).append(child)
    found: dict[tuple[str, str], list[_Reached]] = {}
    for entry in picture.of_kind(Contact, Meeting, Account, View, Appointment, Assessment, Plan, Decision):
        if not _may_reach(entry, children_of):
            continue
        for person, how in _ways(entry):
            meant = [person] if person != ANYONE else [] if _names_any(entry, children_of) else list(children_of)
            for parent in meant:
                for child in children_of.get(parent, ()):
                    if child in entry.about or _is_about_the_family(picture, entry, child):
                        one = _Reached(entry.happened.latest or known(entry), known(entry), entry.id, how)
                        found.setdefault((child, parent), []).append(one)
    return {key: _Ways(sorted(each)) for key, each in found.items()}


def _may_reach(entry: Entry, parents: Container[str]) -> bool:
    """False for what can reach only those it names, when none of them is a parent."""
    content = entry.content
    if isinstance(content, Contact):
        return any(one in parents for one in content.with_whom)
    return content.whose in parents if isinstance(content, (Appointment, View)) else True


def _names_any(entry: Entry, people: Container[str]) -> bool:
    return any(one in people for one in entry.about)


def _is_about_the_family(picture: Picture, entry: Entry, child: str) -> bool:
    """With no child named, it counts when its agency covers the child or leads the plan, or assesses."""
    if any(one in entry.about for one in picture.children):
        return False
    if isinstance(entry.content, (Assessment, Plan, Decision, Meeting)):
        return True
    covers = picture.covers(entry.agency, entry.by, child)
    return entry.agency in picture.leading_agencies if covers is None else covers


def _ways(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each person the entry shows reached, refusing in their own words, or not to be contacted for safety (ANYONE: the
    entry names no adult)."""
    content = entry.content
    people = _spoken_to(entry)
    if isinstance(content, (Contact, Appointment)):
        if content.outcome is None or content.outcome is Outcome.ATTENDED:
            for person in people:
                yield person, "contact"
        elif content.outcome is Outcome.DECLINED and _in_own_words(entry, people):
            for person in people:
                yield person, "declined"
        return
    for person in people:
        yield person, "contact"
    if _is_of_safety(entry):
        yield from ((person, "safety") for person in (*entry.about, ANYONE))


def _is_of_safety(entry: Entry) -> bool:
    """True when its reason, or a sentence of its account, says that somebody is not contacted since it is not safe."""
    if given := reason_of(entry):
        reason = f"{plain(given)} {plain(str(getattr(entry.content, 'outcome', '')))}"
        if any(word in reason for word in _SAFETY) and any(word in reason for word in _CONTACT):
            return True
    held = entry.text.casefold()
    if not any(word in held for word in _NOT_MADE):
        return False
    sentences = held.replace(";", ".").split(". ")
    return any(any(word in one for word in _NOT_MADE) and any(word in one for word in _SAFETY) for one in sentences)


def _spoken_to(entry: Entry) -> tuple[str, ...]:
    content = entry.content
    match content:
        case Contact():
            return content.with_whom
        case Meeting():
            return content.attended
        case Assessment():
            return content.assessed
        case Plan():
            return content.fathers_involved
        case View() | Appointment():
            return (content.whose,) if content.whose else ()
        case Account() if content.said_by and entry.told_by in (None, content.said_by):
            return (content.said_by,)
    return ()


def _in_own_words(entry: Entry, people: tuple[str, ...]) -> bool:
    """A refusal counts when nobody else is recorded as having given it for them."""
    told_by_other = entry.told_by is not None and entry.told_by not in people
    return not told_by_other and entry.how_known is not HowKnown.THIRD_PARTY


def _settled(
    picture: Picture, step: Entry, child: str, parent: str, reached: dict[tuple[str, str], "_Ways"]
) -> tuple[date | None, str]:
    """The day it closed (None: never asked) and why; (None, "") while it stands."""
    since, start = known(step), day_of(step) - timedelta(days=picture.number("other_parent.days", known(step)))
    ways = reached.get((child, parent))
    first = ways.first_known_from(start) if ways else None
    if first:
        words = {"contact": "Spoken to directly", "declined": "Declined, in their own words"}
        why = f"{words.get(first.how, 'A safety reason is recorded')}."
        return (first.known if first.known > since else None), why
    until = picture.asked_until([child], since)
    if until and until < picture.as_at:
        return days_after(until, 1), "It is long ago, and the child is on no plan."
    return None, ""


def _asking(picture: Picture, parent: str, children: tuple[str, ...], steps: list[Entry]) -> Standing:
    since = known(steps[0])
    who, them = picture.label(parent), names(picture, children)
    others = [one for one in parents_of(picture.family, children[0]) if one != parent]
    the_child = "the child" if len(children) == 1 else "the children"
    with_them = " or ".join([*(picture.label(one) for one in others), the_child])
    told = [
        entry.id
        for entry in picture.of_kind(Contact, Account)
        if parent in (*entry.about, *getattr(entry.content, "with_whom", ())) and known(entry) >= since
    ]
    last = steps[-1]
    what = {
        "living_arrangement": f"{them} went to stay with {who} ({when_said(last)})",
        "assessment": f"The assessment of {when_said(last)} about {them} was completed",
    }.get(last.kind, f"A plan was made for {them} ({when_said(last)})")
    agencies = tuple(dict.fromkeys(step.agency for step in steps))
    return Standing(
        about=(*children, parent),
        rests_on=tuple(dict.fromkeys((*(step.id for step in steps), *told[-3:]))),
        since=since,
        sentence=f"First, would contact put {with_them} at risk? {what}, and nobody is recorded as speaking with {who} "
        "directly. If it is safe, who will, and where?",
        settles=f"Direct contact with {who}, {who}'s own refusal, or a safety reason with what was checked instead.",
        addressed_to=agencies,
        holds_until=picture.each_asked_until(children, (known(step) for step in steps)),
        latest=known(last),
    )
