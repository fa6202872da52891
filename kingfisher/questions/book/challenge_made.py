"""Do those with ground to doubt the decision agree with it, and has a challenge been answered?

Asks: when an agency had ground to ask about a decision and within the parameter's days wrote neither a view nor a
    challenge: its referral was closed, or taken at a lower level of need than it named, with no reason recorded; a
    decision of no further action, closing or return leans on somebody whose role does not cover the child; or such a
    decision was taken at a meeting which those who sent apologies could not speak at. Also when a challenge, or a
    disagreement written down (in a view, or in the words of an agency's own note), has had no reply in the parameter's
    days, or in the time that a local procedure gives its stage.
Looks at: decisions, the referrals and meetings they are on, whom they lean on and what those cover; views, challenges,
    replies and later decisions.
Does not ask when: a reason was given for closing the referral, by itself or in the decision's own words; the agency
    wrote its view, whatever it was, or challenged, or referred again; it was decided since to assess or to open a plan;
    the challenge was answered or withdrawn. The decision-maker is asked for the reason first. Disagreeing is nobody's
    fault, nor is agreeing.
Guidance: kingfisher-lp7; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: the agency's view or challenge recorded, the reason given, a reply to the challenge, or an answer with a
    reason.
Changed: 2 (November 2026): a reason in the decision's own words is a reason; a disagreement that an agency writes into
    any note of its own is met.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

import msgspec

from kingfisher.practice.clock_signs import challenge_stage
from kingfisher.practice.decisions import closes, is_no_further_action, opens_assessment, plain, plan_type, reason_of
from kingfisher.practice.in_words import says, up_to
from kingfisher.practice.replies import closes_it, is_reply
from kingfisher.practice.working_days import OutsideCalendar
from kingfisher.questions.closing import capital, concluded
from kingfisher.questions.local import limit_of
from kingfisher.questions.members import agency_of, members, same_member
from kingfisher.questions.picture import ByChild, Picture, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, said, when_said, who
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Assessment,
    Challenge,
    Contact,
    Decision,
    Document,
    Education,
    Health,
    Meeting,
    Observation,
    Plan,
    Referral,
    Supervision,
    View,
)

TITLE = "Ground to challenge a decision, and no challenge or reply"
TIER = 2
VERSION = 2
GUIDANCE = ("kingfisher-lp7", "working-together-2015", "working-together-2018", "working-together-2023")
_NOTES = (Contact, Observation, Account, Supervision, Health, Education, Document)


class _Ground(msgspec.Struct, frozen=True):
    """Why somebody might ask about a decision: in words, whose it is to ask, and what shows it."""

    words: str
    whose: tuple[str, ...]
    shown_by: tuple[Entry, ...] = ()


class _Held(msgspec.Struct, frozen=True):
    """Entries by child, to find what came before and after."""

    referrals: ByChild
    said: ByChild
    steps: ByChild


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each decision somebody had ground to doubt, and each challenge and disagreement."""
    held = _Held(
        referrals=picture.by_child(picture.of_kind(Referral)),
        said=picture.by_child(picture.of_kind(View, Challenge)),
        steps=picture.by_child(one for one in picture.of_kind(Decision, Plan, Assessment) if _is_step(one)),
    )
    met: set[str] = set()
    for decision in picture.of_kind(Decision):
        about = picture.children_in(decision)
        grounds = _grounds(picture, decision, about, held, met) if about else []
        if grounds:
            yield _doubted(picture, decision, about, grounds, held)
    for entry in picture.of_kind(Challenge, View):
        if picture.children_in(entry) and _awaits_reply(picture, entry):
            yield _unanswered(picture, entry, held.said)
    for entry in picture.saying("challenge_made.disagrees", *_NOTES):
        if _does_not_agree(picture, entry):
            yield _left_at_that(picture, entry, held)


def _does_not_agree(picture: Picture, entry: Entry) -> bool:
    """The agency that writes does not agree with a decision about a child, and does not say that it took it further."""
    words = (f"challenge_made.{name}" for name in ("disagrees", "decided", "whose"))
    disagrees, decided, whose = (picture.words(name, picture.as_at) for name in words)
    if not picture.children_in(entry) or picture.says(entry, "challenge_made.taken_further"):
        return False
    people = tuple((one.name or "").split(" ")[0].casefold() for one in picture.family.people if one.name)
    written = picture.written_in(entry)
    clauses = [clause for clause in written.split(" / ") if says(clause, disagrees)]
    ours = any(not says(up_to(clause, disagrees) or "", (*whose, *people)) for clause in clauses)
    return ours and says(written, decided)


def _left_at_that(picture: Picture, entry: Entry, held: _Held) -> Standing:
    """Disagreement noted by an agency of which nothing went further."""
    about, day, agency = picture.children_in(entry), known(entry), agency_name(entry.agency)
    said_since = (one for one in held.said.onward(about, day) if same_member(picture, one.agency, entry.agency))
    notes = picture.saying("challenge_made.taken_further", *_NOTES, Meeting)
    noted = (one for one in notes[bisect_left(notes, day, key=known) :])
    theirs = (one for one in noted if not set(about).isdisjoint(picture.children_in(one)))
    further = [one for one in (next(said_since, None), next(theirs, None)) if one]
    closings = [(known(one), f"It was taken further ({when_said(one)}).") for one in further]
    if step := held.steps.first_from(about, day):
        closings.append((known(step), f"It was decided since to go further ({when_said(step)})."))
    return concluded(
        picture,
        about=about,
        rests_on=(entry.id,),
        since=days_after(day, picture.number("challenge_made.reply_days", day)),
        sentence=f"{capital(agency)} wrote on {when_said(entry)} that it does not agree with what was decided about "
        f"{names(picture, about)}, and no challenge or reply is recorded. Whom has it been taken up with, and what was "
        "the answer?",
        settles=f"A view or challenge by {agency} recorded, and the reply to it.",
        addressed_to=(entry.agency,),
        closings=closings,
    )


def _is_step(entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Decision):
        return opens_assessment(content.outcome) or (plan_type(content.outcome) is not None and not _ends(entry))
    return not isinstance(content, Plan) or not closes(content.stage)


def _ends(entry: Entry) -> bool:
    outcome = cast(Decision, entry.content).outcome
    return is_no_further_action(outcome) or closes(outcome)


def _is_at_once(picture: Picture, decision: Entry) -> bool:
    said = plain(cast(Decision, decision.content).outcome)
    return any(plain(word) in said for word in picture.words("challenge_made.at_once", known(decision)))


def _grounds(picture: Picture, decision: Entry, about: tuple[str, ...], held: _Held, met: set[str]) -> list[_Ground]:
    found = []
    referral = _referral(picture, decision, about, held)
    if referral and referral.id not in met and is_no_further_action(cast(Decision, decision.content).outcome):
        met.add(referral.id)
        if not reason_of(decision):
            words = f"{agency_name(referral.agency)}'s referral was closed with no reason recorded"
            found.append(_Ground(words, (referral.agency,), (referral,)))
    if referral and not reason_of(decision):
        found += _levels_apart(picture, decision, referral)
    if _ends(decision) or _is_at_once(picture, decision):
        found += [*_leans_elsewhere(picture, decision, about), *_apologies(picture, decision)]
    return found


def _levels_apart(picture: Picture, decision: Entry, referral: Entry) -> Iterator[_Ground]:
    """The referral named a higher level of need than the decision, which gives no reason."""
    named, decided = cast(Referral, referral.content).level, cast(Decision, decision.content).level
    if named is not None and decided is not None and decided < named:
        local, day = picture.parameters.local, known(decision)
        words = (
            f"{agency_name(referral.agency)}'s referral named {local.level_words(named, day)}, the decision "
            f"{local.level_words(decided, day)}, with no reason recorded"
        )
        yield _Ground(words, (referral.agency,), (referral,))


def _referral(picture: Picture, decision: Entry, about: tuple[str, ...], held: _Held) -> Entry | None:
    """The referral of another agency it names or, naming none, the latest shortly before it."""
    on = (picture.entry(one) for one in (*cast(Decision, decision.content).on, *decision.relates_to))
    named = [one for one in on if one]
    referrals = [one for one in named if isinstance(one.content, Referral)]
    if not referrals and not named:
        first = known(decision) - timedelta(days=picture.number("challenge_made.related_days", known(decision)))
        referrals = held.referrals.between(about, first, known(decision))
    theirs = [one for one in referrals if one.agency != decision.agency]
    return theirs[-1] if theirs else None


def _leans_elsewhere(picture: Picture, decision: Entry, about: tuple[str, ...]) -> Iterator[_Ground]:
    leaned_on = cast(Decision, decision.content).relies_on
    for name in leaned_on:
        parts = picture.parts_named(name)
        if parts and not any(part.covers_child(child) is not False for part in parts for child in about):
            whose = tuple(agency_of(picture, one) for one in leaned_on)
            words = f"it leans on {who(picture, name)}, whose role does not cover {names(picture, about)}"
            yield _Ground(words, tuple(one for one in whose if one != decision.agency))
            return


def _apologies(picture: Picture, decision: Entry) -> Iterator[_Ground]:
    on = (picture.entry(one) for one in (*cast(Decision, decision.content).on, *decision.relates_to))
    for meeting in on:
        if meeting and isinstance(meeting.content, Meeting) and meeting.content.apologies:
            content = meeting.content
            absent = listed(who(picture, one) for one in members(picture, content.apologies))
            there = [agency_of(picture, one) for one in members(picture, (*content.attended, *content.apologies))]
            if absent:
                whose = tuple(one for one in dict.fromkeys(there) if one != meeting.agency)
                yield _Ground(f"it was taken without {absent}", whose, (meeting,))


def _doubted(
    picture: Picture, decision: Entry, about: tuple[str, ...], grounds: list[_Ground], held: _Held
) -> Standing:
    day = known(decision)
    whose = tuple(dict.fromkeys(one for ground in grounds for one in ground.whose)) or (decision.agency,)
    shown_by = [one for ground in grounds for one in ground.shown_by]
    wait = 0 if _is_at_once(picture, decision) else picture.number("challenge_made.days", day)
    who_asks, outcome = listed(agency_name(one) for one in whose), plain(cast(Decision, decision.content).outcome)
    verb = "Has" if len(whose) == 1 else "Have"
    return concluded(
        picture,
        about=about,
        rests_on=ids([decision, *shown_by]),
        since=days_after(day, wait),
        sentence=f"On {when_said(decision)} {agency_name(decision.agency)} decided about {names(picture, about)} "
        f"({outcome}); {'; '.join(ground.words for ground in grounds)}. {verb} {who_asks} asked for the reason, "
        "and is it agreed with?",
        settles=f"The view of {who_asks}, or a challenge, recorded; or the reason given.",
        addressed_to=whose,
        ask_agency=decision.agency if decision.agency not in whose else None,
        closings=_spoken(picture, decision, about, whose, on=shown_by, held=held),
    )


def _spoken(
    picture: Picture, decision: Entry, about: tuple[str, ...], whose: tuple[str, ...], *, on: list[Entry], held: _Held
) -> Iterator[tuple[date, str]]:
    day = known(decision)
    for held_entry in (decision, *on):
        for one in picture.linked_to.get(held_entry.id, ()):
            if isinstance(one.content, (View, Challenge)) and one.agency != decision.agency:
                yield known(one), f"A view or challenge was recorded ({when_said(one)})."
    for one in held.said.onward(about, day):
        if any(same_member(picture, one.agency, name) for name in whose):
            yield known(one), f"A view or challenge was recorded ({when_said(one)})."
            break
    for one in held.referrals.onward(about, day):
        if one.agency in whose and one not in on and known(one) > day:
            yield known(one), f"It was referred again ({when_said(one)})."
            break
    step = held.steps.first_from(about, day, but=decision.id)
    if step and (known(step) > day or step.agency == decision.agency):
        yield known(step), f"It was decided since to go further ({when_said(step)})."
    for one in picture.linked_to.get(decision.id, ()):
        if one.agency == decision.agency and reason_of(one):
            yield known(one), f"The reason was given ({when_said(one)})."


def _awaits_reply(picture: Picture, entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, View):
        disagrees = plain(content.position).startswith(("disagree", "dissent", "object", "not agree"))
        return disagrees and bool(content.on or entry.relates_to) and content.whose not in picture.people
    return not closes_it(entry) and not plain(cast(Challenge, content).stage).startswith("answer")


def _unlinked_replies(entry: Entry, to: str, later: Iterator[Entry]) -> list[Entry]:
    """The first later challenge, by whom it was put to, that names nothing and says that it is answered or agreed."""
    said = (one for one in later if isinstance(one.content, Challenge) and one.agency == to and one.id != entry.id)
    return [one for one in said if not (cast(Challenge, one.content).on or one.relates_to) and closes_it(one)][:1]


def _unanswered(picture: Picture, entry: Entry, said: ByChild) -> Standing:
    about, day, content = picture.children_in(entry), known(entry), entry.content
    on = [held for one in (*cast(View, content).on, *entry.relates_to) if (held := picture.entry(one))]
    decider = next((one.agency for one in on if one.agency != entry.agency), None)
    to = (content.to if isinstance(content, Challenge) else None) or decider or entry.agency
    linked = picture.linked_to.get(entry.id, [])
    replies = [one for one in linked if known(one) >= day and is_reply(one, entry)]
    replies += _unlinked_replies(entry, to, said.onward(about, day)) if isinstance(content, Challenge) else []
    replies += [one for one in on if entry.id in getattr(one.content, "considered", ())]
    asked_from, next_stage = _stages(picture, entry, day)
    verb = "challenged" if isinstance(content, Challenge) else "disagreed with"
    what = f"the {on[0].kind} of {when_said(on[0])}" if on else "a decision"
    return concluded(
        picture,
        about=about,
        rests_on=ids([entry, *on]),
        since=asked_from,
        sentence=f"{capital(agency_name(entry.agency))} {verb} {what} about {names(picture, about)} on "
        f"{when_said(entry)}, and no reply is recorded. What is the reply, and what is the next stage if it does not "
        f"settle the matter?{next_stage}",
        settles=f"A reply by {agency_name(to)} recorded, naming what it answers; or the next stage taken.",
        addressed_to=(to, entry.agency),
        closings=[(known(one), f"It was replied to ({when_said(one)}).") for one in replies[:1]],
    )


def _stages(picture: Picture, entry: Entry, day: date) -> tuple[date, str]:
    """From when it is asked about and, where stages of escalation are set locally, who is next and within how long.

    The time that the local procedure gives the stage takes the place of the parameter's days.
    """
    plainly = days_after(day, picture.number("challenge_made.reply_days", day))
    stages, at = picture.parameters.local.stages_on(day), challenge_stage(entry) or 1
    stage = next((one for one in stages if one.stage == at), None)
    if stage is None:
        return plainly, ""
    try:
        last = limit_of(stage).after(day)
    except OutsideCalendar:
        last = None
    after = next((one for one in stages if one.stage > at), None)
    words = f"stage {after.stage}, {after.words}" if after else "none: this is the last stage"
    by = f"Stage {stage.stage} had until {said(last)}" if last else f"Stage {stage.stage} has its time"
    return (days_after(last, 1) if last else plainly), f" {by} by the local procedure; the next is {words}."
