"""Who moved and who is stayed with, read from a return's own words about a made-up family."""

from pathlib import Path

import pytest

from kingfisher.interchange.files.reading import read_rows
from kingfisher.interchange.returns.read_people import parse_people
from kingfisher.interchange.returns.read_return import read_return
from kingfisher.timeline.kinds import LivingArrangement

FAMILY = parse_people("""
case: made up
subject: fay
family:
  - {id: fay, name: Fay Holt, sex: F, dob: 2019-06-10}
  - {id: mum, name: Bess Holt, sex: F, dob: 1988-03-03, aliases: [Bess, Mum]}
  - {id: dad, name: Karl Venn, sex: M, dob: 1985-01-01, aliases: [Karl]}
  - {id: gran, name: Orla Holt, sex: F, dob: 1960~, aliases: [MGM]}
  - {id: pgm, name: Ruth Venn, sex: F}
  - {id: nell, name: Nell Holt, sex: F, dob: 1992~}
relations:
  - {a: mum, type: parent_of, b: fay}
  - {a: dad, type: parent_of, b: fay}
  - {a: gran, type: parent_of, b: [mum, nell]}
  - {a: pgm, type: parent_of, b: dad}
  - {a: mum, type: sibling_of, b: nell}
professionals:
  - {id: sw, name: Ada Brandt, role: social worker, agency: social_care}
""")


@pytest.mark.parametrize(
    ("words", "who", "with_whom"),
    [
        ("Fay now living with Karl full time.", {"fay"}, {"dad"}),
        ("Bess has fallen out with MGM, Fay is at her dad's meanwhile.", {"fay"}, {"dad"}),
        ("Phone - baby gone to dad's mam till sorted. Bess still at Nell's.", {"fay"}, {"pgm"}),
        ("Fay home to flat 6 with Bess.", {"fay"}, {"mum"}),
        ("Bess and Fay moved in with Nell.", {"fay", "mum"}, {"nell"}),
        ("Bess asked Karl to leave, he moved to Ruth Venn's.", {"dad"}, {"pgm"}),
        ("Asked to leave by MGM. Bess and Fay staying with Nell.", {"fay", "mum"}, {"nell"}),
    ],
)
def test_a_move_says_who_moved_and_with_whom_they_stay(
    tmp_path: Path, words: str, who: set[str], with_whom: set[str]
) -> None:
    sheet = tmp_path / "social_care.csv"
    sheet.write_text(f'Date,Event,Account\n01/02/2020,Update,"{words}"\n', encoding="utf-8")
    [proposed] = read_return(read_rows(sheet), FAMILY).proposed
    content = proposed.entry.content
    assert isinstance(content, LivingArrangement)
    assert (set(content.who), set(content.with_whom)) == (who, with_whom)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Fay moved to 12 Oak Rd.", "12 Oak Rd"),
        ("Discharged, home to Oak Rd.", "Oak Rd"),
        ("Placed in foster care after Family Court.", None),
    ],
)
def test_a_street_without_its_number_is_an_address_and_a_court_is_not(
    tmp_path: Path, words: str, address: str | None
) -> None:
    sheet = tmp_path / "social_care.csv"
    sheet.write_text(f'Date,Event,Account\n01/02/2020,Placement,"{words}"\n', encoding="utf-8")
    [proposed] = read_return(read_rows(sheet), FAMILY).proposed
    assert isinstance(proposed.entry.content, LivingArrangement)
    assert proposed.entry.content.address == address
