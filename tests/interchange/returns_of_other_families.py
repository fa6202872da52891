"""Returns about families of other shapes, written by the tests: grandparents and foster carers, twins, an unborn child.

Each row stands with the people a practitioner would say it is about. Nobody in them exists.
"""

from pathlib import Path

import docx
import xlsxwriter

KINSHIP = """
family: {name: Corrie, children: [abe, bea]}
people:
  - {id: abe, name: Abe Corrie, sex: M, born: 2014-03-03}
  - {id: bea, name: Bea Corrie, sex: F, born: 2018-08-20}
  - {id: mum, name: Dawn Corrie, sex: F, born: 1994-01-02}
  - {id: nan, name: Hilda Corrie, sex: F, born: 1966-05-05}
  - {id: grandad, name: Walter Corrie, sex: M, born: 1964-04-04}
relationships:
  - {kind: parent, of: abe, person: mum}
  - {kind: parent, of: bea, person: mum}
  - {kind: parent, of: mum, person: nan}
  - {kind: parent, of: mum, person: grandad}
  - {kind: partner, of: nan, person: grandad}
  - {kind: carer, of: abe, person: nan, from: 2020-01-01}
  - {kind: carer, of: bea, person: nan, from: 2020-01-01}
  - {kind: carer, of: abe, person: grandad, from: 2020-01-01}
  - {kind: carer, of: bea, person: grandad, from: 2020-01-01}
practitioners:
  - {id: sw, name: Joy Penn, role: social worker, agency: social_care}
  - {id: dsl, name: Mr Stead, role: designated safeguarding lead, agency: school_larchwood, covers: [abe]}
"""

TWINS = """
family: {name: Ferrow, children: [ned, oona, bump]}
people:
  - {id: ned, name: Ned Ferrow, sex: M, born: 2019-05-01}
  - {id: oona, name: Oona Ferrow, sex: F, born: 2019-05-01}
  - {id: bump, called: unborn baby Ferrow, expected: 2021-06-10}
  - {id: mum, name: Tess Ferrow, sex: F, born: 1998-07-07}
  - {id: stan, name: Stan Mabey, sex: M, born: 1996-02-02}
  - {id: iris, name: Iris Lowndes, sex: F}
  - {id: cyril, name: Cyril Lowndes, sex: M}
relationships:
  - {kind: parent, of: ned, person: mum}
  - {kind: parent, of: oona, person: mum}
  - {kind: parent, of: bump, person: mum}
  - {kind: parent, of: ned, person: stan}
  - {kind: parent, of: oona, person: stan}
  - {kind: partner, of: mum, person: stan, from: 2018, to: 2020-06}
  - {kind: carer, of: ned, person: iris, from: 2020-11-02}
  - {kind: carer, of: oona, person: iris, from: 2020-11-02}
  - {kind: carer, of: ned, person: cyril, from: 2020-11-02}
  - {kind: carer, of: oona, person: cyril, from: 2020-11-02}
practitioners:
  - {id: sw, name: Bill Orme, role: social worker, agency: social_care}
  - {id: mw, name: Kay Rudd, role: midwife, agency: midwifery}
"""

Rows = tuple[tuple[tuple[str, ...], str], ...]

KINSHIP_SOCIAL_CARE: Rows = (
    (("06/01/2020", "Placement", "Children now with Hilda and Walter."), "abe bea nan grandad"),
    (("10/01/2020", "Referral", "Larchwood School: tired, no coat."), "abe"),
    (("14/01/2020", "Strategy meeting", "Police, health and school."), "abe bea nan grandad"),
    (("21/01/2020", "Home visit", "Both children seen."), "abe bea nan grandad"),
    (("03/02/2020", "Core group", "Held at school."), "abe bea"),
    (("11/02/2020", "Home visit", "Bea in cot, Hilda tearful."), "bea nan"),
    (("18/02/2020", "Telephone", "Dawn's parents want respite."), "abe bea mum nan grandad"),
    (("02/03/2020", "Contact", "Dawn did not come. Abe upset."), "abe mum"),
)
KINSHIP_GP: Rows = (
    (("05/02/20", "AC", "Asthma review. Gran with him."), "abe nan"),
    (("09/03/20", "BC", "Scabies. Treat family."), "bea abe"),
    (("16/03/20", "HC", "Low mood, caring for grandchildren."), "nan"),
    (("20/03/20", "BC", "Preschool booster DNA."), "bea"),
)
TWINS_HEALTH_VISITING: Rows = (
    (("03/05/2019", "Telephone", "Ward rang. Twins born 01/05, both well."), "ned oona mum"),
    (("13/05/2019", "New birth visit", "Ned 2.4kg, Oona 2.6kg. Stan at work."), "ned oona mum stan"),
    (("18/06/2019", "6 week check", "Both well."), "ned oona mum"),
    (("04/11/2020", "Home visit", "Placed with Iris and Cyril Lowndes on Monday."), "ned oona iris cyril"),
    (("09/12/2020", "Home visit", "Ned has words. Oona quieter."), "ned oona iris cyril"),
    (("20/01/2021", "Telephone", "SW rang: Tess is pregnant, father not named."), "ned oona bump mum"),
    (("02/02/2021", "Core group", "Mum pregnant. Contact going well."), "ned oona mum"),
    (("15/04/2021", "Antenatal contact", "Seen at her mother's."), "bump mum"),
)
TWINS_POLICE: Rows = (
    (("P1", "12/06/2020 22:10", "Stan MABEY", "Shouting in street. Adult females inside."), "stan mum"),
    (("P1", "12/06/2020 22:25", "Tess FERROW", "Declined to speak."), "mum"),
    (("P1", "12/06/2020 22:40", "Stan MABEY", "Arrested."), "stan"),
    (("P2", "01/07/2020 09:00", "N FERROW; O FERROW", "Report sent, children present."), "ned oona"),
    (("P3", "20/08/2020 19:30", "Stan MABEY", "No adults present on arrival."), "stan"),
)
TWINS_DRUGS: Rows = (
    (("14/01/2020", "Stan Mabey", "Key work", "Living with Tess and 2 kids. Using daily."), "stan mum"),
    (("21/01/2020", "Tess Ferrow", "Family session 1", "Looked at his triggers."), "mum stan"),
    (("28/01/2020", "Tess Ferrow", "Family session 2", "Did not attend."), "mum"),
    (("04/02/2020", "-", "Service notice", "Clinic closed this week."), "stan"),
    (
        ("11/02/2020", "Stan Mabey", "Referral to children's services", "Found asleep with 2 kids in house."),
        "stan ned oona",
    ),
)


def kinship_social_care(folder: Path) -> Path:
    return _sheet(folder / "social_care.xlsx", "Corrie family", ("Date", "Type", "Account"), KINSHIP_SOCIAL_CARE)


def kinship_gp(folder: Path) -> Path:
    notes = ("Summary for review", "Initials: AC Abe, BC Bea, HC Hilda Corrie")
    return _document(folder / "gp.docx", notes, ("Date", "Pt", "Entry"), KINSHIP_GP)


def twins_health_visiting(folder: Path) -> Path:
    notes = ("Health visiting record", "Children: Ned and Oona Ferrow")
    return _document(folder / "health_visiting.docx", notes, ("Date", "Contact", "Details"), TWINS_HEALTH_VISITING)


def twins_police(folder: Path) -> Path:
    return _sheet(folder / "police.xlsx", "Log", ("Incident No", "Date", "Nominal", "Details"), TWINS_POLICE)


def twins_drugs(folder: Path) -> Path:
    notes = ("Recovery service", "Clients: Stan Mabey; Tess Ferrow (partner)")
    return _document(folder / "drug_service.docx", notes, ("Date", "Client", "Contact", "Notes"), TWINS_DRUGS)


def _document(path: Path, notes: tuple[str, ...], header: tuple[str, ...], rows: Rows) -> Path:
    document = docx.Document()
    for note in notes:
        document.add_paragraph(note)
    table = document.add_table(rows=0, cols=len(header))
    for cells in (header, *(cells for cells, _ in rows)):
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    document.save(str(path))
    return path


def _sheet(path: Path, name: str, header: tuple[str, ...], rows: Rows) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(name)
    for number, cells in enumerate((header, *(cells for cells, _ in rows))):
        sheet.write_row(number, 0, cells)
    book.close()
    return path
