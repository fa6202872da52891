"""An entry that may not be seen shows in nothing: no search, count, mark, contributor, link, standing or chronology."""

import pytest

from kingfisher.records import jobs, reading
from kingfisher.records.access import Act, decide, entries_for, entry_for, project
from kingfisher.records.actions.entries import PictureChanged, add_entry, correct_entry, picture_version
from kingfisher.records.actions.families import search_families
from kingfisher.records.actions.happenings import confirm_same
from kingfisher.records.actions.imports import file_batch, receive_file, settle_many, withdraw_batch
from kingfisher.records.actions.releases import release
from kingfisher.records.chronologies import chronology_of, whole_chronology
from kingfisher.records.content import read_entry
from kingfisher.records.family_page import Filters, contributors, marks_of, page_of_entries
from kingfisher.records.labels import handling_label
from kingfisher.records.models import EntryRow, Standing
from kingfisher.records.standings import standings_for
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Decision
from tests.records.cast import DAY, Cast
from tests.records.returns import a_return
from tests.records.test_chain import an_entry


@pytest.fixture
def sent(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """One open entry of social care's, three of the police's not released."""
    monkeypatch.setattr(reading, "read_one", a_return)
    add_entry(by=cast.social_worker, family=cast.family, entry=an_entry("Visit to the address."), at=DAY)
    batch = receive_file(by=cast.police_officer, family=cast.family, file_name="p.csv", content=b"a", at=DAY)
    jobs.work_off()
    settle_many(by=cast.police_officer, batch=batch, at=DAY)
    file_batch(by=cast.police_officer, batch=batch, at=DAY)
    return cast


def test_search_counts_marks_and_contributors_know_only_what_may_be_seen(sent: Cast) -> None:
    for who, seen in (("health_visitor", 1), ("police_officer", 4), ("reviewer", 4), ("outsider", 0)):
        person = sent.people[who]
        assert page_of_entries(person, sent.family, at=DAY).total == seen
        assert len(marks_of(person, sent.family, at=DAY)) == seen
        assert sum(one.entries for one in contributors(person, sent.family, at=DAY)) == seen
        assert len(chronology_of(sent.family, person, DAY)) == seen
    found = page_of_entries(sent.health_visitor, sent.family, Filters(words="shouting"), at=DAY)
    assert found.total == 0
    assert [one.agency for one in contributors(sent.health_visitor, sent.family, at=DAY)] == ["social_care"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(words="mum's PARTNER"), 1),  # straight quotes find curly ones
        (Filters(words='"Mum'), 1),
        (Filters(words="address officers"), 1),
        (Filters(agencies=("police",)), 3),
        (Filters(kinds=("incident",)), 1),
        (Filters(people=("riley",)), 4),
        (Filters(people=("amy",)), 0),
        (Filters(first=When.parse("2019-05-01").first), 2),
        (Filters(last=When.parse("2019-04-02").first), 2),
    ],
)
def test_filters(sent: Cast, filters: Filters, found: int) -> None:
    assert page_of_entries(sent.police_officer, sent.family, filters, at=DAY).total == found


def test_an_uncertain_date_is_not_left_out_by_a_filter(sent: Cast) -> None:
    add_entry(by=sent.social_worker, family=sent.family, entry=an_entry("About then.", "2019-08-04~"), at=DAY)
    between = Filters(first=When.parse("2019-08-08").first, last=When.parse("2019-08-09").first)
    assert page_of_entries(sent.social_worker, sent.family, between, at=DAY).total == 1


def test_pages_are_in_order_and_hold_each_entry_once(sent: Cast) -> None:
    met = []
    for number in (1, 2):
        shown = page_of_entries(sent.reviewer, sent.family, page=number, per_page=2, at=DAY)
        met += [entry.id for entry in shown.entries]
    assert met == [mark.entry_id for mark in marks_of(sent.reviewer, sent.family, at=DAY)]


def test_a_link_to_a_hidden_entry_does_not_show(sent: Cast) -> None:
    first, second, third = EntryRow.objects.filter(batch__isnull=False).order_by("version")
    release(by=sent.police_officer, family=sent.family, entries=[third.entry_id], at=DAY)
    confirm_same(by=sent.reviewer, family=sent.family, first=first.entry_id, second=third.entry_id, at=DAY)
    for entry in (
        chronology_of(sent.family, sent.health_visitor, DAY).by_id[third.entry_id],
        page_of_entries(sent.health_visitor, sent.family, at=DAY).entries[0],
        project(
            entry_for(sent.health_visitor, third.entry_id, Act.SEE, DAY),
            decide(sent.health_visitor, Act.SEE, EntryRow.objects.get(pk=third.pk), DAY),
        ),
    ):
        assert (entry.id, entry.relates_to, entry.same_as) == (third.entry_id, (), ())
    held = chronology_of(sent.family, sent.reviewer, DAY).by_id[third.entry_id]
    assert (held.relates_to, held.same_as) == ((first.entry_id,), (first.entry_id,))
    assert second.entry_id not in held.same_as


def test_a_standing_shows_only_to_those_who_may_see_what_it_rests_on(sent: Cast) -> None:
    standings_for(sent.reviewer, sent.family, DAY)
    hidden = EntryRow.objects.filter(batch__isnull=False).first()
    assert hidden is not None
    Standing.objects.create(family=sent.family, what="question", value='"hidden"', rests_on=hidden.entry_id, as_at=DAY)
    values = {who: [one.value for one in standings_for(sent.people[who], sent.family, DAY)] for who in sent.people}
    assert {who for who, seen in values.items() if '"hidden"' in seen} == {"police_officer", "reviewer", "manager"}
    assert values["outsider"] == []


def test_a_search_elsewhere_says_only_whom_to_speak_to_and_only_for_a_strong_match(cast: Cast) -> None:
    born = When.parse("2018-07-05").first
    strong = search_families(by=cast.outsider, words="Reilly Hart", born=born, at=DAY)
    assert (strong.hits, strong.speak_to) == ((), ("Social care",))
    assert not search_families(by=cast.outsider, words="Riley Hart", at=DAY)
    mine = search_families(by=cast.health_visitor, words="Rylee Heart", at=DAY)
    assert [hit.person_id for hit in mine.hits] == ["riley"]


def test_a_decision_is_refused_with_what_has_arrived_that_may_be_seen(sent: Cast) -> None:
    decision = Entry(id="", content=Decision(outcome="assess"), happened=When.parse("2026-11-02"), agency="")
    seen_at = picture_version(sent.family)
    add_entry(by=sent.police_officer, family=sent.family, entry=an_entry("hidden"), agency_only=True, at=DAY)
    add_entry(by=sent.social_worker, family=sent.family, entry=decision, based_on=seen_at, at=DAY)  # nothing to show
    add_entry(by=sent.health_visitor, family=sent.family, entry=an_entry("new"), at=DAY)
    with pytest.raises(PictureChanged) as changed:
        add_entry(by=sent.social_worker, family=sent.family, entry=decision, based_on=seen_at, at=DAY)
    assert [entry.text for entry in changed.value.arrived if entry.text] == ["new"]
    add_entry(by=sent.social_worker, family=sent.family, entry=decision, based_on=changed.value.version, at=DAY)


def test_the_whole_chronology_holds_what_everyone_wrote(sent: Cast) -> None:
    assert whole_chronology(sent.family).agencies == ("police", "social_care")


@pytest.mark.parametrize(
    ("codes", "label"),
    [
        ((), ""), (("P",), "handling_P"), (("p",), "handling_P"), (("Permitted",), "handling_P"),
        (("C",), "handling_C"), (("P", "C"), "handling_C"), (("3",), "handling_C"), (("check", "first"), "handling_C"),
        (("R",), "handling_R"), (("P", "R"), "handling_R"), (("Restricted",), "handling_R"),
        (("OFFICIAL",), "handling_P"), (("OFFICIAL", "-", "SENSITIVE"), "handling_R"),
        (("Do", "not", "share"), "handling_R"),
    ],
)  # fmt: skip
def test_what_handling_codes_come_to(codes: tuple[str, ...], label: str) -> None:
    assert handling_label(codes) == label


def test_nobody_corrects_or_joins_another_agencys_entry_by_naming_it_in_their_own(sent: Cast) -> None:
    theirs = EntryRow.objects.filter(agency__slug="social_care", is_account=True).get()
    forged = an_entry("Not so.", corrects=theirs.entry_id, same_as=(theirs.entry_id,))
    add_entry(by=sent.health_visitor, family=sent.family, entry=forged, at=DAY)
    held = chronology_of(sent.family, sent.health_visitor, DAY)
    assert theirs.entry_id in {entry.id for entry in held.entries}
    assert all(not entry.same_as for entry in held.entries)


def test_what_was_released_and_then_withdrawn_is_seen_by_its_owner_and_the_panel_only(sent: Cast) -> None:
    release(by=sent.police_officer, family=sent.family, at=DAY)
    batch = sent.family.batches.get()
    withdraw_batch(by=sent.police_officer, batch=batch, reason="The wrong child.", at=DAY)
    row = EntryRow.objects.filter(batch=batch, labels__contains="handling_P").get()
    for who, may in (("police_officer", True), ("reviewer", True), ("health_visitor", False), ("outsider", False)):
        listed = entries_for(sent.people[who], sent.family, DAY, withdrawn=True)
        assert listed.filter(pk=row.pk).exists() is may
        assert bool(decide(sent.people[who], Act.SEE, EntryRow.objects.get(pk=row.pk), DAY)) is may


def test_a_correction_keeps_its_place_in_the_happening(sent: Cast) -> None:
    first, second, _ = EntryRow.objects.filter(batch__isnull=False).order_by("version")
    confirm_same(by=sent.police_officer, family=sent.family, first=first.entry_id, second=second.entry_id, at=DAY)
    old = entry_for(sent.police_officer, second.entry_id, Act.CORRECT_ENTRY, DAY)
    new = correct_entry(by=sent.police_officer, row=old, entry=read_entry(old.payload.content), at=DAY)
    held = chronology_of(sent.family, sent.police_officer, DAY)
    pairs = {tuple(account.id for account in one.accounts) for one in held.happenings()}
    assert (first.entry_id, new.entry_id) in pairs


def test_a_released_entry_is_no_longer_said_to_be_its_agencys_alone(sent: Cast) -> None:
    def held(labels: str) -> bool:
        return " agency_only " in labels

    before = page_of_entries(sent.police_officer, sent.family, Filters(agencies=("police",)), at=DAY)
    assert all(held(labels) for labels in before.labels.values())
    release(by=sent.police_officer, family=sent.family, at=DAY)
    after = page_of_entries(sent.police_officer, sent.family, Filters(agencies=("police",)), at=DAY)
    open_now = {entry_id for entry_id, labels in after.labels.items() if not held(labels)}
    seen_by_network = page_of_entries(sent.health_visitor, sent.family, Filters(agencies=("police",)), at=DAY)
    assert open_now == {entry.id for entry in seen_by_network.entries} != set()
