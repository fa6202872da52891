"""Where everyone stands: on their row, beside their partner, in their turn, and no more lines crossed than must be."""

import random
from itertools import pairwise

import msgspec
import pytest

from kingfisher.drawing.genogram.crossings import crossings_of, forced_crossings
from kingfisher.drawing.genogram.placed import BETWEEN, PITCH, Placed
from kingfisher.drawing.genogram.placing import place
from kingfisher.drawing.genogram.rows import rows_of
from kingfisher.practice.kin import Birth, Kin, KinPerson, Union
from kingfisher.timeline.dates import When
from tests.drawing.layout_families import THREE, family


def breadth(person: KinPerson) -> float:
    return PITCH


def strangers(kin: Kin, placed: Placed) -> list[str]:
    """Unions on one row with somebody between who is partner of neither."""
    partners: dict[str, set[str]] = {person.id: set() for person in kin.people}
    for union in kin.unions:
        one, other = union.partners
        partners[one].add(other)
        partners[other].add(one)
    found = []
    for union in kin.unions:
        one, other = union.partners
        if placed.row[one] == placed.row[other]:
            row = placed.rows[placed.row[one]]
            low, high = sorted((row.index(one), row.index(other)))
            if set(row[low + 1 : high]) - partners[one] - partners[other]:
                found.append(union.id)
    return found


@pytest.mark.parametrize(("name", "most"), [("syn-twelve-three", 3), ("syn-care-leaver", 5), ("syn-crossed", 6)])
def test_the_three_families_cross_no_more_than_the_best_known(name: str, most: int) -> None:
    kin = family(name)
    placed = place(kin, breadth)
    assert forced_crossings(kin) <= crossings_of(kin, placed) <= most


@pytest.mark.parametrize("name", THREE)
def test_everybody_stands_once_and_nobody_on_another(name: str) -> None:
    kin = family(name)
    placed = place(kin, breadth)
    assert sorted(one for row in placed.rows for one in row) == sorted(person.id for person in kin.people)
    for row in placed.rows:
        across = [placed.x[one] for one in row]
        assert all(right - left >= PITCH + BETWEEN - 1 for left, right in pairwise(across))


@pytest.mark.parametrize("name", THREE)
def test_nobody_stands_between_partners_but_another_partner(name: str) -> None:
    kin = family(name)
    assert strangers(kin, place(kin, breadth)) == []


@pytest.mark.parametrize("name", THREE)
def test_the_order_of_the_record_does_not_matter(name: str) -> None:
    kin = family(name)
    first = msgspec.json.encode(place(kin, breadth))
    for seed in range(3):
        shuffled = random.Random(seed)
        lists = {field: shuffled.sample(getattr(kin, field), len(getattr(kin, field)))
                 for field in ("people", "unions", "births", "cares", "households")}  # fmt: skip
        assert (
            msgspec.json.encode(place(msgspec.structs.replace(kin, **{k: tuple(v) for k, v in lists.items()}), breadth))
            == first
        )


def test_the_same_places_again_when_nothing_changed() -> None:
    kin = family("syn-care-leaver")
    placed = place(kin, breadth)
    assert place(kin, breadth, before=placed).rows == placed.rows


def test_a_record_that_contradicts_itself_is_placed_all_the_same() -> None:
    people = tuple(KinPerson(id=one, name=one) for one in "abc")
    unions = (Union(id="u:a:b", partners=("a", "b")), Union(id="u:b:c", partners=("b", "c")))
    births = (Birth(union="u:a:b", child="c"), Birth(union="u:b:c", child="a"))
    kin = Kin(as_at=family(THREE[0]).as_at, index="a", people=people, unions=unions, births=births)
    assert sorted(place(kin, breadth).x) == ["a", "b", "c"]


def test_nobody_at_all_is_placed_too() -> None:
    assert place(Kin(as_at=family(THREE[0]).as_at, index="x"), breadth).rows == ()


def test_siblings_stand_on_one_row_and_children_below_their_parents() -> None:
    for name in THREE:
        kin = family(name)
        rows = rows_of(kin)
        of = {union.id: union.partners for union in kin.unions}
        for birth in kin.births:
            assert all(rows[birth.child] > rows[parent] for parent in of[birth.union])
            mates = [other.child for other in kin.births if (other.union, other.link) == (birth.union, birth.link)]
            assert len({rows[mate] for mate in mates}) == 1


def test_brackets_go_over_the_row_for_partners_whose_parents_are_not_drawn() -> None:
    people = tuple(KinPerson(id=one, name=one) for one in ("hub", *"abcd")) + tuple(
        KinPerson(id=f"k{one}", name=one, born=When.parse(f"201{number}")) for number, one in enumerate("abcd")
    )
    unions = tuple(Union(id=f"u:{one}:hub", partners=(one, "hub")) for one in "abcd")
    births = tuple(Birth(union=f"u:{one}:hub", child=f"k{one}") for one in "abcd")
    kin = Kin(as_at=family(THREE[0]).as_at, index="ka", people=people, unions=unions, births=births)
    placed = place(kin, breadth)
    assert crossings_of(kin, placed) == 0
    assert len(placed.above) == 2


def test_a_child_more_leaves_nearly_everyone_in_order() -> None:
    kept = edits = 0
    for name in THREE:
        kin = family(name)
        placed = place(kin, breadth)
        for union in kin.unions[::3]:
            child = KinPerson(id="new", name="new", born=When.parse("2025-12-24"))
            more = msgspec.structs.replace(
                kin, people=(*kin.people, child), births=(*kin.births, Birth(union=union.id, child="new"))
            )
            rows = place(more, breadth, before=placed).rows
            edits += 1
            kept += [tuple(one for one in row if one != "new") for row in rows] == list(placed.rows)
    assert kept >= 0.95 * edits


def test_a_child_more_is_below_its_parents_and_right_of_the_elder_ones() -> None:
    kin = family("syn-twelve-three")
    child = KinPerson(id="new", name="new", born=When.parse("2025-12-24"))
    births = (*kin.births, Birth(union="u:dadC:mum", child="new"))
    more = msgspec.structs.replace(kin, people=(*kin.people, child), births=births)
    placed = place(more, breadth, before=place(kin, breadth))
    assert placed.rows[2][placed.rows[2].index("k12") + 1] == "new"


def test_birth_order_that_gave_way_is_said_in_words() -> None:
    kin = family("syn-crossed")
    placed = place(kin, breadth)
    born = {person.id: person.born for person in kin.people}
    assert placed.notes
    for union in kin.unions:
        children = [birth.child for birth in kin.births if birth.union == union.id]
        in_turn = sorted(children, key=lambda child: born[child].sort_key)  # type: ignore[union-attr]
        if sorted(children, key=lambda child: placed.x[child]) != in_turn:
            assert any(note.startswith("Birth order gave way: ") for note in placed.notes)


def test_many_partners_all_with_parents_drawn_are_counted_as_forced() -> None:
    people, unions, births = [KinPerson(id="hub", name="hub")], [], []
    for one in "abcd":
        people += [KinPerson(id=f"{role}{one}", name=role) for role in ("f", "m", "p", "k")]
        unions += [
            Union(id=f"u:f{one}:m{one}", partners=(f"f{one}", f"m{one}")),
            Union(id=f"u:hub:p{one}", partners=("hub", f"p{one}")),
        ]
        births += [Birth(union=f"u:f{one}:m{one}", child=f"p{one}"), Birth(union=f"u:hub:p{one}", child=f"k{one}")]
    kin = Kin(
        as_at=family(THREE[0]).as_at, index="ka", people=tuple(people), unions=tuple(unions), births=tuple(births)
    )
    placed = place(kin, breadth)
    assert forced_crossings(kin) == 2
    assert crossings_of(kin, placed) >= 2
    assert strangers(kin, placed) == []


def test_twins_stand_side_by_side_and_partners_of_another_generation_have_a_line_kept() -> None:
    kin = family("syn-crossed")
    placed = place(kin, breadth)
    kept = [one for one in placed.passes if one.person == "hal"]
    assert [(one.union, one.row) for one in kept] == [("u:a2:hal", placed.row["a2"])]
    row = sorted([*placed.rows[placed.row["a2"]], "|"], key=lambda one: kept[0].x if one == "|" else placed.x[one])
    assert abs(row.index("|") - row.index("a2")) == 1
    twins = family("syn-twelve-three")
    born_together = tuple(
        msgspec.structs.replace(birth, twins="t1") if birth.child in {"k6", "k7"} else birth for birth in twins.births
    )
    row = place(msgspec.structs.replace(twins, births=born_together), breadth).rows[2]
    assert abs(row.index("k6") - row.index("k7")) == 1
