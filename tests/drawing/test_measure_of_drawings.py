"""The measure of drawn families can fail: a good drawing has no fault, and each planted fault is found by its name."""

import pytest

from benchmarks.drawn import Told, measure
from benchmarks.families_made import edits, family_made, shuffled
from benchmarks.floor import crossings_forced, least_rows
from benchmarks.giving_way import must_give_way
from benchmarks.plain_families import given, kin_of_plain, told_by
from benchmarks.svg_shapes import outline, read_picture, transform, width_of

# Ann and Bob with Cat (elder) and Dan; Dan's partner Eve; Ann, Bob and Dan one home, Fay a lodger elsewhere.
TOLD = Told(
    people=("ann", "bob", "cat", "dan", "eve", "fay"),
    unions={"u:ann+bob": ("ann", "bob"), "u:dan+eve": ("dan", "eve")},
    births={"u:ann+bob": ("cat", "dan")},
    born={"cat": ("2000-01-01", "2000-12-31"), "dan": ("2002-05-05", "2002-05-05")},
    households={"h1": ("ann", "bob")},
    lines={"care:c1": ("fay", "cat")},
)
PLACES = {"ann": (100, 50), "bob": (200, 50), "cat": (100, 200), "dan": (200, 200), "eve": (300, 200), "fay": (300, 50)}
LINES = {
    "union:u:ann+bob": "M100 70V100H200V70",
    "line:birth:u:ann+bob:cat": "M150 100V140H100V180",
    "line:birth:u:ann+bob:dan": "M150 100V140H200V180",
    "union:u:dan+eve": "M200 220V250H300V220",
    "line:care:c1": "M280 55C240 100 160 160 118 190",
    "household:h1": "M60 20H240V96H60z",
}


def person(name, x, y, label=None):
    return (
        f'<g data-person="{name}"><title>{name}</title><rect x="{x - 20}" y="{y - 20}" width="40" height="40"/>'
        f'<text x="{x + 24}" y="{y + 4}" style="font-size: 10px">{label or name}</text></g>'
    )


def picture(places=PLACES, lines=LINES, more=""):
    drawn = "".join(person(name, *place) for name, place in places.items())
    paths = ""
    for key, d in lines.items():
        sort, _, name = key.partition(":")
        paths += f'<path data-{sort}="{name}" fill="none" d="{d}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg">{paths}{drawn}{more}</svg>'


def test_a_good_drawing_has_no_fault():
    found = measure(picture(), TOLD)
    assert (found.wrong, found.told) == ({}, [])
    assert found.faultless
    assert found.cost == found.crossings == found.inversions == found.pieces == 0
    assert found.off_centre == pytest.approx(0)
    assert 1 <= found.width < 1.5


MOVED = {"cat": (200, 200), "dan": (100, 200), "eve": (0, 200)}
FAULTS = {
    "missing person": ({"places": {k: v for k, v in PLACES.items() if k != "fay"}}, "missing", "missing: person fay"),
    "missing line": (
        {"lines": {k: v for k, v in LINES.items() if not k.endswith(":cat")}},
        "missing",
        "missing: line birth:u:ann+bob:cat",
    ),
    "person twice": ({"more": person("fay", 500, 50)}, "twice", "drawn 2 times: person fay"),
    "union twice": ({"more": '<path data-union="u:dan+eve" d="M600 0V9"/>'}, "twice", "drawn 2 times: union u:dan+eve"),
    "somebody else": ({"more": person("gus", 500, 50)}, "not_known", "not in the family: person gus"),
    "symbol over symbol": ({"places": PLACES | {"fay": (230, 60)}}, "overlaps", "overlap"),
    "words over a symbol": (
        {"more": '<text x="85" y="55" font-size="12">m. 2015</text>'},
        "overlaps",
        "overlap: ann's symbol and the words “m. 2015”",
    ),
    "line through a symbol": (
        {"lines": LINES | {"union:u:dan+eve": "M200 220V250H370V50H280"}},
        "through",
        "union u:dan+eve goes through fay",
    ),
    "line through its own symbol": (
        {"lines": LINES | {"line:birth:u:ann+bob:dan": "M150 100V140H210V225"}},
        "through",
        "goes through dan",
    ),
    "line through own words": (
        {"lines": LINES | {"union:u:dan+eve": "M220 200H300"}},
        "through",
        "goes through dan, “dan”",
    ),
    "line on a line": (
        {"lines": LINES | {"line:care:c1": "M300 70V140.5H180V140.5L120 195"}},
        "line_on_line",
        "line on line",
    ),
    "line that ends on a line": (
        {"lines": LINES | {"line:care:c1": "M300 70V85H200V85"}},
        "line_on_line",
        "line on line",
    ),
    "couple split": (
        {
            "places": PLACES | {"bob": (300, 50), "fay": (200, 50)},
            "lines": LINES | {"union:u:ann+bob": "M100 70V100H300V70"},
        },
        "couples_split",
        "couple split: u:ann+bob by fay",
    ),
    "partners on two rows": ({"places": PLACES | {"eve": (300, 400)}}, "generation_faults", "generations"),
    "child beside its parents": ({"places": PLACES | {"cat": (20, 50)}}, "generation_faults", "below a parent: cat"),
    "younger first": (
        {"places": PLACES | MOVED, "lines": LINES | {"union:u:dan+eve": "M0 220V250H100V220"}},
        "inversions_free",
        "birth order: 1 of u:ann+bob (nothing forces it)",
    ),
    "siblings torn": ({"places": PLACES | {"fay": (150, 200)}}, "torn_sibships", "siblings torn: u:ann+bob by fay"),
    "stranger at home": (
        {"lines": LINES | {"household:h1": "M60 20H340V96H60z"}},
        "strangers",
        "stranger: fay inside the loop of h1",
    ),
    "nobody at home": ({"lines": LINES | {"household:h1": "M60 20H160V96H60z"}}, "outside", "bob in no loop of h1"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_planted_fault_is_found(fault):
    changes, count, words = FAULTS[fault]
    found = measure(picture(**changes), TOLD)
    assert getattr(found, count) >= 1, found.told
    assert any(words in one for one in found.told), found.told
    assert not found.faultless
    assert found.cost or count in ("not_known", "strangers", "outside")


def test_lines_of_two_unions_that_cross_are_counted_once_each_and_arcs_of_bridges_too():
    crossed = {"union:u:dan+eve": "M220 200H240V120H60V170"}
    assert measure(picture(lines=LINES | crossed), TOLD).crossings == 1
    bridged = {"union:u:dan+eve": "M220 200H240V120H155a5 5 0 0 0-10 0H60V170"}
    assert measure(picture(lines=LINES | bridged), TOLD).crossings == 1
    twice = {"union:u:dan+eve": "M220 200H240V120H60V130H240V125"}
    assert measure(picture(lines=LINES | twice), TOLD).crossings >= 2


def test_loops_in_pieces_are_told_apart_by_their_piece():
    pieces = (
        '<path data-household="h1" data-piece="1 of 2" d="M60 20H150V96H60z"/>'
        '<path data-household="h1" data-piece="2 of 2" d="M170 20H260V96H170z"/>'
    )
    lines = {key: d for key, d in LINES.items() if key != "household:h1"}
    found = measure(picture(lines=lines, more=pieces), TOLD)
    assert (found.twice, found.outside, found.pieces) == (0, 0, 1)


def test_shapes_are_read_as_a_browser_reads_them():
    assert transform("translate(10 5) scale(2)") == (2, 0, 0, 2, 10, 5)
    turned = transform("rotate(90 10 10)")
    assert (round(turned[4]), round(turned[5])) == (20, 0)
    [shape] = read_picture(
        '<svg xmlns="http://www.w3.org/2000/svg"><path data-union="u" d="m0 0a10,10 0 0110,10 10,10 0 01-10 10"/></svg>'
    ).shapes
    assert shape.box.right == pytest.approx(10, abs=0.1)
    assert shape.box.bottom == pytest.approx(20)
    from xml.etree import ElementTree

    runs, closed = outline("path", ElementTree.fromstring('<path d="M0 0L10 0 10 10zM20 20h5"/>'))
    assert (len(runs), closed) == (2, True)
    styled = (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>.n{font-size:20px;text-anchor:middle}.gone{display:none}</style>'
        '<text class="n" x="50" y="9">Hello<tspan class="gone"/></text><text class="gone">no</text></svg>'
    )
    [words] = read_picture(styled).words
    assert words.box.width == pytest.approx(width_of("Hello", 20))
    assert words.box.middle[0] == pytest.approx(50)
    assert 44 < width_of("Hello", 20) < 47


@pytest.mark.parametrize("size", [4, 20, 60, 150])
def test_made_families_are_whole_and_the_same_for_the_same_seed(size):
    family = family_made(3, size)
    assert family == family_made(3, size) != family_made(4, size)
    assert size - 3 <= len(family["people"]) <= size + 1
    ids = {one["id"] for one in family["people"]}
    assert len(ids) == len(family["people"])
    assert family["index"] in ids
    told = told_by(kin_of_plain(family))
    assert set(told.people) == ids
    assert told.generations < 40
    mixed = shuffled(family, 5)
    assert mixed != family or size == 4
    assert kin_of_plain(mixed) == kin_of_plain(family)
    assert all(len(kin_of_plain(changed).people) >= len(ids) for _, changed in edits(family, 1, 6))


def test_the_floor_counts_only_what_is_forced():
    told = {family["name"]: told_by(kin_of_plain(family)) for family in given()}
    assert {name: one.floor for name, one in told.items()} == {
        "syn-care-leaver": 1, "syn-crossed": 1, "syn-twelve-three": 1,
    }  # fmt: skip
    three = Told(
        people=("m", "f1", "f2", "f3", "a", "b", "c"),
        unions={f"u{n}": ("m", f"f{n}") for n in (1, 2, 3)},
        births={"u1": ("a",), "u2": ("b",), "u3": ("c",)},
    )
    assert (
        crossings_forced(three, least_rows(three)) == 1
    )  # one mother, three fathers: brackets below the row cross once
    two = Told(
        people=three.people[:6], unions={"u1": ("m", "f1"), "u2": ("m", "f2")}, births={"u1": ("a",), "u2": ("b",)}
    )
    assert crossings_forced(two, least_rows(two)) == 0


def sides_by_side(elder: str) -> Told:
    """Two families whose children `elder` and v are a couple: a before b before c, u before v."""
    born = {"a": "2000-01-01", "b": "2002-01-01", "c": "2004-01-01", "u": "2001-01-01", "v": "2003-01-01"}
    return Told(
        people=("m", "n", "x", "y", *born),
        unions={"u:mn": ("m", "n"), "u:xy": ("x", "y"), "u:couple": (elder, "v")},
        births={"u:mn": ("a", "b", "c"), "u:xy": ("u", "v")},
        born={name: (day, day) for name, day in born.items()},
    )


@pytest.mark.parametrize(("partner", "gives_way"), [("a", False), ("b", True), ("c", True)])
def test_whether_some_order_keeps_siblings_in_turn_and_partners_together(partner, gives_way):
    told = sides_by_side(partner)
    assert must_give_way(told, least_rows(told)) is gives_way
