"""Closing or taking no further action: what early help was thought of, and what did the family say?

Asks: when a plan is closed or stepped down, or no further action is taken, with needs named (outstanding, or in the
    referral it answers), and no early help is recorded as considered, offered or declined.
Looks at: decisions of no further action and closures, what they leave outstanding, the concerns they answer, and any
    word of early help in them or after them.
Does not ask when: early help is recorded as offered, accepted, declined or not needed with the decision; nothing is
    named as outstanding; the concerns only say who somebody is; the child stays on, or steps down to, another plan; a
    referral about a baby not yet born is closed with nothing outstanding (a question of its own asks about that). Help
    declined at an earlier time is not help considered now. Other practitioners staying involved is not early help.
Guidance: kingfisher-early-help; children-act-1989-17; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: early help recorded as considered or offered, help or an assessment begun, or an answer with a reason.
Changed: 2 (November 2026): a decision that says in words that there is no early help need; more words by which a
    closing says that something is left.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from kingfisher.practice.children import is_unborn
from kingfisher.practice.decisions import (
    closes,
    is_no_further_action,
    opens_assessment,
    plain,
    plan_type,
    written,
)
from kingfisher.practice.in_words import says
from kingfisher.questions.picture import Picture, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, when_said
from kingfisher.questions.together import Case, Ending, asked_for, by_children, cases, standings
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Action,
    Assessment,
    Contact,
    Decision,
    Involvement,
    Meeting,
    Plan,
    Referral,
    Strength,
)

TITLE = "Closed with needs named and no early help considered"
TIER = 2
VERSION = 2
GUIDANCE = (
    "kingfisher-early-help",
    "children-act-1989-17",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)


_NOT_THOUGHT_OF = ("early help not", "early help was not", "early help has not")


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each closing or decision of no further action."""
    stops = by_children(picture, [one for one in picture.of_kind(Decision, Plan) if _stops(one)])
    if not stops:
        return
    may_help = picture.of_kind(Decision, Plan, Referral, Action, Meeting, Involvement, Contact, Assessment, Strength)
    helps = by_children(picture, [one for one in may_help if _helps(picture, one)])
    referrals = by_children(picture, picture.of_kind(Referral))
    found: dict[str, list[Case]] = {}
    for child, entries in stops.items():
        own, asked = helps.get(child, []), referrals.get(child, [])
        found[child] = cases(
            _first_accounts(picture, entries),
            lambda entry, child=child, own=own, asked=asked: _ending(picture, child, entry, own, asked),  # type: ignore[misc]
        )
    yield from standings(found, lambda children, case: _asking(picture, children, case, referrals))


def _stops(entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Plan):
        return closes(content.stage) and plan_type(content.type) != "early_help"
    outcome = cast(Decision, content).outcome
    return is_no_further_action(outcome) or closes(outcome)


def _first_accounts(picture: Picture, entries: list[Entry]) -> list[Entry]:
    """Without other agencies' accounts, within the parameter's days, of what the first says was decided."""
    kept: list[Entry] = []
    for entry in entries:
        days = timedelta(days=picture.number("early_help.same_days", known(entry)))
        last = kept[-1] if kept else None
        if last is None or last.agency == entry.agency or known(entry) - known(last) > days:
            kept.append(entry)
    return kept


def _speaks_of_help(picture: Picture, entry: Entry) -> bool:
    return picture.says(entry, "early_help.words", then=True) and not says(picture.written_in(entry), _NOT_THOUGHT_OF)


def _helps(picture: Picture, entry: Entry) -> bool:
    """It speaks of early help, is by or to an early help service, or begins an assessment or a plan."""
    content = entry.content
    if isinstance(content, Decision) and (written(content.early_help) or opens_assessment(content.outcome)):
        return True
    if isinstance(content, Assessment) or (isinstance(content, Plan) and not closes(content.stage)):
        return True
    if sort_of(entry.agency).name == "early_help":
        return True
    if isinstance(content, Referral) and sort_of(content.to or "").name == "early_help":
        return True
    return _speaks_of_help(picture, entry)


def _ending(picture: Picture, child: str, entry: Entry, helps: list[Entry], referrals: list[Entry]) -> Ending:
    because = _not_a_question(picture, child, entry)
    if not because and not _needs(picture, entry, referrals):
        because = "No needs are named as outstanding."
    if because:
        return Ending(because=because)
    for one in helps:
        if known(one) > known(entry) or (known(one) == known(entry) and isinstance(one.content, (Referral, Action))):
            return Ending(because=f"Help or an assessment followed ({when_said(one)}).", day=known(one))
    return asked_for(picture, [child], known(entry))


def _not_a_question(picture: Picture, child: str, entry: Entry) -> str:
    content, day = entry.content, known(entry)
    outcome = plain(content.outcome) if isinstance(content, Decision) else ""
    if isinstance(content, Decision) and written(content.early_help):
        return f"Early help is recorded with the decision ({content.early_help})."
    if _speaks_of_help(picture, entry):
        return "Early help is spoken of in the decision."
    if picture.says(entry, "early_help.no_needs", then=True):
        return "It is recorded that no need was left."
    steps_to = "step" in outcome and " to " in outcome and plan_type(outcome)
    if steps_to or picture.plan_on(child, day) or (opens_assessment(outcome) and not is_no_further_action(outcome)):
        return "The child is on a plan or to be assessed."
    if is_unborn(picture.people[child], day) and not getattr(content, "outstanding", ()):
        return "The baby is not born; whether to assess is asked by itself."
    return ""


def _needs(picture: Picture, entry: Entry, referrals: list[Entry]) -> tuple[str, ...]:
    """What it leaves outstanding; else the concerns it answers, or that its own words say something is left."""
    content, day = entry.content, known(entry)
    left = tuple(one for one in cast(Decision | Plan, content).outstanding if written(one))
    if left or isinstance(content, Plan):
        return left or _said_to_be_left(picture, entry)
    on = [held for one in (*cast(Decision, content).on, *entry.relates_to) if (held := picture.entry(one))]
    first = day - timedelta(days=picture.number("early_help.referral_days", day))
    if not on and is_no_further_action(cast(Decision, content).outcome):
        on = [one for one in referrals if first <= known(one) <= day][-1:]
    concerns = [word for one in on if isinstance(one.content, Referral) for word in one.content.concerns]
    left_open = [word for one in on if isinstance(one.content, (Plan,)) for word in one.content.outstanding]
    needs = tuple(word for word in (*concerns, *left_open) if not _is_only_a_status(picture, word, day))
    return needs or _said_to_be_left(picture, entry)


def _said_to_be_left(picture: Picture, entry: Entry) -> tuple[str, ...]:
    left = picture.says(entry, "early_help.outstanding", then=True)
    return ("something said to be outstanding",) if left else ()


def _is_only_a_status(picture: Picture, concern: str, day: date) -> bool:
    """True when nothing is left of the words once who somebody is has been taken out."""
    words = f" {plain(concern)} "
    for status in picture.words("early_help.statuses", day):
        words = words.replace(f" {plain(status)} ", " ")
    return all(word.isdigit() or len(word) < 4 for word in words.split())


def _asking(picture: Picture, children: tuple[str, ...], case: Case, referrals: dict[str, list[Entry]]) -> Standing:
    entries = [cast(Entry, picture.entry(one)) for one in case.facts]
    latest, who = entries[-1], names(picture, children)
    needs = [one for child in children for one in _needs(picture, latest, referrals.get(child, []))]
    on = [one for entry in entries for one in getattr(entry.content, "on", ()) if picture.entry(one)]
    asked = agency_name(latest.agency)
    did = (
        "closed the work" if closes(getattr(latest.content, "outcome", None) or "closed") else "took no further action"
    )
    shown = list(dict.fromkeys(needs))
    return Standing(
        about=children,
        rests_on=tuple(dict.fromkeys((*case.facts, *on))),
        since=case.since,
        sentence=f"{asked[:1].upper()}{asked[1:]} {did} about {who} ({when_said(latest)}) with {listed(shown[:3])} "
        "named, and no early help is recorded as considered or offered. What was thought of, and what did the family "
        "say?",
        settles="Early help recorded as offered, accepted, declined or not needed and why; or help begun.",
        addressed_to=tuple(dict.fromkeys(entry.agency for entry in entries)),
        holds_until=case.until,
        latest=case.latest,
    )
