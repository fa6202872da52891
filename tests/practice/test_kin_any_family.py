"""Whatever a record says of a family, even what cannot be, a drawing is made and hangs together."""

import random
from contextlib import suppress
from datetime import date, timedelta

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kingfisher.practice.kin import ForFamily, ForPublication, for_family, for_publication, kin_as_at, kin_of
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import UNKNOWN, When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import LivingArrangement, RelationshipChange
from kingfisher.timeline.people import (
    Bond,
    CareSort,
    Family,
    Link,
    Loss,
    Person,
    Relationship,
    Standing,
    Tie,
    Unknown,
)

IDS = [f"p{number}" for number in range(9)]
DAY = date(2020, 6, 1)


def maybe(choices):
    return st.one_of(st.none(), st.sampled_from(list(choices)))


days = st.dates(date(1950, 1, 1), date(2026, 1, 1)).map(When.day)
dates = st.one_of(
    st.none(),
    days,
    st.just(UNKNOWN),
    st.integers(1950, 2026).map(lambda year: When.year(year, about=year % 2 == 0)),
    st.integers(1990, 2026).map(lambda year: When.between(None, date(year, 3, 3))),
)
people = st.fixed_dictionaries(
    {
        "born": dates,
        "died": st.one_of(st.none(), st.none(), dates),
        "expected": st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2022, 1, 1))),
        "sex": maybe(["M", "F", "female", "x"]),
        "unknown": st.one_of(st.none(), maybe(Unknown)),
        "loss": st.one_of(st.none(), st.none(), maybe(Loss)),
        "twin_of": st.one_of(st.none(), maybe(IDS)),
        "name": maybe(["Jo Hart", "Unborn Hart", "Al Reed"]),
    }
)
ties = st.fixed_dictionaries(
    {
        "kind": st.one_of(
            st.just(Tie.PARENT), st.sampled_from([Tie.PARENT, Tie.PARTNER, Tie.CARER]), st.sampled_from(Tie)
        ),
        "person": st.sampled_from(IDS),
        "of": st.sampled_from(IDS),
        "since": dates,
        "until": dates,
        "bond": maybe(Bond),
        "link": st.one_of(st.none(), maybe(Link)),
        "care": maybe(CareSort),
        "standing": maybe(Standing),
        "may_show_family": maybe([True, False]),
    }
)
changes = st.fixed_dictionaries(
    {"relation": maybe(Tie), "person": maybe(IDS), "of": maybe(IDS), "bond": maybe(Bond), "link": maybe(Link),
     "stage": maybe(["began", "ended", "not_so", "changed"]), "ends": dates, "standing": maybe(Standing)}
)  # fmt: skip
homes = st.fixed_dictionaries(
    {"who": st.lists(st.sampled_from(IDS), max_size=3).map(tuple), "address": maybe(["4 Mill Lane", "9 Dene Road"]),
     "with_whom": st.lists(st.sampled_from(IDS), max_size=2).map(tuple), "ends": dates}
)  # fmt: skip


@st.composite
def records(draw):
    held = [Person(id=one, **draw(people)) for one in IDS]
    listed = [Relationship(**draw(ties)) for _ in range(draw(st.integers(0, 16)))]
    contents = [RelationshipChange(**draw(changes)) for _ in range(draw(st.integers(0, 5)))]
    contents += [LivingArrangement(**draw(homes)) for _ in range(draw(st.integers(0, 3)))]
    entries = [
        Entry(id=f"e{number}", content=content, happened=draw(dates) or UNKNOWN, agency="a", about=("p0",))
        for number, content in enumerate(contents)
    ]
    return Chronology(Family(children=("p0",), people=tuple(held), relationships=tuple(listed)), entries)


def hangs_together(kin):
    ids = [one.id for one in kin.people]
    assert ids == sorted(set(ids))
    everyone, unions = set(ids), {one.id: one for one in kin.unions}
    assert [one.id for one in kin.people if one.index] == [kin.index]
    assert list(unions) == sorted(unions)
    assert len(unions) == len(kin.unions)
    for union in kin.unions:
        assert set(union.partners) <= everyone
        assert union.partners[0] < union.partners[1]
    assert len({(one.union, one.child) for one in kin.births}) == len(kin.births)
    for birth in kin.births:
        assert birth.child in everyone
        assert birth.child not in unions[birth.union].partners
    for care in kin.cares:
        assert {*care.carers, care.child} <= everyone
    for line in kin.lines:
        assert {line.frm, line.to} <= everyone
    for some in (kin.cares, kin.lines, kin.households):
        assert len({one.id for one in some}) == len(some)
    lived = [one for home in kin.households for one in home.members]
    assert len(lived) == len(set(lived))
    assert set(lived) <= everyone


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(records(), st.booleans(), st.randoms())
def test_it_hangs_together_in_any_order_and_in_every_copy(record, whole, dice: random.Random):
    try:
        kin = kin_as_at(record, DAY, "p0", whole=whole, cousins=True)
    except KeyError:
        return
    hangs_together(kin)
    turned = msgspec.structs.replace(
        record.family,
        people=tuple(dice.sample(record.family.people, len(IDS))),
        relationships=tuple(dice.sample(record.family.relationships, len(record.family.relationships))),
    )
    entries = [*record.entries, *record.undated]
    assert (
        kin_as_at(Chronology(turned, dice.sample(entries, len(entries))), DAY, "p0", whole=whole, cousins=True) == kin
    )
    hangs_together(for_family(kin))
    hangs_together(for_family(kin, ForFamily(undecided_lines=True)))
    for hide in (True, False):
        hangs_together(for_publication(kin, ForPublication(hide_siblings=hide)))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(records())
def test_a_bare_list_too(record):
    with suppress(KeyError):
        hangs_together(kin_of(record.family, DAY - timedelta(days=400), "p0"))
