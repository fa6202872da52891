"""Who may see what, as tables: a row a person, the last column whether they may."""

import contextlib
import itertools
from datetime import date

import pytest

from kingfisher.records import jobs, reading
from kingfisher.records.access import (
    NO_SUCH,
    AccessRefused,
    Act,
    Duty,
    batch_for,
    batches_for,
    decide,
    entries_for,
    entry_for,
    families_for,
    family_for,
    project,
    review_for,
    reviews_for,
)
from kingfisher.records.actions.entries import add_entry, correct_entry
from kingfisher.records.actions.imports import file_batch, receive_file, settle_many
from kingfisher.records.actions.memberships import add_member, declare_conflict, end_member
from kingfisher.records.actions.releases import release
from kingfisher.records.actions.reviews import close_review
from kingfisher.records.chain import append_accounts
from kingfisher.records.in_force import keep
from kingfisher.records.keeping import Released
from kingfisher.records.labels import AGENCY_ONLY
from kingfisher.records.models import Batch, EntryRow, TrailRow
from kingfisher.records.models.families import new_ref
from kingfisher.timeline.entries import amend
from tests.records.cast import DAY, PEOPLE, Cast
from tests.records.returns import a_return
from tests.records.test_chain import an_entry

OPEN, OWN, SENT_P, SENT_R, SENT_C = "open", "agency only", "sent P", "sent R", "sent C"


@pytest.fixture
def filed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> dict[str, EntryRow]:
    """One entry of every kind there is to access: written openly, kept to the agency, and the police's file."""
    monkeypatch.setattr(reading, "read_one", a_return)
    rows = {
        OPEN: add_entry(by=cast.social_worker, family=cast.family, entry=an_entry("open"), at=DAY),
        OWN: add_entry(by=cast.social_worker, family=cast.family, entry=an_entry("ours"), agency_only=True, at=DAY),
    }
    batch = receive_file(
        by=cast.reviewer, family=cast.family, agency=cast.police_officer.agency, review=cast.review,
        file_name="police.csv", content=b"a,b", at=DAY,
    )  # fmt: skip
    jobs.work_off()
    settle_many(by=cast.reviewer, batch=batch, at=DAY)
    file_batch(by=cast.reviewer, batch=batch, at=DAY)
    for row in EntryRow.objects.filter(batch=batch):
        rows[f"sent {row.labels.split('handling_')[1].strip()}"] = row
    return rows


SEEN = [  # who, and which entries before the police release anything
    ("social_worker", {OPEN, OWN}),
    ("health_visitor", {OPEN}),
    ("police_officer", {OPEN, SENT_P, SENT_R, SENT_C}),
    ("housing_officer", {OPEN}),
    ("reviewer", {OPEN, OWN, SENT_P, SENT_R, SENT_C}),
    ("manager", {OPEN, OWN, SENT_P, SENT_R, SENT_C}),
    ("outsider", set()),
    ("administrator", set()),
    ("leaver", set()),
]


def seen_in_list(cast: Cast, who: str, filed: dict[str, EntryRow], at: date = DAY) -> set[str]:
    held = set(entries_for(cast.people[who], cast.family, at).values_list("pk", flat=True))
    return {name for name, row in filed.items() if row.pk in held}


def seen_one_by_one(cast: Cast, who: str, filed: dict[str, EntryRow], at: date = DAY) -> set[str]:
    fresh = {name: EntryRow.objects.get(pk=row.pk) for name, row in filed.items()}
    return {name for name, row in fresh.items() if decide(cast.people[who], Act.SEE, row, at)}


def test_the_table_names_everyone() -> None:
    assert {who for who, _ in SEEN} == set(PEOPLE)


@pytest.mark.parametrize(("who", "sees"), SEEN)
def test_who_sees_which_entries_in_lists_and_one_by_one(
    cast: Cast, filed: dict[str, EntryRow], who: str, sees: set[str]
) -> None:
    assert seen_in_list(cast, who, filed) == sees
    assert seen_one_by_one(cast, who, filed) == sees


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("social_worker", {OPEN, OWN, SENT_P, SENT_C}),
        ("health_visitor", {OPEN, SENT_P, SENT_C}),
        ("police_officer", {OPEN, SENT_P, SENT_R, SENT_C}),
        ("housing_officer", {OPEN, SENT_P, SENT_C}),
        ("outsider", set()),
        ("administrator", set()),
        ("leaver", set()),
    ],
)
def test_a_release_lets_the_network_see_all_but_what_is_restricted(
    cast: Cast, filed: dict[str, EntryRow], who: str, sees: set[str]
) -> None:
    made = release(by=cast.police_officer, family=cast.family, at=DAY)
    assert (made.released, made.restricted) == (2, 1)
    assert seen_in_list(cast, who, filed) == sees
    assert seen_one_by_one(cast, who, filed) == sees


def test_restricted_is_not_released_by_name_either(cast: Cast, filed: dict[str, EntryRow]) -> None:
    made = release(by=cast.police_officer, family=cast.family, entries=[filed[SENT_R].entry_id], at=DAY)
    assert (made.released, made.restricted) == (0, 1)


@pytest.mark.parametrize("who", ["social_worker", "reviewer", "outsider", "housing_officer"])
def test_nobody_releases_what_another_agency_sent(cast: Cast, filed: dict[str, EntryRow], who: str) -> None:
    with contextlib.suppress(AccessRefused):
        release(by=cast.people[who], family=cast.family, entries=[filed[SENT_P].entry_id], at=DAY)
    assert seen_in_list(cast, "health_visitor", filed) == {OPEN}


def test_a_condition_is_shown_with_what_it_goes_with(cast: Cast, filed: dict[str, EntryRow]) -> None:
    release(by=cast.police_officer, family=cast.family, at=DAY)
    fresh = {name: EntryRow.objects.get(pk=row.pk) for name, row in filed.items()}
    assert Duty.SHOW_CONDITION in decide(cast.health_visitor, Act.SEE, fresh[SENT_C], DAY).duties
    assert Duty.SHOW_CONDITION not in decide(cast.health_visitor, Act.SEE, fresh[SENT_P], DAY).duties


def test_a_correction_goes_no_further_and_no_less_far_than_what_it_corrects(
    cast: Cast, filed: dict[str, EntryRow]
) -> None:
    release(by=cast.police_officer, family=cast.family, entries=[filed[SENT_C].entry_id], at=DAY)
    for name, agreed in ((SENT_C, True), (SENT_P, False)):
        old = entry_for(cast.police_officer, filed[name].entry_id, Act.CORRECT_ENTRY, DAY)
        verdict = decide(cast.police_officer, Act.SEE, old, DAY)
        again = project(old, verdict)
        new = correct_entry(by=cast.police_officer, row=old, entry=again, at=DAY)
        assert entries_for(cast.health_visitor, cast.family, DAY).filter(pk=new.pk).exists() is agreed
    assert not entries_for(cast.police_officer, cast.family, DAY).filter(pk=filed[SENT_C].pk).exists()


@pytest.mark.parametrize(
    ("who", "action", "may"),
    [
        ("social_worker", Act.SEE, True),
        ("social_worker", Act.CHOOSE_NETWORK, True),
        ("social_worker", Act.ADD_ENTRY, True),
        ("health_visitor", Act.SEE, True),
        ("health_visitor", Act.ADD_ENTRY, True),
        ("health_visitor", Act.CHOOSE_NETWORK, False),
        ("housing_officer", Act.SEE, True),
        ("housing_officer", Act.EXPORT, True),
        ("reviewer", Act.SEE, True),
        ("reviewer", Act.ADD_ENTRY, False),
        ("reviewer", Act.CHOOSE_NETWORK, False),
        ("reviewer", Act.RELEASE, False),
        ("outsider", Act.SEE, False),
        ("outsider", Act.RECEIVE_FILE, False),
        ("outsider", Act.DRAFT, False),
        ("administrator", Act.SEE, False),
        ("leaver", Act.SEE, False),
    ],
)
def test_who_may_do_what_in_the_family(cast: Cast, who: str, action: Act, may: bool) -> None:
    assert bool(decide(cast.people[who], action, cast.family, DAY)) is may


@pytest.mark.parametrize(
    ("who", "action", "may"),
    [
        ("social_worker", Act.OPEN_FAMILY, True),
        ("social_worker", Act.OPEN_REVIEW, False),
        ("manager", Act.OPEN_REVIEW, True),
        ("administrator", Act.OPEN_FAMILY, False),
        ("administrator", Act.SEARCH, False),
    ],
)
def test_who_may_begin_what(cast: Cast, who: str, action: Act, may: bool) -> None:
    assert bool(decide(cast.people[who], action, None, DAY)) is may


@pytest.mark.parametrize(
    ("who", "may"), [("manager", True), ("reviewer", True), ("social_worker", False), ("outsider", False)]
)
def test_who_may_choose_the_panel(cast: Cast, who: str, may: bool) -> None:
    assert bool(decide(cast.people[who], Act.CHOOSE_PANEL, cast.review, DAY)) is may


def test_every_action_is_decided_for_everyone_without_a_grant_by_accident(cast: Cast) -> None:
    for action in Act:
        for who in ("outsider", "administrator", "leaver"):
            assert not decide(cast.people[who], action, cast.family, DAY)


@pytest.mark.parametrize(
    ("who", "families", "reviews"),
    [
        ("social_worker", 1, 0), ("health_visitor", 1, 0), ("police_officer", 1, 0), ("housing_officer", 1, 0),
        ("reviewer", 1, 1), ("manager", 1, 1), ("outsider", 0, 0), ("administrator", 0, 0), ("leaver", 0, 0),
    ],
)  # fmt: skip
def test_my_families_and_reviews(cast: Cast, who: str, families: int, reviews: int) -> None:
    person = cast.people[who]
    assert families_for(person, DAY).count() == families
    assert reviews_for(person, DAY).count() == reviews
    assert bool(decide(person, Act.SEE, cast.family, DAY)) is bool(families)
    assert bool(decide(person, Act.SEE, cast.review, DAY)) is bool(reviews)


@pytest.mark.parametrize(
    ("day", "sees"),
    [
        (date(2017, 12, 31), False),
        (date(2018, 1, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_membership_holds_from_its_first_day_to_its_last(cast: Cast, day: date, sees: bool) -> None:
    assert bool(decide(cast.leaver, Act.SEE, cast.family, day)) is sees
    assert families_for(cast.leaver, day).exists() is sees


def test_a_review_opens_the_record_to_its_panel_only_while_it_lasts(cast: Cast) -> None:
    assert not decide(cast.reviewer, Act.SEE, cast.family, date(2026, 9, 30))
    close_review(by=cast.manager, review=cast.review, on=date(2026, 11, 5), at=DAY)
    assert decide(cast.reviewer, Act.SEE, cast.family, date(2026, 11, 5))
    assert not decide(cast.reviewer, Act.SEE, cast.family, date(2026, 11, 6))
    assert not reviews_for(cast.reviewer, date(2026, 11, 6)).exists()


def test_ending_a_membership_ends_what_may_be_seen(cast: Cast) -> None:
    place = cast.health_visitor.memberships.get()
    end_member(by=cast.social_worker, membership=place, until=date(2026, 11, 1), at=DAY)
    assert not decide(cast.health_visitor, Act.SEE, cast.family, DAY)


def test_a_conflict_of_interest_beats_everything(cast: Cast) -> None:
    add_member(by=cast.social_worker, family=cast.family, who=cast.reviewer, since=date(2026, 1, 1), at=DAY)
    declare_conflict(by=cast.reviewer, family=cast.family, at=DAY)
    assert not decide(cast.reviewer, Act.SEE, cast.family, DAY)
    assert not families_for(cast.reviewer, DAY).exists()
    with pytest.raises(AccessRefused, match="nothing here"):
        family_for(cast.reviewer, cast.family.ref, Act.SEE, DAY)


def test_an_account_out_of_use_sees_nothing(cast: Cast) -> None:
    cast.social_worker.is_active = False
    cast.social_worker.save()
    assert not families_for(cast.social_worker, DAY).exists()
    assert not decide(cast.social_worker, Act.SEE, cast.family, DAY)


def test_refused_and_not_there_look_the_same(cast: Cast, filed: dict[str, EntryRow]) -> None:
    batch = Batch.objects.get()
    said = set()
    for find, ref in (
        (family_for, cast.family.ref), (family_for, "nosuchref0"),
        (entry_for, filed[OPEN].entry_id), (entry_for, "nosuchref0"),
        (batch_for, batch.ref), (batch_for, "nosuchref0"),
        (review_for, cast.review.ref), (review_for, "nosuchref0"),
    ):  # fmt: skip
        with pytest.raises(AccessRefused) as refused:
            find(cast.outsider, ref, Act.SEE, DAY)
        said.add(str(refused.value))
    assert said == {NO_SUCH}


def test_an_entry_that_may_not_be_seen_is_not_there(cast: Cast, filed: dict[str, EntryRow]) -> None:
    with pytest.raises(AccessRefused) as refused:
        entry_for(cast.health_visitor, filed[SENT_R].entry_id, Act.SEE, DAY)
    assert str(refused.value) == NO_SUCH


def test_files_are_their_agencys_and_the_panels(cast: Cast, filed: dict[str, EntryRow]) -> None:
    may = {who for who in PEOPLE if batches_for(cast.people[who], cast.family, DAY).exists()}
    assert may == {"police_officer", "reviewer", "manager"}
    batch = Batch.objects.get()
    assert {who for who in PEOPLE if decide(cast.people[who], Act.SEE, batch, DAY)} == may


def test_a_reading_leaves_its_trail_whether_allowed_or_refused(cast: Cast) -> None:
    TrailRow.objects.count()
    family_for(cast.social_worker, cast.family.ref, Act.SEE, DAY, purpose="visit tomorrow")
    allowed = TrailRow.objects.first()
    assert allowed is not None
    assert (allowed.allowed, allowed.purpose, allowed.things) == (True, "visit tomorrow", f"family:{cast.family.ref}")
    assert allowed.who == "Social Worker, social worker, Social care"
    with pytest.raises(AccessRefused):
        family_for(cast.outsider, cast.family.ref, Act.SEE, DAY)
    refused = TrailRow.objects.first()
    assert refused is not None
    assert (refused.allowed, refused.agency) == (False, "housing")
    assert "network" in refused.reasons


def test_reasons_come_in_order_in_plain_words(cast: Cast, filed: dict[str, EntryRow]) -> None:
    row = EntryRow.objects.get(pk=filed[SENT_P].pk)
    assert decide(cast.housing_officer, Act.SEE, row, DAY).reasons == (
        "Your team, North tenancies, is in this family's network as contributor since 1 February 2020.",
        "Police sent it in and has not released it to the network.",
    )


def test_lists_and_single_decisions_agree_on_every_combination(cast: Cast) -> None:
    """Every writer, label and handling code, released and not: the filter and the decision are one rule."""
    writers = [cast.people[who] for who in ("social_worker", "health_visitor", "police_officer", "housing_officer")]
    for by, labels, code in itertools.product(writers, ("", AGENCY_ONLY), ("", "P", "C", "R", "odd")):
        for _ in range(2):
            entry = amend(an_entry(handling=(code,)), id=new_ref(), agency=by.agency.slug)
            append_accounts(cast.family, [entry], author=by, labels=labels)
    every_other = EntryRow.objects.filter(is_account=True).order_by("pk")[::2]
    keep(cast.family, Released(entries=tuple(row.entry_id for row in every_other), day=DAY), by=cast.social_worker)
    for person in cast.people.values():
        listed = set(entries_for(person, cast.family, DAY).values_list("pk", flat=True))
        rows = EntryRow.objects.filter(is_account=True).select_related("release", "agency", "stream__family")
        assert {row.pk for row in rows if decide(person, Act.SEE, row, DAY)} == listed


def test_a_bar_closes_the_review_of_the_family_too(cast: Cast) -> None:
    assert list(reviews_for(cast.reviewer, DAY)) == [cast.review]
    declare_conflict(by=cast.reviewer, family=cast.family, reason="a relative", at=DAY)
    assert not reviews_for(cast.reviewer, DAY).exists()
    with pytest.raises(AccessRefused):
        review_for(cast.reviewer, cast.review.ref, Act.SEE, DAY)
