"""The fields of contacts, appointments, health and education: whose, where, what came of it, how long."""

import re

from kingfisher.interchange.returns.agency_words import agencies_met, is_named
from kingfisher.interchange.returns.field_words import first_of
from kingfisher.interchange.returns.outcomes_suggested import minutes_of, outcome_cues, outcome_of, setting_met
from kingfisher.interchange.returns.row_parts import Parts
from kingfisher.timeline import kinds as k
from kingfisher.timeline.people import Family, is_child_on

Built = tuple[k.AnyContent, dict[str, str]]
SETTINGS: dict[str, k.Setting | None] = {
    "visit": k.Setting.INSIDE,
    "resource_visit": k.Setting.INSIDE,
    "inspection": k.Setting.INSIDE,
    "doorstep": k.Setting.DOORSTEP,
    "window": k.Setting.WINDOW,
    "office": k.Setting.OFFICE,
    "at_school": k.Setting.SCHOOL,
    "outside": k.Setting.OUTSIDE,
    "elsewhere": k.Setting.ELSEWHERE,
    "phone": k.Setting.TELEPHONE,
    "call_from_agency": k.Setting.TELEPHONE,
    "written": k.Setting.WRITTEN,
    "contact": None,
}
INSIDE = frozenset({"visit", "resource_visit", "inspection"})
HOME = INSIDE | {"doorstep", "window"}
CALLS = frozenset({"phone", "call_from_agency", "written"})
MISSED = frozenset({k.Outcome.WAS_NOT_BROUGHT, k.Outcome.DID_NOT_ATTEND, k.Outcome.NO_REPLY})
NOT_OFFERED_AGAIN = frozenset({k.Outcome.REARRANGED, k.Outcome.DECLINED})  # in an outcome column: what comes next
TREATS = frozenset({"gp", "hospital", "midwifery", "drugs", "ambulance", "health_visiting", "mental_health"})
NEWS_OF_HEALTH = ("notified of", "query by", "toxicology", "result awaited", "awaiting")
NO_WORK = ("could not talk", "no work", "unable to complete", "did not go in")
EARLY = 30  # characters: words about a missed call stand at the beginning of its account
_PERCENT = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s*%?\s*$")
_OFFER_REFUSED = re.compile(r"\b(?:mum|mother|dad|father|parent)s?(?:: | says no| said no)")


def contact(what: str, parts: Parts, family: Family) -> Built:
    """A contact: its setting by what it was called or what the account says, its outcome, its minutes."""
    _, child = whose(parts, family)
    if "no_contact" in outcome_cues(parts.outcome_met):
        return k.Contact(setting=SETTINGS[what]), {"outcome": parts.outcome}
    outcome, words = _outcome(parts, visit=what in HOME, child=child)
    if what in CALLS and outcome in (k.Outcome.WAS_NOT_BROUGHT, k.Outcome.NO_ACCESS, k.Outcome.DID_NOT_ATTEND):
        early = bool(words) and parts.text.lower().find(words.lower()) < EARLY
        outcome = k.Outcome.NO_REPLY if early else None
    with_agency = any(m.cue.startswith("agency:") for m in parts.title_people)
    if outcome is None and not (what in CALLS and with_agency):
        outcome = k.Outcome.ATTENDED
    setting, rests = SETTINGS[what], {"outcome": words}
    where = setting_met([*parts.met, *parts.title_met]) if what in HOME or what == "elsewhere" else None
    if where:
        setting, rests["setting"] = where
    if outcome not in (k.Outcome.ATTENDED, None) and what in INSIDE:
        setting = None
    minutes, rests["minutes"] = minutes_of(parts.roles.get("minutes", ""), f"{parts.title} {parts.text}")
    with_whom = tuple(dict.fromkeys(m.cue[7:] for m in parts.title_people if m.cue.startswith("person:")))
    work = _work_possible(outcome, parts)
    return k.Contact(
        with_whom=with_whom, setting=setting, outcome=outcome, minutes=minutes, planned_work_possible=work
    ), rests


def _work_possible(outcome: k.Outcome | None, parts: Parts) -> bool | None:
    low = parts.text.lower()
    if any(words in low for words in NO_WORK):
        return False
    return None if outcome in (k.Outcome.ATTENDED, None) else False


def whose(parts: Parts, family: Family) -> tuple[str | None, bool]:
    """Whose appointment it is, when only one person can be meant, and whether they are (or may be) a child then."""
    people = {person.id: person for person in family.people}
    about = [p for p in parts.row.people if p in people]
    with_children = parts.sort.name in ("health_visiting", "school")
    if len(about) > 1:
        named = parts.roles.get("persons", "")
        first = [p for p in about if is_named(people[p], named)]
        children = [p for p in about if p in family.children]
        about = first or (children if len(children) == 1 and with_children else [])
    if len(about) != 1:
        return None, bool(parts.row.children_named) and with_children
    day = parts.row.happened.first
    return about[0], day is not None and is_child_on(people[about[0]], day)


def _outcome(parts: Parts, *, visit: bool, child: bool) -> tuple[k.Outcome | None, str]:
    for met in (parts.outcome_met, parts.title_met):
        found, words = outcome_of(outcome_cues(met), met, visit=visit, whose_is_child=child)
        if found and not (met is parts.outcome_met and found in NOT_OFFERED_AGAIN):
            return found, words
    met = [*parts.met, *parts.people_met]
    return outcome_of(outcome_cues(met), met, visit=visit, whose_is_child=child)


def appointment(parts: Parts, family: Family) -> Built:
    """An appointment; kept unless words say otherwise."""
    person, child = whose(parts, family)
    outcome, words = _outcome(parts, visit=False, child=child)
    outcome = outcome or k.Outcome.ATTENDED
    return k.Appointment(whose=person, service=parts.title or None, outcome=outcome), {"outcome": words}


def health(parts: Parts, family: Family) -> Built:
    """A health fact; a missed one at a practice or clinic is an appointment, so that it counts among those missed."""
    person, child = whose(parts, family)
    outcome, words = _outcome(parts, visit=False, child=child)
    if outcome in MISSED and parts.sort.name in ("gp", "mental_health"):
        return k.Appointment(whose=person, service=_service(parts), outcome=outcome), {"outcome": words}
    if outcome in (*NOT_OFFERED_AGAIN, k.Outcome.NO_ACCESS):
        outcome = None
    second_hand = any(words in parts.text.lower() for words in NEWS_OF_HEALTH)
    if outcome is None and parts.sort.name in TREATS and not second_hand:
        outcome = k.Outcome.ATTENDED
    return k.Health(outcome=outcome, what=parts.title or None), {"outcome": words}


def _service(parts: Parts) -> str | None:
    spoken = agencies_met(parts.people_met)
    return spoken[0][1].words if spoken else first_of("health_services", parts.text.lower())


def birth(parts: Parts, family: Family) -> Built:
    """A birth, attended by those who were there."""
    here = parts.sort.name in ("midwifery", "hospital")
    return k.Health(outcome=k.Outcome.ATTENDED if here else None, what="birth"), {}


def education(parts: Parts, family: Family) -> Built:
    """A school fact: attendance over a span, a place offered and not taken, a start."""
    attendance = parts.roles.get("attendance", "")
    low = parts.text.lower()
    refused = outcome_cues(parts.met).get("declined")
    outcome = None
    if refused or ("offered" in low and _OFFER_REFUSED.search(low)):
        outcome = k.Outcome.DECLINED
    if attendance:
        percent = _PERCENT.match(attendance)
        return k.Education(attendance_percent=float(percent[1]) if percent else None, what="attendance"), {}
    if outcome is None and re.search(r"\b(?:start|started|joined)\b", low) and parts.sort.name == "school":
        outcome = k.Outcome.ATTENDED
    return k.Education(outcome=outcome), {"outcome": refused.words if refused else ""}
