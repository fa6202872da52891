"""Do two accounts tell of the same thing? By sort of fact, who names whom, and the words they share."""

from functools import lru_cache

import msgspec

from kingfisher.timeline import kinds as k
from kingfisher.timeline.happening_traits import Traits, Vocabulary, words_of_facts


class Likeness(msgspec.Struct, frozen=True):
    """Two accounts that seem to tell of one thing, and what shows it. `plainness`: 0 is plainest, for choosing among
    several accounts of one agency; it is never shown."""

    one: Traits
    other: Traits
    reasons: tuple[str, ...]
    plainness: tuple[int, int]


@lru_cache(1)
def _kindred_facts() -> frozenset[tuple[str, str]]:
    pairs = [str(pair).split() for pair in words_of_facts()["kindred"]]
    return frozenset(both for one, other in pairs for both in ((one, other), (other, one)))


# Sorts of fact that can be the same with no shared word and no agency named: the day and the persons show it.
ALONE_ENOUGH = frozenset({"meeting", "birth", "decision", "living_arrangement", "health"})


def likeness(one: Traits, other: Traits, vocabulary: Vocabulary) -> Likeness | None:
    """What shows that the two tell of one thing, or None. `one` is the earlier; they share a person and fit in time."""
    alike = one.fact == other.fact
    if not alike and (one.fact, other.fact) not in _kindred_facts():
        return None
    shared = one.words & other.words
    named = one.speaks_of(other) or other.speaks_of(one)
    if not shared and not named and one.fact not in ALONE_ENOUGH:
        return None
    shown = (_same_fact if alike else _kindred)(one, other, shared, named=named)
    if not shown:
        return None
    days = _apart(one, other)
    reasons = [_when(one, other, days), shown]
    if shared:
        reasons.append("both say " + ", ".join(sorted(shared)[:5]))
    if named:
        teller = other if other.speaks_of(one) else one
        reasons.append(f"{_said(teller)} names {_said(one if teller is other else other)}")
    both = sorted(vocabulary.labels.get(person, person) for person in one.people & other.people)
    reasons.append("both about " + ", ".join(both[:3]) + (" and others" if len(both) > 3 else ""))
    weight = 2 * min(len(shared), 5) + (2 if named else 0) + (3 if one.fact == other.fact else 0) - 3 * days
    return Likeness(one, other, tuple(reasons), (-weight, days))


def _apart(one: Traits, other: Traits) -> int:
    """Days between the two; 0 when their dates can be the same day."""
    return max(0, (max(one.earliest, other.earliest) - min(one.latest, other.latest)).days)


def _when(one: Traits, other: Traits, days: int) -> str:
    if one.day == other.day:
        return "same day"
    if one.earliest == one.latest and other.earliest == other.latest:
        return f"told {days} {'day' if days == 1 else 'days'} later"
    return "their dates can be the same"


def _said(traits: Traits) -> str:
    return traits.entry.agency.replace("_", " ")


def _same_fact(one: Traits, other: Traits, shared: frozenset[str], *, named: bool) -> str:
    fact = one.fact
    days = _apart(one, other)
    passed = one.passed_on != other.passed_on
    fits = False
    match fact:
        case "meeting":
            fits = _same_meeting(one, other) and (days == 0 or "result" in other.text.lower() or _both_off(one, other))
        case "birth":
            fits = True
        case "referral":
            fits = (passed or (one.passed_on and named)) and (named or len(shared) >= 2) and bool(shared)
        case "decision":
            fits = _same_decision(one, other, shared, named=named) and (passed or named)
        case "living_arrangement":
            fits = len(shared) >= 2 or (days == 0 and (bool(shared) or named))
        case "visit":
            fits = (days == 0 and one.speaks_of(other) and other.speaks_of(one)) or (
                days == 0 and named and _joint(one, other)
            )
        case "call":
            fits = days == 0 and named and bool(shared)
        case "incident":
            fits = days == 0 and named and _called_out(one, other)
            fits = fits or (
                bool(shared)
                and (days == 0 or (days == 1 and passed and (named or len(shared) >= 2 or "death" in shared)))
            )
        case "health":
            fits = _same_health(one, other, shared, days)
        case "check":
            fits = named
        case "account":
            fits = passed and (len(shared) >= 2 or (named and bool(shared)))
    return str(words_of_facts()["same"].get(fact, "both tell of the same thing")) if fits else ""


def _kindred(one: Traits, other: Traits, shared: frozenset[str], *, named: bool) -> str:
    days = _apart(one, other)
    facts = {one.fact, other.fact}
    mutual = one.speaks_of(other) and other.speaks_of(one)
    if "death" in shared and days <= 1 and "incident" in facts:
        return "both tell of the death"
    if one.passed_on == other.passed_on:
        return _both_there(one, other, shared, facts, mutual=mutual, named=named, days=days)
    late, first = (other, one) if other.passed_on else (one, other)
    if not shared or not _tells_of(late, first, shared, days):
        return ""
    return "one agency's account, passed on to the other"


def _both_there(
    one: Traits, other: Traits, shared: frozenset[str], facts: set[str], *, mutual: bool, named: bool, days: int
) -> str:
    if days:
        return ""
    if facts == {"birth", "health"}:
        return "both the birth" if shared else ""
    if facts == {"incident", "health"}:
        return "the same injury or illness, by the services called to it" if len(shared) >= 3 else ""
    if facts == {"call", "health"}:
        return "a call for help and the attendance that followed" if shared and _called_out(one, other) else ""
    if facts == {"living_arrangement", "account"} or "referral" in facts:
        return ""
    if facts == {"living_arrangement", "meeting"} and "discharge" in shared:
        return "both tell of the child's going home"
    if len(shared) >= 2 and (
        mutual or (named and one.passed_on) or "living_arrangement" in facts or facts == {"incident", "call"}
    ):
        return "both tell of it on the day"
    return ""


def _tells_of(late: Traits, first: Traits, shared: frozenset[str], days: int) -> bool:
    if not late.speaks_of(first):
        return len(shared) >= (2 if days <= 1 and first.fact == "incident" else 4)
    return len(shared) >= 2 or (days <= 1 and late.entry.told_by == first.entry.agency)


def _same_meeting(one: Traits, other: Traits) -> bool:
    kinds = [c.type for c in (one.entry.content, other.entry.content) if isinstance(c, k.Meeting)]
    known = {_plain_type(kind) for kind in kinds if kind}
    return len(known) < 2


def _plain_type(kind: str) -> str:
    return {
        "complex_strategy": "strategy",
        "initial_conference": "conference",
        "review_conference": "conference",
        "pre_birth_conference": "conference",
    }.get(kind, kind)


def _both_off(one: Traits, other: Traits) -> bool:
    outcomes = [getattr(t.entry.content, "outcome", None) for t in (one, other)]
    return all(outcome in ("cancelled", "rearranged") for outcome in outcomes) or all(
        "cancel" in t.text.lower() for t in (one, other)
    )


def _same_decision(one: Traits, other: Traits, shared: frozenset[str], *, named: bool) -> bool:
    outcomes = [c.outcome for c in (one.entry.content, other.entry.content) if isinstance(c, k.Decision) and c.outcome]
    if len(outcomes) == 2 and outcomes[0] == outcomes[1]:
        return True
    return (bool(shared) and (named or len(shared) >= 2)) or (named and len(outcomes) < 2)


CALLED_OUT = frozenset({"police", "ambulance", "hospital"})


def _called_out(one: Traits, other: Traits) -> bool:
    return {one.sort, other.sort} <= CALLED_OUT


def _joint(one: Traits, other: Traits) -> bool:
    return any(
        word in t.text.lower()
        for t in (one, other)
        for word in ("joint", " + ", "with sw", "with hv", "with social worker")
    )


def _same_health(one: Traits, other: Traits, shared: frozenset[str], days: int) -> bool:
    missed = [getattr(t.entry.content, "outcome", None) for t in (one, other)]
    both_missed = all(o is not None and str(o) in ("was_not_brought", "did_not_attend") for o in missed)
    if days == 0:
        return bool(shared & {"scan", "vaccine"}) or len(shared) >= 2 or both_missed
    return bool(shared) and (other.speaks_of(one) or both_missed or (one.passed_on != other.passed_on and days <= 2))
