"""What came of the audit's advice, and have the auditors been told?

Asks: when an audit advises something about a child, and by the day an answer was due (or, where none is given, after
    the parameter's days) nothing has gone back to the auditors.
Looks at: audits and what they recommend; entries that name the audit, or the step that followed it; what the auditing
    agency has been told; the auditors' own later entries.
Does not ask when: an answer was told to the auditors or written down by them, agreeing or not; the audit advised
    nothing; it is not yet due (an uncertain day counts on its last).
Guidance: kingfisher-lp6; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: what was decided told to the auditors, the auditors closing it, or an answer with a reason.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from kingfisher.practice.decisions import plain, written
from kingfisher.practice.replies import closes_it
from kingfisher.questions.closing import capital, concluded
from kingfisher.questions.members import is_of
from kingfisher.questions.picture import Picture, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, when_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Answer, Audit, Challenge, Decision, Document, Meeting, Plan

TITLE = "An audit's advice, and the answer to the auditors"
TIER = 2
VERSION = 1
GUIDANCE = ("kingfisher-lp6", "working-together-2015", "working-together-2018", "working-together-2023")
_STEPS = (Decision, Meeting, Plan, Document, Challenge)


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each audit that advised something."""
    auditors = {name for one in picture.of_kind(Audit) for name in (one.agency, one.by) if name}
    steps = picture.by_child(one for one in picture.of_kind(*_STEPS) if _tells(picture, one, auditors))
    audits = picture.by_child(picture.of_kind(Audit))
    for entry in picture.of_kind(Audit):
        about, audit = picture.children_in(entry), cast(Audit, entry.content)
        if not about or closes_it(entry) or not (written(audit.recommends) or audit.answer_due):
            continue
        due = audit.answer_due.latest if audit.answer_due else None
        days = picture.number("audit_answered.days", known(entry))
        since = due + timedelta(days=1) if due else days_after(known(entry), days)
        linked = _linked(picture, entry)
        told = [*linked, *steps.between(about, known(entry), picture.as_at)]
        days_told = [day for one in told if (day := _told_on(picture, one, entry))]
        days_told += [known(one) for one in audits.between(about, known(entry), picture.as_at) if _closes(one, entry)]
        advised = f" ({audit.recommends})" if written(audit.recommends) else ""
        done = [one for one in linked if isinstance(one.content, _STEPS)]
        what = f"; {done[0].kind} of {when_said(done[0])} followed" if done else ""
        yield concluded(
            picture,
            about=about,
            rests_on=ids([entry, *done[:3]]),
            since=since,
            sentence=f"{capital(agency_name(entry.agency))} advised on {names(picture, about)} on {when_said(entry)}"
            f"{advised}{what}, and nothing is recorded as having gone back. What was decided on the advice, and have "
            "the auditors been told?",
            settles="What was decided on the advice, and why, told to those who gave it.",
            addressed_to=(audit.addressed_to or (done[0].agency if done else entry.agency), entry.agency),
            closings=[(min(days_told), "The auditors have been told.")] if days_told else [],
        )


def _tells(picture: Picture, entry: Entry, auditors: set[str]) -> bool:
    told = [name for name, _ in entry.told()]
    return any(name in auditors or is_of(picture, name, auditor) for name in told for auditor in auditors)


def _linked(picture: Picture, audit: Entry) -> list[Entry]:
    """Entries that name the audit, and those that name one of these, in order."""
    first = picture.linked_to.get(audit.id, [])
    second = [one for step in first for one in picture.linked_to.get(step.id, ())]
    return sorted({one.id: one for one in (*first, *second)}.values(), key=known)


def _told_on(picture: Picture, entry: Entry, audit: Entry) -> date | None:
    """The day the auditors wrote it, or were told of it; for an answer to the audit, the day it was written."""
    content = entry.content
    if entry.agency == audit.agency or known(entry) < known(audit):
        return None
    if isinstance(content, Answer) and audit.id in content.on and plain(content.answer) != "will be done":
        return known(entry) if plain(content.answer) == "done" or written(content.reason) else None
    if isinstance(content, Challenge) and content.to and is_of(picture, content.to, audit.agency):
        return known(entry)
    days = [day for name, day in entry.told() if day and (name == audit.by or is_of(picture, name, audit.agency))]
    return min(days, default=None)


def _closes(entry: Entry, audit: Entry) -> bool:
    """A later entry of the auditors that closes it, or goes back to it."""
    return entry.id != audit.id and entry.agency == audit.agency and (closes_it(entry) or audit.id in entry.relates_to)
