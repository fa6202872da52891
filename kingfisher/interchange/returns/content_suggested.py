"""What the row's words fill in of its kind: the fields that the practice questions read. Nothing is guessed."""

import re
from collections.abc import Callable

from kingfisher.interchange.returns import contact_fields as contacts
from kingfisher.interchange.returns import decision_fields as decisions
from kingfisher.interchange.returns.contact_fields import SETTINGS, Built
from kingfisher.interchange.returns.field_words import every_of, first_of
from kingfisher.interchange.returns.kind_by_words import Spoke
from kingfisher.interchange.returns.living_fields import living_with
from kingfisher.interchange.returns.row_parts import Parts
from kingfisher.timeline import kinds as k
from kingfisher.timeline.people import Family

_ROADS = "St|Street|Rd|Road|Cres|Crescent|Ave|Avenue|Lane|Terrace"
_ADDRESS = re.compile(
    rf"\b(?:flat \d+[a-z]?|\d+[a-z]? [A-Z][a-z]+ (?:{_ROADS}|Close|Court|Ct|Way|Drive))\b", re.IGNORECASE
)
_STREET = re.compile(rf"\b(?!(?:Same|The|At|By|On) )[A-Z][a-z]+ (?:{_ROADS})\b")  # no number: and no court of law
_ALLOCATED = re.compile(r"[Aa]llocated(?: to)?\s+(?:SW\s+|HV\s+)?((?:[A-Z]\.?\s+)?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")
_OWN_VIEW = re.compile(r"officer['’]?s view[^.]*|my view[^.]*|crew['’]?s? view[^.]*", re.IGNORECASE)
_NOT_TO_BE_HAD = re.compile(r"no capacity|waiting list|not available|unavailable|declined")
_COVER = re.compile(r"cover(?:ed)? by ([^.;]+)|([A-Z][^.;]*?) (?:covering|to cover|allocated)")


def content_of(spoke: Spoke, parts: Parts, family: Family) -> Built:
    """The content for what the row speaks of, with the words each field rests on (by field name)."""
    if spoke.what in SETTINGS:
        return contacts.contact(spoke.what, parts, family)
    if spoke.what == "living":
        return _living(parts, family, spoke.words)
    return _BUILD.get(spoke.what, _account)(parts, family)


def _living(parts: Parts, family: Family, spoke: str) -> Built:
    found = _ADDRESS.search(parts.text) or _STREET.search(parts.text)
    address = found.group() if found else parts.roles.get("place", "").strip("- ") or None
    who, with_whom = living_with(parts, family, spoke)
    return k.LivingArrangement(who=who, address=address, with_whom=with_whom), {"address": address or ""}


def _incident(parts: Parts, family: Family) -> Built:
    view = _OWN_VIEW.search(parts.text)
    return k.Incident(
        what=every_of("incidents", f"{parts.title} {parts.text}".lower()),
        address=parts.roles.get("place", "").strip("- ") or None,
        own_view=view.group() if view else None,
        outcome=parts.outcome or None,
    ), {"own_view": view.group() if view else ""}


def _restriction(parts: Parts, family: Family) -> Built:
    low = f"{parts.title} {parts.text}".lower()
    return k.ServiceRestriction(
        what=parts.text[:200] or parts.title,
        reason=first_of("restricted_because", low),
        replaced_by=first_of("replaced_by", low),
    ), {}


def _absence(parts: Parts, family: Family) -> Built:
    cover = _COVER.search(parts.text)
    who = next((words.strip() for words in cover.groups() if words), None) if cover else None
    return k.Absence(cover=who), {"cover": cover.group() if cover else ""}


def _involvement(parts: Parts, family: Family) -> Built:
    worker = _ALLOCATED.search(parts.text)
    return k.Involvement(practitioner=worker[1].strip(" .") if worker else None, stage="began"), {
        "practitioner": worker.group() if worker else ""
    }


def _asked_for(parts: Parts, family: Family) -> Built:
    away = _NOT_TO_BE_HAD.search(f"{parts.text} {parts.outcome}".lower())
    return k.Involvement(role=parts.title or None, stage="not_available" if away else "requested"), {
        "stage": away.group() if away else ""
    }


def _account(parts: Parts, family: Family) -> Built:
    return k.Account(), {}


def _observation(parts: Parts, family: Family) -> Built:
    return k.Observation(), {}


def _letter(parts: Parts, family: Family) -> Built:
    return k.Document(type="letter"), {}


_BUILD: dict[str, Callable[[Parts, Family], Built]] = {
    "appointment": contacts.appointment,
    "elsewhere_appointment": contacts.appointment,
    "health": contacts.health,
    "birth": contacts.birth,
    "education": contacts.education,
    "school_incident": contacts.education,
    "meeting": decisions.meeting,
    "decision": decisions.decision,
    "referral": decisions.referral,
    "assessment": decisions.assessment,
    "plan": decisions.plan,
    "check": decisions.check,
    "supervision": decisions.supervision,
    "legal": decisions.legal,
    "oversight": decisions.oversight,
    "audit": decisions.audit,
    "incident": _incident,
    "restriction": _restriction,
    "absence": _absence,
    "involvement": _involvement,
    "allocation": _involvement,
    "asked_for_worker": _asked_for,
    "observation": _observation,
    "school_observation": _observation,
    "letter": _letter,
}
