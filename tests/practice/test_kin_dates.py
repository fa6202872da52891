"""Nothing later than the day shows: a made-up history of a family, looked at on twenty days (and on every other).

What should be there on each day is written out by hand, apart from the readings.
"""

from datetime import date, timedelta

import msgspec
import pytest

from kingfisher.practice.kin import kin_as_at
from kingfisher.timeline.dates import When
from kingfisher.timeline.file_format import parse_record

HISTORY = """
family: {name: Vale, children: [tam, wyn, una]}
people:
  - {id: tam, name: Tam Vale, sex: M, born: 2012-03-04, expected: 2012-03-01}
  - {id: wyn, name: Wyn Vale, sex: F, born: 2015-06-10, expected: 2015-06-14, died: 2019-11-02}
  - {id: una, name: Una Cole, sex: F, born: 2020-09-01, expected: 2020-09-08}
  - {id: ebb, loss: miscarriage, died: 2017-05-05, expected: 2017-11-20}
  - {id: mum, name: Rae Vale, sex: F, born: 1990-01-20}
  - {id: dad, name: Lou Finn, sex: M, born: 1988-12-12, died: 2022-07-30}
  - {id: new, name: Ken Cole, sex: M, born: 1985-04-04}
  - {id: nan, name: Bet Vale, sex: F, born: 1965-02-02}
  - {id: fos, name: Mo Price, sex: F}
  - {id: pal, name: Si Lowe, sex: M}
relationships:
  - {kind: parent, of: tam, person: mum}
  - {kind: parent, of: tam, person: dad}
  - {kind: parent, of: wyn, person: mum}
  - {kind: parent, of: wyn, person: dad}
  - {kind: parent, of: ebb, person: mum}
  - {kind: parent, of: ebb, person: dad}
  - {kind: parent, of: una, person: mum}
  - {kind: parent, of: una, person: new, standing: alleged}
  - {kind: parent, of: mum, person: nan}
  - {kind: partner, of: mum, person: dad, bond: cohabiting, from: 2011-01-01, to: 2014-05-31}
  - {kind: partner, of: mum, person: dad, bond: married, from: 2014-06-01, to: 2018-02-28}
  - {kind: carer, of: tam, person: fos, care: foster, from: 2019-11-05, to: 2020-12-20}
  - {kind: domestic_abuse, of: mum, person: dad, from: 2016-01-01, to: 2018-02-28, standing: alleged}
entries:
  - {id: h1, kind: living_arrangement, happened: 2012-03-06, agency: midwifery, about: [tam, mum, dad],
     who: [tam, mum, dad], address: 1 Weir Row}
  - {id: h2, kind: living_arrangement, happened: 2018-03-01, became_known: 2018-03-20, agency: housing,
     about: [tam, wyn, mum], who: [tam, wyn, mum], with: [nan], address: 7 Quarry Bank}
  - {id: p1, kind: plan, happened: 2018-04-10, agency: social_care, about: [tam, wyn], type: child_protection,
     stage: opened}
  - {id: d1, kind: relationship, happened: 2019-01-15, became_known: 2019-03-01, agency: social_care,
     about: [mum, dad], relation: partner, person: dad, of: mum, bond: divorced, how_known: record_check}
  - {id: h3, kind: living_arrangement, happened: 2019-11-05, agency: social_care, about: [tam], who: [tam],
     with: [fos], address: 3 Fell View, ends: 2020-12-20}
  - {id: n1, kind: relationship, happened: 2020-01-01, became_known: 2020-02-10, agency: midwifery, about: [mum, new],
     relation: partner, person: new, of: mum, bond: cohabiting, standing: self_reported}
  - {id: p2, kind: plan, happened: 2020-12-18, agency: social_care, about: [tam], type: child_protection, stage: closed}
  - {id: h4, kind: living_arrangement, happened: 2020-12-21, agency: social_care, about: [tam, una, mum],
     who: [tam, una, mum], with: [new], address: 7 Quarry Bank}
  - {id: f1, kind: relationship, happened: 2021-05-01, agency: social_care, about: [una, new], relation: parent,
     person: new, of: una, standing: established, how_known: record_check}
  - {id: o1, kind: relationship, happened: 2021-07-01, agency: social_care, about: [mum, pal],
     relation: no_contact_order, person: pal, of: mum, ends: 2022-06-30}
  - {id: n2, kind: relationship, happened: 2023-01-10, agency: social_care, about: [mum, new], relation: partner,
     person: new, of: mum, stage: ended}
"""
CHILDREN = {
    "tam": ("2011-05-26", "2012-03-04"),
    "wyn": ("2014-09-07", "2015-06-10"),
    "una": ("2019-12-03", "2020-09-01"),
}

# day: (people beyond tam, mum, dad, nan and nan's missing partner; the label of mum and dad; of mum and Ken;
#       homes by address; plans; care; lines)
EXPECTED = {
    "2012-03-05": ("", "coh. 2011", None, {}, "", "", ""),
    "2013-01-01": ("", "coh. 2011", None, {"1 Weir Row": "dad mum tam"}, "", "", ""),
    "2014-05-31": ("", "coh. 2011", None, {"1 Weir Row": "dad mum tam"}, "", "", ""),
    "2014-06-01": ("", "coh. 2011-14, m. 2014", None, {"1 Weir Row": "dad mum tam"}, "", "", ""),
    "2014-09-06": ("", "coh. 2011-14, m. 2014", None, {"1 Weir Row": "dad mum tam"}, "", "", ""),
    "2014-09-07": ("wyn", "coh. 2011-14, m. 2014", None, {"1 Weir Row": "dad mum tam"}, "", "", ""),
    "2016-01-01": ("wyn", "coh. 2011-14, m. 2014", None, {"1 Weir Row": "dad mum tam"}, "", "", "domestic_abuse"),
    "2017-03-01": ("wyn ebb", "coh. 2011-14, m. 2014", None, {"1 Weir Row": "dad mum tam"}, "", "", "domestic_abuse"),
    "2018-03-01": ("wyn ebb", "coh. 2011-14, m. 2014-18", None, {"1 Weir Row": "dad mum tam"}, "", "",
                   "domestic_abuse past"),
    "2018-03-20": ("wyn ebb", "coh. 2011-14, m. 2014-18", None,
                   {"7 Quarry Bank": "mum nan tam wyn", "1 Weir Row": "dad"}, "", "", "domestic_abuse past"),
    "2018-04-10": ("wyn ebb", "coh. 2011-14, m. 2014-18", None, {"7 Quarry Bank": "mum nan tam wyn"}, "tam wyn", "",
                   "domestic_abuse past"),
    "2019-02-28": ("wyn ebb", "coh. 2011-14, m. 2014-18", None, {"7 Quarry Bank": "mum nan tam wyn"}, "tam wyn", "",
                   "domestic_abuse past"),
    "2019-03-01": ("wyn ebb", "coh. 2011-14, m. 2014-18, div. 2019", None, {"7 Quarry Bank": "mum nan tam wyn"},
                   "tam wyn", "", "domestic_abuse past"),
    "2019-11-04": ("wyn ebb", "coh. 2011-14, m. 2014-18, div. 2019", None, {"7 Quarry Bank": "mum nan tam"}, "tam", "",
                   "domestic_abuse past"),
    "2019-11-05": ("wyn ebb fos", "coh. 2011-14, m. 2014-18, div. 2019", None,
                   {"3 Fell View": "fos tam", "7 Quarry Bank": "mum nan"}, "tam", "fos", "domestic_abuse past"),
    "2020-02-09": ("wyn ebb fos una new", "coh. 2011-14, m. 2014-18, div. 2019", "",
                   {"3 Fell View": "fos tam", "7 Quarry Bank": "mum nan"}, "tam", "fos", "domestic_abuse past"),
    "2020-02-10": ("wyn ebb fos una new", "coh. 2011-14, m. 2014-18, div. 2019", "coh. 2020",
                   {"3 Fell View": "fos tam", "7 Quarry Bank": "mum nan"}, "tam", "fos", "domestic_abuse past"),
    "2020-12-21": ("wyn ebb una new", "coh. 2011-14, m. 2014-18, div. 2019", "coh. 2020",
                   {"7 Quarry Bank": "mum nan new tam una"}, "", "", "domestic_abuse past"),
    "2021-07-01": ("wyn ebb una new pal", "coh. 2011-14, m. 2014-18, div. 2019", "coh. 2020",
                   {"7 Quarry Bank": "mum nan new tam una"}, "", "", "domestic_abuse past, no_contact_order"),
    "2022-07-30": ("wyn ebb una new", "coh. 2011-14, m. 2014-18, div. 2019", "coh. 2020",
                   {"7 Quarry Bank": "mum nan new tam una"}, "", "", "domestic_abuse past"),
    "2023-01-11": ("wyn ebb una new", "coh. 2011-14, m. 2014-18, div. 2019", "coh. 2020-23",
                   {"7 Quarry Bank": "mum nan new tam una"}, "", "", "domestic_abuse past"),
}  # fmt: skip
RECORD = parse_record(HISTORY)


def on(day):
    return kin_as_at(RECORD, day, "tam")


@pytest.mark.parametrize("day", EXPECTED)
def test_what_shows_on_a_day_is_what_held_on_it(day):
    people, before, after, homes, plans, care, lines = EXPECTED[day]
    got = on(date.fromisoformat(day))
    assert {one.id for one in got.people} == {"tam", "mum", "dad", "nan", "missing:nan", *people.split()}
    labels = {one.id: one.label for one in got.unions}
    assert labels["u:dad+mum"] == before
    assert labels.get("u:mum+new") == after
    shared = {address: members for address, members in homes.items() if " " in members}
    assert {one.address: " ".join(one.members) for one in got.households} == shared
    assert " ".join(sorted(one.id for one in got.people if "child protection plan" in one.words)) == plans
    assert " ".join(carer for one in got.cares for carer in one.carers) == care
    assert ", ".join(sorted(one.sort + " past" * one.past for one in got.lines)) == lines


@pytest.mark.parametrize("day", EXPECTED)
def test_births_deaths_and_names_are_those_of_the_day(day):
    then = date.fromisoformat(day)
    got = {one.id: one for one in on(then).people}
    for child, (_, born) in CHILDREN.items():
        if child in got:
            unborn = then < date.fromisoformat(born)
            assert got[child].unborn is unborn
            assert (got[child].name == "Unborn baby", got[child].sex == "", got[child].born is None) == (unborn,) * 3
    assert (got["dad"].died is not None) == (day >= "2022-07-30")
    if "wyn" in got:
        assert (got["wyn"].died is not None) == (day >= "2019-11-02")
        assert day < "2019-11-02" or got["wyn"].age == "4 years"
    if "ebb" in got:
        assert got["ebb"].loss == ("miscarriage" if day >= "2017-05-05" else "")


def test_standing_changes_when_it_was_known():
    assert {one.standing for one in on(date(2021, 4, 30)).births if one.child == "una"} == {"alleged"}
    assert {one.standing for one in on(date(2021, 5, 1)).births if one.child == "una"} == {"established"}


def _days(value):
    """Every day written anywhere in it, but for due dates: the first day each can mean."""
    if isinstance(value, When):
        yield from (one for one in (value.first, value.last) if one)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name != "expected":
                yield from _days(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _days(one)


def test_no_day_after_the_drawings_is_in_it_on_any_day():
    day = date(2012, 3, 4)
    while day < date(2024, 1, 1):
        assert max(_days(on(day)), default=day) <= day
        day += timedelta(days=11)


def test_a_record_cut_at_the_day_gives_the_same_drawing():
    for day in map(date.fromisoformat, EXPECTED):
        assert kin_as_at(RECORD.as_at(day), day, "tam") == on(day)


def test_the_order_of_the_record_cannot_matter():
    family = RECORD.family
    turned = msgspec.structs.replace(
        family, people=family.people[::-1], relationships=family.relationships[::-1], children=family.children[::-1]
    )
    other = type(RECORD)(turned, (*RECORD.entries,)[::-1])
    for day in map(date.fromisoformat, EXPECTED):
        assert kin_as_at(other, day, "tam") == on(day)
