"""How a row to settle is shown: the passage as written, what is suggested with each reason, and what to look at."""

from collections.abc import Iterable, Mapping
from typing import Any

from kingfisher.interchange.returns.agency_return import Doubt, Proposed, Suggestion
from kingfisher.records.batch_page import RowShown
from kingfisher.timeline.dates import DateError, When
from kingfisher.timeline.dates import said as day_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.people import Family
from kingfisher.web.accounts import account
from kingfisher.web.batches import DOUBT_WORDS, became
from kingfisher.web.forms.settling import SettleRow
from kingfisher.web.words import HANDLING_WORDS, HOW_KNOWN_WORDS, KIND_WORDS, OUTCOME_WORDS, SETTING_WORDS, in_list

FIELD_WORDS = {
    "happened": "When",
    "about": "About",
    "how_known": "How known",
    "told_by": "Told by",
    "outcome": "What came of it",
    "became_known": "Became known",
}
OTHER_FAMILY = "other_family"
CODED: dict[str, dict[str, str]] = {  # fields whose value is one of our own codes
    "kind": KIND_WORDS,
    "outcome": {str(code): words for code, words in OUTCOME_WORDS.items()},
    "setting": {str(code): words for code, words in SETTING_WORDS.items()},
    "how_known": {str(code): words for code, (_, words) in HOW_KNOWN_WORDS.items()},
}


def row_shown(shown: RowShown, form: SettleRow | None, family: Family, agencies: Mapping[str, str]) -> dict[str, Any]:
    """One row for `imports/_row.html`; without a form it has been filed and can only be read."""
    assert shown.proposed is not None
    assert shown.entry is not None
    proposed, source = shown.proposed, shown.proposed.entry.source
    doubt = shown.read if isinstance(shown.read, Doubt) else None
    row = shown.row
    return {
        "number": row.number,
        "place": row.place,
        "form": form,
        "heading": _heading(shown.entry, doubt, family),
        "in_doubt": doubt is not None and not row.settled,
        "became": became(row, shown) if row.settled or row.why else "",
        "by": f"{shown.settled_by}, {day_said(row.settled_at.date())}" if row.settled_at else "",
        "said_why": row.why,
        "entry_id": row.entry_id,
        "passage": source.passage if source and source.passage else proposed.entry.text,
        "written": source.date_as_written if source else "",
        "doubt": doubt.why if doubt else "",
        "ask": doubt.ask if doubt else "",
        "remarks": [remark.text for remark in proposed.remarks],
        "facts": _facts(shown.entry, family, agencies),
        "reasons": _reasons(proposed, family, agencies),
    }


def _heading(entry: Entry, doubt: Doubt | None, family: Family) -> str:
    if doubt is not None and doubt.code == OTHER_FAMILY:
        return "Perhaps another family’s row"
    if not entry.happened.is_known:
        return DOUBT_WORDS.get(doubt.code, "No date") if doubt else "No date"
    who = in_list([family.label(person) for person in entry.about])
    return f"{entry.happened.words}: {KIND_WORDS.get(entry.kind, entry.kind).lower()}{f', {who}' if who else ''}"


def _facts(entry: Entry, family: Family, agencies: Mapping[str, str]) -> list[tuple[str, str]]:
    shown = account(entry, family, agencies)
    facts = [
        ("When", shown.when),
        ("About", in_list([one.label + (f" ({one.age})" if one.age else "") for one in shown.about]) or "nobody named"),
        ("Kind", shown.kind),
        ("What came of it", shown.outcome),
        ("How known", shown.known[1] if shown.known else ""),
        ("Seen", "; ".join(shown.seen)),
        ("Handling", "; ".join(f"{code}: {HANDLING_WORDS.get(code, 'on conditions')}" for code in entry.handling)),
    ]
    return [(name, words) for name, words in facts if words]


def _reasons(proposed: Proposed, family: Family, agencies: Mapping[str, str]) -> list[dict[str, str]]:
    """Why each thing is suggested, and the words it rests on; what rests on the same is said once."""
    told: dict[tuple[str, str, str], list[Suggestion]] = {}
    for one in proposed.suggestions:
        if one.field == "happened" and not proposed.entry.happened.is_known:
            continue  # that there is no date is the doubt itself, not something read
        told.setdefault((one.field, one.reason, one.words), []).append(one)
    return [
        {
            "field": FIELD_WORDS.get(field, field.replace("_", " ").capitalize()),
            "value": in_list([_value(one, family, agencies) for one in ones]),
            "reason": reason,
            "words": words,
        }
        for (field, reason, words), ones in told.items()
    ]


def _value(one: Suggestion, family: Family, agencies: Mapping[str, str]) -> str:
    words = CODED.get(one.field, agencies).get(one.value)
    if words:
        return words
    if one.field in ("happened", "became_known"):
        return _date(one.value)
    label = family.label(one.value)
    return label if label != one.value else one.value.replace("_", " ")


def _date(text: str) -> str:
    try:
        return When.parse(text).words
    except DateError:
        return text


def moved_words(rows: Iterable[RowShown]) -> dict[int, str]:
    """What became of rows that someone settled while the page was open, by number."""
    return {
        shown.row.number: f"Since you opened this page: {became(shown.row, shown).lower()}, by {shown.settled_by}"
        + (f" (“{shown.row.why}”)" if shown.row.why else "")
        for shown in rows
    }
