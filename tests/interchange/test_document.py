import msgspec
import pytest

from kingfisher.interchange.copies.audiences import FAMILY, PANEL, Audience, For, NotForAudience, what_may_go
from kingfisher.interchange.copies.document import lay_out
from kingfisher.interchange.copies.laid_out import MergedDocument
from kingfisher.interchange.copies.write_csv import csv_rows
from kingfisher.interchange.copies.write_html import html_text
from kingfisher.interchange.copies.write_json import json_text
from tests.interchange.outgoing import DOUBTS, PRINTED, chronology


def made(audience: Audience = PANEL) -> MergedDocument:
    return lay_out(chronology(), doubts=DOUBTS, audience=audience, printed=PRINTED, title="Hart")


def test_the_panel_gets_every_row_once() -> None:
    document = made()
    assert [line.entry.id for line in document.lines] == ["e1", "e2", "e3", "e4", "e5", "e6", "e8"]
    assert [row.code for row in document.apart] == ["no_date", "impossible_date", "other_family"]
    assert document.counts.startswith("10 rows: 7 in order of date and 3 listed apart.")


def test_a_line_says_when_who_how_old_and_where_from() -> None:
    first, second, third = made().lines[:3]
    assert (first.sort_day, first.time, first.edtf) == ("2018-02-01", "14:30", "2018-02-01T14:30")
    assert first.date_words == "1 February 2018, 2:30pm"
    assert first.people == ("Robin Hart (unborn, 18 weeks)", "Amy Hart (about 17 years)")
    assert first.source == "midwifery.docx, table 1 row 2"
    assert (second.precision, second.outcome) == ("month", "no access")
    assert third.how_known == "told by someone else: Amy Hart"
    assert made().lines[-1].seen == "Robin Hart (inside the home, alone, 10 minutes)"


def test_accounts_of_one_happening_stand_side_by_side_and_are_not_collapsed() -> None:
    document = made()
    (group,) = document.together
    assert [line.entry.id for line in group.lines] == ["e2", "e3"]
    assert document.lines[1].others == "line 3 (GP)"


def test_a_row_about_another_family_is_counted_and_its_words_are_withheld() -> None:
    held = made().apart[-1]
    assert "Freya" not in held.text + held.why + held.ask
    assert held.entry is None
    assert "Freya" not in html_text(made()) + json_text(made())


def test_the_familys_copy_never_holds_restricted_or_conditional_rows_nor_says_so() -> None:
    document = made(FAMILY)
    assert [line.entry.id for line in document.lines] == ["e1", "e2", "e3", "e6", "e8"]
    everything = html_text(document) + json_text(document) + str(list(csv_rows(document)))
    assert "INTELLIGENCE" not in everything
    assert "e4" not in [one for row in csv_rows(document) for one in row["related_to"].split()]
    assert "CONDITIONAL" not in everything


def test_a_released_conditional_row_reaches_the_family_and_a_released_restricted_one_never() -> None:
    document = made(Audience(who=For.FAMILY, released=frozenset({"e4", "e5"})))
    assert {"e5"} == {line.entry.id for line in document.lines} & {"e4", "e5"}


def test_an_agency_gets_its_own_and_what_it_was_told() -> None:
    document = made(Audience(who=For.AGENCY, agency="social_care"))
    assert [line.entry.id for line in document.lines] == ["e1", "e8"]
    assert document.apart == ()
    own = made(Audience(who=For.AGENCY, agency="housing"))
    assert [row.code for row in own.apart] == ["no_date", "impossible_date", "other_family"]
    assert "Freya" in own.apart[-1].text


def test_a_document_refuses_to_be_made_with_what_its_audience_must_not_get() -> None:
    whole = made()
    with pytest.raises(NotForAudience, match="the family must not get"):
        msgspec.structs.replace(whole, audience=FAMILY)


def test_links_inside_an_entry_to_what_is_held_back_are_cut() -> None:
    fit = what_may_go(chronology(), FAMILY)
    assert fit.by_id["e8"].relates_to == ()


def test_an_agencys_copy_must_name_it() -> None:
    with pytest.raises(ValueError, match="names the agency"):
        Audience(who=For.AGENCY)
