"""Whatever the dates, nothing is called late that may have been in time; and who the family is changes no clock."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kingfisher.practice.clock_course import State
from kingfisher.practice.clocks import clocks
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import amend
from kingfisher.timeline.file_format import parse_record

RECORD = """
family: {name: Moss, children: [kit]}
people: [{id: kit, name: Kit Moss, born: 2015-01-10SEX}, {id: one, name: Jo Moss, born: BORN}]
relationships: [{kind: parent, of: kit, person: one}]
entries:
  - {id: opened, kind: plan, happened: 2020-03-12, agency: social_care, about: kit,
     type: child_protection, stage: opened}
  - {id: group, kind: meeting, happened: 2020-03-26, agency: social_care, about: kit, type: core_group, outcome: held}
"""
PLAIN = parse_record(RECORD.replace("SEX", "").replace("BORN", "1990-01-01"))
CERTAINLY_LATE = {State.LATE, State.MET_LATE}
SURELY_NOT = {State.RUNNING, State.MET}
START = date(2020, 2, 20)


def first_core_group(opened, group, on):
    whens = {"opened": opened, "group": group}
    entries = [amend(e, happened=whens[e.id], became_known=When.day(START)) for e in PLAIN if whens[e.id] is not None]
    return next((c for c in clocks(Chronology(PLAIN.family, entries), on) if c.id == "core_group_first"), None)


def spans(longest):
    days = st.integers(0, 40).map(lambda number: START + timedelta(days=number))
    return st.tuples(days, st.integers(0, longest)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))


def each_day(span):
    return [span[0] + timedelta(days=number) for number in range((span[1] - span[0]).days + 1)]


@settings(max_examples=60, deadline=None)
@given(opened=spans(4), group=st.none() | spans(4), wait=st.integers(0, 40))
def test_late_means_late_on_every_day_it_can_have_been(opened, group, wait):
    on = START + timedelta(days=45 + wait)  # after all of it
    found = first_core_group(When.between(*opened), group and When.between(*group), on)
    if found is None:
        return
    possible = set()
    for begun, held in product(each_day(opened), each_day(group) if group else [None]):
        if held is None or held >= begun:
            exact = first_core_group(When.day(begun), held and When.day(held), on)
            possible.add(exact.state)
    if found.state in CERTAINLY_LATE:
        assert possible <= CERTAINLY_LATE, (found, possible)
    elif found.state in SURELY_NOT:
        assert not possible & CERTAINLY_LATE, (found, possible)


@pytest.mark.parametrize(("sex", "born"), [("", "1990-01-01"), (", sex: F", "2003-05-01"), (", sex: M", "1970")])
def test_who_the_parent_is_and_the_childs_sex_change_no_clock(sex, born):
    other = parse_record(RECORD.replace("SEX", sex).replace("BORN", born))
    for day in (date(2020, 3, 20), date(2020, 7, 1)):
        assert clocks(other, day) == clocks(PLAIN, day)


def test_innocuous_contacts_of_others_change_no_clock():
    more = "".join(
        f"  - {{id: x{n}, kind: contact, happened: 2020-03-{n + 1:02d}, agency: school, about: kit, with: [one]}}\n"
        for n in range(28)
    )
    held = parse_record(RECORD.replace("SEX", "").replace("BORN", "1990-01-01") + more)
    assert clocks(held, date(2020, 7, 1)) == clocks(PLAIN, date(2020, 7, 1))
