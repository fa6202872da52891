"""Correcting an entry on a page: its own agency alone, nothing overwritten, nothing typed lost, and asked again."""

from datetime import date

import msgspec
import pytest
from django.urls import reverse

from kingfisher.practice.contact import last_seen_at_home
from kingfisher.questions.engine import ask
from kingfisher.records.actions.entries import add_entry, correct_entry, picture_version
from kingfisher.records.actions.releases import release
from kingfisher.records.chain import append_accounts
from kingfisher.records.chronologies import chronology_of, whole_chronology
from kingfisher.records.content import read_entry, read_keeping
from kingfisher.records.in_force import rebuild
from kingfisher.records.models import Batch, BatchState, Draft, EntryRow, Original, TrailRow
from kingfisher.records.models.families import new_ref
from kingfisher.records.verify import faults
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Seen, Shared, Source, amend
from kingfisher.timeline.kinds import (
    KINDS,
    Appointment,
    Assessment,
    ChairsOversight,
    ChildLine,
    Claim,
    Contact,
    Decision,
    Health,
    LegalStep,
    LivingArrangement,
    Meeting,
    Outcome,
    Referral,
    Setting,
    Sighting,
    Supervision,
)
from kingfisher.timeline.people import HowKnown
from kingfisher.web.forms.writing import FORMS
from kingfisher.web.forms.writing.correcting import form_for
from tests.records.cast import DAY
from tests.web.conftest import entry
from tests.web.test_family_pages import words

WHY = "The wrong line of the diary was copied."


def row_saying(text):
    return EntryRow.objects.get(payload__content__contains=text, corrects="")


def latest():
    return EntryRow.objects.filter(is_account=True).order_by("pk").last()


@pytest.fixture
def page(cast):
    return lambda row: reverse("correct", args=[cast.family.ref, row.entry_id])


@pytest.fixture
def file(cast):
    """File an entry of an agency, as its practitioner."""
    whose = {"social_care": cast.social_worker, "health_visiting": cast.health_visitor, "police": cast.police_officer}

    def filed(agency, text, content, when="2020-06-02", **more):
        by, made = whose[agency], entry(agency, when, text, content, **more)
        return add_entry(by=by, family=cast.family, entry=made, based_on=picture_version(cast.family))

    return filed


def typed(opened, /, **changes):
    """What a browser would send of the form as it was opened, some of it changed; what becomes None is left out."""
    form = opened.context["form"]
    sent = {bound.name: bound.value() for bound in form if bound.value() not in (None, "", [])}
    sent = {name: "\r\n".join(value.splitlines()) if isinstance(value, str) else value for name, value in sent.items()}
    return {name: value for name, value in (sent | {"why": WHY} | changes).items() if value is not None}


@pytest.fixture
def put_right(signed_in, page):
    """Open the form, change something and file it: the entry as it was kept, and the answer."""

    def corrected(who, row, **changes):
        client = signed_in(who)
        answer = client.post(page(row), typed(client.get(page(row)), **changes), follow=True)
        assert answer.redirect_chain, words(answer)
        return read_entry(latest().payload.content), answer

    return corrected


def test_its_agency_corrects_an_entry_and_both_stand_with_the_reason(cast, signed_in, put_right):
    row = row_saying("Not brought to clinic")
    right, answer = put_right("health_visitor", row, text="Brought to clinic, an hour late.", outcome="attended")
    assert (right.text, right.content.outcome) == ("Brought to clinic, an hour late.", Outcome.ATTENDED)
    assert (right.corrects, right.agency, right.happened) == (row.entry_id, "health_visiting", When.parse("2020-06-02"))
    text = words(answer)
    assert "Corrected. What it said before stays to be read" in text
    assert f"by Health Visitor, health visitor, Health visiting. {WHY}" in text
    assert "Not brought to clinic. Brought to clinic, an hour late." in text
    before = words(signed_in("social_worker").get(reverse("entry", args=[cast.family.ref, row.entry_id])))
    assert "This entry has since been corrected." in before
    assert "Not brought to clinic." in before
    assert "Correct this entry" not in before
    assert list(faults()) == []
    assert rebuild(cast.family) == []


def test_the_reason_is_kept_in_the_chain_and_the_act_in_the_trail(cast, put_right):
    put_right("health_visitor", row_saying("Not brought to clinic"), text="Brought.")
    kept = read_keeping(EntryRow.objects.get(kind="entry_corrected").payload.content)
    assert (kept.entry, kept.reason) == (latest().entry_id, WHY)
    assert TrailRow.objects.filter(action="correct_entry", allowed=True, who__contains="Health Visitor").exists()


@pytest.mark.parametrize("who", ["social_worker", "manager", "police_officer", "reviewer", "outsider"])
def test_nobody_else_may_not_even_the_panel(cast, signed_in, page, who):
    row = row_saying("Not brought to clinic")
    client = signed_in(who)
    assert client.get(page(row)).status_code == 404
    assert client.post(page(row), {"text": "Forged", "why": "Because"}).status_code == 404
    assert not EntryRow.objects.exclude(corrects="").exists()
    shown = client.get(reverse("entry", args=[cast.family.ref, row.entry_id]))
    if shown.status_code == 200:
        assert "Only Health visiting can correct it." in words(shown)


def test_an_entry_nobody_told_of_cannot_be_opened_by_its_address(cast, signed_in, page):
    assert signed_in("social_worker").get(page(row_saying("Restricted intelligence"))).status_code == 404
    other = reverse("correct", args=["anotherref", row_saying("Not brought").entry_id])
    assert signed_in("health_visitor").get(other).status_code == 404


def test_a_reason_is_asked_for_and_something_must_be_different(signed_in, page):
    row, client = row_saying("Not brought to clinic"), signed_in("health_visitor")
    opened = client.get(page(row))
    answer = client.post(page(row), typed(opened, text="Brought.", why=""))
    assert (answer.status_code, "Say why it is corrected" in words(answer), "Brought." in words(answer)) == (
        422,
        True,
        True,
    )
    same = client.post(page(row), typed(opened))
    assert (same.status_code, "Nothing is different yet." in words(same)) == (422, True)
    assert not EntryRow.objects.exclude(corrects="").exists()


def test_the_old_words_stand_beside_and_the_form_is_filled_with_them(signed_in, page):
    row = row_saying("No access to the house")
    answer = signed_in("health_visitor").get(page(row))
    assert "As it stands" in words(answer)
    initial = answer.context["form"].initial
    assert (initial["happened"], initial["outcome"]) == ("about 2 March 2020", Outcome.NO_ACCESS)


def test_two_at_once_lose_nothing_and_the_second_sees_what_the_first_wrote(cast, signed_in, page):
    row, client = row_saying("Not brought to clinic"), signed_in("health_visitor")
    opened = typed(client.get(page(row)), text="Mine: brought late.")
    base = read_entry(row.payload.content)
    first = correct_entry(by=cast.health_visitor, row=row, entry=amend(base, text="Theirs: rang to cancel."))
    answer = client.post(page(row), opened)
    text = words(answer)
    assert answer.status_code == 409
    assert "Someone corrected this entry while you were writing." in text
    assert "Mine: brought late." in text
    assert "Theirs: rang to cancel." in text
    assert f'action="{page(first)}"' in answer.content.decode()
    filed = client.post(page(first), opened, follow=True)
    assert "Corrected." in words(filed)
    assert latest().corrects == first.entry_id
    assert client.get(page(row), follow=True).redirect_chain[-1][0] == page(latest())


def test_a_draft_is_kept_found_again_and_gone_once_filed(cast, signed_in, page, put_right):
    row, client = row_saying("Not brought to clinic"), signed_in("health_visitor")
    keep = reverse("save_draft", args=[cast.family.ref, f"correct-{row.entry_id}"])
    assert client.post(keep, {"text": "Half a sent", "why": "Beca"}).status_code == 204
    opened = client.get(page(row))
    assert "You left this unfinished" in words(opened)
    assert opened.context["form"]["text"].value() == "Half a sent"
    put_right("health_visitor", row, text="Half a sentence, whole.")
    assert not Draft.objects.exists()


def test_what_is_released_stays_released_and_what_is_kept_back_stays_kept_back(cast, put_right, signed_in):
    held = add_entry(
        by=cast.police_officer, family=cast.family, entry=entry("police", "2020-06-05", "Held back."), agency_only=True
    )
    put_right("police_officer", held, text="Held back, and put right.")
    hidden = reverse("entry", args=[cast.family.ref, latest().entry_id])
    assert signed_in("social_worker").get(hidden).status_code == 404
    release(by=cast.police_officer, family=cast.family, entries=[latest().entry_id])
    put_right("police_officer", latest(), text="Open, and put right again.")
    assert "Open, and put right again." in words(
        signed_in("social_worker").get(reverse("entry", args=[cast.family.ref, latest().entry_id]))
    )


def stands(cast, kind, day):
    return any(one.kind == kind for one in ask(whole_chronology(cast.family), date.fromisoformat(day)))


def test_a_question_that_rested_on_it_is_asked_again_of_what_it_says_now(cast, file, put_right, signed_in):
    file("social_care", "Conference.", KINDS["plan"](type="child_protection", stage="opened"), when="2020-03-01")
    asked = file(
        "social_care", "Oversight.", ChairsOversight(grade="red", question="Who saw Riley?", addressed_to="police"),
        when="2020-03-02",
    )  # fmt: skip
    answer = KINDS["answer"](on=(asked.entry_id,), answer="done", question="chair_answered", reason="We did.")
    file("police", "We did.", answer, when="2020-03-05")
    assert not stands(cast, "chair_answered", "2020-06-01")
    put_right("social_worker", asked, text="Oversight, spelt right.")
    assert not stands(cast, "chair_answered", "2020-06-01")  # the answer is of the entry that stands in its place
    put_right(
        "police_officer", row_saying('"reason":"We did."'), text="Not yet.", answer="will_be_done", by_when="1/5/2020"
    )
    assert stands(cast, "chair_answered", "2020-06-01")  # it was a promise, and its day is past


def test_a_sighting_put_right_is_a_sighting_no_more(cast, put_right):
    assert last_seen_at_home(whole_chronology(cast.family), "riley", DAY).when == When.parse("2020-04-14")
    put_right("social_worker", row_saying("asleep in cot"), setting="doorstep")
    assert last_seen_at_home(whole_chronology(cast.family), "riley", DAY) is None


def test_what_was_learned_later_leaves_the_record_as_it_stood_before(cast, put_right):
    put_right("social_worker", row_saying("asleep in cot"), setting="doorstep", became_known="1/9/2020")
    record = whole_chronology(cast.family)
    assert last_seen_at_home(record.as_at(date(2020, 8, 31)), "riley", date(2020, 8, 31)) is not None
    assert last_seen_at_home(record.as_at(date(2020, 9, 1)), "riley", date(2020, 9, 1)) is None


# What no field says, and what was not changed, stays as it is.

WHOLE = {
    "contact": Contact(
        with_whom=("amy",), setting=Setting.INSIDE, outcome=Outcome.ATTENDED, announced=False, minutes=20
    ),
    "appointment": Appointment(whose="riley", service="Clinic", outcome=Outcome.WAS_NOT_BROUGHT, reason="The bus."),
    "decision": Decision(
        outcome="return_home", reason="As agreed.", told=("police",), relies_on=("A. Nurse",), level=3
    ),
    "referral": Referral(to="social_care", concerns=("cold", "hungry"), gestation_weeks=12, criteria=("a",), level=2),
    "meeting": Meeting(
        type="strategy", mode="video", outcome="held", invited=("police", "housing", "A. Nurse", "amy"),
        attended=("police", "A. Nurse"), apologies=("housing",), picture="mixed",
    ),
    "assessment": Assessment(
        type="single", stage="completed", conclusion="Well.",
        accepted=tuple(Claim(claim=f"Claim {n}", said_by="amy", asked=("police",)) for n in range(5)),
    ),
    "legal_step": LegalStep(step="wardship", outcome="extended"),
    "supervision": Supervision(
        practitioner="A. Nurse, nurse", supervisor="B", outcome="given", would_change="More.", themes=("drift",),
        lines=(ChildLine(child="riley", line="Quiet."), ChildLine(child="amy", line="Tired.")),
    ),
    "living_arrangement": LivingArrangement(who=("riley",), address="3 Mill Row", overnight=True),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted({*KINDS, *WHOLE}))
def test_a_correction_of_the_words_alone_leaves_every_fact_of_every_kind(kind, cast, put_right, file):
    row = file(
        "social_care", "As first written.\nIn two lines.", WHOLE.get(kind, KINDS[kind]()), when="autumn term 2019",
        how_known=HowKnown.THIRD_PARTY, told_by="amy", became_known=When.parse("2020-01-06"),
        shared=(Shared(to="police", on=When.parse("2020-01-07"), how="by letter"), Shared(to="A. Nurse")),
        seen=(Seen(child="riley", setting=Setting.INSIDE, alone=True), Seen(child="amy", setting=Setting.WINDOW)),
        source=Source(file="sc.docx", locator="row 7", passage="As first"), handling=("P",), relates_to=("nosuchone1",),
    )  # fmt: skip
    before = read_entry(row.payload.content)
    right, _ = put_right("social_worker", row, text="As put right.")
    changed = {"id", "text", "corrects", "recorded_at"}
    for name in set(Entry.__struct_fields__) - changed:
        old, new = getattr(before, name), getattr(right, name)
        if name == "content" and kind == "answer":
            old = amend_reason(old, "As put right.")
        assert new == old, name
    assert right.text == "As put right."


def amend_reason(content, words):
    return msgspec.structs.replace(content, reason=words)


def test_each_form_changes_what_it_shows_and_keeps_the_rest(put_right, file):
    met = file("social_care", "Met.", WHOLE["meeting"])
    right, _ = put_right("social_worker", met, part_police="apologies")
    assert set(right.content.apologies) == {"housing", "police"}
    assert right.content.attended == ("A. Nurse",)
    assert set(right.content.invited) == {"police", "housing", "A. Nurse", "amy"}
    weighed = file("social_care", "Weighed.", WHOLE["assessment"])
    right, _ = put_right("social_worker", weighed, claim_1="Claim put right")
    assert [one.claim for one in right.content.accepted] == ["Claim put right", *(f"Claim {n}" for n in (1, 2, 3, 4))]
    seen = (
        Seen(child="riley", setting=Setting.INSIDE, alone=True, minutes=5),
        Seen(child="amy", setting=Setting.WINDOW),
    )
    saw = file("social_care", "Saw.", Sighting(), seen=seen)
    right, _ = put_right("social_worker", saw, seen=["riley"])
    assert right.seen == seen[:1]
    told = file("social_care", "Told.", Health(), shared=(Shared(to="police", how="by letter"), Shared(to="A. Nurse")))
    right, _ = put_right("social_worker", told, told_to=["police", "housing"])
    assert {one.to: one.how for one in right.shared} == {"police": "by letter", "housing": None, "A. Nurse": None}


def test_an_entry_of_the_wrong_child_is_put_right_to_the_other(cast, put_right, file):
    other = next(one.person_id for one in cast.family.people.all() if "Poppy" in one.names)
    row = file("social_care", "Seen at school.", Sighting(), seen=(Seen(child="riley", setting=Setting.SCHOOL),))
    right, _ = put_right("social_worker", row, seen=[other])
    assert right.about == (other,)
    record = chronology_of(cast.family, cast.social_worker, DAY)
    assert "Seen at school." not in [one.text for one in record.about_child("riley")]


def test_a_link_its_corrector_may_not_see_is_kept_and_not_shown(cast, put_right, file, signed_in, page):
    secret = row_saying("Restricted intelligence").entry_id
    open_one = row_saying("Shouting heard").entry_id
    row = file("social_care", "Decided.", Decision(outcome="assess", considered=(secret, open_one)))
    opened = signed_in("social_worker").get(page(row))
    assert secret not in opened.content.decode()
    right, _ = put_right("social_worker", row, considered=None, text="Decided otherwise.")
    assert right.content.considered == (secret,)


def test_an_undated_entry_can_be_put_right_and_given_a_date(put_right):
    right, _ = put_right("social_worker", row_saying("Undated note"), text="Undated, spelt right.")
    assert not right.happened.is_known
    right, _ = put_right("social_worker", latest(), happened="May 2020")
    assert right.happened == When.parse("2020-05")


def test_every_kind_has_a_form_to_correct_it():
    assert {kind: form_for(kind).__name__ for kind in KINDS if kind not in FORMS} == dict.fromkeys(
        ("living_arrangement", "relationship", "document"), "CorrectCorrectWords"
    )


def test_what_was_left_unfinished_is_found_on_the_correction_that_came_first(cast, signed_in, page):
    row, client = row_saying("Not brought to clinic"), signed_in("health_visitor")
    keep = reverse("save_draft", args=[cast.family.ref, f"correct-{row.entry_id}"])
    client.post(keep, {"text": "Half a sent", "why": "Beca"})
    base = read_entry(row.payload.content)
    first = correct_entry(by=cast.health_visitor, row=row, entry=amend(base, text="Theirs: rang to cancel."))
    opened = client.get(page(row), follow=True)
    assert opened.redirect_chain[-1][0] == page(first)
    assert "You left this unfinished" in words(opened)
    assert opened.context["form"]["text"].value() == "Half a sent"
    client.post(page(first), typed(opened, text="Half a sentence, whole."), follow=True)
    assert not Draft.objects.exists()


def test_what_is_kept_while_writing_goes_along_when_someone_came_first(cast, signed_in, page):
    row, client = row_saying("Not brought to clinic"), signed_in("health_visitor")
    mine = typed(client.get(page(row)), text="Mine: brought late.")
    client.post(reverse("save_draft", args=[cast.family.ref, f"correct-{row.entry_id}"]), mine)
    base = read_entry(row.payload.content)
    first = correct_entry(by=cast.health_visitor, row=row, entry=amend(base, text="Theirs: rang to cancel."))
    assert client.post(page(row), mine).status_code == 409
    assert Draft.objects.get().form == f"correct-{first.entry_id}"
    client.post(page(first), mine, follow=True)
    assert not Draft.objects.exists()


def test_an_entry_of_a_withdrawn_file_is_not_there_even_for_its_own_agency(cast, signed_in, page):
    batch = Batch.objects.create(
        family=cast.family, agency=cast.health_visitor.agency, received_by=cast.health_visitor,
        state=BatchState.WITHDRAWN, original=Original.objects.create(digest="0" * 64, content=b"a", size=1),
    )  # fmt: skip
    sent = amend(entry("health_visiting", "2020-06-05", "Sent about another family."), id=new_ref())
    row = append_accounts(cast.family, [sent], author=cast.health_visitor, batch=batch)[0]
    for address in (page(row), reverse("entry", args=[cast.family.ref, row.entry_id])):
        assert signed_in("health_visitor").get(address).status_code == 404


def test_an_entry_released_after_its_page_was_opened_stays_released_when_corrected(cast):
    held = add_entry(
        by=cast.police_officer, family=cast.family, entry=entry("police", "2020-06-05", "Held back."), agency_only=True,
        based_on=picture_version(cast.family),
    )  # fmt: skip
    read_before = EntryRow.objects.select_related("release").get(pk=held.pk)
    release(by=cast.police_officer, family=cast.family, entries=[held.entry_id])
    written = correct_entry(
        by=cast.police_officer, row=read_before, entry=amend(read_entry(held.payload.content), text="Held back, once.")
    )
    assert EntryRow.objects.get(pk=written.pk).release.day
