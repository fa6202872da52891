"""The thirty minutes of docs/governance/training.md, walked on the demonstration: it shows what the answers say."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kingfisher.agencies.models import Practitioner
from kingfisher.records import demonstration, jobs
from kingfisher.records.models import Audit, Family, Review

ROOT = Path(__file__).resolve().parents[2]
PAGE = re.sub(r"\s+", " ", (ROOT / "docs" / "governance" / "training.md").read_text(encoding="utf-8"))


class Trainee:
    """Somebody at the demonstration, on the Marsdens' record."""

    def __init__(self, name):
        assert f"ign in as `{name}`" in PAGE
        self.client = Client()
        self.client.force_login(Practitioner.objects.get(sign_in=name))
        self.ref = Family.objects.get(name="Marsden").ref

    def reads(self, route, *more, **asked):
        return words(self.client.get(reverse(route, args=[self.ref, *more]), asked))

    def opens(self, address, **asked):
        return self.client.get(address, asked)

    def files(self, address, told, *, based_on=False):
        if based_on:
            found = re.search(r'name="based_on" value="(\d+)"', self.client.get(based_on).content.decode())
            told = {**told, "based_on": found.group(1)}
        return self.client.post(address, told, follow=True)


def words(answer):
    text = re.sub(r"<(script|style|svg).*?</\1>", " ", answer.content.decode(), flags=re.S)
    text = re.sub(r"<[^>]+>", " ", text).replace("&#x27;", "'").replace("&quot;", '"')
    return re.sub(r"\s+", " ", text)


def told(*facts):
    """The page says so too."""
    for fact in facts:
        assert fact in PAGE, fact


@pytest.mark.django_db(transaction=True)
def test_every_exercise_has_the_answer_the_page_gives():
    demonstration.fill(ROOT / "demo", on=timezone.localdate(), say=lambda _: None)
    jobs.work_off()
    call = health_visitor()
    social_worker_and_key_worker(call)
    chair()
    business_manager()
    auditor()


def health_visitor():
    alison = Trainee("alison")
    shown = alison.reads("family")
    assert "Last recorded as seen inside the home: 21 July 2020" in shown
    assert "23 January 2019 to 10 July 2019: 169 days" in shown
    told("21 July 2020. From 23 January to 10 July 2019: 169 days")
    call = written(alison)
    assert "has not released it: only that agency and the review’s panel see it" in words(call)
    assert "This cannot be taken back" in words(call)
    assert "Last recorded as seen inside the home: 21 July 2020" in alison.reads("family")
    answered(alison)
    assert "Alison Frome" in alison.reads("looked")
    return call.redirect_chain[-1][0]


def written(alison):
    address = reverse("write_kind", args=[alison.ref, "contact"])
    text = "Rang Mum. She said Lucy ate well and slept."
    told(text, '"Visit, call or other contact"', '"Which children did you see?"')
    contact = {"happened": "25/7/2020", "outcome": "attended", "setting": "telephone", "with_whom": "mother"}
    contact |= {"about": "lucy", "text": text, "share": "agency"}
    refused = alison.files(address, {**contact, "seen": "lucy"}, based_on=address)
    assert refused.status_code == 422
    assert "A child is not seen by telephone" in words(refused)
    assert text in words(refused)
    return alison.files(address, contact, based_on=address)


def answered(alison):
    listed = alison.opens(reverse("questions", args=[alison.ref])).content.decode()
    question, *others = dict.fromkeys(re.findall(rf'/families/{alison.ref}/questions/([0-9a-f]{{16}})"', listed))
    assert "27 February 2020 , Health visiting" in words(alison.opens(reverse("question", args=[alison.ref, question])))
    told("27 February 2020", "The plan is social care's. I asked Laura Benton for its actions.")
    address = reverse("answer", args=[alison.ref, question])
    page = reverse("question", args=[alison.ref, question])
    disagree = {"answer": "disagree", "words": "", "on": "25/7/2020", "by_when": ""}
    assert alison.files(address, disagree, based_on=page).status_code == 422
    reason = "The plan is social care's. I asked Laura Benton for its actions."
    alison.files(address, {**disagree, "words": reason}, based_on=page)
    left = alison.opens(reverse("questions", args=[alison.ref])).content.decode()
    assert question not in left
    assert all(other in left for other in others)
    told("Questions are asked of you. Which entry does the first rest on?")


def social_worker_and_key_worker(call):
    laura = Trainee("laura")
    that_day = {"from": "25/7/2020", "to": "25/7/2020"}
    shown = laura.reads("chronology", **that_day)
    assert "1 entry, in the order" in shown
    assert "I asked Laura Benton" in shown
    assert laura.opens(call).status_code == 404
    assert "10 June 2020 : outside" in laura.reads("family")
    due = laura.reads("due")
    assert "Next child in need review Past the day another area sets" in due
    assert "Local procedure, not statutory. Another area’s figure" in due
    danielle = Trainee("danielle")
    assert "73 entries" in danielle.reads("chronology")
    assert "No question stands open on the entries you may see" in danielle.reads("questions")
    told("73, and 359 (72 and 357 before you wrote)")


def chair():
    idris = Trainee("idris")
    assert "of 359, in the order" in idris.reads("chronology")
    night = idris.reads("chronology", **{"from": "12/1/2020", "to": "13/1/2020"})
    assert "3 accounts of the same happening" in night
    assert "too drunk to look after child" in night
    assert "left together to a friend" in night
    told("too drunk to look after the child", '"left together to a friend"')
    police, social_care = (
        idris.reads("known_to", agency=agency, on="19/5/2020") for agency in ("police", "social_care")
    )
    assert "17 entries known to it by then" in police
    assert "65 entries known to it by then" in social_care
    assumed = "Police left Lucy with her mother so she cannot have been too drunk."
    assert assumed in social_care
    assert "Officer’s view" not in social_care
    assert "Officer’s view" in police
    told("17 and 65", assumed)
    assert "since 12 March 2020 (68 days to 19 May 2020)" in idris.reads("family", on="19/5/2020")
    told("since 12 March 2020, 68 days")
    replayed = idris.reads("replay", on="2020-05-19")
    assert "Reconstructed with today’s questions; not shown at the time." in replayed


def business_manager():
    marian = Trainee("marian")
    shown = marian.reads("returns")
    assert "416 356 3 57 3" in shown
    assert "2 rows of health_visiting.docx to settle" in shown
    told("416 rows = 356 entries + 3 in doubt + 57 of layout")
    review = Review.objects.get(name="Rapid review of Lucy")

    def record(kind, **said):
        address = reverse("review_record", args=[review.ref, kind])
        return marian.files(address, {"corrects": "", "note": "", **said})

    review_page = words(marian.opens(reverse("review", args=[review.ref])))
    assert "statutory guidance: Guidance of the Child Safeguarding Practice Review Panel" in review_page
    assert "Two services had moved their old records" in review_page
    told("two services had moved their old records")
    today = f"{timezone.localdate():%d/%m/%Y}"
    gone = record("copies_destroyed", what="Working copies", how="Shredded", certified_by="M Holt", day=today)
    assert "The records are held for this review" in words(gone)
    assert "Shredded" in gone.content.decode()
    copy = {"kind": "csv", "audience": "family", "agency": "", "recipient": "Chloe Marsden, mother", "names": "named"}
    address = reverse("downloads", args=[marian.ref])
    made = marian.client.post(address, {**copy, "dates": "as_given", "days": "", "places": ""})
    held = b"".join(made.streaming_content) if made.streaming else made.content
    assert len(held.decode("utf-8-sig").strip().splitlines()) == 1 + 44
    told("44 of 359")


def auditor():
    marian = Trainee("marian")
    opened = marian.client.get(reverse("new_audit", args=[marian.ref])).content.decode()
    instrument = re.search(r'<option value="([^"]+)"[^>]*>Work with', opened).group(1)
    about = {"name": "Lucy: was neglect seen?", "why": "", "children": ["lucy"], "instrument": instrument}
    about |= {"first": "1/1/2020", "last": "31/7/2020", "agencies": ["health_visiting", "social_care"]}
    marian.files(reverse("new_audit", args=[marian.ref]), about)
    audit = Audit.objects.get(name="Lucy: was neglect seen?")
    choosing = reverse("audit_reader", args=[audit.ref])
    offered = words(marian.opens(choosing))
    assert all(name in offered for name in ("Hannah Reeves", "Maggie Doyle", "Joan Barr"))
    assert not any(name in offered for name in ("Alison Frome", "Laura Benton", "Danielle Stokes"))
    for place, name in enumerate(("hannah", "maggie"), 1):
        who = Practitioner.objects.get(sign_in=name).pk
        marian.files(choosing, {"who": who, "place": place, "independence": "Another team"})
    hannah = Trainee("hannah")
    reading = reverse("audit_read", args=[audit.ref])
    asked = dict.fromkeys(re.findall(r'name="answer-(\w+)"', hannah.opens(reading).content.decode()))
    assert len(asked) == 10
    told("A reading answers all ten")
    half = hannah.files(reading, {"answer-seen": "in part", "why-seen": "Not between March and July."})
    assert half.status_code == 422
    assert "Not between March and July." in half.content.decode()
    shown = words(Trainee("maggie").opens(reverse("audit", args=[audit.ref])))
    assert "None that you may see yet: each reads alone until both are in." in shown
    assert Trainee("joan").opens(reverse("audit", args=[audit.ref])).status_code == 404
