"""What came of an offer whose outcome nobody filled in, where its own words say so.

"No access, card left" or "DNA x2" in a contact, an appointment, or a health or school entry is read as the outcome it
names; a recorded outcome always stands over words. What was kept is read in the same way, so that offered and kept
stay the denominators. Words that say both ("no reply at the door; seen the same afternoon") count as kept.
"""

from kingfisher.questions.worded import Worded
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Appointment, Contact, Education, Health, Outcome

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
