"""A small invented family with everything a document must handle, for the tests of what goes out."""

from datetime import UTC, datetime

from kingfisher.interchange.copies.laid_out import Printed
from kingfisher.interchange.files.rows import Place
from kingfisher.interchange.returns.agency_return import Doubt, Proposed
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.file_format import parse_record

PRINTED = Printed(by="Alex Morgan", at=datetime(2026, 11, 22, 14, 5, tzinfo=UTC))
LONG = "Seen at home with mother. " * 2000
RECORD = """
family: {name: Hart, children: [robin, wren]}
people:
  - {id: robin, name: Robin Hart, aliases: [Robbie, R HART, RH], born: 2018-07-05, nhs_number: "9990000018"}
  - {id: wren, name: Wren Hart, born: 2020-01-14}
  - {id: mum, name: Amy Hart, aliases: [A HART], born: 2000-03~}
  - {id: dad, name: Dean O'Connell, aliases: [D O'CONNELL]}
relationships:
  - {kind: parent, of: robin, person: mum}
practitioners:
  - {id: hv, name: Bev Stone, aliases: [B Stone], role: health visitor, agency: health_visiting}
entries:
  - {id: e1, kind: referral, happened: 2018-02-01T14:30, agency: midwifery, to: social_care, about: [robin, mum],
     how_known: professional_opinion, text: "Unborn Hart. Amy's mam, 8 Hawthorn Crescent TS3 6LT, rang 07700 900123.",
     source: {file: midwifery.docx, locator: table 1 row 2, date_as_written: 1/2/18 2.30pm}}
  - {id: e2, kind: contact, happened: 2019-05, agency: health_visiting, about: [robin], outcome: no_access,
     by: hv, how_known: observed, text: "=cmd|'/C calc'!A0 no reply. B Stone HV.", same_as: [e3]}
  - {id: e3, kind: account, happened: 2019-05-12~, agency: gp, about: [robin], how_known: third_party, told_by: mum,
     text: "Robbie well – mum says 🙂 DOB 05/07/2018"}
  - {id: e4, kind: incident, happened: 2019-06-21, agency: police, about: [mum], handling: [R],
     text: "INTELLIGENCE never for the family. Occ 19/675075"}
  - {id: e5, kind: incident, happened: 2019-06-22, agency: police, about: [mum], handling: [C], text: "CONDITIONAL row"}
  - {id: e6, kind: incident, happened: 2019-06-23, agency: police, about: [mum], handling: [P],
     text: "Noise & <shouting>"}
  - {id: e7, kind: observation, happened: XXXX, agency: housing, about: [mum], text: "@undated row"}
  - {id: e8, kind: assessment, happened: autumn term 2019, agency: social_care, about: [robin, wren], relates_to: [e4],
     text: "LONGTEXT", seen: [{child: robin, setting: inside, alone: true, minutes: 10}]}
"""


def chronology() -> Chronology:
    return parse_record(RECORD.replace("LONGTEXT", LONG))


def doubt(code: str, text: str, agency: str = "housing") -> Doubt:
    plain = f"entries: [{{id: x-{code}, kind: observation, agency: {agency}, text: '{text}'}}]"
    entry = parse_record(plain).undated[0]
    place = Place(f"{agency}.docx", "bullet", 14)
    return Doubt(code, f"Why: {code}.", f"Please say: {code}?", Proposed(entry, (), (), place, (text,)))


DOUBTS = (
    doubt("impossible_date", "Boiler man let in 31/02/2020"),
    doubt("other_family", "Freya Stranger, sleep clinic"),
)
