"""The words people read for what the record holds as codes: agencies, kinds, outcomes, how something is known."""

import re
from collections.abc import Mapping

from kingfisher.timeline.entries import Entry, Seen
from kingfisher.timeline.kinds import Outcome, Setting
from kingfisher.timeline.people import Family, HowKnown

HOW_KNOWN: dict[HowKnown, str] = {
    HowKnown.OBSERVED: "seen or done by the writer",
    HowKnown.SELF_REPORT: "told by the person it is about",
    HowKnown.THIRD_PARTY: "told by someone else",
    HowKnown.RECORD_CHECK: "from a record",
    HowKnown.PROFESSIONAL_OPINION: "professional opinion",
    HowKnown.INFERRED: "inferred",
}
OUTCOMES: dict[Outcome, str] = {
    Outcome.ATTENDED: "attended",
    Outcome.WAS_NOT_BROUGHT: "was not brought",
    Outcome.DID_NOT_ATTEND: "did not attend",
    Outcome.NO_ACCESS: "no access",
    Outcome.NO_REPLY: "no reply",
    Outcome.DECLINED: "declined",
    Outcome.CANCELLED_BY_FAMILY: "cancelled by the family",
    Outcome.CANCELLED_BY_SERVICE: "cancelled by the service",
    Outcome.REARRANGED: "rearranged",
}
SETTINGS: dict[Setting, str] = {
    Setting.INSIDE: "inside the home",
    Setting.DOORSTEP: "on the doorstep",
    Setting.WINDOW: "through a window",
    Setting.OUTSIDE: "outside",
    Setting.SCHOOL: "at school",
    Setting.CLINIC: "at a clinic",
    Setting.HOSPITAL: "in hospital",
    Setting.OFFICE: "at an office",
    Setting.TELEPHONE: "by telephone",
    Setting.VIDEO: "by video",
    Setting.WRITTEN: "in writing",
    Setting.ELSEWHERE: "elsewhere",
}
_SHORT_FORMS = {"gp", "yos", "cgl", "nhs", "iro", "sarc", "cafcass", "camhs", "mash", "mach"}
_NAMED_ONES = {"school", "college", "academy", "nursery", "surgery", "practice", "hospital"}  # what follows is a name
_PLAIN = re.compile(r"[_\s]+")


def agency_words(agency: str, names: Mapping[str, str] | None = None) -> str:
    """An agency as it is said: its own name where one is given, else its id in words ("Social care", "GP")."""
    if names and agency in names:
        return names[agency]
    first, *rest = _PLAIN.sub(" ", agency).strip().split(" ")
    if first.lower() in _NAMED_ONES:
        rest = [word.capitalize() for word in rest]
    head = first.upper() if first.lower() in _SHORT_FORMS else first[:1].upper() + first[1:]
    return " ".join((head, *(word.upper() if word.lower() in _SHORT_FORMS else word for word in rest)))


def plain(code: str) -> str:
    """A code as words: `no_further_action` reads "no further action"."""
    return code.replace("_", " ").strip()


def kind_words(entry: Entry) -> str:
    """The kind as it is said, with where the contact took place if that is known."""
    setting = getattr(entry.content, "setting", None)
    words = plain(entry.kind).capitalize()
    return f"{words}, {SETTINGS[setting]}" if isinstance(setting, Setting) else words


def outcome_words(entry: Entry) -> str:
    """What came of it, in words: the outcome of an offered contact, or the kind's own outcome; "" when not recorded."""
    outcome = getattr(entry.content, "outcome", None)
    if isinstance(outcome, Outcome):
        return OUTCOMES[outcome]
    return plain(outcome) if isinstance(outcome, str) else ""


def how_known_words(entry: Entry, family: Family) -> str:
    """How the writer knows, and in whose words, as one phrase; "" when not recorded."""
    words = HOW_KNOWN[entry.how_known] if entry.how_known else ""
    if not entry.told_by:
        return words
    person = any(one.id == entry.told_by for one in family.people)
    teller = family.label(entry.told_by) if person else agency_words(entry.told_by)
    return f"{words}: {teller}" if words else f"told by {teller}"


def seen_words(seen: tuple[Seen, ...], family: Family) -> str:
    """Which children the entry itself says were seen, and how: "Lucy Hart (inside the home, alone)"."""
    return "; ".join(_one_seen(one, family) for one in seen)


def _one_seen(one: Seen, family: Family) -> str:
    facts = [
        SETTINGS[one.setting] if one.setting else "",
        one.address or "",
        {True: "alone", False: "not alone", None: ""}[one.alone],
        f"{one.minutes} minutes" if one.minutes is not None else "",
    ]
    told = ", ".join(fact for fact in facts if fact)
    return family.label(one.child) + (f" ({told})" if told else "")
