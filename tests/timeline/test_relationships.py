"""Relationships in the open format: on the family's list, and as entries of what changed."""

import pytest

from kingfisher.timeline.file_format import FormatError, parse_record, write_record
from kingfisher.timeline.kinds import RelationshipChange
from kingfisher.timeline.people import Bond, CareSort, Link, Loss, Standing, Tie, Unknown

RECORD = """
people:
  - {id: kit, name: Kit, twin_of: bo, identical: false}
  - {id: bo, loss: stillbirth, died: 2018-01-01}
  - {id: dad, unknown: withheld, sex: M}
  - {id: mum, name: Rae}
relationships:
  - {kind: parent, of: kit, person: dad, link: adopted, standing: established, may_show_family: false}
  - {kind: carer, of: kit, person: mum, care: special_guardianship, from: 2019-01}
  - {kind: partner, of: mum, person: dad, bond: civil_partnership, from: 2015, to: 2018}
  - {kind: no_contact_order, of: kit, person: dad, from: 2020-01-01, to: 2021-01-01}
entries:
  - {id: e, kind: relationship, happened: 2020-01-01, agency: a, by: sw, about: [mum, dad], relation: partner,
     person: dad, of: mum, stage: began, bond: married, ends: 2022, standing: self_reported}
"""


def test_every_word_is_read_and_written_again():
    record = parse_record(RECORD)
    family = record.family
    assert (family.person("dad").unknown, family.person("bo").loss) == (Unknown.WITHHELD, Loss.STILLBIRTH)
    assert (family.person("kit").twin_of, family.person("kit").identical) == ("bo", False)
    parent, carer, couple, order = family.relationships
    assert (parent.link, parent.standing, parent.may_show_family) == (Link.ADOPTED, Standing.ESTABLISHED, False)
    assert (carer.care, couple.bond, order.kind) == (
        CareSort.SPECIAL_GUARDIANSHIP,
        Bond.CIVIL_PARTNERSHIP,
        Tie.NO_CONTACT_ORDER,
    )
    (entry,) = record.entries
    assert isinstance(entry.content, RelationshipChange)
    assert (entry.by, entry.content.bond, str(entry.content.ends)) == ("sw", Bond.MARRIED, "2022")
    again = parse_record(write_record(record))
    assert (again.family, again.entries) == (record.family, record.entries)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("bond: married", "bond: wedded", "married, civil_partnership"),
        ("relation: partner", "relation: chum", "parent, carer, partner"),
        ("standing: established", "standing: sure", "established, alleged, self_reported"),
        ("unknown: withheld", "unknown: secret", "not_known, not_named, withheld"),
        ("care: special_guardianship", "care: warm", "foster, kinship"),
        ("link: adopted", "link: tied", "birth, adopted"),
        ("loss: stillbirth", "loss: sad", "miscarriage, termination, stillbirth"),
    ],
)
def test_a_word_we_do_not_know_is_answered_with_those_we_do(old, new, says):
    with pytest.raises(FormatError) as refusal:
        parse_record(RECORD.replace(old, new))
    assert says in str(refusal.value)
