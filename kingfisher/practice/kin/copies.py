"""What of a family as at a date may stand on a copy for the family, or for publication?

A copy leaves out; it never adds and never changes what it keeps, save that names may become roles and dates years.
"""

import re
from collections.abc import Callable, Iterable

import msgspec

from kingfisher.practice.kin.parts import Birth, Household, Kin, KinPerson, Union
from kingfisher.practice.kin.roles import roles
from kingfisher.practice.kin.unions import union_id
from kingfisher.timeline.dates import When
from kingfisher.timeline.people import ADULT_AT, FEELINGS, HARM, Tie

SIBLINGS = "siblings"
_SENSITIVE = {str(tie) for tie in HARM | FEELINGS | {Tie.NO_CONTACT_ORDER}} | {"alleged_parent", "donor", "surrogate"}
_replace = msgspec.structs.replace


class ForFamily(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy for the family shows of what nobody has decided on: by default nothing that could hurt somebody."""

    undecided_lines: bool = False  # feelings, harm, orders and alleged parents of which nobody said that they may show
    hide_addresses_of: tuple[str, ...] = ()  # of these people's homes: a refuge, a placement
    statuses: bool = True  # plans and roles as words
    adults_services: bool = False  # a service for one adult, and any against domestic abuse
    seen_elsewhere: bool = False  # where children were seen when not at home


class ForPublication(msgspec.Struct, frozen=True, kw_only=True):
    """What a published copy shows. No names, addresses or relation lines in any case."""

    hide_siblings: bool = False  # how many brothers and sisters there are
    years: bool = False  # years of birth, death and couples
    ages: bool = True  # of those under 18; an adult's is never told
    sexes: bool = True
    households: bool = True
    statuses: bool = True


def for_family(kin: Kin, choices: ForFamily | None = None) -> Kin:
    """A copy that a family may be given.

    Out go: what may not be shown, and a sensitive line (or an alleged parent) of which nobody has said it may; a
    withheld parent becomes one not recorded, because that we know would itself tell; the mark that more kin are
    recorded. Somebody whom nothing joins to the others any more goes too.
    """
    choices = choices or ForFamily()

    births = [one for one in kin.births if may_stand(one, choices)]
    people = {person.id: _unmarked(person, statuses=choices.statuses) for person in kin.people}
    births = _with_missing(kin, births, people)
    parents = {birth.union for birth in births}
    unions = [one for one in kin.unions if one.id in parents or (one.spells and may_stand(one, choices))]
    kept = {one.id for one in unions}
    for birth in births:
        if birth.union not in kept:
            kept.add(birth.union)
            unions.append(_bare_union(birth.union))
    copy = _replace(
        kin,
        people=tuple(people.values()),
        unions=tuple(unions),
        births=tuple(births),
        cares=tuple(one for one in kin.cares if may_stand(one, choices)),
        households=tuple(_without_address(one, choices.hide_addresses_of) for one in kin.households),
        lines=tuple(one for one in kin.lines if may_stand(one, choices, one.sort)),
    )
    return _settled(copy)


def may_stand(fact: object, choices: ForFamily, sort: str = "") -> bool:
    """Whether a fact may stand on a copy for the family: as somebody decided; else unless it is sensitive by its sort
    (harm, feelings, an order) or only alleged, and such are not asked for."""
    may = getattr(fact, "may_show_family", None)
    alleged = getattr(fact, "standing", None) == "alleged"
    return may is True or (may is None and (choices.undecided_lines or not (alleged or sort in _SENSITIVE)))


def for_publication(kin: Kin, choices: ForPublication | None = None) -> Kin:
    """A copy that may be published: roles for names, no addresses, no relation lines, no ids of the record.

    With `hide_siblings` every brother and sister, full or half, becomes one symbol that stands for any number of them
    (also where the child has none, so that nothing can be told from it), and what only they bring goes. Ages of adults
    and all days are left out; an alleged parent is told as a parent not recorded.
    """
    choices = choices or ForPublication()
    copy = for_family(kin, ForFamily(statuses=choices.statuses))
    copy = _replace(copy, lines=(), generations=())
    if choices.hide_siblings:
        copy = _one_for_all_siblings(copy)
    if not choices.households:
        copy = _replace(copy, households=())
    plain = copy if choices.sexes else _replace(copy, people=tuple(_replace(one, sex="") for one in copy.people))
    called = roles(plain, numbered=not choices.hide_siblings)
    people = tuple(_published(person, called[person.id], choices) for person in copy.people)
    unions = tuple(
        _replace(one, spells=one.spells if choices.years else (), label=one.label if choices.years else one.bond)
        for one in copy.unions
    )
    births = tuple(
        _replace(one, words=one.words if choices.years or not one.words else one.link) for one in copy.births
    )
    cares = tuple(_replace(one, since=None, words=one.sort.replace("_", " ")) for one in copy.cares)
    homes = tuple(_replace(one, address="", words="") for one in copy.households)
    copy = _replace(_settled(copy), people=people, unions=unions, births=births, cares=cares, households=homes)
    return _renumbered(copy, called)


def _unmarked(person: KinPerson, *, statuses: bool) -> KinPerson:
    words = person.words if statuses else ()
    person = _replace(person, more_kin=False, words=words)
    if person.unknown == "withheld":
        role = {"M": "father", "F": "mother"}.get(person.sex, "other parent")
        return _replace(person, name=f"{role} not recorded", unknown="not_known", also_called=())
    return person


def _with_missing(kin: Kin, births: list[Birth], people: dict[str, KinPerson]) -> list[Birth]:
    """The births kept, and for a child none of whose births by blood is kept the one parent who may be told of."""
    told = {birth.child for birth in births}
    found = list(births)
    partners = {one.id: one.partners for one in kin.unions}
    for birth in kin.births:
        if birth.child in told or birth.link == "adopted":
            continue
        others = [birth_ for birth_ in kin.births if birth_.child == birth.child]
        known = _sure_parent(kin, [partners[one.union] for one in others], others)
        if known is None:
            continue
        missing = f"missing:{known}"
        sex = {"F": "M", "M": "F"}.get(people[known].sex, "")
        role = {"M": "father", "F": "mother"}.get(sex, "other parent")
        people.setdefault(missing, KinPerson(id=missing, name=f"{role} not recorded", sex=sex, unknown="not_known"))
        found.append(_replace(birth, union=union_id(known, missing), standing="", how_known="", may_show_family=None))
        told.add(birth.child)
    return sorted(found, key=lambda birth: (birth.union, birth.child, birth.link))


def _sure_parent(kin: Kin, pairs: list[tuple[str, str]], births: list[Birth]) -> str | None:
    """The parent in every one of the couples; where there is only one couple, the mother, who is seldom in doubt."""
    common = set(pairs[0]).intersection(*pairs[1:])
    if len(common) == 1:
        return common.pop()
    mothers = sorted(one for one in common if kin.person(one).sex == "F")
    return mothers[0] if len(mothers) == 1 else None


def _bare_union(one: str) -> Union:
    first, second = one.removeprefix("u:").split("+")
    return Union(id=one, partners=(first, second))


def _without_address(home: Household, hidden: tuple[str, ...]) -> Household:
    if set(hidden) & set(home.members):
        return _replace(home, id="h:" + "+".join(home.members), address="", words="")
    return home


def _settled(kin: Kin) -> Kin:
    """Without people whom nothing joins to the index child, and without what needs those."""
    joined: dict[str, set[str]] = {}

    def join(group: Iterable[str]) -> None:
        members = set(group)
        for one in members:
            joined.setdefault(one, set()).update(members)

    for union in kin.unions:
        join(union.partners)
    partners = {one.id: one.partners for one in kin.unions}
    for birth in kin.births:
        join((*partners[birth.union], birth.child))
    for care in kin.cares:
        join((*care.carers, care.child))
    for line in kin.lines:
        join((line.frm, line.to))
    for home in kin.households:
        join(home.members)
    here, waiting = {kin.index}, [kin.index]
    while waiting:
        new = joined.get(waiting.pop(), set()) - here
        here |= new
        waiting += new
    return _only(kin, lambda one: one in here)


def _only(kin: Kin, here: Callable[[str], bool]) -> Kin:
    """With those people alone, and all that lies between them, in order."""
    unions = [one for one in kin.unions if all(map(here, one.partners))]
    ids = {one.id for one in unions}
    homes = [_replace(one, members=tuple(filter(here, one.members))) for one in kin.households]
    return _replace(
        kin,
        people=tuple(sorted((one for one in kin.people if here(one.id)), key=lambda one: one.id)),
        unions=tuple(sorted(unions, key=lambda one: one.id)),
        births=tuple(one for one in kin.births if one.union in ids and here(one.child)),
        cares=tuple(one for one in kin.cares if here(one.child) and all(map(here, one.carers))),
        households=tuple(one for one in homes if len(one.members) > 1 or kin.index in one.members),
        lines=tuple(one for one in kin.lines if here(one.frm) and here(one.to)),
        generations=tuple(one for one in kin.generations if here(one.older) and here(one.younger)),
    )


def of_siblings(kin: Kin) -> tuple[frozenset[str], frozenset[str]]:
    """The brothers and sisters of the index child, full and half; and those whom only they bring: their children, and
    their other parents and carers."""
    parents, siblings = _parents_and_siblings(kin)
    kept = {person.id for person in _without_siblings(kin).people}
    everyone = {person.id for person in _settled(kin).people}
    return frozenset(siblings), frozenset(everyone - kept - siblings - parents)


def _parents_and_siblings(kin: Kin) -> tuple[set[str], set[str]]:
    partners = {one.id: one.partners for one in kin.unions}
    parents = {one for birth in kin.births if birth.child == kin.index for one in partners[birth.union]}
    return parents, {b.child for b in kin.births if parents & set(partners[b.union])} - {kin.index}


def _without_siblings(kin: Kin) -> Kin:
    """Without the brothers and sisters, and what only they bring."""
    partners = {one.id: one.partners for one in kin.unions}
    parents, below = _parents_and_siblings(kin)
    parents_of = {birth.child: partners[birth.union] for birth in kin.births}
    while more := {child for child, both in parents_of.items() if below & set(both)} - below:
        below |= more
    below -= parents | {kin.index}
    copy = _only(kin, lambda one: one not in below)
    return _settled(_only(copy, lambda one: one in parents or not _came_with(one, copy, below, kin)))


def _one_for_all_siblings(kin: Kin) -> Kin:
    copy = _without_siblings(kin)
    own = [birth for birth in kin.births if birth.child == kin.index]
    one = KinPerson(id=SIBLINGS, name="brothers and sisters: how many is not told")
    births = [
        _replace(birth, twins="", identical=False) if birth.child == kin.index else birth for birth in copy.births
    ]
    births += [Birth(union=own[0].union, child=SIBLINGS)] if own and own[0] in copy.births else []
    # "father(s) not recorded" of several children becomes "father", lest it tell of the others.
    plain = [_replace(person, name=person.name.replace("(s) not", " not")) for person in copy.people]
    people = sorted((*plain, one), key=lambda person: person.id)
    births.sort(key=lambda birth: (birth.union, birth.child, birth.link))
    return _settled(_replace(copy, people=tuple(people), births=tuple(births)))


def _came_with(one: str, copy: Kin, hidden: set[str], whole: Kin) -> bool:
    """True for a parent's other partner who is there because of a hidden half-sibling: that would tell of one."""
    partners = {union.id: union.partners for union in whole.unions}
    theirs = {birth.child for birth in whole.births if one in partners[birth.union]}
    carers = {care.child for care in whole.cares if one in care.carers}
    now = {birth.child for birth in copy.births if one in partners[birth.union]}
    return bool((theirs | carers) & hidden) and not now and one != whole.index


def _published(person: KinPerson, role: str, choices: ForPublication) -> KinPerson:
    child = is_under_18(person.age)
    return _replace(
        person,
        name=_plain_name(person, choices) if person.unknown or person.id == SIBLINGS else role,
        also_called=(),
        sex=person.sex if choices.sexes else "",
        born=_year(person.born) if choices.years else None,
        expected=None,
        died=None if person.died is None else (_year(person.died) if choices.years else When.parse("XXXX")),
        age=person.age if choices.ages and child else "",
    )


def _plain_name(person: KinPerson, choices: ForPublication) -> str:
    """What is said of somebody unknown, without telling which parent where that is hidden."""
    return person.name if choices.sexes else re.sub(r"\b(?:father|mother)\b", "parent", person.name)


def is_under_18(age: str) -> bool:
    """True for an age in words that is a child's."""
    words = age.removeprefix("about ").split()
    return bool(words) and (
        words[-1].startswith(("day", "week", "month")) or (words[0].isdigit() and int(words[0]) < ADULT_AT)
    )


def _year(when: When | None) -> When | None:
    return When.year(when.first.year) if when and when.first else None


def _renumbered(kin: Kin, called: dict[str, str]) -> Kin:
    """With ids made from the roles: the record's own may be names."""
    new = {one: role.replace(" ", "-") for one, role in called.items()}
    groups = sorted({birth.twins for birth in kin.births if birth.twins})

    def each(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(new[one] for one in ids))

    partners = {one.id: each(one.partners) for one in kin.unions}
    unions = [_replace(one, id=union_id(*partners[one.id]), partners=partners[one.id]) for one in kin.unions]
    births = [
        _replace(
            one,
            union=union_id(*partners[one.union]),
            child=new[one.child],
            twins=f"twins:{groups.index(one.twins) + 1}" if one.twins else "",
        )
        for one in kin.births
    ]
    cares = [
        _replace(
            one,
            id=f"c:{one.sort}:{new[one.child]}:{'+'.join(each(one.carers))}",
            carers=each(one.carers),
            child=new[one.child],
        )
        for one in kin.cares
    ]
    homes = [_replace(one, members=each(one.members)) for one in kin.households]
    homes.sort(key=lambda home: (new[kin.index] not in home.members, home.members))
    return Kin(
        as_at=kin.as_at,
        index=new[kin.index],
        recorded_by=kin.recorded_by,
        people=tuple(sorted((_replace(one, id=new[one.id]) for one in kin.people), key=lambda one: one.id)),
        unions=tuple(sorted(unions, key=lambda one: one.id)),
        births=tuple(sorted(births, key=lambda one: (one.union, one.child, one.link))),
        cares=tuple(sorted(cares, key=lambda one: one.id)),
        households=tuple(_replace(one, id=f"h:{number}") for number, one in enumerate(homes, 1)),
    )
