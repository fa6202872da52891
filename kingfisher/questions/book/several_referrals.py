"""Several referrals in a short time: read together, what do they say?

Asks: when as many referrals about the children of one record as the parameter says reach children's social care within
    the parameter's days, and nothing recorded since brings them together.
Looks at: referrals to children's social care and incidents another agency tells it of, whichever child of the family
    each is about; strategy and other meetings, assessments, plans and decisions that follow.
Does not ask when: an assessment begun since the first of them is still open; a meeting, an assessment, a plan, or a
    decision that names at least two of them, or speaks of them together, comes on the day or after. Two accounts of one
    happening count once; a referral to a hospital, a school or early help is not counted. Uncertain dates count only if
    all of them certainly fall within the days. A decision on one of them alone does not bring them together.
Guidance: kingfisher-repeat; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: a meeting, assessment, plan or decision that takes them together, or an answer with a reason.
Changed: 2 (November 2026): a decision that speaks of the referrals together.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

from kingfisher.practice.decisions import (
    closes,
    considered_by,
    decided_on,
    is_completed,
    is_no_further_action,
    opens_assessment,
    plain,
)
from kingfisher.practice.in_words import says
from kingfisher.questions.picture import Picture, day_of, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, said, when_said
from kingfisher.questions.together import Case, Ending, asked_for, cases
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry, place_of
from kingfisher.timeline.kinds import Assessment, Decision, Incident, Meeting, Plan, Referral

TITLE = "Several referrals in a short time, not yet put together"
TIER = 2
VERSION = 2
GUIDANCE = ("kingfisher-repeat", "working-together-2015", "working-together-2018", "working-together-2023")

_TOGETHER = (
    "three referrals", "four referrals", "five referrals", "these referrals", "all .. referrals", "both referrals",
    "referrals .. together", "referrals taken together", "referrals considered together",
)  # fmt: skip
_WORDS = {3: "Three", 4: "Four", 5: "Five", 6: "Six"}


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each run of referrals."""
    runs = {run[-1].id: run for run in _runs(picture, _counted(picture))}
    last = sorted((run[-1] for run in runs.values()), key=lambda one: (_opens(runs[one.id]), place_of(one)))
    follows = picture.of_kind(Meeting, Assessment, Plan, Decision)
    for case in cases(last, lambda entry: _ending(picture, runs[entry.id], follows)):
        run = list({one.id: one for fact in case.facts for one in runs[fact]}.values())
        yield _standing(picture, run, case)


def _counted(picture: Picture) -> list[Entry]:
    """What reached children's social care about a child, each happening once, in order."""
    found: list[Entry] = []
    met: set[str] = set()
    for entry in sorted(picture.of_kind(Referral, Incident), key=lambda one: (day_of(one), place_of(one))):
        if not _reaches_social_care(entry) or not picture.children_in(entry) or entry.happened.earliest is None:
            continue
        again = not met.isdisjoint((*entry.same_as, *entry.relates_to)) or entry.id in met
        days = picture.number("several_referrals.same_days", known(entry))
        near = [one for one in found[-5:] if day_of(entry) - day_of(one) <= timedelta(days=days)]
        if not again and not any(_is_same(one, entry) for one in near):
            found.append(entry)
        met.update((entry.id, *entry.same_as))
    return found


def _reaches_social_care(entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Referral):
        return content.to is None or sort_of(content.to).name in ("", "social_care")
    return any(sort_of(to).name == "social_care" for to, _ in entry.told())


def _is_same(one: Entry, other: Entry) -> bool:
    """One agency writing twice within days of the same people, or the receiving agency's account of what was sent."""
    same_people = not one.about or not other.about or not set(one.about).isdisjoint(other.about)
    received = isinstance(one.content, Referral) and one.content.to == other.agency
    return same_people and (one.agency == other.agency or received)


def _runs(picture: Picture, counted: list[Entry]) -> Iterator[list[Entry]]:
    """Each run of as many as the parameter says, all of them certainly within its days."""
    for place, entry in enumerate(counted):
        number = picture.number("several_referrals.number", known(entry))
        within = picture.number("several_referrals.days", known(entry))
        run = counted[max(place + 1 - number, 0) : place + 1]
        first = min(one.happened.earliest or date.max for one in run)
        last = max(one.happened.latest or date.max for one in run)
        if len(run) == number and (last - first).days <= within:
            yield run


def _opens(run: list[Entry]) -> date:
    return max(known(one) for one in run)


def _ending(picture: Picture, run: list[Entry], follows: list[Entry]) -> Ending:
    opens = _opens(run)
    children = _children(picture, run)
    begun: Entry | None = None
    for entry in follows[bisect_left(follows, day_of(run[0]), key=known) :]:
        if set(children).isdisjoint(picture.children_in(entry)):
            continue
        if known(entry) < opens:
            begun = _still_open(begun, entry)
        elif _brings_together(picture, entry, run):
            return Ending(
                because=f"Brought together ({entry.kind}, {when_said(entry)}).", day=known(entry), opens=opens
            )
        if begun and known(entry) >= opens:
            break
    if begun:
        return Ending(because=f"An assessment was open ({when_said(begun)}).")
    return asked_for(picture, children, opens, opens)


def _still_open(begun: Entry | None, entry: Entry) -> Entry | None:
    """The assessment that is open after the entry, given the one open before it."""
    if not isinstance(entry.content, Assessment):
        return begun
    return None if is_completed(entry.content) else entry


def _brings_together(picture: Picture, entry: Entry, run: list[Entry]) -> bool:
    content = entry.content
    if isinstance(content, Meeting):
        return "cancel" not in plain(content.outcome) and "rearrange" not in plain(content.outcome)
    if isinstance(content, Decision):
        named = {*considered_by(entry), *decided_on(entry)} & set(ids(run))
        opens = opens_assessment(content.outcome) or "plan" in plain(content.outcome).split()
        in_words = says(picture.written_in(entry), _TOGETHER)
        goes_on = opens and not closes(content.outcome) and not is_no_further_action(content.outcome)
        return len(named) > 1 or in_words or goes_on
    return not isinstance(content, Plan) or not closes(content.stage)


def _children(picture: Picture, run: list[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(child for one in run for child in picture.children_in(one)))


def _standing(picture: Picture, run: list[Entry], case: Case) -> Standing:
    children = _children(picture, run)
    to = [one.content.to for one in run if isinstance(one.content, Referral)]
    told = [name for one in run for name, _ in one.told() if sort_of(name).name == "social_care"]
    asked = next((one for one in (*to, *told) if one), run[-1].agency)
    senders = listed(agency_name(one.agency) for one in run)
    first, last = day_of(run[0]), day_of(run[-1])
    return Standing(
        about=children,
        rests_on=ids(run),
        since=case.since,
        sentence=f"{_WORDS.get(len(run), str(len(run)))} referrals about {names(picture, children)} came between "
        f"{said(first)} and {said(last)} ({senders}), and nothing recorded since takes them together. Read together, "
        "what do they say, and who is bringing the agencies together?",
        settles="A meeting, an assessment, a plan or a decision that takes these referrals together.",
        addressed_to=(asked,),
        because=case.because,
        settled=case.settled,
        holds_until=case.until,
        latest=case.latest,
    )
