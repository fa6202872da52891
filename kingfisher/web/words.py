"""What a page calls things: kinds of entry, outcomes, places and ways of knowing, in the words of the field."""

from collections.abc import Mapping

from django.utils import timezone

from kingfisher.records.partnership import local
from kingfisher.timeline.kinds import KINDS, Outcome, Setting
from kingfisher.timeline.people import HowKnown, Tie

_UNLIKE_THEIR_NAMES = {
    "account": "Someone’s account",
    "chairs_oversight": "Chair’s oversight",
    "education": "School or nursery",
    "absence": "Practitioner absent",
    "living_arrangement": "Who lives where",
    "service_restriction": "Service limited",
    "check": "Records check",
    "relationship": "Who is who to whom",
    "action": "Agreed action",
    "view": "A person’s own view",
}
KIND_WORDS = {kind: _UNLIKE_THEIR_NAMES.get(kind, kind.replace("_", " ").capitalize()) for kind in KINDS}

OUTCOME_WORDS = {outcome: outcome.value.replace("_", " ") for outcome in Outcome} | {
    Outcome.ATTENDED: "took place",
    Outcome.NO_ACCESS: "no access given",
    Outcome.CANCELLED_BY_SERVICE: "cancelled by the service",
    Outcome.CANCELLED_BY_FAMILY: "cancelled by the family",
}
SETTING_WORDS = {
    Setting.INSIDE: "inside the home",
    Setting.DOORSTEP: "on the doorstep",
    Setting.WINDOW: "through a window",
    Setting.OUTSIDE: "outside",
    Setting.SCHOOL: "at school",
    Setting.CLINIC: "at a clinic",
    Setting.HOSPITAL: "in hospital",
    Setting.OFFICE: "in an office",
    Setting.TELEPHONE: "by telephone (not seen)",
    Setting.VIDEO: "by video",
    Setting.WRITTEN: "in writing",
    Setting.ELSEWHERE: "elsewhere",
}
# (the border the mark has, the words)
HOW_KNOWN_WORDS = {
    HowKnown.OBSERVED: ("observed", "Seen by the practitioner"),
    HowKnown.SELF_REPORT: ("told", "Told by the person it is about"),
    HowKnown.THIRD_PARTY: ("told", "Told by someone else"),
    HowKnown.RECORD_CHECK: ("record_check", "From records"),
    HowKnown.PROFESSIONAL_OPINION: ("professional_opinion", "Professional opinion"),
    HowKnown.INFERRED: ("inferred", "Inferred"),
}
# person is … of
TIE_WORDS = {tie: tie.value.replace("_", " ") for tie in Tie} | {Tie.AUNT_OR_UNCLE: "aunt or uncle"}

HANDLING_WORDS = {
    "P": "May be shared with the family’s network",
    "C": "May be shared on conditions: ask the agency that wrote it first",
    "R": "Restricted to the agency that wrote it and the review’s panel",
}


def several(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 entry", "3 entries"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def in_list(words: list[str], joined: str = "and") -> str:
    """Words as they are said in a row: "Riley, Poppy and Mason"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joined} {words[-1]}" if words else ""


def agency_name(slug: str, names: Mapping[str, str]) -> str:
    """An agency's name; where nobody has named it, its id in plain words, or what such a service is called here."""
    plain = slug.replace("_", " ")
    here = local()
    said = here.said_here(plain, timezone.localdate()) if here.local_names and slug not in names else plain
    return names.get(slug) or (plain.capitalize() if said == plain else said)
