"""Why is this unborn baby not to be assessed, and who has been told?

Asks: when a referral about an unborn baby is closed with no assessment before birth, a criterion of the local procedure
    is met, and no reason is recorded and shared.
Looks at: decisions of no further action about an unborn child, or that close a referral about one, the referral they
    answer, services open to a parent, plans of brothers and sisters, and assessments, decisions and sharing that
    follow.
Does not ask when: a reason is recorded and somebody outside the deciding agency has been told; an assessment (of any
    type, by any agency) is open or opens later; no criterion is met; the baby has been born. A parent's age, or having
    been in care, is no criterion, nor is a concern that says no more than that; a service that is open to the parent
    is, because the procedure says so.
Guidance: tees-unborn-baby; kingfisher-lp2; working-together (the edition of the day).
In force: from 2015-01-01.
Settled by: an assessment opened, or a reason recorded and shared, or an answer with a reason.
Changed: 2 (November 2026): a reason, and who was told of it, in the decision's own words; a referral that is only said
    to be closed; an outcome told in the account where none is recorded.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from kingfisher.practice.children import ONE_DAY, is_unborn, parents_of
from kingfisher.practice.decisions import (
    closes,
    is_no_further_action,
    opens_assessment,
    plain,
    plan_type,
    reason_of,
    told_of,
)
from kingfisher.practice.involvement import involved_on
from kingfisher.questions.picture import Picture, day_of, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, said, when_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Assessment, Contact, Decision, Involvement, Meeting, Plan, Referral
from kingfisher.timeline.people import PREGNANCY

_FILLING = frozenset({"a", "an", "and", "the", "is", "was", "as", "has", "been", "of", "aged", "age", "years", "old"})
TITLE = "Unborn baby: closed with no assessment and no shared reason"
TIER = 2
VERSION = 2
GUIDANCE = (
    "tees-unborn-baby",
    "kingfisher-lp2",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each decision of no further action on an unborn baby."""
    later = picture.of_kind(Assessment, Decision, Plan, Meeting)
    met: dict[tuple[str, ...], tuple[Entry | None, list[Entry]]] = {}
    for decision in picture.of_kind(Decision):
        if not (outcome := _ended(decision)):
            continue
        referral = _referral(picture, decision)
        if outcome == "closed" and referral is None:
            continue
        babies = _babies(picture, decision, referral)
        before = met.get(babies)
        if before and _is_same_decision(picture, before[1][0], decision):
            before[1].append(decision)
            continue
        if before:
            yield _standing(picture, before[1], before[0], babies, later)
        if babies:
            met[babies] = (referral, [decision])
    for babies, (referral, accounts) in met.items():
        yield _standing(picture, accounts, referral, babies, later)


def _ended(decision: Entry) -> str:
    """ "no further" or "closed", as its outcome (where none is recorded, the first sentence of its account) says."""
    said = cast(Decision, decision.content).outcome or decision.text.partition(".")[0]
    if is_no_further_action(said):
        return "no further"
    return "closed" if closes(said) and not opens_assessment(said) and not plan_type(said) else ""


def _is_same_decision(picture: Picture, first: Entry, other: Entry) -> bool:
    """Another agency's account, within the parameter's days, of what the first says was decided."""
    days = picture.number("unborn_baby_reason.same_days", known(first))
    return first.agency != other.agency and known(other) - known(first) <= timedelta(days=days)


def _referral(picture: Picture, decision: Entry) -> Entry | None:
    """The referral it answers: the one it names, or the latest before it about the same people."""
    on = (picture.entry(one) for one in (*cast(Decision, decision.content).on, *decision.relates_to))
    named = next((one for one in on if one and isinstance(one.content, Referral)), None)
    if named or not decision.about:
        return named
    referrals = picture.of_kind(Referral)
    before = (referrals[n] for n in range(bisect_right(referrals, known(decision), key=known) - 1, -1, -1))
    earlier = [one for one in before if not set(one.about).isdisjoint(decision.about)][:10]
    asked_us = (one for one in earlier if cast(Referral, one.content).to == decision.agency)
    return next(asked_us, earlier[0] if earlier else None)


def _babies(picture: Picture, decision: Entry, referral: Entry | None) -> tuple[str, ...]:
    """The unborn children it concerns, else the people a referral names that gives weeks of pregnancy."""
    named = [*picture.children_in(decision), *(picture.children_in(referral) if referral else ())]
    day = day_of(decision)
    unborn = [child for child in dict.fromkeys(named) if is_unborn(picture.people[child], day)]
    expected_soon = [child for child in unborn if _is_of_this_pregnancy(picture, child, day)]
    if expected_soon or referral is None:
        return tuple(expected_soon)
    weeks = cast(Referral, referral.content).gestation_weeks
    return referral.about if weeks is not None and not named else ()


def _is_of_this_pregnancy(picture: Picture, child: str, day: date) -> bool:
    person = picture.people[child]
    due = person.expected or (person.born.first if person.born else None)
    return due is None or due - PREGNANCY - timedelta(days=30) <= day


def _standing(
    picture: Picture, accounts: list[Entry], referral: Entry | None, babies: tuple[str, ...], later: list[Entry]
) -> Standing:
    decision = accounts[0]  # the earliest account of it
    grounds, criterion = _criterion(picture, decision, referral, babies)
    rests_on = ids([*grounds, *([referral] if referral else []), decision, *accounts])
    if not criterion:
        return Standing(about=babies, rests_on=rests_on, because="No criterion of the local procedure is recorded.")
    since = known(decision)
    told = [*told_of(decision), *(one.agency for one in accounts if one.agency != decision.agency)]
    settled, because = _settled(picture, decision, babies, since, later)
    if not because and reason_of(decision) and told:
        because = "A reason is recorded and shared."
    who, asked = names(picture, babies), agency_name(decision.agency)
    written = reason_of(decision) is not None
    missing = "a reason is recorded, but not with whom it was shared" if written else "no reason is recorded"
    question = "Who has been told the reason?" if written else "What was the reason, and who has been told?"
    return Standing(
        about=babies,
        rests_on=rests_on,
        since=since,
        sentence=f"{asked[:1].upper()}{asked[1:]} took no further action about {who} ({when_said(decision)}) although "
        f"{criterion}; {missing}. {question}",
        settles="An assessment opened, or the reason recorded and shared with those involved.",
        addressed_to=(decision.agency,),
        because=because,
        settled=settled,
    )


def _criterion(
    picture: Picture, decision: Entry, referral: Entry | None, babies: tuple[str, ...]
) -> tuple[list[Entry], str]:
    """The first of the local criteria that the record shows met, in words, and the entries that show it."""
    day = day_of(decision)
    allowed = picture.words("unborn_baby_reason.criteria", day)
    content = cast(Referral, referral.content) if referral else Referral()
    named = cast(list[Entry], [referral] if referral else [])
    parents = {parent for child in babies for parent in parents_of(picture.family, child)}
    parents |= {one for entry in (*named, decision) for one in entry.about} - set(picture.children)
    service, entries = _service(picture, parents, day_of(referral) - ONE_DAY if referral else day)
    sibling = _sibling_on_plan(picture, babies, day)
    found: dict[str, tuple[list[Entry], str]] = {}
    if service:
        found["parent_active_to_social_care"] = (entries, f"a parent had a service open to them ({service})")
    if sibling:
        held = picture.entry(sibling)
        found["sibling_on_a_plan"] = ([held] if held else [], "a brother or sister was on a plan")
    if content.criteria:
        found["named_by_referrer"] = ([], f"the referral names a criterion ({', '.join(content.criteria)})")
    named_concerns = [one for one in content.concerns if not _is_only_a_status(picture, one, day)]
    if named_concerns:
        found["vulnerabilities_named"] = ([], f"the referral names {', '.join(named_concerns)}")
    return next((found[one] for one in found if one in allowed), ([], ""))


def _service(picture: Picture, parents: set[str], day: date) -> tuple[str, list[Entry]]:
    """A social care service open to a parent on the day, and the entry that shows it.

    The day is that before the referral: who is met because of the referral had no service open by that.
    """
    words = [plain(word) for word in picture.words("unborn_baby_reason.services", day)]
    for part in involved_on(picture.involved, day):
        dated = part.since is not None or part.until is not None
        theirs = part.covers is not None and not parents.isdisjoint(part.covers)
        if dated and theirs and any(word in plain(f"{part.role} {part.agency}") for word in words):
            held = picture.entry(part.entry or "")
            return part.role or agency_name(part.agency), [held] if held else []
    first = day - timedelta(days=picture.number("unborn_baby_reason.active_days", day))
    contacts = picture.of_kind(Contact, Involvement)
    for place in range(bisect_right(contacts, day, key=known) - 1, -1, -1):
        entry = contacts[place]
        if known(entry) < first:
            break
        if not parents.isdisjoint(entry.about) and any(word in plain(entry.agency) for word in words):
            return agency_name(entry.agency), [entry]
    return "", []


def _is_only_a_status(picture: Picture, concern: str, day: date) -> bool:
    """True when nothing is left of the words once who somebody is has been taken out."""
    words = f" {plain(concern)} "
    for status in picture.words("unborn_baby_reason.statuses", day):
        words = words.replace(f" {plain(status)} ", " ")
    return all(word in _FILLING or word.isdigit() for word in words.split())


def _sibling_on_plan(picture: Picture, babies: tuple[str, ...], day: date) -> str | None:
    for child in babies:
        for sibling in picture.family.siblings(child):
            plan = picture.plan_on(sibling.id, day)
            if plan and plan.type != "early_help":
                return plan.entry
    return None


def _settled(
    picture: Picture, decision: Entry, babies: tuple[str, ...], since: date, later: list[Entry]
) -> tuple[date | None, str]:
    """The day it closed and why; (None, "") while it stands."""
    days: list[tuple[date, str]] = []
    if reason_of(decision) and told_of(decision):
        told = min((day for name, day in decision.told() if name != decision.agency and day), default=since)
        if told <= picture.as_at:
            days.append((told, "A reason is recorded and shared."))
    people = {*babies, *(parent for child in babies for parent in parents_of(picture.family, child))}
    start = bisect_left(later, day_of(decision) - PREGNANCY, key=known)
    for entry in (later[place] for place in range(start, len(later))):
        in_this_pregnancy = day_of(entry) >= day_of(decision) - PREGNANCY
        if entry.id != decision.id and in_this_pregnancy and not people.isdisjoint(entry.about):
            why = _why_it_settles(entry, decision, babies)
            if why:
                days.append((known(entry), why))
                break  # in order of known day: the first is what counts
    people_here = [picture.people[child] for child in babies if child in picture.people]
    born = [one.born.last for one in people_here if one.born and one.born.last]
    if born and max(born) <= picture.as_at:
        days.append((max(born), "The baby has been born."))
    if not days:
        return None, ""
    day, why = min(days)
    return (day, why) if day > since else (None, why)


def _why_it_settles(entry: Entry, decision: Entry, babies: tuple[str, ...]) -> str:
    content = entry.content
    if isinstance(content, Assessment) and (not set(babies).isdisjoint(entry.about) or "birth" in plain(content.type)):
        return f"An assessment was opened ({when_said(entry)})."
    if isinstance(content, Meeting) and "birth" in plain(content.type) and "cancel" not in plain(content.outcome):
        return f"A meeting before birth was held ({when_said(entry)})."
    if not isinstance(content, (Decision, Plan)) or set(babies).isdisjoint(entry.about):
        return ""
    if isinstance(content, Decision):
        if opens_assessment(content.outcome):
            return f"It was decided to assess ({said(known(entry))})."
        later = known(entry) >= known(decision) and reason_of(entry) and told_of(entry)
        return f"A reason was recorded and shared ({said(known(entry))})." if later else ""
    return f"A plan was opened ({when_said(entry)})." if known(entry) >= known(decision) else ""
