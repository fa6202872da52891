"""Searching before creating, and opening a family's record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec
from django.db import transaction
from django.db.models import Q

from kingfisher.agencies.models import Practitioner
from kingfisher.records.access import Act, decide, families_for, prove
from kingfisher.records.acting import NotNow, acting_day
from kingfisher.records.footing import LEAD
from kingfisher.records.in_force import keep
from kingfisher.records.keeping import MemberAdded, PersonKept
from kingfisher.records.models import Bar, Family, Membership, Person, Stream
from kingfisher.records.models.families import new_ref
from kingfisher.records.names import are_near, share_a_sound, sounds_of
from kingfisher.timeline import people

LONGEST_ID = 80


@dataclass(frozen=True)
class Hit:
    """Someone in a family the practitioner may see, and why they came up."""

    family: Family
    person_id: str
    label: str
    why: str


@dataclass(frozen=True)
class Found:
    """What a search found: people they may see; and for a strong match elsewhere, only whom to speak to."""

    hits: tuple[Hit, ...]
    speak_to: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.hits or self.speak_to)


class PerhapsKnown(Exception):
    """A record may already exist: look at what was found, or say why a new one is needed."""

    def __init__(self, found: Found) -> None:
        self.found = found
        super().__init__("Someone of that name may already be known. Look first; if it is someone else, say why.")


def search_families(
    *, by: Practitioner, words: str, born: date | None = None, purpose: str = "", at: date | None = None
) -> Found:
    """People by near spelling, sound or day of birth in the families `by` may see; elsewhere only whom to speak to.

    Elsewhere needs a near name and the same day of birth both. The search and the number of hits are trailed.
    """
    day = acting_day(at)
    found = _search(by, words, born, day) if decide(by, Act.SEARCH, None, day) else Found(())
    asked = f"searched for '{words}'{f', born {born}' if born else ''}: {len(found.hits)} found"
    prove(by, Act.SEARCH, None, day, purpose=f"{purpose}; {asked}" if purpose else asked)
    return found


def open_family(
    *,
    by: Practitioner,
    name: str,
    members: Iterable[people.Person] = (),
    children: Iterable[str] = (),
    new_because: str = "",
    at: date | None = None,
) -> Family:
    """Open a record, with its first people; `children` are the ids of those it is about. `by` leads its network.

    Raises `PerhapsKnown` when the name or someone of the name is already known, unless `new_because` says why this
    is another family. A person's id becomes part of addresses: "" makes a random one.
    """
    day = acting_day(at)
    prove(by, Act.OPEN_FAMILY, None, day, purpose=new_because)
    listed = list(members)
    if not new_because:
        _refuse_if_known(by, name, listed, day)
    with transaction.atomic():
        family = Family.objects.create(name=name)
        Stream.objects.create(family=family)
        about = frozenset(children)
        first = MemberAdded(
            membership_id=new_ref(),
            practitioner=by.pk,
            who=by.label,
            function=LEAD,
            since=day,
            basis="opened the record",
        )
        keep(family, first, *(kept(person, is_child=person.id in about) for person in listed), by=by)
    return family


def kept(person: people.Person, *, is_child: bool) -> PersonKept:
    """A person ready to be written, with a lasting id."""
    if len(person.id) > LONGEST_ID:
        raise NotNow(f"The id '{person.id[:20]}…' is too long: use at most {LONGEST_ID} letters, or leave it out.")
    return PersonKept(person=person if person.id else msgspec.structs.replace(person, id=new_ref()), is_child=is_child)


def _refuse_if_known(by: Practitioner, name: str, members: list[people.Person], day: date) -> None:
    asked = [(person.name, person.born.first if person.born else None) for person in members if person.name]
    for words, born in asked or [(name, None)]:
        if found := _search(by, words, born, day):
            raise PerhapsKnown(found)


def _search(by: Practitioner, words: str, born: date | None, day: date) -> Found:
    sounding = Q(pk__in=[])
    for code in sounds_of([words]).split():
        sounding |= Q(sounds__contains=f" {code} ")
    candidates = Person.objects.filter(sounding | Q(born=born, born__isnull=False)).select_related("family")
    mine = frozenset(families_for(by, day).values_list("pk", flat=True))
    hits, elsewhere = [], set()
    for person in candidates:
        why = _why(words, born, person)
        if why and person.family_id in mine:
            hits.append(Hit(person.family, person.person_id, str(person), why))
        elif _is_strong(words, born, person):
            elsewhere.add(person.family_id)
    return Found(tuple(hits), _whom_to_speak_to(by, elsewhere, day))


def _why(words: str, born: date | None, person: Person) -> str:
    reasons = []
    if any(are_near(words, name) for name in person.names.splitlines()):
        reasons.append("a near spelling")
    elif share_a_sound(words, person.sounds):
        reasons.append("sounds alike")
    if born and person.born == born:
        reasons.append("the same date of birth")
    return " and ".join(reasons)


def _is_strong(words: str, born: date | None, person: Person) -> bool:
    same_day = born is not None and person.born == born
    return same_day and any(are_near(words, name) for name in person.names.splitlines())


def _whom_to_speak_to(by: Practitioner, families: set[int], day: date) -> tuple[str, ...]:
    """The agencies that lead the networks, nothing else; families the practitioner is barred from do not exist."""
    barred = Bar.objects.filter(practitioner=by, since__lte=day).values("family")
    leads = Membership.objects.filter(family__in=families, function=LEAD).exclude(family__in=barred)
    current = leads.filter(Q(until=None) | Q(until__gte=day), practitioner__isnull=False)
    return tuple(sorted(set(current.values_list("practitioner__agency__name", flat=True))))
