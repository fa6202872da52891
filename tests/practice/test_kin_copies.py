"""What a copy for the family, or for publication, leaves out."""

from datetime import date

import msgspec
import pytest

from kingfisher.practice.kin import ForFamily, ForPublication, for_family, for_publication, kin_as_at
from kingfisher.timeline.file_format import parse_record

DAY = date(2024, 6, 1)
RECORD = parse_record(
    """
people:
  - {id: kit-moss, name: Kit Moss, sex: F, born: 2018-02-03, aliases: [Kitty Reed]}
  - {id: bo-moss, name: Bo Moss, sex: M, born: 2014-02-03}
  - {id: di-moss, name: Di Moss, sex: F, born: 2012-02-03}
  - {id: jo-moss, name: Jo Moss, sex: F, born: 1995-01-01}
  - {id: al-reed, name: Al Reed, sex: M, born: 1993-05-01}
  - {id: secret, name: Sam Hill, sex: M, unknown: withheld}
  - {id: rumour, name: Ned Bond, sex: M}
  - {id: vi-moss, name: Vi Moss, sex: F, born: 1970}
  - {id: cat, name: Cat Lane, sex: F}
relationships:
  - {kind: parent, of: kit-moss, person: jo-moss}
  - {kind: parent, of: kit-moss, person: al-reed}
  - {kind: parent, of: bo-moss, person: jo-moss}
  - {kind: parent, of: bo-moss, person: secret}
  - {kind: parent, of: di-moss, person: jo-moss}
  - {kind: parent, of: di-moss, person: rumour, standing: alleged}
  - {kind: parent, of: jo-moss, person: vi-moss}
  - {kind: partner, of: jo-moss, person: al-reed, bond: married, from: 2017-05-02}
  - {kind: domestic_abuse, of: jo-moss, person: al-reed, standing: alleged}
  - {kind: close, of: kit-moss, person: vi-moss, may_show_family: true}
  - {kind: conflict, of: vi-moss, person: al-reed, may_show_family: false}
  - {kind: carer, of: di-moss, person: cat, care: foster, from: 2020}
entries:
  - {id: h, kind: living_arrangement, happened: 2018-03-01, agency: housing, about: [kit-moss],
     who: [kit-moss, jo-moss, bo-moss], address: 4 Mill Lane}
  - {id: p, kind: plan, happened: 2024-01-01, agency: a, about: [kit-moss], type: child_in_need, stage: opened}
"""
)
KIN = kin_as_at(RECORD, DAY, "kit-moss")


def ids(kin):
    return {one.id for one in kin.people}


def test_the_familys_copy_leaves_out_what_could_hurt():
    copy = for_family(KIN)
    assert [one.sort for one in copy.lines] == ["close"]
    assert "rumour" not in ids(copy)
    assert "u:jo-moss+rumour" not in {one.id for one in copy.unions}
    assert {one.union for one in copy.births if one.child == "di-moss"} == {"u:jo-moss+missing:jo-moss"}
    assert (copy.person("secret").name, copy.person("secret").unknown) == ("father not recorded", "not_known")
    assert not any(one.more_kin for one in copy.people)
    assert copy.person("kit-moss").name == "Kit Moss"


def test_what_nobody_decided_on_shows_only_if_so_chosen_and_a_no_is_a_no():
    copy = for_family(KIN, ForFamily(undecided_lines=True))
    assert {one.sort for one in copy.lines} == {"domestic_abuse", "close"}
    assert "rumour" in ids(copy)


def test_a_hidden_address_is_hidden_and_the_household_stays():
    copy = for_family(KIN, ForFamily(hide_addresses_of=("jo-moss",)))
    assert [(one.address, one.members) for one in copy.households] == [("", ("bo-moss", "jo-moss", "kit-moss"))]
    assert "mill" not in copy.households[0].id


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from texts(one)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))
    elif value is not None:
        yield str(value)


@pytest.mark.parametrize("hide", [False, True])
@pytest.mark.parametrize("years", [False, True])
def test_a_published_copy_names_nobody_and_no_place(hide, years):
    copy = for_publication(KIN, ForPublication(hide_siblings=hide, years=years))
    said = " / ".join(texts(copy)).casefold()
    for word in ("moss", "reed", "hill", "bond", "lane", "kit", "jo-", "1995-", "2018-02-03", "secret", "rumour"):
        assert word not in said, word
    assert not copy.lines
    assert copy.person(copy.index).name == "the child"
    assert {"mother", "father"} <= {one.name for one in copy.people}
    assert all(one.age == "" or one.age.split()[0] in ("6", "10", "12") for one in copy.people)
    assert ids(copy) >= {who for one in copy.unions for who in one.partners}


def test_a_published_copy_can_hide_how_many_siblings_there_are():
    copy = for_publication(KIN, ForPublication(hide_siblings=True))
    assert sorted(one.name for one in copy.people if one.id.startswith("sib")) == [
        "brothers and sisters: how many is not told"
    ]
    shown = for_publication(KIN)
    assert {"half-brother", "half-sister"} <= {one.name for one in shown.people}
    assert not {"half-brother", "half-sister", "carer"} & {one.name for one in copy.people}
    only = parse_record(
        "people: [{id: a, name: A, born: 2018}, {id: m, name: M, sex: F}, {id: f, name: F, sex: M}]\n"
        "relationships: [{kind: parent, of: a, person: m}, {kind: parent, of: a, person: f}]\n"
    )
    alone = for_publication(kin_as_at(only, DAY, "a"), ForPublication(hide_siblings=True))
    assert "siblings" in ids(alone)


def test_hiding_siblings_gives_the_same_copy_for_none_and_for_three():
    people = RECORD.family.people
    fewer = msgspec.structs.replace(
        RECORD.family,
        people=tuple(one for one in people if one.id not in ("bo-moss", "di-moss", "secret", "rumour", "cat")),
        relationships=tuple(
            one for one in RECORD.family.relationships if not {one.of, one.person} & {"bo-moss", "di-moss", "cat"}
        ),
    )
    alone = kin_as_at(type(RECORD)(fewer, RECORD.entries), DAY, "kit-moss")
    choices = ForPublication(hide_siblings=True)
    assert for_publication(alone, choices) == for_publication(KIN, choices)


def test_a_missing_father_does_not_tell_of_siblings():
    def copy(*siblings):
        text = "people: [{id: a, name: A, born: 2018}, {id: m, name: M, sex: F}"
        text += "".join(f", {{id: {one}, name: {one}, born: 2019}}" for one in siblings) + "]\nrelationships:\n"
        text += "".join(f"  - {{kind: parent, of: {one}, person: m}}\n" for one in ("a", *siblings))
        return for_publication(kin_as_at(parse_record(text), DAY, "a"), ForPublication(hide_siblings=True))

    assert copy() == copy("b") == copy("b", "c")
