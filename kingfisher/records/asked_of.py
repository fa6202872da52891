"""Whom does an open question concern? Those asked, the agency that holds the fact, the lead and the panel.

Not everyone who may see the entries: an open question is not broadcast. A supervisor is of the agency asked, and a
question asked of nobody we know by name falls to whoever leads. Which entries someone may see is decided elsewhere.
"""

import hashlib
from collections.abc import Container

from kingfisher.agencies.models import Agency, Capacity, Practitioner
from kingfisher.practice.decisions import plain
from kingfisher.questions.members import SUPERVISOR
from kingfisher.questions.question import Question
from kingfisher.records.footing import Footing, Part
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.people import Family

_SUPERVISING = (
    "supervisor",
    "named nurse",
    "named doctor",
    "named midwife",
    "designated",
    "manager",
    "safeguarding lead",
)


def ref_of(key: str) -> str:
    """The name of a question in an address: sixteen characters made from its key, which say nothing themselves."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def sees_all_questions(footing: Footing) -> bool:
    """True for the lead, the panel, and a member who works for the partnership."""
    partnership = footing.practitioner.capacity == Capacity.PARTNERSHIP and Part.MEMBER in footing.parts
    return partnership or not footing.parts.isdisjoint({Part.LEAD, Part.PANEL})


def concerns(footing: Footing, asked: Container[str], family: Family, names: tuple[str, ...]) -> bool:
    """Does a question asked of `names` (agencies, roles or practitioners) concern this person of the family?

    `asked` is `called(agency, role)`: what others call the person's agency and what they are. A question for the
    supervisor is for the supervisor in the agencies it also names, and for no other agency's.
    """
    if sees_all_questions(footing):
        return True
    theirs = {one.id: one.agency for one in family.practitioners}
    of_agencies = [name for name in names if name and name != SUPERVISOR]
    wanted = of_agencies or names
    return any(plain(name) in asked or plain(theirs.get(name)) in asked for name in wanted if name)


def called(practitioner: Practitioner) -> frozenset[str]:
    """What a question may call the agency or the role of the practitioner, made comparable."""
    agency: Agency = practitioner.agency
    supervises = (SUPERVISOR,) if any(word in plain(practitioner.role) for word in _SUPERVISING) else ()
    words = (*supervises, agency.slug, agency.name, agency.short, practitioner.role, *sort_of(agency.slug).called)
    return frozenset(plain(word) for word in words) - {""}


def may_answer(footing: Footing, family: Family, question: Question) -> bool:
    """True when the question is theirs to answer, or to ask about: as `concerns`."""
    names = (*question.addressed_to, question.ask_agency or "")
    return concerns(footing, called(footing.practitioner), family, names)
