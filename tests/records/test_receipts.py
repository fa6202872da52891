"""Which question was shown to whom, when and under which version: kept once a day, never changed, read by few."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from kingfisher.questions.at_the_form import with_a_new_fact
from kingfisher.questions.question import Question
from kingfisher.records.access import AccessRefused
from kingfisher.records.actions.entries import add_entry
from kingfisher.records.actions.receipts import note_shown, receipts_of, shown_before
from kingfisher.records.asked_of import ref_of
from kingfisher.records.models import Receipt, TrailRow
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Incident
from tests.records.cast import DAY, Cast

EXAMPLE = (Path(__file__).resolve().parents[2] / "demo" / "partnership.yaml").read_text(encoding="utf-8")


def question(*rests_on: str, version: int = 1, sentence: str = "Who has asked?") -> Question:
    return Question(
        kind="was_not_brought",
        title="Appointments",
        since=date(2020, 6, 2),
        about=("riley",),
        addressed_to=("health_visiting",),
        sentence=sentence,
        rests_on=rests_on,
        guidance=(),
        settles="An answer.",
        version=version,
    )


def note(cast: Cast, name: str, *questions: Question, at: date = DAY) -> int:
    return note_shown(by=cast.people[name], family=cast.family, questions=questions, place="What stands open", at=at)


def test_once_for_each_person_question_version_and_day(cast: Cast) -> None:
    assert note(cast, "health_visitor", question("e1"), question("e2")) == 2
    assert note(cast, "health_visitor", question("e1"), question("e2")) == 0
    assert note(cast, "social_worker", question("e1")) == 1
    assert note(cast, "health_visitor", question("e1", version=2)) == 1
    assert note(cast, "health_visitor", question("e1"), at=date(2026, 11, 3)) == 1
    assert Receipt.objects.count() == 5


def test_questions_with_one_key_leave_one_receipt(cast: Cast) -> None:
    assert note(cast, "health_visitor", question("e1"), question("e1", "e2")) == 1


def test_a_receipt_says_what_was_shown_and_under_which_version(cast: Cast) -> None:
    note(cast, "health_visitor", question("e1", version=3, sentence="Who has asked why?"))
    kept = Receipt.objects.get()
    assert (kept.version, kept.sentence, kept.rests_on, kept.day) == (3, "Who has asked why?", "e1", DAY)
    assert kept.who == cast.health_visitor.label


def test_receipts_cannot_be_changed_replaced_or_removed(cast: Cast) -> None:
    note(cast, "health_visitor", question("e1"))
    for statement in (
        "UPDATE records_receipt SET version = 9",
        "DELETE FROM records_receipt",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    kept = Receipt.objects.get()
    kept.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)
    assert Receipt.objects.count() == 1


def test_a_stranger_is_shown_nothing_and_leaves_no_receipt(cast: Cast) -> None:
    with pytest.raises(AccessRefused):
        note(cast, "outsider", question("e1"))
    assert Receipt.objects.count() == 0


def test_the_lead_and_the_panel_read_them_and_nobody_else(cast: Cast) -> None:
    note(cast, "health_visitor", question())
    wanted = ref_of(question().key)
    for name in ("social_worker", "reviewer"):
        assert len(receipts_of(by=cast.people[name], family=cast.family, question=wanted, at=DAY)) == 1
    for name in ("health_visitor", "police_officer", "outsider", "administrator"):
        with pytest.raises(AccessRefused):
            receipts_of(by=cast.people[name], family=cast.family, question=wanted, at=DAY)
        assert TrailRow.objects.filter(action="see_receipts", allowed=False).first().who == cast.people[name].label  # type: ignore[union-attr]


def test_a_receipt_of_what_rests_on_a_restricted_entry_is_not_the_leads_to_read(cast: Cast) -> None:
    hidden = Entry(
        id="", content=Incident(), happened=When.parse("2020-06-03"), agency="police", text="x", handling=("R",)
    )
    row = add_entry(by=cast.police_officer, family=cast.family, entry=hidden, at=DAY)
    asked = question(row.entry_id)
    note(cast, "reviewer", asked)
    assert receipts_of(by=cast.social_worker, family=cast.family, question=ref_of(asked.key), at=DAY) == []
    assert len(receipts_of(by=cast.reviewer, family=cast.family, question=ref_of(asked.key), at=DAY)) == 1


def test_what_was_shown_is_put_forward_again_only_on_a_new_fact(cast: Cast) -> None:
    note(cast, "health_visitor", question("e1"))
    before = shown_before(cast.health_visitor, cast.family)
    assert with_a_new_fact([question("e1", version=2)], before) == []
    assert with_a_new_fact([question("e1", "e2")], before) == [question("e1", "e2")]
    assert shown_before(cast.social_worker, cast.family) == []


def test_a_receipt_says_which_partnership_file_it_was_shown_under(cast: Cast, settings, tmp_path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(EXAMPLE, encoding="utf-8")
    settings.PARTNERSHIP = str(own)
    assert note(cast, "health_visitor", question("e1")) == 1
    assert note(cast, "health_visitor", question("e1")) == 0
    kept = Receipt.objects.get()
    assert kept.under == "Fellmarsh Safeguarding Children Partnership, version 2025.2"
    assert len(kept.under_digest) == 16


def test_the_same_question_is_kept_again_when_the_file_was_changed_that_day(cast: Cast, settings, tmp_path) -> None:
    own = tmp_path / "own.yaml"
    for number, text in enumerate((EXAMPLE, EXAMPLE.replace("value: 14", "value: 15")), 1):
        own.write_text(text, encoding="utf-8")
        settings.PARTNERSHIP = str(own)
        note(cast, "health_visitor", question("e1"))
        assert Receipt.objects.count() == number
    settings.PARTNERSHIP = ""
    assert note(cast, "health_visitor", question("e1")) == 1
    assert Receipt.objects.filter(under="").count() == 1
    assert Receipt.objects.values("under_digest").distinct().count() == 3


def test_receipts_kept_before_are_brought_along_and_stay_insert_only(transactional_db) -> None:
    """From the migration before to this one and back, on whichever database the tests run."""
    executor = MigrationExecutor(connection)
    executor.migrate([("records", "0004_reviews_and_audits")])
    before = executor.loader.project_state([("records", "0004_reviews_and_audits")]).apps
    family = before.get_model("records", "Family").objects.create(name="Hart", ref="abcdefghij")
    before.get_model("records", "Receipt").objects.create(
        family=family, practitioner_id=1, who="A", question="q", key="k", kind="k", version=1, sentence="s", day=DAY
    )
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert Receipt.objects.get().under == ""
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_receipt SET version = 9")
