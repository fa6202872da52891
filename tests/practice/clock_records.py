"""Small records for the tests of clocks: one family, entries written in a line each, and the clock one asks for."""

from datetime import date

from kingfisher.practice.clocks import clocks
from kingfisher.timeline.file_format import parse_record

FAMILY = """
family: {name: Moss, children: [kit, bee]}
people:
  - {id: kit, name: Kit Moss, born: 2015-01-10}
  - {id: bee, name: Bee Moss, born: 2017-03-01}
  - {id: gran, name: Ivy Moss}
  - {id: one, name: Jo Moss, born: 1990-01-01}
relationships:
  - {kind: parent, of: kit, person: one}
  - {kind: parent, of: bee, person: one}
practitioners:
  - {id: sw1, name: Al Reed, role: social worker, agency: social_care,
     covers: [kit, bee], from: 2018-01-01, to: 2020-06-30}
  - {id: sw2, name: Bo Lane, role: social worker, agency: social_care,
     covers: [kit, bee], from: 2020-07-01}
entries:
"""


def record(*entries):
    lines = (f"  - {{id: e{n}, agency: social_care, about: kit, {one}}}\n" for n, one in enumerate(entries))
    return parse_record((FAMILY + "".join(lines)).replace("agency: social_care, about: kit, !", ""))


def written(*entries):
    """Entries written whole, after the id."""
    return parse_record(FAMILY + "".join(f"  - {{id: e{n}, {one}}}\n" for n, one in enumerate(entries)))


def one(held, as_at, name, *, child="kit", parameters=None, place=0):
    found = [c for c in clocks(held, date.fromisoformat(as_at), parameters) if c.id == name and c.child == child]
    return found[place] if found else None


REFERRAL = "kind: referral, happened: {}, agency: school, about: kit, to: social_care"
DECISION = "kind: decision, happened: {}, agency: social_care, about: kit, outcome: assess"
CP = "kind: plan, happened: {}, type: child_protection, stage: opened"
