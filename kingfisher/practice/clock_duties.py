"""Which entries start or meet the clocks of duties beside plans and courts: protection at once, allegations, reports?

Read by their plain words, as `clock_signs` reads the others.
"""

from collections.abc import Callable

from kingfisher.practice.clock_signs import CONFERENCE, INITIAL, REVIEW, Test, typed, words
from kingfisher.practice.decisions import plain
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Contact,
    Content,
    Decision,
    Document,
    Incident,
    Meeting,
    Referral,
)

AT_ONCE = words(r"immediate (protection|danger|risk|safeguarding)")
ALLEGATION = words(
    r"allegation (against|about) .*(staff|teacher|professional|practitioner|worker|foster carer|volunteer|officer)|"
    r"position of trust"
)
TO_OFFICER = words(r"\blado\b|designated officer")
COMPLAINT = words(r"complaint")
TO_PARENTS = words(r"report .*(parent|family|mother|father|carer)|conference report")
EDUCATION = words(r"\b23 ?ca\b|(return|resum|tak)\w* (up |to )?(education|training)")
RECORDS = words(
    r"(request|asked|asks|application) (for|to see) .*(record|file)|subject access|access to (care )?records"
)
RECORDS_REPLY = words(r"(acknowledg|reply|answer).*(record|file|subject access)|(record|file)s? (given|sent|shown)")


def _words_of(*names: str) -> Callable[[Entry], str]:
    def said(entry: Entry) -> str:
        parts = (getattr(entry.content, name, None) for name in names)
        each = (one for part in parts for one in (part if isinstance(part, tuple) else (part,)))
        return " ".join(plain(one) for one in each if isinstance(one, str))

    return said


_OUTCOME = _words_of("outcome", "concerns", "what")
_TYPE = _words_of("type", "title", "what", "concerns")


def needs_protection(entry: Entry) -> bool:
    """It says in its own field (not in its running text) that protection is needed at once."""
    return bool(AT_ONCE.search(_OUTCOME(entry)))


def allegation(entry: Entry) -> bool:
    """An allegation against someone who works with children, named as one."""
    return bool(ALLEGATION.search(_TYPE(entry)))


def told_to_officer(entry: Entry) -> bool:
    """The designated officer was told: a referral to them, or a document that says so."""
    return bool(TO_OFFICER.search(f"{plain(getattr(entry.content, 'to', None))} {_TYPE(entry)}"))


def _complaint(entry: Entry) -> bool:
    return bool(COMPLAINT.search(_TYPE(entry)) and CONFERENCE.search(_TYPE(entry)))


def called_ahead(form: Test) -> Test:
    """A meeting that was known of before its day."""

    def holds(entry: Entry) -> bool:
        known, day = entry.known_from, entry.happened.earliest
        return form(entry) and known is not None and day is not None and known < day

    return holds


# name, what it is in a sentence, kinds of entry, test, whether it is about anyone
DUTIES: tuple[tuple[str, str, tuple[type[Content], ...], Test, bool], ...] = (
    (
        "protection_needed",
        "a referral, decision or incident that says protection is needed at once",
        (Referral, Decision, Incident),
        needs_protection,
        False,
    ),
    (
        "allegation_made",
        "an allegation against someone who works with children, named as one",
        (Incident, Document, Referral),
        allegation,
        False,
    ),
    (
        "designated_officer_told",
        "a referral to the designated officer, or a document that says they were told",
        (Referral, Document, Contact),
        told_to_officer,
        False,
    ),
    ("complaint_received", "a document: a complaint about a conference", (Document,), _complaint, False),
    ("complaint_met", "a meeting about the complaint", (Meeting,), typed(COMPLAINT), False),
    (
        "initial_conference_called",
        "an initial conference entered before its day",
        (Meeting,),
        called_ahead(typed(INITIAL, but=words(r"\breview|\brcpc|transfer"))),
        False,
    ),
    (
        "review_conference_called",
        "a review conference entered before its day",
        (Meeting,),
        called_ahead(typed(REVIEW)),
        False,
    ),
    ("report_given", "a document: the report, given to the parents", (Document,), typed(TO_PARENTS), False),
    (
        "told_of_education",
        "a young person told the authority of taking up education or training",
        (Document, Decision, Account, Contact),
        lambda entry: bool(EDUCATION.search(f"{_TYPE(entry)} {plain(getattr(entry.content, 'purpose', None))}")),
        True,
    ),
    ("records_asked_for", "a document: a request to see records", (Document,), typed(RECORDS), True),
    (
        "records_request_answered",
        "a document: the request acknowledged, or the records given",
        (Document,),
        typed(RECORDS_REPLY),
        True,
    ),
)
AHEAD = ("initial_conference_called", "review_conference_called")  # entered before their day: begun when known of
