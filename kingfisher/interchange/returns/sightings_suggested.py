"""Which children does the row itself say were seen, where, alone, for how long?

A child is seen when someone whose work is with the child met them, or when the words put the child there. Being spoken
of is not being seen: a leaving-care or drug worker who meets a parent has not seen the child unless the row says so.
"""

import re
from itertools import pairwise

from kingfisher.interchange.returns.agency_words import is_named
from kingfisher.interchange.returns.row_parts import Parts
from kingfisher.interchange.returns.row_words import STOPS, Met
from kingfisher.timeline.entries import Seen
from kingfisher.timeline.kinds import AnyContent, Appointment, Contact, Education, Health, Incident, Outcome, Setting
from kingfisher.timeline.people import Family, HowKnown

NOT_FACE_TO_FACE = frozenset({Setting.TELEPHONE, Setting.VIDEO, Setting.WRITTEN})
NEVER = frozenset(
    {
        "referral",
        "decision",
        "check",
        "plan",
        "assessment",
        "supervision",
        "audit",
        "chairs_oversight",
        "account",
        "document",
        "service_restriction",
        "absence",
        "involvement",
        "scaling",
    }
)
TOLD_OR_SEEN = frozenset({"incident", "observation", "living_arrangement"})
NEAR_HOME = frozenset({"meeting", "incident", "observation", "living_arrangement", "legal_step"})
BY_THEN = frozenset({"returned", "found", "located", "conveyed", "brought", "collected"})
AT_ONCE = frozenset(
    {"call", "update", "category", "dispatch", "clear", "safeguarding", "advice only", "police liaison", "advice"}
)
_YES = re.compile(r"\s*(?:y|yes|seen)\b", re.IGNORECASE)
_NO = re.compile(r"\s*(?:n|no|not|n/?a|none)\b", re.IGNORECASE)
Who = tuple[list[str], str, str]  # the children, why, and the words
Found = tuple[tuple[Seen, ...], str, str]


def children_seen(parts: Parts, content: AnyContent, family: Family, how: HowKnown) -> Found:
    """The children seen, why we think so and the words. Unborn children are never seen."""
    row = parts.row
    children = [c for c in family.children if c in row.people or c in row.children_named]
    children = [c for c in children if _is_born(family, c, row.happened.last)]
    if not children:
        return (), "", ""
    column = parts.roles.get("child_seen", "")
    if _NO.match(column):
        return (), "the file's own column says no child was seen", column
    if content.kind in TOLD_OR_SEEN and how is HowKnown.THIRD_PARTY and not _YES.match(column):
        return (), "", ""
    who, why, words = _who(parts, content, children, family, said_yes=bool(_YES.match(column)))
    setting = _setting(parts, content)
    alone = True if who and _says_alone(parts) else None
    return (
        tuple(Seen(child=c, setting=setting, alone=alone, minutes=getattr(content, "minutes", None)) for c in who),
        why,
        words,
    )


def _is_born(family: Family, child: str, day: object) -> bool:
    person = next((p for p in family.people if p.id == child), None)
    if person is None:
        return True
    if person.born is None or person.born.first is None:
        return person.expected is None
    return day is None or person.born.first <= day  # type: ignore[operator]


def _who(parts: Parts, content: AnyContent, children: list[str], family: Family, *, said_yes: bool) -> Who:
    if said_yes:
        return children, "the file's own column says the child was seen", parts.roles["child_seen"]
    if content.kind in NEVER or _is_of_death(content) or not _face_to_face(parts, content):
        return [], "", ""
    if content.kind == "meeting" and parts.sort.sees_children:
        return [], "", ""
    everyone = parts.has("all_children")
    if everyone and len(children) > 1 and content.kind not in ("meeting", "incident"):
        return children, "the row says all the children were seen", everyone.words
    named = _named(parts, children)
    if parts.sort.sees_children:
        return _seen_by_childs_own(parts, content, children, named, family)
    return _placed_there(parts, children, named, family)


def _is_of_death(content: AnyContent) -> bool:
    return isinstance(content, Incident) and "death" in content.what


def _face_to_face(parts: Parts, content: AnyContent) -> bool:
    if isinstance(content, Contact):
        return content.outcome is Outcome.ATTENDED and content.setting not in NOT_FACE_TO_FACE
    if isinstance(content, Appointment | Health | Education):
        return content.outcome is Outcome.ATTENDED and not _by_letter(parts)
    return parts.title.lower() not in AT_ONCE


def _by_letter(parts: Parts) -> bool:
    return parts.has("not_met") is not None


def _named(parts: Parts, children: list[str]) -> dict[str, list[Met]]:
    found: dict[str, list[Met]] = {}
    for met in (*parts.title_people, *parts.people_met):
        if met.cue.startswith("person:") and met.cue[7:] in children:
            found.setdefault(met.cue[7:], []).append(met)
    if len(children) == 1:
        generic = [m for m in parts.people_met if m.cue == "child"]
        title = [m for m in parts.title_people if m.cue == "child"]
        if generic or title:
            found.setdefault(children[0], []).extend(title + generic)
    return found


def _seen_by_childs_own(
    parts: Parts, content: AnyContent, children: list[str], named: dict[str, list[Met]], family: Family
) -> Who:
    """By someone whose work is with the child: the patient, those named, or the only child the row is about."""
    if content.kind in NEAR_HOME and parts.sort.name in ("social_care", "health_visiting", "early_help"):
        return _placed_there(parts, children, named, family)
    if content.kind == "meeting":
        return [], "", ""
    patient = _patients(parts, children, family)
    if patient and content.kind not in ("meeting",):
        return patient, "the row is about this child's own attendance", parts.roles.get("persons", "")
    if parts.sort.name in ("gp", "hospital", "ambulance"):
        return [], "", ""
    if named:
        kept = [child for child, where in named.items() if not all(_is_absent(parts, met) for met in where)]
        return kept, "the child is named in an account of a meeting face to face", _words(named, kept)
    if len(children) == 1 and parts.has("absent") is None and parts.sort.name != "midwifery":
        return (
            children,
            "a meeting face to face by someone whose work is with the child, about this child only",
            parts.title,
        )
    if len(children) == 1 and parts.sort.name == "midwifery":
        return children, "a midwife's contact after the birth", parts.title
    return [], "", ""


def _patients(parts: Parts, children: list[str], family: Family) -> list[str]:
    if parts.sort.name not in ("gp", "hospital", "ambulance"):
        return []
    return _in_column(parts, children, family)


def _in_column(parts: Parts, children: list[str], family: Family) -> list[str]:
    column = parts.roles.get("persons", "")
    return [p.id for p in family.people if p.id in children and is_named(p, column)]


def _placed_there(parts: Parts, children: list[str], named: dict[str, list[Met]], family: Family) -> Who:
    """By anyone else: only where the words put the child there (in buggy, with mum, found), not asleep upstairs."""
    kept = _found_by_police(parts, children, family)
    words = ""
    if kept:
        return kept, "named among the persons, and the words say they were found or taken home", parts.roles["persons"]
    for child, where in named.items():
        for met in where:
            if _is_absent(parts, met):
                continue
            near = _near(parts, met, "present")
            if near:
                kept.append(child)
                words = f"{met.words} {near.words}"
                break
    return kept, "the words put the child there" if kept else "", words


def _found_by_police(parts: Parts, children: list[str], family: Family) -> list[str]:
    if parts.sort.name != "police" or not any(word.plain in BY_THEN for word in parts.words):
        return []
    return _in_column(parts, children, family)


def _near(parts: Parts, met: Met, cue: str) -> Met | None:
    for other in parts.met:
        if other.cue == cue:
            low, high = min(met.after, other.after), max(met.first, other.first)
            if high - low <= 6 and not any(word.plain in STOPS for word in parts.words[low:high]):
                return other
    return None


def _is_absent(parts: Parts, met: Met) -> bool:
    return met in parts.people_met and _near(parts, met, "absent") is not None


def _words(named: dict[str, list[Met]], kept: list[str]) -> str:
    return ", ".join(dict.fromkeys(named[child][0].words for child in kept))


def _setting(parts: Parts, content: AnyContent) -> Setting | None:
    if isinstance(content, Contact):
        return content.setting
    by_sort = {"school": Setting.SCHOOL, "hospital": Setting.HOSPITAL, "gp": Setting.CLINIC}
    if content.kind == "appointment":
        return by_sort.get(
            parts.sort.name, Setting.CLINIC if parts.sort.name in ("health_visiting", "midwifery") else None
        )
    return by_sort.get(parts.sort.name)


def _says_alone(parts: Parts) -> bool:
    return any(a.plain == "seen" and b.plain == "alone" for a, b in pairwise(parts.words))
