"""The review pack and report scaffold in words: parts under headings, made from the steps as its pages show them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kingfisher.interchange.copies.report import Grid, Part, Said
from kingfisher.practice.differences import Difference
from kingfisher.practice.measures import MEASURES
from kingfisher.practice.reviews.citations import Citation, broken
from kingfisher.practice.reviews.recommendations import recommendations
from kingfisher.practice.reviews.returns import returns
from kingfisher.practice.reviews.standing import ReviewClock, review_clocks, stage_of, unsigned
from kingfisher.practice.reviews.steps import LearningPoint, PartWritten
from kingfisher.practice.steps import Recorded, Steps
from kingfisher.timeline.dates import said
from kingfisher.web.review_words import RECORDED_ON, clock_words, step_title, step_words

NOT_SAID = ("File", "Files", "Heading", "Cites", "Entry", "Entries", "Shown by", "Done well in", "Version")
SORTS = {
    "when": "When it happened",
    "outcome": "What came of it",
    "seen": "Whether the child was seen",
    "word": "Taken on someone’s word",
    "check": "Records not asked for",
}


@dataclass(frozen=True)
class Told:
    """What a pack is made from. `notes` says each entry by id as the appendix has it; `agencies` are names by slug;
    `differences` are those the records themselves show, by family."""

    steps: Steps
    names: Mapping[str, str]
    cited: Sequence[Citation]
    notes: Mapping[str, str]
    agencies: Mapping[str, str]
    differences: Sequence[tuple[str, Sequence[Difference]]]
    at: date


def scaffold(told: Told) -> tuple[Part, ...]:
    """Every part in order; one with nothing in it says so, because what is missing must show."""
    return tuple(_parts(told))


def _parts(told: Told) -> Iterator[Part]:
    yield Part(heading="Terms of reference", content=_each(told, "terms_set", "reviewer_appointed", "panel_named"))
    yield Part(heading="The process so far", content=_process(told))
    yield Part(heading="Agencies’ returns", content=_returns(told))
    yield Part(heading="Agencies’ own analysis and learning", content=_each(told, "analysis_given", "own_learning"))
    yield Part(heading="Key episodes", content=_each(told, "episode_marked"))
    yield Part(heading="Where accounts differ", content=_differences(told))
    yield from _report(told)
    yield from _learning(told)
    yield Part(heading="Recommendations", content=_recommendations(told))
    yield Part(
        heading="What the family told us",
        content=(
            Said(words="Each account is its giver’s own, and is kept where others say otherwise.", style="small"),
            *_each(told, "account_given", "reply_came", "letter_sent", "family_told", "name_wished"),
        ),
    )
    yield Part(heading="Practitioner events", content=_each(told, "event_held", "learned_there"))
    if gone := broken(told.cited):
        yield Part(heading="Citations that no longer hold", content=tuple(_gone(told, one) for one in gone))
    yield Part(heading="Signatures", content=_signatures(told))


def _each(told: Told, *kinds: str) -> tuple[Said, ...]:
    found = [words for one in told.steps.all if one.kind in kinds for words in _step(told, one)]
    return tuple(found) or (Said(words="Nothing is recorded."),)


def _step(told: Told, one: Recorded) -> Iterator[Said]:
    """A step: its title and day, its own words with what they rest on, and the rest of what it holds."""
    shown = step_words(one.step, told.names)
    of = getattr(one.step, "family", "") or _family_cited(told, one.id)
    notes = _notes(told, one.id)
    yield Said(words=f"{_titled(one.kind)}, {said(one.step.day)}", style="bold", notes=() if shown["words"] else notes)
    if shown["words"]:
        yield Said(words=shown["words"], of=of, notes=notes)
    for row in _rows(shown):
        yield Said(words=f"{row['key']}: {row['value']}", style="bullet", of=of)


def _rows(shown: dict[str, Any]) -> list[dict[str, str]]:
    return [row for row in shown["rows"] if row["key"] not in NOT_SAID]


def _notes(told: Told, step: str) -> tuple[str, ...]:
    return tuple(_note(told, one) for one in told.cited if one.by == step)


def _family_cited(told: Told, step: str) -> str:
    """The one family whose entries a step rests on; "" where it rests on none, or on those of several."""
    families = {one.family for one in told.cited if one.by == step and one.family}
    return families.pop() if len(families) == 1 else ""


def _note(told: Told, one: Citation) -> str:
    words = told.notes.get(one.cited) or one.words or told.names.get(one.cited) or _own(told, one.cited)
    return f"{words} – BROKEN. {one.why}" if one.broken else words


def _own(told: Told, step: str) -> str:
    found = next((one for one in told.steps.all if one.id == step), None)
    return f"This review: {_titled(found.kind)}, {said(found.step.day)}" if found else f"“{step}”"


def _process(told: Told) -> tuple[Said | Grid, ...]:
    clocks = review_clocks(told.steps, told.at)
    head = Said(words=f"Where it stands: {stage_of(told.steps).value}, as at {said(told.at)}.")
    table = (_clocks(clocks),) if clocks else ()
    kinds = [kind for kind in RECORDED_ON["review"] if kind not in ("terms_set", "reviewer_appointed", "panel_named")]
    return (head, *table, *_each(told, *kinds))


def _clocks(clocks: Sequence[ReviewClock]) -> Grid:
    rows = []
    for one in clocks:
        words = clock_words(one)
        state = f"{words['state']}{', ' + words['met'] if words['met'] else ''}"
        rows.append((words["title"], words["started"], words["due"], state, f"{words['basis']} {words['reason']}"))
    return Grid(header=("Clock", "From", "Due", "How it stands", "Ground, and reason if late"), widths=(3, 3, 3, 3, 4),
                rows=tuple(rows))  # fmt: skip


def _returns(told: Told) -> tuple[Said | Grid, ...]:
    rows = []
    for one in returns(told.steps, told.at):
        came = f"{said(one.latest.day)}, version {one.latest.version}" if one.latest else "No"
        signed = f"{said(one.signed_off.day)}, {one.signed_off.name}" if one.signed_off else "No"
        asked = said(one.requested.day) if one.requested else "No"
        rows.append((told.agencies.get(one.agency, one.agency), asked, came, signed, "; ".join(one.wants) or "nothing"))
    if not rows:
        return (Said(words="No agency has been asked."),)
    header = ("Agency", "Asked", "Came", "Signed off", "Still wanted")
    return (Grid(header=header, widths=(3, 3, 3, 3, 3), rows=tuple(rows)),)


def _differences(told: Told) -> tuple[Said | Grid, ...]:
    content: list[Said | Grid] = [*_each(told, "difference_noted")]
    for family, found in told.differences:
        if found:
            content.append(Said(words=f"What the records themselves leave open{family}", style="bold"))
            rows = tuple(_difference(told, one) for one in found)
            header = ("What differs", "In words", "Held by", "Never asked", "Lines of the chronology")
            content.append(Grid(header=header, widths=(3, 4, 3, 3, 8), rows=rows))
    return tuple(content)


def _difference(told: Told, one: Difference) -> tuple[str, ...]:
    held, never = (", ".join(told.agencies.get(a, a) for a in which) for which in (one.held_by, one.never_asked))
    return SORTS[one.sort], one.about, held, never, "; ".join(_brief(told, entry) for entry in one.entries)


def _brief(told: Told, entry: str) -> str:
    """An entry by its line, its agency and its day, without the name of the appendix it is in."""
    return told.notes.get(entry, entry).partition(", line ")[2] or entry


def _report(told: Told) -> Iterator[Part]:
    """The parts written, those of one heading together in the order they were first written."""
    yield Part(heading="The report", content=() if told.steps.of(PartWritten) else (Said(words="No part is written."),))
    headings: dict[str, list[Said]] = {}
    for name, one in told.steps.kept(PartWritten):
        headings.setdefault(one.heading, []).append(
            Said(words=one.words, notes=_notes(told, name), of=_family_cited(told, name))
        )
    for heading, content in headings.items():
        yield Part(heading=heading, content=tuple(content), level=3)


def _learning(told: Told) -> Iterator[Part]:
    points = told.steps.kept(LearningPoint)
    yield Part(heading="Learning", content=() if points else (Said(words="No learning point is recorded."),))
    themes: dict[str, list[Said]] = {}
    for name, one in points:
        cited = {each.cited: _note(told, each) for each in told.cited if each.by == name}
        shown = tuple(cited[which] for which in (*one.shown_by, *one.earlier) if which in cited)
        well = tuple(cited[which] for which in one.countered_by if which in cited)
        listed = themes.setdefault(one.theme, [])
        of = _family_cited(told, name)
        listed.append(Said(words=one.words, notes=shown, of=of))
        listed += [Said(words="Done well elsewhere:", style="bullet", notes=well)] if well else []
    for theme, content in themes.items():
        yield Part(heading=theme, content=tuple(content), level=3)


def _recommendations(told: Told) -> tuple[Said | Grid, ...]:
    found: list[Said | Grid] = []
    for number, one in enumerate(recommendations(told.steps, told.at), 1):
        held = one.recommendation
        of = _family_cited(told, one.id)
        found.append(Said(words=f"{number}. {held.words}", style="bold", notes=_notes(told, one.id), of=of))
        measure = MEASURES[held.measure].title if held.measure in MEASURES else held.measure
        rows = (
            ("Owner", held.owner), ("Action", held.action), ("Due", said(held.due) if held.due else ""),
            ("Measure", measure), ("Baseline", held.baseline), ("How it stands", one.progress.value),
            *(("Done", f"{step.words} ({said(step.day)})") for step in one.actions),
            *(("Evidence", f"{step.words} ({said(step.day)})") for step in one.evidence),
        )  # fmt: skip
        found += [Said(words=f"{key}: {value}", style="bullet", of=of) for key, value in rows if value]
    return tuple(found) or (Said(words="No recommendation is recorded."),)


# What a form asks to be done reads otherwise in a report.
_DONE = {
    "return_requested": "A return was asked for",
    "query_sent": "A query",
    "episode_marked": "Key episode",
    "difference_noted": "Accounts differ",
    "part_written": "A part of the report",
    "learning_point": "A learning point",
    "recommendation_closed": "A recommendation was closed",
    "document_kept": "A document was kept",
    "record_held": "The records were held",
    "hold_ended": "The hold ended",
    "panel_named": "On the panel",
}


def _titled(kind: str) -> str:
    return _DONE.get(kind) or step_title(kind)


def _gone(told: Told, one: Citation) -> Said:
    by = next(step for step in told.steps.all if step.id == one.by)
    return Said(words=f"{_titled(by.kind)}, {said(by.step.day)}: {_note(told, one)}", style="bullet")


def _signatures(told: Told) -> tuple[Said, ...]:
    missing = unsigned(told.steps)
    wanted = (Said(words=f"Still to sign: {', '.join(missing)}."),) if missing else ()
    return (*_each(told, "signed_off"), *wanted)
