"""What came of an offer whose outcome nobody filled in, and who was seen, where its own words say so.

"No access, card left" or "DNA x2" in a contact, an appointment, or a health or school entry is read as the outcome it
names; a recorded outcome always stands over words. What was kept is read in the same way, so that offered and kept
stay the denominators. Words that say both ("no reply at the door; seen the same afternoon") count as kept.
"""

from collections.abc import Iterator

from kingfisher.practice.contact import Sighted
from kingfisher.practice.in_words import says
from kingfisher.practice.still_to_come import is_still_to_come
from kingfisher.questions.worded import Worded
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Appointment, Contact, Education, Health, Observation, Outcome, Setting

_OFFERS = (Appointment, Contact, Education, Health)
LISTS = tuple(f"came_of_it.{name}" for name in ("missed", "no_access", "no_answer", "kept"))


def said_outcomes(held: Worded) -> dict[str, Outcome]:
    """The outcome that the words of each entry with none recorded give, by its id."""
    missed, no_access, no_answer, kept = (held.saying(name, *_OFFERS) for name in LISTS)
    found = {one.id: Outcome.ATTENDED for one in kept if one.outcome is None}
    children = frozenset(held.children)
    for entry in (*missed, *no_access, *no_answer):
        if entry.id in found or entry.outcome is not None or held.says(entry, "came_of_it.not_theirs"):
            continue
        if outcome := _of(held, entry, children):
            found[entry.id] = outcome
    return found


def _of(held: Worded, entry: Entry, children: frozenset[str]) -> Outcome | None:
    visit = held.says(entry, "came_of_it.no_access")
    if visit or (held.says(entry, "came_of_it.no_answer") and held.says(entry, "came_of_it.visit")):
        return Outcome.NO_ACCESS if isinstance(entry.content, Contact) else None
    if not held.says(entry, "came_of_it.missed"):
        return None
    return Outcome.DID_NOT_ATTEND if children.isdisjoint(entry.about) else Outcome.WAS_NOT_BROUGHT


SEEN = "came_of_it.child_seen"
_AT_HOME = frozenset({None, Setting.INSIDE})


def said_seen(held: Worded) -> Iterator[Sighted]:
    """Children whom a contact or an observation that lists nobody as seen says were seen inside the home.

    Only where one clause names the child (or the entry is about one child alone, or says "children" or "both"), says
    that they were seen, and nothing in it says that they were not, or that it was elsewhere.
    """
    for entry in held.saying(SEEN, Contact, Observation):
        setting = getattr(entry.content, "setting", None)
        if entry.seen or setting not in _AT_HOME or entry.outcome not in (None, Outcome.ATTENDED):
            continue
        if setting is not Setting.INSIDE and not held.says(entry, "came_of_it.at_home"):
            continue
        for child in _seen_in(held, entry):
            yield Sighted(
                child=child,
                entry=entry.id,
                when=entry.happened,
                known=entry.known_from,
                agency=entry.agency,
                by=entry.by,
                setting=Setting.INSIDE,
                at_home=True,
            )


def _seen_in(held: Worded, entry: Entry) -> list[str]:
    seen, not_seen = (held.words(name, held.as_at) for name in (SEEN, "came_of_it.not_seen"))
    clauses = [f" {one} " for one in held.written_in(entry).split(" / ") if _tells(one, seen, not_seen)]
    children = [one for one in entry.about if one in held.children]
    if not clauses:
        return []
    if len(children) == 1 and not _is_of_an_adult(held, clauses):
        return children
    every = any(word in clause for clause in clauses for word in (" children ", " both ", " all three ", " siblings "))
    named = [one for one in children if any(f" {_first_name(held, one)} " in clause for clause in clauses)]
    return children if every else named


def _tells(clause: str, seen: tuple[str, ...], not_seen: tuple[str, ...]) -> bool:
    return says(clause, seen) and not says(clause, not_seen) and not is_still_to_come(clause)


def _is_of_an_adult(held: Worded, clauses: list[str]) -> bool:
    """True when every such clause is of a grown-up: "Mum seen"."""
    adults = [_first_name(held, one.id) for one in held.family.people if one.id not in held.children]
    words = (*(one for one in adults if one), "mum", "mother", "mam", "dad", "father", "parents", "gran", "nan")
    child = [_first_name(held, one) for one in held.children]
    return all(
        any(f" {word} " in clause for word in words) and not any(f" {one} " in clause for one in (*child, "baby"))
        for clause in clauses
    )


def _first_name(held: Worded, person: str) -> str:
    return held.label(person).split(" ")[0].casefold()
