"""Small returns in other agencies' layouts, written by the tests: nobody in them exists."""

from pathlib import Path

import docx
import xlsxwriter

FAMILY = """
family: {name: Tarrow, children: [ivo, wren]}
people:
  - {id: ivo, name: Ivo Tarrow, sex: M, born: 2012-05-03}
  - {id: wren, name: Wren Tarrow, sex: F, born: 2019-11-20}
  - {id: mum, name: Hedda Tarrow, sex: F, born: 1990-02-14}
  - {id: dad, name: Anders Quill, sex: M, born: 1988-07-01}
  - {id: gran, name: Marit Tarrow, sex: F}
relationships:
  - {kind: parent, of: ivo, person: mum}
  - {kind: parent, of: wren, person: mum}
  - {kind: parent, of: ivo, person: dad}
  - {kind: parent, of: wren, person: dad}
  - {kind: parent, of: mum, person: gran}
practitioners:
  - {id: po, name: Sid Marlow, role: probation officer, agency: probation}
"""


def probation_csv(folder: Path) -> Path:
    path = folder / "probation export.csv"
    path.write_text(
        "Occurred On,Event No,Nominal,Narrative,Recorded By\n"
        "03/02/2019,1001,Anders QUILL,Reported late. Says he is back with Hedda.,S Marlow\n"
        "17/02/2019,1002,Anders QUILL,Failed to attend.,S Marlow\n"
        '03/03/2019,1003,Anders QUILL,"Attended, Ivo with him.",S Marlow\n',
        encoding="utf-8",
    )
    return path


def two_columns_docx(folder: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Riverbank Women's Refuge – chronology for Hedda Tarrow")
    table = document.add_table(rows=0, cols=2)
    for cells in (
        ("Date", "Event"),
        ("3rd March 2019", "Hedda rang the helpline. Says Anders pushed her."),
        ("early April 2019", "Offered a place, declined."),
        ("Mon 6 May", "Visited with Ivo and the baby's things."),
        ("", "Caller hung up."),
    ):
        row = table.add_row().cells
        row[0].text, row[1].text = cells
    path = folder / "womens_aid.docx"
    document.save(str(path))
    return path


def merged_dates_xlsx(folder: Path) -> Path:
    path = folder / "early_help.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Tarrow family")
    sheet.merge_range("A1:D1", "Early help record")
    for column, header in enumerate(("Date of contact", "Contact type", "What happened", "Action taken")):
        sheet.write(2, column, header)
    sheet.merge_range("A4:A5", "12/09/2019")
    sheet.write_row(3, 1, ("Home visit", "Hedda tired. Ivo at school.", "Referral to food bank"))
    sheet.write_row(4, 1, ("Telephone", "School rang about Ivo's shoes.", ""))
    sheet.write_row(5, 0, ("26.9.19", "Home visit", "No reply.", "Card left"))
    book.close()
    return path


def split_dates_csv(folder: Path) -> Path:
    path = folder / "camhs.csv"
    path.write_text(
        "Day;Month;Year;Client;Notes\n"
        "4;3;2020;Ivo Tarrow;Assessment. Mum present.\n"
        "11;March;2020;Ivo Tarrow;Did not attend.\n",
        encoding="utf-8",
    )
    return path


def utc_csv(folder: Path) -> Path:
    path = folder / "ambulance.csv"
    path.write_text(
        "﻿Incident Number,Date of contact,Patient,Patient DOB,Details\n"
        "A1,2020-01-05T23:10:00Z,Wren Tarow,20/11/2019,Breathing fast. Mother with her.\n"
        "A1,2020-01-05T23:40:00Z,Wren Tarrow,20/11/2018,Conveyed.\n"
        "A2,2020-01-06T09:00:00Z,Pia Lund,01/02/2017,Fell from swing.\n",
        encoding="utf-8",
    )
    return path


def nursery_docx(folder: Path) -> Path:
    document = docx.Document()
    document.add_heading("Little Acorns Nursery", level=1)
    document.add_paragraph("Notes kept for Wren Tarrow, 2021")
    for words in (
        "4.1.21 – Wren back after Christmas, new coat.",
        "w/c 11/1/21: away all week, no call.",
        "Weds 20 January – collected by grandma, who said mum was poorly.",
        "30/02/2021 - photo day, Wren not in.",
        "Settled well this term.",
    ):
        document.add_paragraph(words, style="List Bullet")
    document.add_paragraph("Compiled by the manager.")
    path = folder / "nursery_little_acorns.docx"
    document.save(str(path))
    return path


def no_header_docx(folder: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("GP surgery. Patient: Hedda Tarrow")
    table = document.add_table(rows=0, cols=3)
    for cells in (
        ("04/06/19", "Pregnant, approx 16/40.", "Dr Ash"),
        ("18/07/19", "Did not attend.", "Reception"),
        ("02/12/19", "Postnatal check. Baby well.", "Dr Ash"),
    ):
        row = table.add_row().cells
        for cell, words in zip(row, cells, strict=True):
            cell.text = words
    path = folder / "gp.docx"
    document.save(str(path))
    return path
