from pathlib import Path

from docx import Document

from kingfisher.interchange.copies.queries import queries, query_text, write_queries_docx
from kingfisher.interchange.files.rows import Place
from kingfisher.interchange.returns.agency_return import AgencyReturn, Proposed, Remark
from kingfisher.timeline.file_format import parse_record
from tests.interchange.outgoing import DOUBTS, PRINTED, doubt

TWICE = Remark("exact_repeat", "The same row stands in this file before, word for word. Both are kept.")
QUIET = Remark("long_text", "A long account: kept whole.")


def row(agency: str, *remarks: Remark) -> Proposed:
    entry = parse_record(
        f"entries: [{{id: a, kind: observation, happened: 2020-01-01, agency: {agency}, text: '=1+1 boiler'}}]"
    ).entries[0]
    return Proposed(entry, (), remarks, Place(f"{agency}.docx", "table 1", 3), ())


def returns() -> list[AgencyReturn]:
    return [
        AgencyReturn("housing", "", "housing.docx", "", "docx", (row("housing", TWICE, QUIET),), DOUBTS),
        AgencyReturn("gp", "", "gp.docx", "", "docx", (row("gp", QUIET),), (doubt("no_date", "Undated GP row", "gp"),)),
        AgencyReturn("police", "", "police.csv", "", "csv", (row("police"),), ()),
    ]


def test_each_agency_is_asked_about_its_own_rows_only() -> None:
    housing, gp = queries(returns())
    assert (housing.agency, housing.count, gp.agency, gp.count) == ("Housing", 3, "GP", 1)
    told = query_text(housing, PRINTED, reply_by="1 December 2026")
    assert "Undated GP row" not in told
    assert "Boiler man let in" in told
    assert [group for group, _ in housing.groups] == [
        "Dates that cannot be", "Rows that seem to be about another family", "Rows that stand twice",
    ]  # fmt: skip


def test_the_words_of_a_row_about_another_family_are_not_repeated() -> None:
    housing, _ = queries(returns())
    told = query_text(housing, PRINTED)
    assert "Freya" not in told
    assert "handle it as a breach" in told


def test_queries_are_numbered_through_and_say_where_why_and_what() -> None:
    housing, _ = queries(returns())
    told = query_text(housing, PRINTED, reply_by="1 December 2026").splitlines()
    assert [line[:2] for line in told if line[:1].isdigit()] == ["1.", "2.", "3."]
    assert "Please answer by 1 December 2026." in " ".join(told)
    assert "   Is this one thing entered twice, or did it happen twice?" in told


def test_the_word_list_reads_back_with_room_for_answers(tmp_path: Path) -> None:
    housing, _ = queries(returns())
    path = tmp_path / "q.docx"
    write_queries_docx(housing, PRINTED, path)
    word = Document(str(path))
    assert len(word.tables) == 3
    assert [cell.text for cell in word.tables[0].rows[0].cells][-1] == "Your answer"
    assert [table.rows[1].cells[0].text for table in word.tables] == ["1", "2", "3"]
    assert word.core_properties.author == "Alex Morgan"


def test_what_others_told_us_does_not_reach_the_agency() -> None:
    remark = Remark("role_ambiguous", "“grandmother” may be Denise Hart or Linda Price. Say which.")
    born = Remark("date_of_birth_differs", "The row gives 07/01/2018; 1 July 2018 is held for Robin Hart.")
    one = AgencyReturn("gp", "", "gp.docx", "", "docx", (row("gp", remark, born),))
    told = query_text(queries([one])[0], PRINTED)
    assert "Who is meant by “grandmother”?" in told
    assert "Denise" not in told
    assert "1 July 2018" not in told
