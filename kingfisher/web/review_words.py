"""What a review's pages call things: the fields of a step, a clock as a line, and which page records what."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kingfisher.practice.reviews.standing import ReviewClock
from kingfisher.practice.steps import Happened
from kingfisher.timeline.dates import said
from kingfisher.web.forms.reviews import STEP_FORMS

RECORDED_ON: dict[str, tuple[str, ...]] = {
    "review": (
        "incident_known", "notice_sent", "criteria_decided", "panel_consulted", "rapid_review_done", "review_decided",
        "terms_set", "panel_named", "reviewer_appointed", "record_held", "hold_ended", "lateness_explained",
    ),
    "review_returns": (
        "return_requested", "return_received", "query_sent", "query_answered", "document_kept", "analysis_given",
        "own_learning", "return_signed_off",
    ),
    "review_work": ("episode_marked", "difference_noted"),
    "review_people": (
        "event_held", "learned_there", "reflection_kept", "letter_sent", "reply_came", "account_given", "family_told",
        "name_wished",
    ),
    "review_learning": (
        "earlier_review", "learning_point", "recommendation", "action_taken", "evidence_shown",
        "recommendation_closed", "look_again",
    ),
    "review_out": (
        "part_written", "pack_made", "signed_off", "copy_sent", "published", "retention_decided", "copies_destroyed",
    ),
}  # fmt: skip

_LABELS = {
    "what": "What happened", "to": "To", "reference": "Reference", "met": "Criteria met", "criteria": "Criteria",
    "reasons": "Reasons", "decided_by": "Decided by", "asked": "Asked", "proposes": "Proposed",
    "in_place_of": "In place of", "answered": "Answered on", "answer": "Answer", "decision": "Decision",
    "at_once": "To be done at once", "first": "From", "last": "To", "people": "About", "agencies": "Agencies",
    "lines_of_enquiry": "Lines of enquiry", "name": "Name", "agency": "Agency", "role": "Role",
    "part_in_it": "Part in the work reviewed", "independence": "Independence", "checked_by": "Checked by",
    "connections": "Connections", "reason": "Reason", "new_day": "Will be done by", "authority": "Authority",
    "due": "Due", "file_name": "File", "version": "Version", "title": "Title", "words": "", "entries": "Entries",
    "owner": "Owner", "action": "Action", "files": "Files", "why": "Why it matters", "held_by": "Held by",
    "never_asked": "Never asked", "settled": "Settled", "heading": "Heading", "cites": "Cites", "manner": "Held",
    "invited": "Invited", "attended": "Came", "said_by": "Said by", "number": "Letter", "how": "How",
    "person": "Who", "wish": "Wish", "disputed_by": "Others say otherwise", "reach": "Reach", "state": "State",
    "published": "Published", "says": "Says", "theme": "Theme", "shown_by": "Shown by",
    "countered_by": "Done well in", "earlier": "Said before in", "measure": "Measure", "baseline": "Baseline",
    "baseline_day": "Baseline of", "points": "Learning points", "recommendation": "Recommendation",
    "finished": "Finished", "of": "So many", "out_of": "Out of", "evidence": "Evidence", "on": "Looked at again on",
    "audience": "For", "named": "Named", "checked": "Checked", "partner": "Partner", "pack": "Pack",
    "publishes": "Publication", "where": "Where", "not_because": "Not published because", "until": "Until",
    "ground": "Ground", "certified_by": "Certified by", "note": "Note", "children": "Children", "event": "Event",
    "clock": "Clock", "query": "Query", "entry": "Entry", "replaces": "Replaces",
}  # fmt: skip
_UNSAID = ("day", "corrects", "words", "holds", "digest", "file", "family", "families")


_DONE = {
    "criteria_decided": "Whether the criteria are met", "lateness_explained": "Why it was late",
    "record_held": "The records were held", "hold_ended": "The hold ended", "terms_set": "Terms of reference",
    "return_requested": "Asked for its return", "return_received": "A file came", "query_sent": "A query was sent",
    "query_answered": "A query was answered", "document_kept": "A document was kept as it came",
    "return_signed_off": "The agency signed off its return", "episode_marked": "A key episode",
    "difference_noted": "Agencies’ accounts differ", "recommendation_closed": "A recommendation was closed",
    "look_again": "A day was set to look again", "signed_off": "A safeguarding partner signed",
    "part_written": "A part of the report", "retention_decided": "How long the papers are kept",
    "reviewer_appointed": "The lead reviewer was appointed", "panel_named": "A member of the panel was named",
}  # fmt: skip
_LETTERS = {1: "The first", 2: "The second"}


def step_title(kind: str) -> str:
    """What a step of the kind is called once it is recorded: as done, else its form's title, or its own name."""
    form = STEP_FORMS.get(kind)
    return _DONE.get(kind) or (form.title if form else kind.replace("_", " ").capitalize())


def step_words(step: Happened, names: Mapping[str, str]) -> dict[str, Any]:
    """The step's own words, and the rest of what it holds as keys and values in its order; nothing empty. `names` says
    people, agencies, reviews, entries and other steps as people say them. A row of entries carries their ids too."""
    rows = []
    for name in step.__struct_fields__:
        value = getattr(step, name)
        if name not in _UNSAID and value not in (None, "", (), False):
            row = {"key": _LABELS.get(name, name.replace("_", " ").capitalize()), "value": _said(step, name, names)}
            rows.append(
                {**row, "entries": value if isinstance(value, tuple) else (value,)} if name in _ENTRIES else row
            )
    return {"words": getattr(step, "words", ""), "rows": rows}


_ENTRIES = ("entries", "entry", "shown_by", "countered_by")


def _said(step: Happened, name: str, names: Mapping[str, str]) -> str:
    """The field's value in words; what was chosen from a form's list is said as the form says it."""
    value = getattr(step, name)
    if name == "number":
        return _LETTERS.get(value, str(value))
    form = STEP_FORMS.get(str(step.__struct_config__.tag))
    asked = form.base_fields.get(name) if form else None
    listed = {key: words for key, words in getattr(asked, "choices", ()) if key and isinstance(words, str)}
    return listed.get(value) or _value(value, names) if isinstance(value, str) else _value(value, names)


def _value(value: Any, names: Mapping[str, str]) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case date():
            return said(value)
        case tuple():
            listed = [_plain(names.get(str(one), str(one))) for one in value]
            return "".join(f"{one} " if one[-1:] in ".?!" else f"{one}; " for one in listed).rstrip("; ")
        case str():
            return _plain(names.get(value, value))
    return str(value)


def _plain(text: str) -> str:
    """A word of a list without its underscores ("combined_review"); anything written stays as written."""
    is_code = text.islower() and "_" in text and " " not in text
    return text.replace("_", " ") if is_code else text


def clock_words(clock: ReviewClock) -> dict[str, str]:
    """A clock as a line: what, from when, by when, how it stands and on what ground."""
    return {
        "title": clock.title,
        "started": said(clock.started),
        "due": said(clock.due) if clock.due else "No day can be given",
        "state": clock.state.value.capitalize(),
        "met": said(clock.met_on) if clock.met_on else "",
        "basis": clock.basis,
        "reason": clock.reason,
        "id": clock.id,
    }
