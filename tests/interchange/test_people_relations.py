"""A review's people file may say of a relation what our own format says."""

import pytest

from kingfisher.interchange.returns.read_people import PeopleFileError, parse_people
from kingfisher.timeline.people import Bond, HowKnown, Link, Standing, Tie, Unknown

FILE = """
case: vale
subject: kit
family:
  - {id: kit, name: Kit Vale, dob: 2018-01-01}
  - {id: bo, name: Bo Vale, dob: 2018-01-01, twin_of: kit, identical: true}
  - {id: mum, name: Rae Vale, sex: F}
  - {id: dad, sex: M, unknown: not_named}
relations:
  - {a: mum, type: parent_of, b: [kit, bo]}
  - {a: dad, type: parent_of, b: kit, standing: alleged, how_known: third_party, link: birth}
  - {a: mum, type: partner_of, b: dad, bond: casual, from: 2017, may_show_family: false}
  - {a: dad, type: no contact order, b: kit}
"""


def test_bonds_links_standings_and_unknowns():
    family = parse_people(FILE)
    assert family.person("dad").unknown is Unknown.NOT_NAMED
    assert (family.person("bo").twin_of, family.person("bo").identical) == ("kit", True)
    father, couple, order = family.relationships[-3:]
    assert (father.standing, father.how_known, father.link) == (Standing.ALLEGED, HowKnown.THIRD_PARTY, Link.BIRTH)
    assert (couple.bond, couple.may_show_family) == (Bond.CASUAL, False)
    assert (order.kind, order.person, order.of) == (Tie.NO_CONTACT_ORDER, "dad", "kit")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("bond: casual", "bond: wedded", "no bond we know"), ("not_named", "who", "no way of being unknown")],
)
def test_a_word_that_is_none_of_ours_is_answered_with_those_that_are(old, new, says):
    with pytest.raises(PeopleFileError, match=says):
        parse_people(FILE.replace(old, new))
