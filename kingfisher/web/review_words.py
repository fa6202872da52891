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


def step_title(kind: str) -> str:
    """What a step of the kind is called: its form's title, or its own name."""
    form = STEP_FORMS.get(kind)
    return form.title if form else kind.replace("_", " ").capitalize()


def step_words(step: Happened, names: Mapping[str, str]) -> dict[str, Any]:
    """The step's own words, and the rest of what it holds as keys and values in its order; nothing empty. `names` says
    people, agencies, reviews and other steps as people say them."""
    rows = [
        {"key": _LABELS.get(name, name.replace("_", " ").capitalize()), "value": _value(getattr(step, name), names)}
        for name in step.__struct_fields__
        if name not in _UNSAID and getattr(step, name) not in (None, "", (), False)
    ]
    return {"words": getattr(step, "words", ""), "rows": rows}


def _value(value: Any, names: Mapping[str, str]) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case date():
            return said(value)
        case tuple():
            return "; ".join(_plain(names.get(str(one), str(one))) for one in value)
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
