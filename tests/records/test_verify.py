"""Rows changed beneath the program, and the sentence that says so. On both databases."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from kingfisher.records import verify
from kingfisher.records.actions.entries import add_entry
from kingfisher.records.models import EntryRow, Original
from tests.records.beneath import change
from tests.records.cast import DAY, Cast
from tests.records.test_chain import an_entry

LAST = "(SELECT max(version) FROM records_entryrow)"
SET = "UPDATE records_entryrow SET"
OF_LAST = f"WHERE version = {LAST}"
ANOTHER = "CASE substr(digest, 1, 1) WHEN 'f' THEN 'e' ELSE 'f' END || substr(digest, 2)"  # never the one it was


@pytest.fixture
def whole(cast: Cast) -> Cast:
    for day in ("2019-05-04", "2019-06-05~", "week commencing 2020-02-03"):
        add_entry(by=cast.social_worker, family=cast.family, entry=an_entry(happened=day), at=DAY)
    return cast


def first_fault() -> verify.Fault:
    return next(iter(verify.faults()))


def test_a_whole_record_is_said_to_be_whole(whole: Cast) -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    assert "The record is whole: 1 families" in out.getvalue()


@pytest.mark.parametrize(
    ("sql", "what", "words"),
    [
        ("UPDATE records_payload SET content = replace(content, 'home', 'school')", "edited", "content was edited"),
        (f"{SET} happened_first = '2018-01-01' {OF_LAST}", "redated", "when it happened"),
        (f"{SET} happened_text = '2019' {OF_LAST}", "redated", "week commencing 3 Feb"),
        (f"{SET} recorded_at = '2019-01-01' {OF_LAST}", "redated", "recorded"),
        (f"{SET} known_from = '2018-01-01' {OF_LAST}", "redated", "known"),
        (f"{SET} agency = 'police' {OF_LAST}", "edited", "agency, author"),
        ("UPDATE records_entryabout SET person_id = 'amy'", "edited", "whom it is about"),
        ("DELETE FROM records_entryabout", "edited", "whom it is about"),
        (f"{SET} labels = ' handling_R ' {OF_LAST}", "edited", "labels"),
        (f"{SET} version = version + 100 {OF_LAST}", "removed", "removed between"),
        (f"{SET} digest = {ANOTHER} WHERE version = 3", "edited", "edited"),
        ("UPDATE records_stream SET head = 'x'", "edited", "the last entry is not"),
    ],
)  # fmt: skip
def test_what_was_changed_is_said_in_a_sentence(whole: Cast, sql: str, what: str, words: str) -> None:
    assert change(sql) >= 1
    fault = first_fault()
    assert (fault.what, words in fault.sentence) == (what, True), fault.sentence
    assert whole.family.ref in fault.sentence


def test_exit_code_and_sentence_of_the_command(whole: Cast) -> None:
    change("UPDATE records_payload SET content = replace(content, 'home', 'school')")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", stdout=out)
    assert ended.value.code == 1
    assert len(out.getvalue().splitlines()) == 1


def remove(version: str) -> None:
    for table in ("payload", "entryabout", "entryshared"):
        change(
            f"DELETE FROM records_{table} WHERE entry_id IN (SELECT id FROM records_entryrow WHERE version = {version})"
        )
    change(f"DELETE FROM records_entryrow WHERE version = {version}")


def test_an_entry_removed_from_the_middle(whole: Cast) -> None:
    remove("4")
    assert first_fault().what == "removed"
    assert "number 4 is missing" in first_fault().sentence


def test_an_entry_removed_and_the_rest_renumbered(whole: Cast) -> None:
    top = EntryRow.objects.latest("version").version
    remove("4")
    for version in range(5, top + 1):
        change(f"{SET} version = {version - 1} WHERE version = {version}")
    change("UPDATE records_stream SET version = version - 1")
    assert first_fault().what in ("removed", "edited", "reordered")


def test_the_end_cut_off(whole: Cast) -> None:
    remove(LAST)
    fault = first_fault()
    assert fault.what == "truncated"
    assert "the last 1 of" in fault.sentence


def test_two_entries_changing_places(whole: Cast) -> None:
    change("UPDATE records_entryrow SET version = 999 WHERE version = 8")
    change("UPDATE records_entryrow SET version = 8 WHERE version = 9")
    change("UPDATE records_entryrow SET version = 9 WHERE version = 999")
    assert first_fault().what == "reordered"


def test_an_entry_inserted_with_a_digest_of_its_own(whole: Cast) -> None:
    copy = EntryRow.objects.latest("version")
    copy.pk, copy.entry_id, copy.version = None, "forged0001", copy.version + 1
    copy._state.adding = True
    copy.previous, copy.digest = "0" * 64, "1" * 64
    copy.save(force_insert=True)
    assert first_fault().what == "inserted"


def test_content_removed(whole: Cast) -> None:
    change(f"DELETE FROM records_payload WHERE entry_id = (SELECT id FROM records_entryrow WHERE version = {LAST})")
    assert (first_fault().what, "content has been removed" in first_fault().sentence) == ("removed", True)


def test_a_kept_file_that_was_changed(whole: Cast) -> None:
    Original.objects.create(digest="a" * 64, size=1, content=b"not that")
    assert "not the file that was sent" in first_fault().sentence


TABLES = ("entryrow", "entryabout", "trailrow", "original")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("sql", ["UPDATE records_{0} SET {1} = {1}", "DELETE FROM records_{0}"])
def test_the_database_itself_refuses_to_change_what_is_kept(whole: Cast, table: str, sql: str) -> None:
    Original.objects.create(digest="a" * 64, size=1, content=b"a")
    column = "size" if table == "original" else "id"
    refuses(sql.format(table, column))


def test_content_may_be_removed_and_never_changed(whole: Cast) -> None:
    refuses("UPDATE records_payload SET words = ''")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_payload")


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_sqlite_replace_meets_the_guard(whole: Cast) -> None:
    for table in (*TABLES, "payload"):
        Original.objects.get_or_create(digest="a" * 64, defaults={"size": 1, "content": b"a"})
        refuses(f"INSERT OR REPLACE INTO records_{table} SELECT * FROM records_{table}")


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_sqlite_replace_by_another_key_meets_the_guard(whole: Cast) -> None:
    columns = ",".join(f.column for f in EntryRow._meta.concrete_fields if f.column != "id")
    refuses(f"INSERT OR REPLACE INTO records_entryrow ({columns}) SELECT {columns} FROM records_entryrow")


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_postgresql_truncate_meets_the_guard(whole: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in (*TABLES, "payload"):
        refuses(f"TRUNCATE records_{table} CASCADE")


def refuses(sql: str) -> None:
    with pytest.raises(Exception, match="insert-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
