"""What the forms for writing an entry offer to choose from: the people, agencies and earlier entries of one family."""

from collections.abc import Iterable, Mapping
from datetime import date

from kingfisher.practice.children import children
from kingfisher.practice.contact import last_seen
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Involvement
from kingfisher.web.words import KIND_WORDS

type Pairs = list[tuple[str, str]]
EARLIER = ("referral", "assessment", "decision", "meeting", "plan", "challenge")  # what a decision can be on
HAPPENINGS = ("incident", "referral", "account", "observation", "contact", "health", "education", "appointment")
ASKED = {"chairs_oversight": "chair_answered", "audit": "audit_answered"}  # and the question that waits for an answer
TO_ACT_ON = ("action", "plan", "meeting", "decision", "chairs_oversight", "audit")
LATELY = 12  # of these, the latest are offered
LONGEST = 80  # characters of each


def to_choose(seen: Chronology, agencies: Mapping[str, str], me: str, agency: str, as_at: date) -> dict[str, Pairs]:
    """Everything by the name a field asks for it. `me`: the writer as entries name them; `agency`: the writer's."""
    people = [(person.id, person.label) for person in seen.family.people]
    young = {*children(seen.family, as_at), *seen.family.children}
    workers = _workers(seen, me)
    listed = list(agencies.items())
    near = {agency, *(one.agency for one in seen.entries)}
    return {
        "people": people,
        "children": [one for one in people if one[0] in young],
        "adults": [one for one in people if one[0] not in young],
        "agencies": listed,
        "near": [one for one in listed if one[0] in near],
        "workers": workers,
        "members": [*listed, *workers],
        "named": [*people, *listed],
        "last_seen": [(child, _last_seen(seen, child, as_at)) for child, _ in people if child in young],
        "earlier": _latest(seen, EARLIER),
        "happenings": _latest(seen, HAPPENINGS),
        "asked": _latest(seen, ASKED),
        "asked_as": [(entry.id, ASKED[entry.kind]) for entry in seen.entries if entry.kind in ASKED],
        "to_act_on": _latest(seen, TO_ACT_ON),
    }


def _workers(seen: Chronology, me: str) -> Pairs:
    """Practitioners by the name the record has for them: those listed, those in entries, and the writer."""
    found = {one.id: f"{one.name}, {one.role}" for one in seen.family.practitioners}
    named = (e.content.practitioner for e in seen.of_kind(Involvement) if isinstance(e.content, Involvement))
    for name in (me, *named, *(entry.by for entry in reversed(seen.entries[-LATELY * LATELY :]))):
        if name:
            found.setdefault(name, name)
    return sorted(found.items(), key=lambda one: one[1])


def _last_seen(seen: Chronology, child: str, as_at: date) -> str:
    last = last_seen(seen, child, as_at)
    return f"Last seen {last.when.words}" + (f" by {last.by}" if last.by else "") if last else "No sighting recorded"


def _latest(seen: Chronology, kinds: Iterable[str]) -> Pairs:
    """The latest entries of the kinds, latest first."""
    wanted = set(kinds)
    found = [entry for entry in seen.entries if entry.kind in wanted][-LATELY:]
    return [(entry.id, called(entry)) for entry in reversed(found)]


def called(entry: Entry) -> str:
    """What an entry is called in a list: its kind, its date and its first words."""
    return f"{KIND_WORDS[entry.kind]}, {entry.happened.words}: {entry.text[:LONGEST]}"
