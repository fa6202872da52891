"""What the row's words fill in of its kind: the fields that the practice questions read. Nothing is filled by guessing."""

import re
from collections.abc import Callable

from kingfisher.interchange.agency_words import agencies_met, sort_of
from kingfisher.interchange.how_known_suggested import shared_with
from kingfisher.interchange.kind_by_words import Spoke
from kingfisher.interchange.outcomes_suggested import minutes_of, outcome_cues, outcome_of, setting_met
from kingfisher.interchange.row_parts import Parts
from kingfisher.timeline import kinds as k
from kingfisher.timeline.people import Family, is_child_on

SETTINGS: dict[str, k.Setting | None] = {
    "visit": k.Setting.INSIDE, "resource_visit": k.Setting.INSIDE, "inspection": k.Setting.INSIDE, "doorstep": k.Setting.DOORSTEP,
    "window": k.Setting.WINDOW, "office": k.Setting.OFFICE, "at_school": k.Setting.SCHOOL, "outside": k.Setting.OUTSIDE,
    "elsewhere": k.Setting.ELSEWHERE, "phone": k.Setting.TELEPHONE, "call_from_agency": k.Setting.TELEPHONE,
    "written": k.Setting.WRITTEN, "contact": None,
}  # fmt: skip
HOME = frozenset({"visit", "resource_visit", "inspection", "doorstep", "window"})
CALLS = frozenset({"phone", "call_from_agency", "written"})
_WEEKS = re.compile(r"\b(\d{1,2})\s*(?:\+\s*\d\s*)?(?:/40|weeks|wks|week)", re.IGNORECASE)
_SCALE = re.compile(r"(?:scal(?:ing|ed?)|rated|score)\D{0,20}(\d{1,2})(?:\s*(?:/|-|–|to)\s*(\d{1,2}))?", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s*%?\s*$")
_BECAUSE = re.compile(
    r"\b(?:because|due to|as (?:she|he|they|mother|mum|i|the)\b|since (?:she|he|they)\b|so no need)[^.;]*",
    re.IGNORECASE,
)
_WORKER = re.compile(r"(?:allocated|allocated to)\s+(?:SW\s+|HV\s+)?((?:[A-Z][\w'’-]*\.?\s?){1,3})")


def content_of(spoke: Spoke, parts: Parts, family: Family) -> tuple[k.AnyContent, dict[str, str]]:
    """The content for what the row speaks of, with the words each field rests on (by field name)."""
    if spoke.what in SETTINGS:
        return _contact(spoke.what, parts, family)
    build = _BUILD.get(spoke.what, _account)
    return build(parts, family)


Built = tuple[k.AnyContent, dict[str, str]]


def _whose(parts: Parts, family: Family) -> tuple[str | None, bool]:
    """Whose appointment it is, when only one person can be meant, and whether they are (or may be) a child then."""
    day = parts.row.happened.first
    people = {person.id: person for person in family.people}
    named = parts.roles.get("persons", "")
    about = [p for p in parts.row.people if p in people]
    if len(about) > 1:
        first = [p for p in about if _is_named(people[p].label, people[p].aliases, named)]
        children = [p for p in about if p in family.children]
        about = first or (children if len(children) == 1 and parts.sort.name in ("health_visiting", "school") else [])
    if len(about) != 1:
        return None, bool(parts.row.children_named) and parts.sort.name in ("health_visiting", "school")
    return about[0], day is not None and is_child_on(people[about[0]], day)


def _is_named(label: str, aliases: tuple[str, ...], named: str) -> bool:
    low = named.lower()
    return bool(low) and any(name.lower() in low or low in name.lower() for name in (label, *aliases) if len(name) > 1)


def _outcome(parts: Parts, *, visit: bool, child: bool) -> tuple[k.Outcome | None, str]:
    for met in (parts.outcome_met, parts.title_met):
        cues = outcome_cues(met)
        found, words = outcome_of(cues, met, visit=visit, whose_is_child=child)
        if found and not (met is parts.outcome_met and found in (k.Outcome.REARRANGED, k.Outcome.DECLINED)):
            return found, words
        if "no_contact" in cues:
            return None, cues["no_contact"].words
    met = [*parts.met, *parts.people_met]
    return outcome_of(outcome_cues(met), met, visit=visit, whose_is_child=child)


def _contact(what: str, parts: Parts, family: Family) -> Built:
    whose, child = _whose(parts, family)
    at_home = what in HOME
    outcome, words = _outcome(parts, visit=at_home, child=child)
    if "no_contact" in outcome_cues(parts.outcome_met):
        return k.Contact(setting=SETTINGS[what]), {"outcome": parts.outcome}
    if what in CALLS and outcome in (k.Outcome.WAS_NOT_BROUGHT, k.Outcome.NO_ACCESS, k.Outcome.DID_NOT_ATTEND):
        outcome = k.Outcome.NO_REPLY if _is_short(parts, words) else None
    if outcome is None and not (what in CALLS and _with_agency(parts)):
        outcome = k.Outcome.ATTENDED
    setting, rests = SETTINGS[what], {"outcome": words}
    where = setting_met([*parts.met, *parts.title_met])
    if where and what in HOME | {"elsewhere"}:
        setting, rests["setting"] = where
    if outcome not in (k.Outcome.ATTENDED, None) and what in ("visit", "resource_visit", "inspection"):
        setting = None
    minutes, said = minutes_of(parts.roles.get("minutes", ""), f"{parts.title} {parts.text}")
    if said:
        rests["minutes"] = said
    with_whom = tuple(dict.fromkeys(m.cue[7:] for m in parts.title_people if m.cue.startswith("person:")))
    return k.Contact(
        with_whom=with_whom,
        setting=setting,
        outcome=outcome,
        minutes=minutes,
        planned_work_possible=_work(outcome, parts),
    ), rests


def _is_short(parts: Parts, words: str) -> bool:
    return bool(words) and parts.text.lower().find(words.lower()) < 30


def _with_agency(parts: Parts) -> bool:
    return any(m.cue.startswith("agency:") for m in parts.title_people)


def _work(outcome: k.Outcome | None, parts: Parts) -> bool | None:
    low = parts.text.lower()
    if "could not talk" in low or "no work" in low or "unable to complete" in low or "did not go in" in low:
        return False
    return None if outcome is k.Outcome.ATTENDED or outcome is None else False


def _appointment(parts: Parts, family: Family) -> Built:
    whose, child = _whose(parts, family)
    outcome, words = _outcome(parts, visit=False, child=child)
    outcome = outcome or k.Outcome.ATTENDED
    return k.Appointment(whose=whose, service=parts.title or None, outcome=outcome), {"outcome": words}


def _health(parts: Parts, family: Family) -> Built:
    whose, child = _whose(parts, family)
    outcome, words = _outcome(parts, visit=False, child=child)
    missed = {k.Outcome.WAS_NOT_BROUGHT, k.Outcome.DID_NOT_ATTEND, k.Outcome.NO_REPLY}
    if outcome in missed and parts.sort.name in ("gp", "mental_health"):
        return k.Appointment(whose=whose, service=_service(parts), outcome=outcome), {"outcome": words}
    if outcome in missed and parts.sort.name not in ("hospital", "gp"):
        return k.Health(outcome=outcome, what=parts.title or None), {"outcome": words}
    if outcome in (k.Outcome.DECLINED, k.Outcome.REARRANGED, k.Outcome.NO_ACCESS):
        outcome = None
    here = parts.sort.name in ("gp", "hospital", "midwifery", "drugs", "ambulance", "health_visiting", "mental_health")
    if outcome is None and here and not _second_hand(parts):
        outcome = k.Outcome.ATTENDED
    return k.Health(outcome=outcome, what=parts.title or None), {"outcome": words}


def _second_hand(parts: Parts) -> bool:
    low = parts.text.lower()
    return any(words in low for words in ("notified of", "query by", "toxicology", "result awaited", "awaiting"))


def _service(parts: Parts) -> str | None:
    for _, met in agencies_met(parts.people_met):
        return met.words
    return next(
        (
            name
            for word, name in (("imms", "immunisations"), ("booster", "immunisations"), ("check", "development check"))
            if word in parts.text.lower()
        ),
        None,
    )


def _birth(parts: Parts, family: Family) -> Built:
    here = parts.sort.name in ("midwifery", "hospital")
    return k.Health(outcome=k.Outcome.ATTENDED if here else None, what="birth"), {}


def _education(parts: Parts, family: Family) -> Built:
    percent = _PERCENT.match(parts.roles.get("attendance", ""))
    outcome = k.Outcome.DECLINED if "outcome" in parts.roles and "declined" in parts.roles["outcome"].lower() else None
    cues = outcome_cues([*parts.met])
    low = parts.text.lower()
    if "declined" in cues or (
        "offered" in low and re.search(r"\b(?:mum|mother|dad|father|parent)s?(?:: | says no| said no)", low)
    ):
        outcome = k.Outcome.DECLINED
    if parts.roles.get("attendance"):
        return k.Education(attendance_percent=float(percent[1]) if percent else None, what="attendance"), {}
    if (
        outcome is None
        and any(f" {word}" in f" {low}" for word in ("start", "started", "joined"))
        and parts.sort.name == "school"
    ):
        outcome = k.Outcome.ATTENDED
    return k.Education(outcome=outcome), {}


TYPES = (
    ("initial child protection", "initial_conference"), ("icpc", "initial_conference"), ("initial conference", "initial_conference"),
    ("rcpc", "review_conference"), ("review cpc", "review_conference"), ("review conference", "review_conference"),
    ("review child protection", "review_conference"), ("complex strategy", "complex_strategy"), ("strat", "strategy"),
    ("core group", "core_group"), ("jar", "joint_agency_response"), ("joint agency", "joint_agency_response"),
    ("discharge", "discharge_planning"), ("child in need", "child_in_need"), ("cin", "child_in_need"), ("taf", "team_around_family"),
    ("tac", "team_around_family"), ("team around", "team_around_family"), ("marac", "marac"), ("legal", "legal"), ("lac ", "looked_after_review"),
    ("looked after", "looked_after_review"), ("professionals", "professionals"), ("conference", "conference"), ("conf", "conference"),
)  # fmt: skip


def meeting_type(text: str) -> str | None:
    """Which meeting the words name; None when they do not say. A pre-birth conference is one of its own."""
    low = text.lower()
    if "pre-birth" in low or "pre birth" in low:
        return "pre_birth_conference"
    return next((name for words, name in TYPES if re.search(rf"\b{re.escape(words)}", low)), None)


def _meeting(parts: Parts, family: Family) -> Built:
    rests: dict[str, str] = {}
    every = [*parts.title_met, *parts.met]
    cues = outcome_cues([*every, *parts.outcome_met])
    if called_off := cues.get("cancelled") or cues.get("cancelled_by_service"):
        low = f"{parts.title} {parts.text}".lower()
        off = "cancel" in low or "put back" in low or "postpone" in low or parts.title.lower().endswith("cancelled")
        outcome = ("rearranged" if "put back" in low or "postpone" in low else "cancelled") if off else "held"
        rests["outcome"] = called_off.words
    else:
        outcome = "held"
    away = cues.get("apologies")
    mine = away is not None and _is_ours(parts, away.first)
    if away:
        rests["apologies"] = away.words
    present = tuple(dict.fromkeys(a for a, m in agencies_met(parts.people_met) if not _stayed_away(parts, m.first)))
    absent = tuple(dict.fromkeys(a for a, m in agencies_met(parts.people_met) if _stayed_away(parts, m.first)))
    own = (parts.row.agency,)
    attended = () if outcome != "held" else tuple(a for a in present if a not in own) + (() if mine else own)
    mode = next((m for m in ("telephone", "video") if any(x.cue == f"mode_{m}" for x in every)), None)
    picture = next(
        (p for p in ("no_change", "worse", "progress", "positive") if any(x.cue == f"picture_{p}" for x in every)), None
    )
    return k.Meeting(
        type=meeting_type(parts.title) or meeting_type(parts.text), mode=mode, outcome=outcome, attended=attended,
        apologies=(own if mine else ()) + tuple(a for a in absent if a not in own), picture=picture,
    ), rests  # fmt: skip


def _is_ours(parts: Parts, at: int) -> bool:
    """The apologies are the writer's own unless another agency stands just before them in the sentence."""
    near = [a for a, m in agencies_met(parts.people_met) if -1 <= at - m.after <= 4]
    others = [a for a in near if a not in (parts.row.agency, parts.sort.name) and sort_of(a).name != parts.sort.name]
    return not others and parts.sort.name != "social_care"


def _stayed_away(parts: Parts, at: int) -> bool:
    return any(
        m.cue == "outcome:apologies"
        and 0 <= m.first - at <= 8
        and not any(w.plain == "." for w in parts.words[at : m.first])
        for m in parts.met
    )


def _decision(parts: Parts, family: Family) -> Built:
    low = f"{parts.title}. {parts.text} {parts.outcome}".lower()
    reason = _BECAUSE.search(parts.text)
    return k.Decision(
        outcome=_decided(low), reason=reason.group().strip() if reason else None, relies_on=_relied_on(parts),
        told=tuple(s.to for s in shared_with(parts)) + _told_in_outcome(parts), early_help=_early_help(low),
    ), {"reason": reason.group() if reason else ""}  # fmt: skip


def _decided(low: str) -> str | None:
    ordered = (
        (
            r"\bcin (?:plan )?closed|plan closed|child in need plan closed|step(?:ped)? down|plan ended|removed from (?:plan|register)",
            "close_plan",
        ),
        (r"\bno further action|\bnfa\b|not pursued|no charge", "no_further_action"),
        (r"child in need plan|cin plan|cin from|remain(?:s)? cin", "child_in_need"),
        (r"\bcp plan|child protection plan", "child_protection"),
        (r"return(?:ed)? (?:home|to (?:mother|mum|father|dad|parent))", "return_home"),
        (r"single assessment|to assess|s47|section 47", "assess"),
        (r"\bclosed|closure", "close_case"),
    )
    return next((name for pattern, name in ordered if re.search(pattern, low)), None)


def _relied_on(parts: Parts) -> tuple[str, ...]:
    """Agencies whose being there is given as part of the decision: "allocated Pathways worker", "HV and school remain involved"."""
    found: list[str] = []
    stays = ("involved", "remain", "remains", "continue", "allocated", "in place", "stay", "carry", "monitor")
    words = [w.plain for w in parts.words]
    for agency, met in agencies_met(parts.people_met):
        low = max(0, met.first - 4)
        near = words[low : met.after + 7]
        if any(word in near for word in stays) and agency not in (parts.row.agency,):
            found.append(agency)
    if re.search(r"\bi (?:am|stay|remain) (?:still )?involved", parts.text, re.IGNORECASE):
        found.append(parts.row.agency)
    return tuple(dict.fromkeys(found))


def _told_in_outcome(parts: Parts) -> tuple[str, ...]:
    low = parts.outcome.lower()
    if not any(word in low for word in ("emailed", "informed", "told", "notified")):
        return ()
    return tuple(
        name for name in ("midwife", "hv", "school", "gp", "police", "referrer") if re.search(rf"\b{name}\b", low)
    )


def _early_help(low: str) -> str | None:
    if "early help" not in low:
        return None
    return "declined" if re.search(r"declin|said no|no to early", low) else "offered"


CONCERNS = (
    ("neglect", r"neglect|unkempt|home conditions|dirty|grubby|\ba tip\b"), ("domestic abuse", r"\bda\b|domestic|violence in|\bdv\b"),
    ("drug or alcohol use", r"drug|cannabis|heroin|crack|amphetamin|alcohol|drunk|using"), ("mental health", r"self harm|depress|mental health|anxiety"),
    ("housing", r"no settled (?:home|accommodation)|unsettled|homeless|housing"), ("history of violence", r"history of violence"),
    ("care leaver", r"care leaver"), ("left unsupervised", r"out alone|out late|unsupervised|left alone|supervision"),
    ("attendance", r"often absent|attendance|not in school"), ("young carer", r"looks after (?:younger|siblings)|eldest caring|caring for (?:younger|siblings)"),
    ("unborn baby", r"unborn|pregnan"), ("injury", r"\bfall\b|fell|injur|bruis|fractur"),
)  # fmt: skip


def _referral(parts: Parts, family: Family) -> Built:
    text = f"{parts.title}. {parts.text}"
    low = text.lower()
    to = parts.row.agency if parts.sort.name in ("social_care", "early_help") and "referral to" not in low else None
    if to is None:
        met = [a for a, _ in agencies_met([*parts.title_people, *parts.people_met]) if a != parts.row.agency]
        received = re.search(r"recd|received|referral from|from police|ref from|copy", low)
        to = parts.row.agency if received and "copy" not in low else (met[0] if met else None)
        to = (
            "social_care"
            if any(sort_of(a).name == "social_care" or a == "social_care" for a in met) and not received
            else to
        )
    if to is None and parts.sort.name in ("police", "ambulance", "hospital"):
        to = "social_care"
    weeks = _WEEKS.search(text) if "unborn" in low or "pregnan" in low else None
    concerns = tuple(name for name, pattern in CONCERNS if re.search(pattern, low))
    return k.Referral(to=to, concerns=concerns, gestation_weeks=int(weeks[1]) if weeks else None), {}


def _assessment(parts: Parts, family: Family) -> Built:
    low = f"{parts.title} {parts.text[:200]}".lower()
    types = (("pre-birth", "pre_birth"), ("pre birth", "pre_birth"), ("s47", "section_47"), ("section 47", "section_47"), ("single", "single"),
             ("child and family", "single"), ("parenting", "parenting"), ("risk", "risk"), ("gcp", "tool"), ("graded care", "tool"),
             ("neglect", "tool"), ("asset", "youth_justice"))  # fmt: skip
    tool = next((name for words, name in (("graded care profile", "graded care profile"), ("gcp2", "graded care profile"), ("assetplus", "AssetPlus"),
                                          ("asset ", "Asset"), ("dash", "DASH")) if words in low), None)  # fmt: skip
    started = re.search(r"\b(?:started|begun|to start|allocated for)\b", low)
    if parts.outcome and _decided(parts.outcome.lower()) in ("no_further_action", "close_case", "close_plan"):
        return _decision(parts, family)
    return k.Assessment(
        type=next((name for words, name in types if words in low), None), stage="started" if started else "completed",
        conclusion=parts.outcome or None, tool=tool, relies_on=_relied_on(parts),
    ), {"conclusion": parts.outcome}  # fmt: skip


def _plan(parts: Parts, family: Family) -> Built:
    low = f"{parts.title} {parts.text} {parts.outcome}".lower()
    types = (("child protection", "child_protection"), ("cp plan", "child_protection"), ("icpc", "child_protection"), ("child in need", "child_in_need"),
             ("cin", "child_in_need"), ("early help", "early_help"), ("looked after", "looked_after"), ("pathway", "pathway"), ("safety", "safety"))  # fmt: skip
    stage = "closed" if re.search(r"closed|removed from|ended", low) else "reviewed" if "review" in low else "opened"
    categories = tuple(c for c in ("neglect", "emotional", "physical", "sexual") if re.search(rf"\b{c}", low))
    return k.Plan(
        type=next((name for words, name in types if words in low), None), stage=stage, categories=categories
    ), {}


def _check(parts: Parts, family: Family) -> Built:
    low = f"{parts.title} {parts.text} {parts.outcome}".lower()
    of, _ = _whose(parts, family)
    others = [a for a, _ in agencies_met([*parts.people_met, *parts.title_people]) if a != parts.row.agency]
    asks = parts.sort.name in ("social_care", "early_help")
    result = next(
        (name for pattern, name in (
            (r"not possible|could not (?:be )?(?:check|access)|system down|archived", "not_possible"), (r"no reply|no response|awaited|chased", "no_reply"),
            (r"return|received|no trace|nothing|given|sent|known|replied|offer only|told", "replied"),
        ) if re.search(pattern, low)), "asked")  # fmt: skip
    return k.Check(of=of, held_by=(others[0] if others else None) if asks else parts.row.agency, result=result), {}


def _living(parts: Parts, family: Family) -> Built:
    about = tuple(p for p in parts.row.people if p in {x.id for x in family.people})
    place = parts.roles.get("place") or None
    found = re.search(
        r"\b(?:flat \d+[a-z]?|\d+[a-z]? [A-Z][a-z]+ (?:St|Street|Rd|Road|Cres|Crescent|Ave|Avenue|Close|Court|Ct|Lane|Way|Drive|Terrace))\b",
        parts.text,
    )
    with_whom = tuple(
        dict.fromkeys(
            m.cue[7:] for m in parts.people_met if m.cue.startswith("person:") and _follows_with(parts, m.first)
        )
    )
    return k.LivingArrangement(
        who=tuple(p for p in about if p not in with_whom),
        address=found.group() if found else place,
        with_whom=with_whom,
    ), {"address": found.group() if found else place or ""}


def _follows_with(parts: Parts, at: int) -> bool:
    before = {w.plain for w in parts.words[max(0, at - 3) : at]}
    return bool(before & {"with", "at", "friend", "to"})


def _incident(parts: Parts, family: Family) -> Built:
    low = f"{parts.title} {parts.text}".lower()
    sorts = (("death", r"\bdied\b|\bdeath\b|unresponsive|not breathing"), ("fall", r"\bfell\b|\bfall\b|fallen"), ("assault", r"assault|punched|hit |fight|violence"),
             ("domestic abuse", r"\bdom\b|domestic|\bda\b|row over|arguing|argument"), ("missing", r"misper|missing"), ("drugs", r"drugs?\b|cannabis|heroin"),
             ("road traffic collision", r"\brtc\b|hit by (?:a )?(?:slow )?car|knocked off"), ("antisocial behaviour", r"\basb\b|noise|stones"),
             ("gathering", r"covid|gathering"), ("injury", r"injur|fractur|wound|abrasion"), ("exclusion", r"exclu"))  # fmt: skip
    view = re.search(r"officer['’]?s view[^.]*|my view[^.]*|crew(?:'s)? view[^.]*", parts.text, re.IGNORECASE)
    return k.Incident(
        what=tuple(name for name, pattern in sorts if re.search(pattern, low)), address=parts.roles.get("place") or None,
        own_view=view.group() if view else None, outcome=parts.outcome or None,
    ), {"own_view": view.group() if view else ""}  # fmt: skip


def _supervision(parts: Parts, family: Family) -> Built:
    scale = scaling_in(parts.text)
    if scale and not parts.title:
        return k.Scaling(low=scale[0], high=scale[1], given_by=(parts.row.agency,), alone=None), {"low": scale[2]}
    low = parts.text.lower()
    missed = "not booked" in low or "cancelled" in low or "not held" in low
    return k.Supervision(
        practitioner=parts.roles.get("worker"), outcome="not_given" if missed else (parts.outcome or None)
    ), {}


def scaling_in(text: str) -> tuple[float, float, str] | None:
    """A number or range someone gave on a scale of 0 to 10: "scaling 3/4" is three to four, never a date."""
    found = _SCALE.search(text)
    if not found:
        return None
    low, high = float(found[1]), float(found[2] or found[1])
    if high == 10 and low < 10 and "/" in found.group():
        high = low
    return (low, high, found.group()) if 0 <= low <= high <= 10 else None


def _restriction(parts: Parts, family: Family) -> Built:
    low = f"{parts.title} {parts.text}".lower()
    reason = next(
        (word for word in ("lockdown", "covid", "ppe", "staffing", "capacity", "sickness", "strike") if word in low),
        None,
    )
    instead = next(
        (word for word in ("telephone", "phone", "window", "doorstep", "intercom", "video") if word in low), None
    )
    return k.ServiceRestriction(
        what=parts.text[:120] or parts.title, reason=reason, replaced_by="telephone" if instead == "phone" else instead
    ), {}


def _absence(parts: Parts, family: Family) -> Built:
    cover = re.search(r"cover(?:ed)? by ([^.;]+)|([A-Z][^.;]*) (?:covering|to cover|allocated)", parts.text)
    return k.Absence(
        practitioner=None, cover=next((g.strip() for g in cover.groups() if g), None) if cover else None
    ), {}


def _involvement(parts: Parts, family: Family) -> Built:
    worker = _WORKER.search(parts.text)
    return k.Involvement(practitioner=worker[1].strip() if worker else None, stage="began"), {
        "practitioner": worker.group() if worker else ""
    }


def _asked_for(parts: Parts, family: Family) -> Built:
    low = f"{parts.text} {parts.outcome}".lower()
    away = re.search(r"no capacity|waiting list|not available|unavailable|declined", low)
    return k.Involvement(role=parts.title or None, stage="not_available" if away else "requested"), {
        "stage": away.group() if away else ""
    }


def _legal(parts: Parts, family: Family) -> Built:
    low = f"{parts.title} {parts.text}".lower()
    steps = (
        "interim care order",
        "ico",
        "recovery order",
        "care order",
        "supervision order",
        "legal gateway",
        "pre proceedings",
        "emergency protection",
        "court",
    )
    return k.LegalStep(
        step=next((s for s in steps if re.search(rf"\b{s}\b", low)), parts.title or None), outcome=parts.outcome or None
    ), {}


def _oversight(parts: Parts, family: Family) -> Built:
    grade = re.search(r"\b(?:rated|graded?|rag)\W+(red|amber|green|\w+)", parts.text, re.IGNORECASE)
    return k.ChairsOversight(grade=grade[1].lower() if grade else None, question=parts.text[:300] or None), {
        "grade": grade.group() if grade else ""
    }


def _account(parts: Parts, family: Family) -> Built:
    return k.Account(), {}


def _audit(parts: Parts, family: Family) -> Built:
    asks = re.search(r"(?:consider|recommend)[^.]*", parts.text, re.IGNORECASE)
    return k.Audit(recommends=parts.outcome or (asks.group() if asks else None), stage="findings"), {
        "recommends": parts.outcome or (asks.group() if asks else "")
    }


_BUILD: dict[str, Callable[[Parts, Family], Built]] = {
    "appointment": _appointment, "elsewhere_appointment": _appointment, "health": _health, "birth": _birth, "education": _education,
    "school_incident": _education, "meeting": _meeting, "decision": _decision, "referral": _referral, "assessment": _assessment,
    "plan": _plan, "check": _check, "living": _living, "incident": _incident, "supervision": _supervision, "restriction": _restriction,
    "absence": _absence, "involvement": _involvement, "allocation": _involvement, "asked_for_worker": _asked_for, "legal": _legal,
    "oversight": _oversight, "audit": _audit, "intelligence": _account, "other": _account, "account": _account,
    "observation": lambda p, f: (k.Observation(), {}), "school_observation": lambda p, f: (k.Observation(), {}),
    "letter": lambda p, f: (k.Document(type="letter"), {}),
}  # fmt: skip
