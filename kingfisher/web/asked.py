"""An open question in words: the question, its facts with dates and holders, the guidance, and what settles it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from kingfisher.practice.guidance import Guidance, guidance
from kingfisher.questions.closing import capital
from kingfisher.questions.in_force import QUESTIONS_CALLED as CALLED
from kingfisher.questions.question import Question
from kingfisher.records.asked_of import ref_of
from kingfisher.records.partnership import ours
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.timeline.kinds import Check
from kingfisher.web.words import agency_name, in_list

LONGEST = 160  # characters of a fact shown before "…": the entry itself is one click away


def shown(question: Question, seen: Chronology, names: Mapping[str, str], ref: str, query: str = "") -> dict[str, Any]:
    """A question in words: the sentence, its facts as links, who is asked and what settles it."""
    return {
        "id": ref_of(question.key),
        "href": reverse("question", args=[ref, ref_of(question.key)]) + query,
        "sentence": question.sentence,
        "since": _since(question, seen),
        "about": in_list([seen.family.label(person) for person in question.about]),
        "asked": in_list([agency_name(to, names) for to in question.addressed_to]) or "whoever leads the work",
        "holder": agency_name(question.ask_agency, names) if question.ask_agency else "",
        "settles": question.settles,
        "facts": facts(question.rests_on, seen, names, ref),
        "asked_before": asked_before(question, seen, names, ref),
    }


def _since(question: Question, seen: Chronology) -> str:
    """The day it opened; and, where facts have joined it since, the day of the newest: its sentence speaks of that."""
    known = [seen.by_id[one].known_from for one in question.rests_on if one in seen.by_id]
    newest = max((day for day in known if day), default=question.since)
    joined = f"; the newest fact it rests on is of {said(newest)}" if newest > question.since else ""
    return f"{said(question.since)}{joined}"


def facts(entries: Iterable[str], seen: Chronology, names: Mapping[str, str], ref: str) -> list[dict[str, str]]:
    """The entries of them that are among those seen: when, which agency holds it, and its words."""
    return [_fact(entry_id, seen, names, ref) for entry_id in entries if entry_id in seen.by_id]


def asked_before(question: Question, seen: Chronology, names: Mapping[str, str], ref: str) -> list[dict[str, str]]:
    """The entries that say the agency that holds the fact was asked about what the question rests on, on or after the
    day it opened."""
    if not question.ask_agency:
        return []
    asked = [
        entry.id
        for entry in seen.entries
        if isinstance(entry.content, Check)
        and entry.content.held_by == question.ask_agency
        and not set(entry.relates_to).isdisjoint(question.rests_on)
        and (entry.known_from is None or entry.known_from >= question.since)
    ]
    return facts(asked, seen, names, ref)


def _fact(entry_id: str, seen: Chronology, names: Mapping[str, str], ref: str) -> dict[str, str]:
    entry = seen.by_id[entry_id]
    text = entry.text if len(entry.text) <= LONGEST else f"{entry.text[:LONGEST].rsplit(' ', 1)[0]} …"
    return {
        "when": entry.happened.words,
        "agency": agency_name(entry.agency, names),
        "text": text,
        "href": reverse("entry", args=[ref, entry_id]),
    }


def grounds(names: Iterable[str], kind: str = "", day: date | None = None) -> list[str]:
    """Guidance by id, each as one sentence that says what it is and where it stands; with a kind of question and a
    day, the partnership's own sources for it too, by their edition and the version of its file."""
    listed = guidance()
    found = [listed[name] for name in dict.fromkeys(names)]
    words = [f"{one.title}, {one.paragraph}: {one.says} ({capital(CALLED[one.kind])}.)" for one in found]
    own = ours()
    local = own.grounds_of(kind, day) if own and day else ()
    return [*words, *(f"{local_source(one, own.label if own else '')}: {one.says}" for one in local)]


def local_source(one: Guidance, label: str) -> str:
    """A local source by its edition, called what it is, with the version of the partnership's file."""
    return f"{capital(CALLED[one.kind])}: {one.title}, {one.edition}, {one.paragraph} ({label})"


def by_kind(
    found: Iterable[Question],
    seen: Chronology,
    names: Mapping[str, str],
    ref: str,
    *,
    prefix: str = "",
    query: str = "",
    as_at: date,
) -> list[dict[str, Any]]:
    """Questions of one kind together: what they ask, and where they come from, said once."""
    kinds: dict[str, list[Question]] = {}
    for question in found:
        kinds.setdefault(question.kind, []).append(question)
    return [
        {
            "id": f"{prefix}{kind}",
            "title": same[0].title,
            "where": f"Where this comes from: {same[0].title}",
            "grounds": grounds((name for question in same for name in question.guidance), kind, as_at),
            "catalogue": reverse("question_kind", args=[kind]),
            "questions": [shown(question, seen, names, ref, query) for question in same],
        }
        for kind, same in kinds.items()
    ]


def ready_to_send(question: Question, seen: Chronology, names: Mapping[str, str], writer: str) -> str:
    """Words to the agency that holds the missing fact. They repeat no entry: what else to tell them is for a person."""
    about = in_list([seen.family.label(person) for person in question.about]) or seen.family.name
    return "\n".join(
        [
            f"To: {agency_name(question.ask_agency or '', names)}",
            f"From: {writer}",
            f"About: {about}",
            "",
            question.sentence,
            "",
            f"We think that you may hold what is missing. What would settle it: {question.settles}",
            "",
            "Please tell us what you know, from what day and from which record, and whether it may be shared with "
            "the others who work with the family. If you hold nothing, please say so.",
        ]
    )
