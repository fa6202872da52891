"""The return form's columns and the plain words it offers: one list for writing the form and for reading it back."""

import re
from collections.abc import Callable, Mapping

from kingfisher.interchange.wording import HOW_KNOWN, OUTCOMES, SETTINGS, outcome_words, seen_words
from kingfisher.timeline.entries import Entry, Seen
from kingfisher.timeline.kinds import (
    Absence,
    Account,
    Action,
    AnyContent,
    Appointment,
    Assessment,
    Audit,
    ChairsOversight,
    Challenge,
    Check,
    Contact,
    Decision,
    Document,
    Education,
    Health,
    Incident,
    Involvement,
    LegalStep,
    LivingArrangement,
    Meeting,
    Observation,
    Outcome,
    Plan,
    Referral,
    RelationshipChange,
    Scaling,
    ServiceRestriction,
    Setting,
    Sighting,
    Strength,
    Supervision,
    View,
)
from kingfisher.timeline.people import Family

COLUMNS = (
    "Date",
    "Time",
    "About whom",
    "Type of entry",
    "What happened",
    "Outcome",
    "Children seen, and where",
    "Source: how you know",
    "Worker",
    "Handling: may it be shared?",
)
TITLE = "Agency return for a joint chronology"
HEADINGS = ("Agency", "Family", "From", "To", "Signed by", "Date signed")
HANDLING = ("P", "C", "R")
KINDS: dict[str, Callable[[], AnyContent]] = {
    "Home visit": lambda: Contact(setting=Setting.INSIDE),
    "Visit elsewhere": lambda: Contact(setting=Setting.ELSEWHERE),
    "Office visit": lambda: Contact(setting=Setting.OFFICE),
    "Telephone call": lambda: Contact(setting=Setting.TELEPHONE),
    "Video call": lambda: Contact(setting=Setting.VIDEO),
    "Letter, text or email": lambda: Contact(setting=Setting.WRITTEN),
    "Contact": Contact,
    "Appointment": Appointment,
    "Child seen": Sighting,
    "Referral": Referral,
    "Decision": Decision,
    "Records check": Check,
    "Incident": Incident,
    "Observation": Observation,
    "What someone said": Account,
    "Health": Health,
    "Education": Education,
    "Assessment": Assessment,
    "Meeting": Meeting,
    "A person's view": View,
    "Number on a scale": Scaling,
    "Plan": Plan,
    "Agreed action": Action,
    "Worker began or ended": Involvement,
    "Where someone lives": LivingArrangement,
    "Relationship": RelationshipChange,
    "Service limited": ServiceRestriction,
    "Worker away": Absence,
    "Supervision": Supervision,
    "Audit": Audit,
    "Chair's oversight": ChairsOversight,
    "Challenge": Challenge,
    "Legal step": LegalStep,
    "Document": Document,
    "Strength": Strength,
}
_NAMED_SETTINGS = {
    Setting.INSIDE: "Home visit", Setting.OFFICE: "Office visit", Setting.TELEPHONE: "Telephone call",
    Setting.VIDEO: "Video call", Setting.WRITTEN: "Letter, text or email", None: "Contact",
}  # fmt: skip
_SEEN = re.compile(r"(?P<who>[^(]+?)\s*(?:\((?P<how>[^)]*)\))?")


def kind_label(entry: Entry) -> str:
    """What the form calls this entry's kind; "" for a kind that no agency sends in (an answer)."""
    if isinstance(entry.content, Contact):
        return _NAMED_SETTINGS.get(entry.content.setting, "Visit elsewhere")
    return next((label for label, make in KINDS.items() if type(make()) is type(entry.content)), "")


def form_row(entry: Entry, family: Family) -> tuple[str, ...]:
    """An entry as a row of the form, under `COLUMNS`."""
    when = entry.happened
    known = HOW_KNOWN[entry.how_known] if entry.how_known else ""
    told = f"{known}: {family.label(entry.told_by)}" if entry.told_by else known
    day = when.words if when.time is None else when.words.rpartition(", ")[0]
    return (
        day if when.is_known else "",
        when.time.strftime("%H:%M") if when.time else "",
        "; ".join(family.label(who) for who in entry.about),
        kind_label(entry),
        entry.text,
        outcome_words(entry),
        seen_words(entry.seen, family),
        told,
        entry.by or "",
        " ".join(entry.handling),
    )


def people_from(words: str, known: Mapping[str, str]) -> tuple[str, ...] | None:
    """The ids of the people named, if each is somebody we hold; else None. `known`: names in lower case to ids."""
    names = [name.strip() for name in re.split(r"[;\n]|,(?!.*;)", words) if name.strip()]
    ids = [known.get(name.casefold()) for name in names]
    return tuple(dict.fromkeys(one for one in ids if one)) if names and all(ids) else None


def seen_from(words: str, known: Mapping[str, str]) -> tuple[Seen, ...] | None:
    """The children seen, as `wording.seen_words` writes it; None if it is written otherwise."""
    found = []
    for part in filter(None, (one.strip() for one in words.split(";"))):
        match = _SEEN.fullmatch(part)
        child = known.get(match["who"].casefold()) if match else None
        if match is None or child is None:
            return None
        facts = [fact.strip() for fact in (match["how"] or "").split(",") if fact.strip()]
        found.append(_one_seen(child, facts))
    return tuple(found)


def _one_seen(child: str, facts: list[str]) -> Seen:
    settings = {words: setting for setting, words in SETTINGS.items()}
    setting, alone, minutes, address = None, None, None, []
    for fact in facts:
        if fact.lower() in settings:
            setting = settings[fact.lower()]
        elif fact.lower() in ("alone", "not alone"):
            alone = fact.lower() == "alone"
        elif timed := re.fullmatch(r"(\d+) min(?:ute)?s?", fact, re.I):
            minutes = int(timed[1])
        else:
            address.append(fact)
    return Seen(child=child, setting=setting, alone=alone, minutes=minutes, address=", ".join(address) or None)


def outcome_from(words: str) -> Outcome | None:
    """The outcome the form offers in these words; None for anything else."""
    return {said: outcome for outcome, said in OUTCOMES.items()}.get(words.strip().casefold())
