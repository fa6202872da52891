"""The fields of what agencies decide: referrals, decisions, assessments, plans, checks, meetings and oversight."""

import re

from kingfisher.interchange.returns.agency_words import agencies_met
from kingfisher.interchange.returns.contact_fields import Built, whose
from kingfisher.interchange.returns.field_words import every_of, first_of
from kingfisher.interchange.returns.how_known_suggested import shared_with
from kingfisher.interchange.returns.outcomes_suggested import outcome_cues
from kingfisher.interchange.returns.row_parts import Parts
from kingfisher.timeline import kinds as k
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.people import Family

KEEPERS = frozenset({"social_care", "early_help"})  # who receive referrals and keep plans
IN_PLACE = frozenset({"involved", "remain", "remains", "continue", "allocated", "place", "stay", "carry", "monitor"})
PICTURES = ("no_change", "worse", "progress", "positive")
_WEEKS = re.compile(r"\b(\d{1,2})\s*(?:\+\s*\d\s*)?(?:/40|weeks|wks|week)", re.IGNORECASE)
_SCALE = re.compile(r"(?:scal(?:ing|ed?)|rated|score)\D{0,20}(\d{1,2})(?:\s*(?:/|-|–|to)\s*(\d{1,2}))?", re.IGNORECASE)
_BECAUSE = re.compile(
    r"\b(?:because|due to|so no need|as (?:she|he|they|mother|mum|i|the)\b|since (?:she|he|they)\b)[^.;]*",
    re.IGNORECASE,
)
_STAYING = re.compile(r"\bi (?:am|stay|remain) (?:still )?involved|\bi and [a-z]+ remain", re.IGNORECASE)
_RECEIVED = re.compile(r"recd|received|referral from|from police|ref from")
_GRADE = re.compile(r"\b(?:rated|graded?|rag)\W+(red|amber|green|\w+)", re.IGNORECASE)
_ASKS = re.compile(r"(?:consider|recommend)[^.]*", re.IGNORECASE)


def meeting_type(text: str) -> str | None:
    """Which meeting the words name; None when they do not say."""
    return first_of("meeting_types", text.lower())


def meeting(parts: Parts, family: Family) -> Built:
    """A meeting: which, held or not, how, who came, who sent apologies, and the picture it recorded."""
    every = [*parts.title_met, *parts.met]
    cues = outcome_cues([*every, *parts.outcome_met])
    outcome = _held(f"{parts.title} {parts.text}".lower())
    away = cues.get("apologies")
    mine = away is not None and _are_ours(parts, away.first)
    own = parts.row.agency
    absent: list[str] = []
    present: list[str] = []
    for agency, met in agencies_met(parts.people_met):
        if agency != own:
            (absent if _stayed_away(parts, met.first) else present).append(agency)
    attended = () if outcome != "held" else (*dict.fromkeys(present), *(() if mine else (own,)))
    met_cues = {met.cue for met in every}
    return k.Meeting(
        type=meeting_type(parts.title) or meeting_type(parts.text),
        mode=next((mode for mode in ("telephone", "video") if f"mode_{mode}" in met_cues), None),
        outcome=outcome,
        attended=attended,
        apologies=(*((own,) if mine else ()), *dict.fromkeys(absent)),
        picture=next((picture for picture in PICTURES if f"picture_{picture}" in met_cues), None),
    ), {"apologies": away.words if away else ""}


def _held(low: str) -> str:
    if re.search(r"put back|postponed|rearranged|rescheduled", low):
        return "rearranged"
    return "cancelled" if re.search(r"\bcancell?ed|called off|did not take place", low) else "held"


def _are_ours(parts: Parts, at: int) -> bool:
    """Apologies are the writer's own unless another agency stands just before them, or the writer led the meeting."""
    if parts.sort.name == "social_care":
        return False
    own = (parts.row.agency, parts.sort.name)
    return not any(
        -1 <= at - met.after <= 4 and agency not in own and sort_of(agency).name != parts.sort.name
        for agency, met in agencies_met(parts.people_met)
    )


def _stayed_away(parts: Parts, at: int) -> bool:
    return any(
        met.cue == "outcome:apologies"
        and 0 <= met.first - at <= 8
        and not any(word.plain == "." for word in parts.words[at : met.first])
        for met in parts.met
    )


def decision(parts: Parts, family: Family) -> Built:
    """A decision: what was decided, the reason only if the row states one, on whom it leans, who was told."""
    low = f"{parts.title}. {parts.text} {parts.outcome}".lower()
    reason = _BECAUSE.search(parts.text)
    stated = reason.group().strip() if reason else None
    told = (*(share.to for share in shared_with(parts)), *_told_in_outcome(parts.outcome.lower()))
    return k.Decision(
        outcome=first_of("decisions", low),
        reason=stated,
        relies_on=_relied_on(parts),
        told=tuple(dict.fromkeys(told)),
        early_help=_early_help(low),
    ), {"reason": stated or "", "outcome": ""}


def _relied_on(parts: Parts) -> tuple[str, ...]:
    """Agencies said to be staying: "allocated Pathways worker", "HV and school remain involved"."""
    words = [word.plain for word in parts.words]
    found = [
        agency
        for agency, met in agencies_met(parts.people_met)
        if agency != parts.row.agency and IN_PLACE & set(words[max(0, met.first - 4) : met.after + 7])
    ]
    if _STAYING.search(parts.text):
        found.append(parts.row.agency)
    return tuple(dict.fromkeys(found))


def _told_in_outcome(low: str) -> tuple[str, ...]:
    if not re.search(r"emailed|informed|told|notified", low):
        return ()
    named = (("midwi", "midwifery"), ("hv", "health_visiting"), ("health visitor", "health_visiting"), ("gp", "gp"))
    return tuple(agency for words, agency in named if re.search(rf"\b{words}", low))


def _early_help(low: str) -> str | None:
    if "early help" not in low:
        return None
    return "declined" if re.search(r"declin|said no|no to early", low) else "offered"


def referral(parts: Parts, family: Family) -> Built:
    """A referral: to whom, with which concerns, at how many weeks of pregnancy."""
    text = f"{parts.title}. {parts.text}"
    low = text.lower()
    weeks = _WEEKS.search(text) if "unborn" in low or "pregnan" in low else None
    return k.Referral(
        to=_referred_to(parts, low),
        concerns=every_of("concerns", low),
        gestation_weeks=int(weeks[1]) if weeks else None,
    ), {"gestation_weeks": weeks.group() if weeks else ""}


def _referred_to(parts: Parts, low: str) -> str | None:
    own = parts.row.agency
    if parts.sort.name in KEEPERS and "referral to" not in low:
        return own
    received = _RECEIVED.search(low) and "copy" not in low
    if received:
        return own
    named = [a for a, _ in agencies_met([*parts.title_people, *parts.people_met]) if a != own]
    keeper = next((agency for agency in named if sort_of(agency).name == "social_care"), None)
    if keeper or named:
        return keeper or named[0]
    return "social_care" if parts.sort.name in ("police", "ambulance", "hospital") else None


def assessment(parts: Parts, family: Family) -> Built:
    """An assessment; one that ended in no further action or closure is a decision, so that its reason is asked for."""
    low = f"{parts.title} {parts.text[:200]}".lower()
    ended = first_of("decisions", parts.outcome.lower()) if parts.outcome else None
    if ended in ("no_further_action", "close_case", "close_plan"):
        return decision(parts, family)
    started = re.search(r"\b(?:started|begun|to start|allocated for)\b", low)
    return k.Assessment(
        type=first_of("assessments", low),
        stage="started" if started else "completed",
        conclusion=parts.outcome or None,
        tool=first_of("tools", low),
        relies_on=_relied_on(parts),
    ), {"conclusion": parts.outcome}


def plan(parts: Parts, family: Family) -> Built:
    """A plan: which, at what stage, under which categories."""
    low = f"{parts.title} {parts.text} {parts.outcome}".lower()
    stage = "closed" if re.search(r"closed|removed from|ended", low) else "reviewed" if "review" in low else "opened"
    return k.Plan(type=first_of("plans", low), stage=stage, categories=every_of("categories", low)), {}


def check(parts: Parts, family: Family) -> Built:
    """A check of someone in an agency's records: of whom, held by whom, with what result."""
    low = f"{parts.title} {parts.text} {parts.outcome}".lower()
    of, _ = whose(parts, family)
    others = [a for a, _ in agencies_met([*parts.people_met, *parts.title_people]) if a != parts.row.agency]
    held_by = (others[0] if others else None) if parts.sort.name in KEEPERS else parts.row.agency
    return k.Check(of=of, held_by=held_by, result=first_of("checks", low) or "asked"), {}


def supervision(parts: Parts, family: Family) -> Built:
    """Supervision given or not; a bare number given on a scale, with no other name for the row, is a scaling."""
    scale = scaling_in(parts.text)
    if scale and not parts.title:
        return k.Scaling(low=scale[0], high=scale[1], given_by=(parts.row.agency,)), {"low": scale[2]}
    missed = re.search(r"not booked|cancelled|not held", parts.text.lower())
    outcome = "not_given" if missed else (parts.outcome or None)
    return k.Supervision(practitioner=parts.roles.get("worker"), outcome=outcome), {
        "outcome": missed.group() if missed else parts.outcome
    }


def scaling_in(text: str) -> tuple[float, float, str] | None:
    """A number or range someone gave on a scale of 0 to 10: "scaling 3/4" is three to four, never a date."""
    found = _SCALE.search(text)
    if not found:
        return None
    low, high = float(found[1]), float(found[2] or found[1])
    if high == 10 and "/" in found.group():
        high = low  # "4/10" is four out of ten
    return (low, high, found.group()) if 0 <= low <= high <= 10 else None


def legal(parts: Parts, family: Family) -> Built:
    """A legal step and what came of it."""
    low = f"{parts.title} {parts.text}".lower()
    return k.LegalStep(step=first_of("legal_steps", low) or parts.title or None, outcome=parts.outcome or None), {}


def oversight(parts: Parts, family: Family) -> Built:
    """A chair's oversight between meetings: the grade given, as the chair gave it, and the question."""
    grade = _GRADE.search(parts.text)
    return k.ChairsOversight(grade=grade[1].lower() if grade else None, question=parts.text[:300] or None), {
        "grade": grade.group() if grade else ""
    }


def audit(parts: Parts, family: Family) -> Built:
    """An audit and what it asked for."""
    asks = _ASKS.search(parts.text)
    recommends = parts.outcome or (asks.group() if asks else "")
    return k.Audit(recommends=recommends or None, stage="findings"), {"recommends": recommends}
