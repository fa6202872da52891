"""A genogram as drawn: everything once, its facts the same in words, signs by the key, right in any viewer."""

import random
from datetime import date
from xml.etree import ElementTree

import msgspec
import pytest

from benchmarks.drawn import measure
from benchmarks.plain_families import given, kin_of_plain, told_by
from kingfisher.drawing.genogram import Drawing, draw
from kingfisher.practice.kin import Birth, Household, Kin, KinPerson, Line, Spell, Union
from kingfisher.timeline.dates import When

SVG = "{http://www.w3.org/2000/svg}"
FAMILIES = {family["name"]: kin_of_plain(family) for family in given()}


@pytest.fixture(scope="module", params=sorted(FAMILIES))
def drawing(request: pytest.FixtureRequest) -> Drawing:
    return draw(FAMILIES[request.param])


def person(name: str, sex: str = "F", **more: object) -> KinPerson:
    return KinPerson(id=name.lower(), name=name, sex=sex, **more)


def couple(one: str, other: str, **more: object) -> Union:
    pair = tuple(sorted((one, other)))
    return Union(id=f"u:{pair[0]}+{pair[1]}", partners=(pair[0], pair[1]), **more)


def small(**more: object) -> Kin:
    """A mother, a father nobody has named, two children."""
    given: dict[str, object] = {
        "as_at": date(2026, 6, 1),
        "index": "kit",
        "people": (
            person("Amy", age="30 years", born=When.parse("1996-03-02")),
            KinPerson(id="dad", name="father not named", sex="M", unknown="not_named"),
            person("Kit", "M", age="5 years", index=True, words=("child protection plan",)),
            person("Una", "F", unborn=True, expected=date(2026, 9, 3), age="unborn, 26 weeks"),
        ),
        "unions": (couple("amy", "dad", label="casual 2020", bond="casual", spells=(Spell(bond="casual"),)),),
        "births": (Birth(union="u:amy+dad", child="kit"), Birth(union="u:amy+dad", child="una")),
    }
    return Kin(**{**given, **more})


def titles(svg: str) -> dict[tuple[str, str], str]:
    """Of each thing drawn, by what its data attribute calls it, the title."""
    found: dict[tuple[str, str], str] = {}
    seen: set[tuple[str, str, str]] = set()
    for element in ElementTree.fromstring(svg).iter():
        for sort in ("person", "union", "line", "household"):
            if name := element.get(f"data-{sort}"):
                title = element.find(f"{SVG}title")
                assert title is not None, f"{name} has no title"
                piece, said = element.get("data-piece", ""), title.text or ""
                assert (sort, name, piece) not in seen, f"{name} is drawn twice"
                seen.add((sort, name, piece))
                assert said.endswith(f", part {piece}") or not piece
                found[sort, name] = said.removesuffix(f", part {piece}") if piece else said
    return found


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def of_facts(drawing: Drawing) -> dict[tuple[str, str], str]:
    sorts = {"birth": "line", "care": "line", "relation": "line"}
    return {
        (sorts.get(fact.sort, fact.sort), f"{fact.sort}:{fact.id}" if fact.sort in sorts else fact.id): fact.words
        for fact in drawing.facts.facts
    }


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_nothing_is_wrong_with_the_three_families_as_measured_on_the_picture(name: str) -> None:
    kin = FAMILIES[name]
    found = measure(draw(kin).svg, told_by(kin, floor=False))
    ours = ("missing", "twice", "not_known", "overlaps", "through", "line_on_line", "strangers", "outside")
    assert {fault: count for fault, count in found.wrong.items() if fault in ours} == {}, found.told


def test_the_picture_and_the_facts_say_the_same(drawing: Drawing) -> None:
    assert titles(drawing.svg) == of_facts(drawing)


def test_every_fact_is_in_the_table_of_somebody_and_nothing_else_is(drawing: Drawing) -> None:
    told = set()
    for generation in drawing.facts.generations:
        for one in generation:
            told |= {one.about, *one.parents, *one.partners, *one.household, *one.relations}
    assert told == {fact.words for fact in drawing.facts.facts}


def test_people_are_read_by_generation_from_the_oldest_and_from_the_left(drawing: Drawing) -> None:
    rows = [
        [item.get("data-person") for item in group]
        for group in ElementTree.fromstring(drawing.svg).iter(f"{SVG}g")
        if group.get("class") == "kf-gen-row"
    ]
    assert rows == [list(row) for row in drawing.placed.rows]
    assert [[one.id for one in row] for row in drawing.facts.generations] == rows


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_the_order_of_what_is_given_does_not_matter(name: str) -> None:
    kin = FAMILIES[name]
    chance = random.Random(7)

    def mixed(values: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(values, len(values)))

    other = msgspec.structs.replace(kin, people=mixed(kin.people), unions=mixed(kin.unions), births=mixed(kin.births))
    assert draw(other).svg == draw(kin).svg


def test_the_file_stands_on_its_own(drawing: Drawing) -> None:
    root = ElementTree.fromstring(drawing.svg)
    image = root.find(f"{SVG}g")
    assert image is not None
    assert image.get("role") == "img"
    assert image.find(f"{SVG}title") is not None
    assert image.find(f"{SVG}desc") is not None
    assert not [one.tag for one in root.iter() if one.tag.removeprefix(SVG) in ("script", "style", "image", "use")]
    assert "as at 1 June 2026" in drawing.svg


def test_links_lie_outside_the_image_one_for_each_person() -> None:
    drawing = draw(small(), links=lambda who: f"/people/{who}/?a=1&b=2")
    root = ElementTree.fromstring(drawing.svg)
    image = root.find(f"{SVG}g")
    assert image is not None
    assert not list(image.iter(f"{SVG}a"))
    assert {link.get("href") for link in root.iter(f"{SVG}a")} == {
        f"/people/{who}/?a=1&b=2" for who in ("amy", "dad", "kit", "una")
    }


def test_what_a_name_holds_is_only_words() -> None:
    kin = small(people=(person('<b>"Amy"</b> & co', age="30 years"), *small().people[1:]))
    kin = msgspec.structs.replace(kin, people=(msgspec.structs.replace(kin.people[0], id="amy"), *kin.people[1:]))
    drawing = draw(kin, title='<script>"x"</script>', drawn_by="A & B")
    assert "<script>" not in drawing.svg
    assert titles(drawing.svg) == of_facts(drawing)


def test_an_unknown_parent_is_drawn_dashed_and_says_which_unknown() -> None:
    for unknown, said in (
        ("not_known", "not known to anyone"),
        ("withheld", "not shown"),
        ("not_named", "has not said"),
    ):
        dad = KinPerson(id="dad", name=f"father {unknown}", sex="M", unknown=unknown)
        kin = small(people=(small().people[0], dad, *small().people[2:]))
        drawing = draw(kin)
        assert said in drawing.facts.words("person", "dad")
        assert 'class="kf-gen-symbol-unknown"' in drawing.svg


def test_the_unborn_are_triangles_with_the_due_date_and_the_index_child_says_so() -> None:
    said = words(draw(small()).svg)
    assert {"due 3 Sep", "2026", "index", "child", "protection"} <= set(said)
    assert "unborn, 26 weeks" in draw(small()).facts.words("person", "una")


def test_the_dead_are_crossed_through_and_still_drawn_whole() -> None:
    amy = person("Amy", died=When.parse("2024-01-05"), age="27 years")
    svg = draw(small(people=(amy, *small().people[1:]))).svg
    assert 'class="kf-gen-died"' in svg
    assert "d. 5 Jan" in words(svg)
    assert 'class="kf-gen-died"' not in draw(small()).svg


def test_children_lost_are_small_signs_and_never_triangles() -> None:
    for loss in ("miscarriage", "termination", "stillbirth"):
        una = KinPerson(id="una", name="baby", loss=loss)
        drawing = draw(small(people=(*small().people[:3], una)))
        assert loss in drawing.facts.words("person", "una")
        assert loss in words(drawing.svg)


def test_twins_come_from_one_point_with_a_bar_if_identical() -> None:
    twins = tuple(Birth(union="u:amy+dad", child=child, twins="t", identical=True) for child in ("kit", "una"))
    svg = draw(small(births=twins)).svg
    ends = [
        element.find(f"{SVG}path").get("d")  # type: ignore[union-attr]
        for element in ElementTree.fromstring(svg).iter()
        if (element.get("data-line") or "").startswith("birth:")
    ]
    assert len({d.split("L")[0] for d in ends if d}) == 1
    assert "born together" in " ".join(words(svg))


def test_an_adoption_is_a_pair_of_lines_with_its_word() -> None:
    births = (Birth(union="u:amy+dad", child="kit", link="adopted", words="adopted 2024"), small().births[1])
    svg = draw(small(births=births)).svg
    assert "adopted 2024" in words(svg)


def test_a_relation_line_carries_its_word_its_standing_and_how_it_is_known() -> None:
    line = Line(
        id="l1", frm="dad", to="amy", sort="domestic_abuse", words="domestic abuse", past=True, standing="alleged",
        how_known="self_report", directed=True,
    )  # fmt: skip
    kin = small(lines=(line,))
    drawing = draw(kin)
    said = " ".join(words(drawing.svg))
    assert "domestic abuse, past, alleged, self report" in said
    assert titles(drawing.svg) == of_facts(drawing)
    assert measure(drawing.svg, told_by(kin, floor=False)).wrong == {}


def test_a_relation_line_of_every_sort_has_its_line_in_the_key() -> None:
    sorts = ("close", "very_close", "distant", "conflict", "close_and_hostile", "cut_off", "physical_abuse",
             "sexual_abuse", "coercive", "domestic_abuse", "cares_for", "no_contact_order", "grandparent")  # fmt: skip
    drawn = set()
    for sort in sorts:
        line = Line(id="l", frm="amy", to="kit", sort=sort, words=sort.replace("_", " "))
        svg = draw(small(lines=(line,))).svg
        assert sort.replace("_", " ") in words(svg)
        group = next(e for e in ElementTree.fromstring(svg).iter() if e.get("data-line") == "relation:l")
        drawn.add("".join(sorted(path.get("class", "") + path.get("d", "") for path in group.iter(f"{SVG}path"))))
    assert len(drawn) >= len(sorts)


def test_a_household_in_pieces_says_so_and_holds_no_stranger() -> None:
    amy, dad, kit, una = small().people
    grown = [person(f"Aunt{n}", age="40 years", born=When.parse(f"{1970 + n}-01-01")) for n in range(9)]
    root = [person("Gran"), person("Grandad", "M")]
    births = tuple(Birth(union="u:gran+grandad", child=one) for one in ("amy", *(a.id for a in grown)))
    kin = small(
        people=tuple(sorted((amy, dad, kit, una, *grown, *root), key=lambda one: one.id)),
        unions=(couple("amy", "dad"), couple("gran", "grandad")),
        births=(*small().births, *births),
        households=(Household(id="h1", address="1 Mill Lane", members=("amy", "aunt0", "aunt8", "kit")),),
    )
    drawing = draw(kin)
    found = measure(drawing.svg, told_by(kin, floor=False))
    assert (found.strangers, found.outside) == (0, 0)
    assert "1 Mill Lane" in " ".join(words(drawing.svg))


def test_the_key_explains_what_is_drawn_and_nothing_else() -> None:
    said = words(draw(small()).svg)
    assert {"Key", "male", "female", "unborn", "index child"} <= set(said)
    assert not {"died", "adopted", "looked after by", "live together", "divorced"} & set(said)


def test_somebody_whose_sex_is_not_recorded_has_a_sign_of_their_own_which_the_key_explains() -> None:
    said = "sex or gender not recorded, or another"
    assert said not in words(draw(small()).svg)
    amy, *others = small().people
    svg = draw(small(people=(msgspec.structs.replace(amy, sex=""), *others))).svg
    assert said in words(svg)
    assert "sex not recorded" in svg
