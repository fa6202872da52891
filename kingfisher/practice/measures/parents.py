"""What do care-leaver parents want and get, and are fathers invited, heard and assessed? (recommendations 4 and 5)

A parent counts as a care leaver here only where a leaving care service's own involvement with them is recorded; the
figure is about the service, and raises nothing about any family. Fathers are recorded parents whose sex is recorded as
male; of the other parent the same is counted, so that the two can be compared.
"""

from collections.abc import Iterator

from kingfisher.practice.children import children, children_in, has_died, parents_of
from kingfisher.practice.clock_owners import is_of
from kingfisher.practice.decisions import is_completed
from kingfisher.practice.involvement import involvements
from kingfisher.practice.measures.figure import Asked, Figure, Tally
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Account, Action, Assessment, Contact, LivingArrangement, Meeting, Plan, View
from kingfisher.timeline.people import Person, Tie

LEAVING_CARE = "leaving_care"


def care_leavers(asked: Asked) -> list[Figure]:
    """Recommendation 4: parents with a leaving care service who were asked what they want, and of the support agreed
    for them, how much was done. Support agreed is an action about the parent, by whichever agency."""
    heard = Tally("have said what they want, in a view or account of their own", "parents with a leaving care service")
    done = Tally("have been done", "actions of support agreed for parents with a leaving care service")
    for number, chronology in enumerate(asked.families):
        for parent, agency in sorted(_with_leaving_care(chronology, asked).items()):
            heard.add(number, agency, counted=_has_said(chronology, parent, asked))
            for state in _agreed_for(chronology, parent, asked):
                done.add(number, agency, counted=state)
    return [*heard.figures(), *done.figures()]


def fathers(asked: Asked) -> list[Figure]:
    """Recommendation 5: of children with a recorded father living, those whose father was invited, heard and assessed,
    whose father's family was considered, and for whom something changed after he was heard. Mothers beside."""
    return [*_parents(asked, "M", "father"), *_parents(asked, "F", "mother")]


def _parents(asked: Asked, sex: str, word: str) -> list[Figure]:
    over = f"children with a {word} recorded"
    tallies = {
        "invited": Tally(f"had their {word} invited to a meeting or plan", over),
        "heard": Tally(f"had their {word} spoken to directly", over),
        "assessed": Tally(f"had their {word} assessed", over),
        "family": Tally(f"had their {word}'s family considered", over),
        "changed": Tally(f"had something change after their {word} was heard", f"children whose {word} was heard"),
    }
    for number, chronology in enumerate(asked.families):
        for child in sorted(children(chronology.family, asked.last)):
            for parent in _living_parents(chronology, child, sex, asked):
                heard = _heard(chronology, child, parent, asked)
                tallies["invited"].add(number, "", counted=_invited(chronology, parent, asked))
                tallies["heard"].add(number, "", counted=heard is not None)
                tallies["assessed"].add(number, "", counted=_assessed(chronology, parent, asked))
                tallies["family"].add(number, "", counted=_kin_considered(chronology, parent, asked))
                if heard is not None:
                    tallies["changed"].add(number, "", counted=_changed_after(chronology, child, heard, asked))
    return [figure for tally in tallies.values() for figure in tally.figures()]


def _living_parents(chronology: Chronology, child: str, sex: str, asked: Asked) -> list[Person]:
    named = parents_of(chronology.family, child)
    return [
        one
        for one in chronology.family.people
        if one.id in named and (one.sex or "").upper()[:1] == sex and not has_died(one, asked.last)
    ]


def _within(chronology: Chronology, asked: Asked) -> Iterator[Entry]:
    return (one for one in chronology.entries if one.known_from and asked.first <= one.known_from <= asked.last)


def _with_leaving_care(chronology: Chronology, asked: Asked) -> dict[str, str]:
    """Parents whom a leaving care service's practitioner covers, and that service."""
    family = chronology.family
    parents = {tie.person for tie in family.relationships if tie.kind is Tie.PARENT and tie.of in family.children}
    found: dict[str, str] = {}
    for one in involvements(chronology, asked.last):
        if is_of(one.agency, LEAVING_CARE):
            found.update((person, one.agency) for person in one.covers or () if person in parents)
    return found


def _has_said(chronology: Chronology, parent: str, asked: Asked) -> bool:
    return any(
        getattr(one.content, "whose", None) == parent or getattr(one.content, "said_by", None) == parent
        for one in _within(chronology, asked)
        if isinstance(one.content, (View, Account))
    )


def _agreed_for(chronology: Chronology, parent: str, asked: Asked) -> Iterator[bool]:
    """Each action agreed about the parent within the days: True once it, or what follows it, is recorded as done."""
    actions = [one for one in _within(chronology, asked) if isinstance(one.content, Action) and parent in one.about]
    finished = {name for one in actions if _state(one) == "done" for name in (one.id, *one.content.on, *one.relates_to)}  # type: ignore[union-attr]
    for one in actions:
        if _state(one) == "agreed" or (_state(one) == "done" and not getattr(one.content, "on", ())):
            yield one.id in finished


def _state(entry: Entry) -> str:
    return getattr(entry.content, "state", None) or "agreed"


def _invited(chronology: Chronology, parent: Person, asked: Asked) -> bool:
    for one in _within(chronology, asked):
        content = one.content
        if isinstance(content, Meeting) and parent.id in (*content.invited, *content.attended):
            return True
        if isinstance(content, Plan) and parent.id in content.fathers_involved:
            return True
    return False


def _heard(chronology: Chronology, child: str, parent: Person, asked: Asked) -> Entry | None:
    """The first entry in which the parent was spoken to directly: a contact with them that was kept, a meeting they
    came to, a view or account of their own. What another says of them is not hearing them."""
    everyone = children(chronology.family, asked.last)
    for one in _within(chronology, asked):
        if child in children_in(one, chronology.family, everyone) and _spoken_to(one, parent.id):
            return one
    return None


def _spoken_to(entry: Entry, parent: str) -> bool:
    match entry.content:
        case Contact(with_whom=met, outcome=outcome):
            return parent in met and outcome is not None and outcome.value == "attended"
        case Meeting(attended=there):
            return parent in there
        case View(whose=whose):
            return whose == parent
        case Account(said_by=who):
            return who == parent
    return False


def _assessed(chronology: Chronology, parent: Person, asked: Asked) -> bool:
    return any(
        isinstance(one.content, Assessment) and is_completed(one.content) and parent.id in one.content.assessed
        for one in _within(chronology, asked)
    )


def _kin_considered(chronology: Chronology, parent: Person, asked: Asked) -> bool:
    """Somebody of the parent's own family took part: assessed, spoken to, lived with, or said what they could offer."""
    kin = {tie.person for tie in chronology.family.relationships if tie.kind is Tie.PARENT and tie.of == parent.id}
    kin |= {one.id for one in chronology.family.siblings(parent.id)}
    for one in _within(chronology, asked):
        content = one.content
        if any(_spoken_to(one, person) for person in kin):
            return True
        if isinstance(content, Assessment) and kin & {*content.assessed}:
            return True
        if isinstance(content, LivingArrangement) and kin & {*content.with_whom}:
            return True
    return False


def _changed_after(chronology: Chronology, child: str, heard: Entry, asked: Asked) -> bool:
    """A plan or living arrangement for the child recorded later than the day the parent was first heard."""
    everyone = children(chronology.family, asked.last)
    return any(
        isinstance(one.content, (Plan, LivingArrangement))
        and one.known_from is not None
        and heard.known_from is not None
        and one.known_from > heard.known_from
        and child in children_in(one, chronology.family, everyone)
        for one in _within(chronology, asked)
    )
