"""Which entries start a clock or meet one? Each event by name, with the kinds of entry and the words that make it.

An event says only what an entry records. How the words are read: `clock_signs`.
"""

import msgspec

from kingfisher.practice.clock_duties import DUTIES
from kingfisher.practice.clock_signs import (
    CAO,
    CIN,
    CONFERENCE,
    CORE_GROUP,
    EMERGENCY,
    EXTENDED,
    FINAL,
    IN_CARE,
    INITIAL,
    LETTER,
    LOOKED_AFTER,
    NO_CONFERENCE,
    NOT_MADE,
    NOTIFIED,
    PRE,
    PROCEEDINGS,
    PROTECTION,
    RELEVANT,
    REVIEW,
    REVIEW_OF_CASE,
    STOPS,
    STRATEGY,
    TRANSFER,
    Test,
    action_done,
    adviser,
    assessment_opened,
    assessment_started,
    at_stage,
    book,
    challenge_stage,
    completed,
    decided,
    dissent,
    early_help_reviewed,
    ended,
    family_assessment,
    has_day,
    health_assessed,
    interviewed,
    is_held,
    meeting,
    needs,
    no_conference,
    outcome,
    pathway,
    private_fostering,
    promise,
    provided_home,
    received,
    returned,
    section_47,
    serious,
    social_care,
    step,
    typed,
    words,
)
from kingfisher.practice.decisions import (
    is_no_further_action,
    plain,
)
from kingfisher.timeline.kinds import (
    Action,
    Answer,
    Appointment,
    Assessment,
    Audit,
    ChairsOversight,
    Challenge,
    Contact,
    Content,
    Decision,
    Document,
    Health,
    Incident,
    LegalStep,
    LivingArrangement,
    Meeting,
    Plan,
    Referral,
    ServiceRestriction,
    Supervision,
    View,
)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry has to be: of one of the kinds, and so that the test holds. `says` explains it in a sentence.

    `anyone`: it concerns the people it names, a young person who is nobody's child here included.
    """

    name: str
    says: str
    kinds: tuple[type[Content], ...] = ()
    holds: Test = lambda entry: True
    anyone: bool = False


def _event(name: str, says: str, kinds: tuple[type[Content], ...], holds: Test, *, anyone: bool = False) -> Event:
    return Event(name=name, says=says, kinds=kinds, holds=holds, anyone=anyone)


_LEGAL = (LegalStep,)
_ANSWERS = (Answer, Decision, View, Audit, ChairsOversight, Document, Action)
EVENTS: dict[str, Event] = {
    one.name: one
    for one in (
        _event("referral_received", "a referral to children's social care", (Referral,), received),
        _event(
            "referral_decided",
            "a decision, assessment, plan or strategy discussion of social care",
            (Decision, Assessment, Plan, Meeting),
            decided,
        ),
        _event(
            "referrer_told",
            "an entry of social care that was shared with the referring agency",
            (Decision, Document, Assessment, Plan, Meeting, Answer, Contact),
            lambda entry: social_care(entry.agency),
        ),
        _event(
            "assessment_opened",
            "a decision to assess, or social care's assessment of the family",
            (Decision, Assessment),
            assessment_opened,
        ),
        _event("assessment_started", "an assessment of the family, started", (Assessment,), assessment_started),
        _event(
            "assessment_completed",
            "an assessment of the family, completed",
            (Assessment,),
            lambda entry: family_assessment(entry) and completed(entry),
        ),
        _event(
            "manager_looked",
            "supervision recorded by social care",
            (Supervision,),
            lambda entry: social_care(entry.agency),
        ),
        _event("strategy_decided", "a decision to hold a strategy discussion", (Decision,), outcome(STRATEGY)),
        _event("strategy_held", "a strategy discussion, held", (Meeting,), meeting(STRATEGY)),
        _event(
            "no_further_action_decided",
            "a decision of no further action",
            (Decision,),
            lambda entry: is_no_further_action(getattr(entry.content, "outcome", None)),
        ),
        _event(
            "section_47_opened",
            "a section 47 enquiry: an assessment of that type, a decision, or the outcome of a strategy discussion",
            (Assessment, Decision, Meeting),
            section_47,
        ),
        _event(
            "conference_decided",
            "a decision to go to conference",
            (Decision,),
            outcome(CONFERENCE, but=NO_CONFERENCE),
        ),
        _event(
            "conference_booked", "an action about the conference, or the conference itself", (Action, Meeting), book
        ),
        _event(
            "conference_not_needed",
            "a decision that no conference is needed, or an enquiry completed without one",
            (Decision, Assessment),
            no_conference,
        ),
        _event(
            "initial_conference_held",
            "an initial or pre-birth conference, held",
            (Meeting,),
            meeting(INITIAL, but=words(r"\breview|\brcpc|transfer")),
        ),
        _event(
            "transfer_notified",
            "a document that says a child on a plan has moved here for good",
            (Document,),
            typed(TRANSFER),
        ),
        _event(
            "transfer_conference_held",
            "a transfer-in conference, held",
            (Meeting,),
            meeting(words(r"transfer|initial (child protection )?conf|\bicpc\b")),
        ),
        _event("core_group_held", "a core group, held", (Meeting,), meeting(CORE_GROUP)),
        _event("review_conference_held", "a review conference, held", (Meeting,), meeting(REVIEW)),
        _event("dissent_recorded", "a view that disagrees", (View,), dissent),
        _event("child_in_need_meeting_held", "a child in need meeting, held", (Meeting,), meeting(CIN)),
        _event(
            "early_help_reviewed",
            "an early help plan reviewed, or a team around the family held",
            (Plan, Meeting),
            early_help_reviewed,
        ),
        _event("police_protection_taken", "a legal step: police protection", _LEGAL, step(PROTECTION)),
        _event(
            "police_protection_ended",
            "police protection ended, or an emergency order made",
            _LEGAL,
            lambda entry: ended(PROTECTION)(entry) or step(EMERGENCY)(entry),
        ),
        _event(
            "emergency_order_made",
            "a legal step: emergency protection order",
            _LEGAL,
            step(EMERGENCY, but=(STOPS, NOT_MADE, EXTENDED)),
        ),
        _event(
            "emergency_order_ended",
            "that order ended or extended, or a care order made",
            _LEGAL,
            lambda entry: ended(EMERGENCY)(entry) or step(EMERGENCY, also=EXTENDED)(entry) or step(IN_CARE)(entry),
        ),
        _event(
            "emergency_order_ended_later",
            "the extended order ended, or a care order made",
            _LEGAL,
            lambda entry: ended(EMERGENCY)(entry) or step(IN_CARE)(entry),
        ),
        _event(
            "emergency_order_extended",
            "a legal step: emergency protection order extended",
            _LEGAL,
            step(EMERGENCY, also=EXTENDED),
        ),
        _event("assessment_order_made", "a legal step: child assessment order", _LEGAL, step(CAO)),
        _event("assessment_order_ended", "that order ended", _LEGAL, ended(CAO)),
        _event("proceedings_issued", "a legal step: care proceedings", _LEGAL, step(PROCEEDINGS, but=(STOPS,))),
        _event("proceedings_concluded", "a final order, or proceedings ended", _LEGAL, step(FINAL, but=(NOT_MADE,))),
        _event(
            "pre_proceedings_begun",
            "a legal step: pre-proceedings",
            _LEGAL,
            step(PRE, but=(STOPS, NOT_MADE, words("meeting|letter"))),
        ),
        _event("pre_proceedings_ended", "pre-proceedings ended", _LEGAL, ended(PRE)),
        _event(
            "pre_proceedings_letter",
            "the letter before proceedings, as a legal step or a document",
            (LegalStep, Document),
            typed(LETTER),
        ),
        _event(
            "pre_proceedings_meeting_held",
            "a pre-proceedings meeting, as a meeting or a legal step",
            (LegalStep, Meeting),
            lambda entry: (
                typed(words(r"(pre ?proceedings|plo).* ?meeting|^(pre ?proceedings|plo)$"))(entry)
                and (is_held(entry) or "meeting" in plain(getattr(entry.content, "step", "")))
            ),
        ),
        _event(
            "serious_incident_known",
            "an incident, or a decision, that says it is a serious incident; from the day social care knew",
            (Incident, Decision),
            serious,
        ),
        _event(
            "incident_notified",
            "a document that is the serious incident notification",
            (Document, LegalStep),
            typed(NOTIFIED),
        ),
        _event(
            "rapid_review_done",
            "a rapid review: the document or the meeting",
            (Document, Meeting),
            lambda entry: (
                typed(words("rapid review"))(entry) and (not isinstance(entry.content, Meeting) or is_held(entry))
            ),
        ),
        _event("practice_review_decided", "a decision to hold a practice review", (Decision,), outcome(REVIEW_OF_CASE)),
        _event("practice_review_published", "the practice review's report", (Document,), typed(REVIEW_OF_CASE)),
        _event("returned_from_missing", "an incident: missing, and found or returned", (Incident,), returned),
        _event(
            "return_interview_held",
            "a return interview: document, assessment, meeting or kept appointment",
            (Document, Assessment, Meeting, Appointment),
            interviewed,
        ),
        _event(
            "private_fostering_notified",
            "a referral or document that tells of private fostering",
            (Referral, Document),
            private_fostering,
        ),
        _event("looked_after_review_held", "a looked after review, held", (Meeting,), meeting(LOOKED_AFTER)),
        _event(
            "health_assessed",
            "a health assessment or health plan",
            (Health, Appointment, Assessment, Document),
            health_assessed,
        ),
        _event("placed", "where a looked after child lives, from a day", (LivingArrangement,), lambda entry: True),
        _event("became_relevant", "a legal step: became a relevant child", _LEGAL, step(RELEVANT), anyone=True),
        _event("needs_assessed", "an assessment of needs, completed", (Assessment,), needs, anyone=True),
        _event(
            "pathway_opened", "a pathway plan, opened", (Plan,), pathway("opened", "made", "started", ""), anyone=True
        ),
        _event(
            "pathway_reviewed",
            "a pathway plan, reviewed",
            (Plan,),
            pathway("reviewed", "review", "changed"),
            anyone=True,
        ),
        _event(
            "young_person_moved",
            "a young person's new home, as leaving care or social care recorded it",
            (LivingArrangement,),
            provided_home,
            anyone=True,
        ),
        _event("seen_by_adviser", "a contact in person by leaving care", (Contact,), adviser, anyone=True),
        _event(
            "action_agreed",
            "an action with a day",
            (Action,),
            lambda entry: has_day("due")(entry) and plain(getattr(entry.content, "state", "")) in ("", "agreed"),
        ),
        _event("action_done", "an action recorded as done", (Action,), action_done),
        _event("answer_asked", "an audit or a chair asks by a day", (Audit, ChairsOversight), has_day("answer_due")),
        _event("answer_given", "an entry that answers it", _ANSWERS, lambda entry: True),
        _event(
            "service_limited", "a limit on a service with a day to review it", (ServiceRestriction,), has_day("review")
        ),
        _event(
            "service_limit_reviewed",
            "a later entry on that limit",
            (ServiceRestriction, Decision, Answer),
            lambda entry: True,
        ),
        _event("promise_made", "an answer that it will be done, by a day", (Answer,), promise),
        _event(
            "promise_kept",
            "a later answer that it is done",
            (Answer,),
            lambda entry: plain(getattr(entry.content, "answer", "")) == "done",
        ),
    )
}
EVENTS |= {name: _event(name, says, kinds, test, anyone=anyone) for name, says, kinds, test, anyone in DUTIES}
# Events that start no clock that comes with Kingfisher: for stages of escalation, which are set locally.
MOST_STAGES = 6
EVENTS |= {
    f"challenge_at_{number}": _event(
        f"challenge_at_{number}", f"a challenge at stage {number}", (Challenge,), at_stage(number)
    )
    for number in range(1, MOST_STAGES + 1)
}
EVENTS["challenge_answered"] = _event(
    "challenge_answered",
    "an answer to the challenge that names it",
    (Challenge, Answer, Decision, View, Document),
    lambda entry: not challenge_stage(entry),
)
# Events read from more than one entry; `clock_moments` makes them.
READ_TOGETHER = {
    "child_protection_opened": "a child protection plan begins (a plan or a decision)",
    "child_in_need_opened": "a child in need plan begins",
    "early_help_opened": "an early help plan begins",
    "looked_after_opened": "a child becomes looked after: such a plan, or a legal step",
    "born_on_a_plan": "the birth of a child who was on a child protection plan before it",
    "died_looked_after": "the death of a child who was looked after",
    "died_leaving_care": "the death, before 25, of a young person with a pathway plan",
    "seen_by_early_help": "the child seen in person by early help",
    "seen_by_social_care": "the child seen in person by social care (a core group is not a visit)",
}
