"""Brothers and sisters with many entries and with few: each child's own entries are looked through, and only those."""

from datetime import date

import pytest

from kingfisher.questions.engine import ask
from kingfisher.questions.parameters import standard
from kingfisher.questions.picture import Picture
from kingfisher.timeline.file_format import parse_record
from kingfisher.timeline.kinds import Referral

FEW_AND_MANY = """
people: [{{id: one, name: Ada Moss}}, {{id: two, name: Ben Moss}}, {{id: mum, name: Jo Moss}}]
family: {{children: [{order}]}}
relationships: [{{kind: parent, of: one, person: mum}}, {{kind: parent, of: two, person: mum}}]
entries:
  - {{id: a, kind: referral, happened: 2021-01-04, agency: school, to: social_care, about: [one, two]}}
  - {{id: d, kind: decision, happened: 2021-01-06, agency: social_care, on: a, about: [one, two],
      outcome: no_further_action}}
  - {{id: b, kind: referral, happened: 2021-02-04, agency: school, to: social_care, about: [one]}}
  - {{id: c, kind: referral, happened: 2021-03-04, agency: dental, to: social_care, about: [one]}}
"""


@pytest.mark.parametrize("order", ["one, two", "two, one"])
def test_what_comes_after_is_each_childs_own(order):
    picture = Picture(parse_record(FEW_AND_MANY.format(order=order), name="moss"), date(2021, 6, 1), standard())
    referrals = picture.by_child(picture.of_kind(Referral))
    children = tuple(order.split(", "))
    assert [one.id for one in referrals.onward(children, date(2021, 1, 1))] == ["a", "b", "c"]
    assert [one.id for one in referrals.onward(("two",), date(2021, 1, 1))] == ["a"]
    assert [one.id for one in referrals.onward(children, date(2021, 1, 5))] == ["b", "c"]


@pytest.mark.parametrize("order", ["one, two", "two, one"])
def test_the_order_of_the_children_changes_no_question(order):
    record = parse_record(FEW_AND_MANY.format(order=order), name="moss")
    asked = {one.kind for one in ask(record, date(2021, 2, 1))}
    assert "challenge_made" in asked
    assert "challenge_made" not in {one.kind for one in ask(record, date(2021, 6, 1))}
