"""Has anyone asked those who were there, or who hold the fact?

Asks: when an assessment accepts what it was told, or an account stands, and an agency that saw it or holds the fact has
    not been asked. Those who could confirm it are named in the claim or account; where none is named, the agency that
    recorded the incident the account is about.
Looks at: accepted claims, accounts, what the words of an assessment, a meeting or a decision rest on somebody's saying
    so (of drugs, of who lives there, of contact, of appointments) where a service that could say knows the family, who
    could confirm and who was asked; checks with those agencies; what they had shared; incidents recorded by another
    agency.
Does not ask when: they were asked (recorded with the claim or account, as a check of their records, or because they had
    shared their own entry of it); a practitioner has since observed the fact or challenged the account; what is
    accepted was said by the agency itself; the account is younger than the parameter's days and nothing has yet been
    decided on it; it is long ago and the child is on no plan. That somebody's word was taken says nothing of why.
Guidance: kingfisher-35; laming-2003; children-act-1989-47.
In force: from 2010-01-01.
Settled by: those who could confirm it asked, what they know recorded, or an answer with a reason.
Changed: 2 (November 2026): what the words of an assessment, a meeting or a decision rest on somebody's saying so.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile
from typing import cast

import msgspec

from kingfisher.practice.decisions import decided_on, is_completed, is_outcome, plain
from kingfisher.practice.in_words import says
from kingfisher.practice.still_to_come import is_still_to_come
from kingfisher.questions.picture import Picture, day_of, days_after, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import listed, names, when_said, who
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Account, Assessment, Challenge, Check, Claim, Decision, Incident, Meeting
from kingfisher.timeline.people import HowKnown

TITLE = "An account accepted, and who could confirm it"
TIER = 2
VERSION = 2
GUIDANCE = ("kingfisher-35", "laming-2003", "children-act-1989-47")
_STEPS = (Assessment, Meeting, Decision)
_HOLDERS = {"drugs": "of_drugs", "housing": "of_housing", "police": "of_police", "hospital": "of_hospital"}
_NOT_ASKED = ("not asked", "not possible", "not done", "not made")


class _Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Something told that stands, since when, and who could confirm it."""

    entry: Entry
    claim: Claim
    since: date
    holders: tuple[str, ...]
    also: tuple[str, ...] = ()


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each account or accepted claim; several in one assessment with the same holders are one."""
    met: dict[tuple[str, tuple[str, ...]], list[_Taken]] = {}
    for taken in (*_claims(picture), *_accounts(picture), *_said_in_words(picture)):
        met.setdefault((taken.entry.id, tuple(sorted(set(taken.holders)))), []).append(taken)
    for group in met.values():
        yield _standing(picture, group)


def _claims(picture: Picture) -> Iterator[_Taken]:
    for entry in picture.of_kind(Assessment):
        content = cast(Assessment, entry.content)
        for claim in content.accepted if is_completed(content) else ():
            incidents = [] if claim.could_confirm else _incidents(picture, entry)
            holders = claim.could_confirm or tuple(dict.fromkeys(one.agency for one in incidents))
            if holders and claim.said_by != entry.agency:
                also = tuple(one.id for one in incidents or _incidents(picture, entry) if one.agency in holders)
                yield _Taken(entry=entry, claim=claim, since=known(entry), holders=holders, also=also)


def _accounts(picture: Picture) -> Iterator[_Taken]:
    outcomes = sorted(known(one) for one in picture.of_kind(Assessment, Decision) if is_outcome(one))
    for entry in picture.of_kind(Account):
        content = cast(Account, entry.content)
        of = [held for one in (*content.of_entry, *entry.relates_to) if (held := picture.entry(one))]
        elsewhere = [one for one in of if one.agency != entry.agency and not isinstance(one.content, Account)]
        holders = content.could_confirm or tuple(dict.fromkeys(one.agency for one in elsewhere))
        if not holders:
            continue
        since = days_after(known(entry), picture.number("account_confirmed.days", known(entry)))
        place = bisect_left(outcomes, known(entry))
        decided = outcomes[place] if place < len(outcomes) else since
        claim = Claim(
            claim=entry.text, said_by=content.said_by or entry.told_by, could_confirm=holders, asked=content.asked
        )
        yield _Taken(
            entry=entry,
            claim=claim,
            since=min(since, decided),
            holders=holders,
            also=tuple(one.id for one in elsewhere),
        )


def _said_in_words(picture: Picture) -> Iterator[_Taken]:
    """What a step's own words rest on somebody's saying so, where another agency that knows the family holds it."""
    for entry in picture.saying("account_confirmed.told", *_STEPS):
        content, day = entry.content, known(entry)
        if isinstance(content, Assessment) and (content.accepted or not is_completed(content)):
            continue
        told, confirmed = (picture.words(f"account_confirmed.{one}", day) for one in ("told", "confirmed"))
        clauses = picture.written_in(entry).split(" / ")
        said = [one for one in clauses if says(one, told)]
        if not said or any(says(one, confirmed) and not is_still_to_come(one) for one in clauses):
            continue
        for sort, words in _HOLDERS.items():  # the first that knows the family
            phrases = picture.words(f"account_confirmed.{words}", day)
            claim = next((one for one in said if says(one, phrases)), "")
            if claim and (held := _last_of_sort(picture, entry, sort)):
                yield _Taken(entry=entry, claim=Claim(claim=claim), since=day, holders=(held.agency,), also=(held.id,))
                break


def _last_of_sort(picture: Picture, step: Entry, sort: str) -> Entry | None:
    """The last that an agency of the sort, which was not at the step, lately wrote of the family before it."""
    day = known(step)
    first = day - timedelta(days=picture.number("account_confirmed.holder_days", day))
    there = {sort_of(one).name for one in (step.agency, *getattr(step.content, "attended", ()))}
    if sort in there:
        return None
    every = picture.entries
    before = (every[place] for place in range(bisect_right(every, day, key=known) - 1, -1, -1))
    lately = takewhile(lambda one: known(one) >= first, before)
    return next((one for one in lately if one.id != step.id and sort_of(one.agency).name == sort), None)


def _incidents(picture: Picture, assessment: Entry) -> list[Entry]:
    """Other agencies' incidents it concludes on; if it names none, those shortly before it about the same people."""
    linked = [held for one in decided_on(assessment) if (held := picture.entry(one))]
    named = [one for one in linked if isinstance(one.content, Incident) and one.agency != assessment.agency]
    if named:
        return named
    near = timedelta(days=picture.number("account_confirmed.incident_days", known(assessment)))
    incidents = picture.incidents
    first = bisect_left(incidents, day_of(assessment) - near, key=day_of)
    last = bisect_right(incidents, day_of(assessment), key=day_of)
    return [
        one
        for one in incidents[first:last]
        if one.agency != assessment.agency and not set(one.about).isdisjoint(assessment.about)
    ]


def _asked_on(picture: Picture, taken: _Taken, holder: str) -> date | None:
    """The first day on which it is recorded that the holder was asked, or told; None when it is not."""
    meant = {
        plain(holder),
        *(plain(part.agency) for part in picture.parts_named(holder) if part.practitioner == holder),
    }
    if any(plain(one) in meant for one in taken.claim.asked):
        return known(taken.entry)
    near = timedelta(days=picture.number("account_confirmed.incident_days", known(taken.entry)))
    days = [
        known(check)
        for name in sorted(meant)
        for check in picture.checks_with.get(name, ())
        if plain(cast(Check, check.content).result) not in _NOT_ASKED
        and known(check) >= day_of(taken.entry) - near
        and (not check.about or not taken.entry.about or not set(check.about).isdisjoint(taken.entry.about))
    ]
    for entry_id in taken.also:
        held = picture.entry(entry_id)
        told = held.known_to(taken.entry.agency) if held and plain(held.agency) in meant else None
        if told:
            days.append(told)
    return min(days, default=None)


def _checked_since(picture: Picture, taken: _Taken) -> date | None:
    """The first later day on which an entry that names it says the fact was observed, checked or challenged."""
    days = [
        known(entry)
        for entry in picture.linked_to.get(taken.entry.id, ())
        if known(entry) >= known(taken.entry)
        and (
            isinstance(entry.content, Challenge)
            or entry.how_known in (HowKnown.OBSERVED, HowKnown.RECORD_CHECK)
            or entry.agency in taken.holders
        )
    ]
    return min(days, default=None)


def _standing(picture: Picture, group: list[_Taken]) -> Standing:
    taken = group[0]
    entry = taken.entry
    children = picture.children_in(entry)
    rests_on = tuple(dict.fromkeys((entry.id, *(one for each in group for one in each.also))))
    asked = {holder: _asked(picture, group, holder) for holder in taken.holders}
    missing = [holder for holder, day in asked.items() if day is None or day > taken.since]
    if not missing:
        return Standing(about=children, rests_on=rests_on, because="Those who could confirm it were asked.")
    if taken.since > picture.as_at:
        last = taken.since - timedelta(days=1)
        because = "Given only lately, and nothing has been decided on it."
        return Standing(about=children, rests_on=rests_on, because=because, holds_until=last)
    settled, why = _settled(picture, group, asked, children)
    holders = listed(who(picture, holder) for holder in missing)
    said_by = taken.claim.said_by
    told = f"what {picture.label(said_by)} said" if said_by else "what was said or inferred"
    step = "records" if isinstance(entry.content, Account) else "rests on"
    return Standing(
        about=children,
        rests_on=rests_on,
        since=taken.since,
        sentence=f"The {entry.kind} of {when_said(entry)} about {names(picture, children)} {step} {told}"
        f"{_claim_words(group)}; {holders} could confirm it, and no one is recorded as having asked. "
        f"What do they know?",
        settles=f"{holders[:1].upper()}{holders[1:]} asked, and what they know recorded.",
        addressed_to=(entry.agency,),
        ask_agency=missing[0],
        apart=" ".join(sorted(plain(holder) for holder in taken.holders)),
        because=why,
        settled=settled,
        holds_until=picture.asked_until(children, taken.since),
    )


def _claim_words(group: list[_Taken]) -> str:
    words = [each.claim.claim for each in group if not isinstance(each.entry.content, Account) and each.claim.claim]
    return f" ({'; '.join(dict.fromkeys(words))})" if words else ""


def _asked(picture: Picture, group: list[_Taken], holder: str) -> date | None:
    days = [_asked_on(picture, taken, holder) for taken in group]
    return max((day for day in days if day), default=None) if all(days) else None


def _settled(
    picture: Picture, group: list[_Taken], asked: dict[str, date | None], children: tuple[str, ...]
) -> tuple[date | None, str]:
    days = []
    if all(asked.values()):
        days.append((max(day for day in asked.values() if day), "Those who could confirm it have been asked since."))
    checked = _checked_since(picture, group[0])
    if checked:
        days.append((max(checked, group[0].since), "It has been seen, checked or challenged since."))
    until = picture.asked_until(children, group[0].since)
    if until and until < picture.as_at:
        days.append((until + timedelta(days=1), "It is long ago, and the child is on no plan."))
    return min(days, default=(None, ""))
