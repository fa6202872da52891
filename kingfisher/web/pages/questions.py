"""What stands open: each question with its facts, where it comes from, who can answer it and what would settle it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kingfisher.questions.guidance import guidance
from kingfisher.questions.question import Question
from kingfisher.records.access import Act, family_for
from kingfisher.records.beside import questions_for, sees_everything
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.family_page import contributors
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.web.pages.family import contributors_shown, stands_at
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy
from kingfisher.web.words import agency_name, in_list

LONGEST = 160  # characters of a fact shown before "…": the entry itself is one click away


@policy("see family")
def open_questions(request: HttpRequest, ref: str) -> HttpResponse:
    """Every question that stands open and rests only on entries this practitioner may see."""
    family = family_for(reader(request), ref, Act.SEE, today())
    seen = chronology_of(family, reader(request), today())
    written = contributors(reader(request), family, at=today())
    names = {one.agency: one.name for one in written}
    on = stands_at(seen)
    found = questions_for(reader(request), family, on, at=today())
    context = framed(
        family,
        "questions",
        "What stands open",
        day=said(on),
        kinds=[_of_kind(kind, found, seen, names, ref) for kind in dict.fromkeys(one.kind for one in found)],
        contributors=contributors_shown(written, ref),
        sees_all=sees_everything(reader(request), family, today()),
    )
    return render(request, "questions/questions.html", context)


def _of_kind(kind: str, found: list[Question], seen: Chronology, names: dict[str, str], ref: str) -> dict[str, Any]:
    """Questions of one kind together: what they ask, and where they come from, said once."""
    same = [question for question in found if question.kind == kind]
    listed = guidance()
    grounds = dict.fromkeys(name for question in same for name in question.guidance)
    return {
        "id": kind,
        "title": same[0].title,
        "where": f"Where this comes from: {same[0].title}",
        "grounds": [f"{one.title}, {one.paragraph}: {one.says}" for name in grounds if (one := listed[name])],
        "questions": [shown(question, seen, names, ref) for question in same],
    }


def shown(question: Question, seen: Chronology, names: dict[str, str], ref: str) -> dict[str, Any]:
    """A question in words: the sentence, its facts as links, who is asked and what settles it."""
    return {
        "sentence": question.sentence,
        "since": said(question.since),
        "about": in_list([seen.family.label(person) for person in question.about]),
        "asked": in_list([agency_name(to, names) for to in question.addressed_to]) or "whoever leads the work",
        "holder": agency_name(question.ask_agency, names) if question.ask_agency else "",
        "settles": question.settles,
        "facts": [_fact(entry_id, seen, names, ref) for entry_id in question.rests_on if entry_id in seen.by_id],
    }


def _fact(entry_id: str, seen: Chronology, names: dict[str, str], ref: str) -> dict[str, str]:
    entry = seen.by_id[entry_id]
    text = entry.text if len(entry.text) <= LONGEST else f"{entry.text[:LONGEST].rsplit(' ', 1)[0]} …"
    return {
        "when": entry.happened.words,
        "agency": agency_name(entry.agency, names),
        "text": text,
        "href": reverse("entry", args=[ref, entry_id]),
    }
