"""What does an entry show: a meeting held, an order made, an assessment finished? Read by its plain words.

Agencies write types and outcomes in their own words. A meeting cancelled, or put off, is not one held; an order applied
for is not one made.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from kingfisher.practice.contact import NOT_IN_PERSON
from kingfisher.practice.decisions import (
    closes,
    is_completed,
    is_no_further_action,
    opens_assessment,
    plain,
    plan_type,
    written,
)
from kingfisher.practice.replies import closes_it
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Action,
    Answer,
    Appointment,
    Assessment,
    Challenge,
    Contact,
    Decision,
    Health,
    Incident,
    LegalStep,
    Meeting,
    Outcome,
    Plan,
    Referral,
    View,
)

_STAGE = re.compile(r"\b(\d|one|two|three|four|five|six|first|second|third|fourth|fifth|sixth)\b")
_STAGES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_STAGES |= {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
Test = Callable[[Entry], bool]
Words = re.Pattern[str]


def words(form: str) -> Words:
    """A form to look for in plain words."""
    return re.compile(form)


NOT_HELD = words(r"cancel|rearrang|postpon|not held|did not take place|put off|planned|booked|arranged|reschedul")
STRATEGY = words(r"\bstrat")
S47 = words(r"\b(s|section) ?47\b|child protection enquir")
CONFERENCE = words(r"\bconf|\bicpc\b")
NO_CONFERENCE = words(r"\bno\b.*conf|conf\w* (is |was )?(not|un)")
INITIAL = words(
    r"initial (child protection )?conf|\bicpc\b|pre birth (child protection )?conf|^(child protection )?conf"
)
REVIEW = words(r"review (child protection )?conf|\brcpc\b|conference review")
TRANSFER = words(r"\btransfer")
CORE_GROUP = words(r"\bcore group")
CIN = words(r"child in need|\bcin\b")
EARLY_HELP = words(r"team around|\bta[fc]\b|early help|family help")
LOOKED_AFTER = words(r"looked after|\blac\b|\bcla\b|child in care review")
FAMILY_ASSESSMENT = words(
    r"^$|^assessment$|single|child and family|\bc f\b|section 17|\bs ?17\b|pre birth|^initial|^core"
)
FRONT_DOOR = words(r"front door|first contact|\bmash\b|\bmach\b|safeguarding hub|children s services|social work")
FOUND = words(r"found|return|located|came back")
INTERVIEW = words(r"return (home )?interview|\brhi\b")
PRIVATE = words(r"private(ly)? foster")
SERIOUS = words(r"serious (child safeguarding )?incident|notifiable")
NOTIFIED = words(r"(serious|notifiable) .*(notif|notice)|notif\w* .*(panel|ofsted)|panel notif")
REVIEW_OF_CASE = words(r"practice review|\bl?cspr\b|serious case review")
HEALTH_ASSESSMENT = words(r"health assessment|health plan|\biha\b")
PROTECTION = words(r"police protection|\bppo\b|\bs(ection)? ?46\b|powers of protection")
EMERGENCY = words(r"emergency protection order|\bepo\b")
CAO = words(r"child assessment order|\bcao\b")
PROCEEDINGS = words(r"care proceedings|section 31|\bs ?31\b|supervision proceedings")
FINAL = words(r"final order|(?<!interim )(care|supervision) order|special guardianship|withdrawn|concluded|no order")
PRE = words(r"pre ?proceedings|\bplo\b")
LETTER = words(r"letter before|pre ?proceedings letter|\bplo letter")
STOPS = words(r"\bend(s|ed)?\b|\bstep(ped)? (down|up|out)|discharg|conclud|expir|laps|revok|cease|left care|releas")
NOT_MADE = words(r"appl(y|ied|ication)|refus|sought|advice|consider|\bnot\b|\bno\b|threshold|gateway|request")
EXTENDED = words(r"exten[ds]")
IN_CARE = words(
    r"(came|taken|come|went|brought) into care|became looked after|into local authority care|"
    r"interim care order|\bico\b|(?<!interim )care order|section 20|\bs ?20\b"
)
OUT_OF_CARE = words(r"ceased? to be looked after|left care|care order (was )?discharg|discharged from care")
RELEVANT = words(r"became (a )?(former )?relevant|^(former )?relevant child")
DONE = words(r"^done|complet|finish|achieved")


@lru_cache(512)
def social_care(agency: str | None) -> bool:
    """True when the agency's id or name speaks of children's social care or its front door."""
    return bool(agency) and (sort_of(agency or "").name == "social_care" or bool(FRONT_DOOR.search(plain(agency))))


def is_held(entry: Entry) -> bool:
    """True for a meeting that is not recorded as cancelled, put off or only planned."""
    return isinstance(entry.content, Meeting) and not NOT_HELD.search(plain(entry.content.outcome))


def challenge_stage(entry: Entry) -> int | None:
    """At which stage of escalation a challenge, or a disagreement, stands: the number it gives, else the first; None
    for anything else, and for an answer to one."""
    content = entry.content
    if not isinstance(content, Challenge) or closes_it(entry) or "answer" in plain(content.stage):
        return None
    found = _STAGE.search(plain(content.stage))
    return (int(found[1]) if found[1].isdigit() else _STAGES[found[1]]) if found else 1


def at_stage(number: int) -> Test:
    """A challenge at that stage of escalation."""
    return lambda entry: challenge_stage(entry) == number


def typed(form: Words, *, but: Words | None = None) -> Test:
    """The entry's own type, title, step or service has the words, and not those of `but`."""

    def holds(entry: Entry) -> bool:
        content = entry.content
        parts = (getattr(content, name, None) for name in ("type", "title", "step", "service"))
        said = " ".join(plain(part) for part in parts if isinstance(part, str))
        return bool(form.search(said)) and not (but and but.search(said))

    return holds


def meeting(form: Words, *, but: Words | None = None) -> Test:
    """A meeting of that type, held."""
    named = typed(form, but=but)
    return lambda entry: is_held(entry) and named(entry)


def outcome(form: Words, *, but: Words | None = None) -> Test:
    """The outcome has the words, and not those of `but`."""

    def holds(entry: Entry) -> bool:
        said = plain(getattr(entry.content, "outcome", None))
        return bool(form.search(said)) and not (but and but.search(said))

    return holds


def step(form: Words, *, but: tuple[Words, ...] = (STOPS, NOT_MADE), also: Words | None = None) -> Test:
    """A legal step, or what came of it, has the words, and is not an application, an idea or an end of it."""

    def holds(entry: Entry) -> bool:
        content = entry.content
        if not isinstance(content, LegalStep):
            return False
        parts = [plain(content.step), plain(content.outcome)]
        whole = " ".join(parts)
        made = any(form.search(part) and not any(no.search(part) for no in but) for part in parts)
        return made and (also is None or bool(also.search(whole)))

    return holds


def ended(form: Words) -> Test:
    """A legal step that ends what the words name, or (for a child in emergency care) what comes in its place."""
    return lambda entry: (
        isinstance(entry.content, LegalStep)
        and bool(form.search(f"{plain(entry.content.step)} {plain(entry.content.outcome)}"))
        and bool(STOPS.search(f"{plain(entry.content.step)} {plain(entry.content.outcome)}"))
    )


def received(entry: Entry) -> bool:
    """A referral made to social care, or written by it with no addressee."""
    assert isinstance(entry.content, Referral)
    return social_care(entry.content.to or entry.agency)


def family_assessment(entry: Entry) -> bool:
    """Social care's assessment of the family, of any stage; tools and special assessments are others."""
    content = entry.content
    return (
        isinstance(content, Assessment)
        and social_care(entry.agency)
        and bool(FAMILY_ASSESSMENT.search(plain(content.type)))
        and not content.tool
    )


def assessment_opened(entry: Entry) -> bool:
    """A decision of social care to assess, or its assessment of the family."""
    content = entry.content
    if isinstance(content, Decision):
        said = plain(content.outcome)
        enquiry_only = bool(S47.search(said) or STRATEGY.search(said)) and "assess" not in said
        return social_care(entry.agency) and opens_assessment(content.outcome) and not enquiry_only
    return family_assessment(entry)


def assessment_started(entry: Entry) -> bool:
    """An assessment of the family that is not completed."""
    return family_assessment(entry) and not completed(entry)


def completed(entry: Entry) -> bool:
    """An assessment recorded as completed."""
    return isinstance(entry.content, Assessment) and is_completed(entry.content)


def decided(entry: Entry) -> bool:
    """Social care decided on it, or did what only follows from having decided."""
    content = entry.content
    if not social_care(entry.agency):
        return False
    if isinstance(content, Meeting):
        return bool(STRATEGY.search(plain(content.type))) and is_held(entry)
    if isinstance(content, Decision):
        return written(content.outcome) is not None
    return isinstance(content, Assessment) or (isinstance(content, Plan) and not closes(content.stage))


def section_47(entry: Entry) -> bool:
    """An enquiry opened: an assessment of that type, a decision, or what a strategy discussion came to."""
    content = entry.content
    if isinstance(content, Assessment):
        return bool(S47.search(plain(content.type)))
    if isinstance(content, Meeting):
        return is_held(entry) and bool(STRATEGY.search(plain(content.type)) and S47.search(plain(content.outcome)))
    return outcome(S47)(entry) and not is_no_further_action(getattr(content, "outcome", None))


def no_conference(entry: Entry) -> bool:
    """A decision, or an enquiry completed, that leads to no conference."""
    content = entry.content
    if isinstance(content, Decision):
        said = plain(content.outcome)
        return bool(NO_CONFERENCE.search(said)) or is_no_further_action(said) or plan_type(said) == "child_in_need"
    if not isinstance(content, Assessment) or not S47.search(plain(content.type)) or not written(content.conclusion):
        return False
    said = plain(content.conclusion)
    return completed(entry) and (bool(NO_CONFERENCE.search(said)) or not CONFERENCE.search(said))


def early_help_reviewed(entry: Entry) -> bool:
    """An early help plan reviewed, or a team around the family held."""
    content = entry.content
    if isinstance(content, Plan):
        return plan_type(content.type) == "early_help" and plain(content.stage) == "reviewed"
    return meeting(EARLY_HELP)(entry)


def returned(entry: Entry) -> bool:
    """An incident of having been missing and found or returned."""
    assert isinstance(entry.content, Incident)
    what = " ".join(plain(one) for one in entry.content.what)
    missing = "missing" in what or "absent" in what
    return missing and bool(FOUND.search(f"{what} {plain(entry.content.outcome)}"))


def private_fostering(entry: Entry) -> bool:
    """A referral or document that tells of private fostering."""
    content = entry.content
    if isinstance(content, Referral):
        return any(PRIVATE.search(plain(one)) for one in content.concerns)
    return typed(PRIVATE)(entry)


def serious(entry: Entry) -> bool:
    """An incident or decision that says it is a serious incident."""
    content = entry.content
    if isinstance(content, Incident):
        return any(SERIOUS.search(plain(one)) for one in (*content.what, content.outcome))
    return outcome(SERIOUS, but=words(r"\bnot\b|no "))(entry)


def health_assessed(entry: Entry) -> bool:
    """A health assessment made or kept, or the plan from it."""
    content = entry.content
    if isinstance(content, Health):
        return bool(HEALTH_ASSESSMENT.search(plain(content.what))) and content.outcome in (None, Outcome.ATTENDED)
    if isinstance(content, Appointment):
        return typed(HEALTH_ASSESSMENT)(entry) and content.outcome is Outcome.ATTENDED
    if isinstance(content, Assessment):
        return bool(words(r"health").search(plain(content.type))) and completed(entry)
    return typed(HEALTH_ASSESSMENT)(entry)


def interviewed(entry: Entry) -> bool:
    """A return interview made or kept."""
    content = entry.content
    kept = not isinstance(content, Appointment) or content.outcome is Outcome.ATTENDED
    return kept and typed(INTERVIEW)(entry) and (not isinstance(content, Assessment) or completed(entry))


def adviser(entry: Entry) -> bool:
    """A contact in person by leaving care."""
    content = entry.content
    assert isinstance(content, Contact)
    in_person = content.setting not in NOT_IN_PERSON
    return sort_of(entry.agency).name == "leaving_care" and in_person and content.outcome in (None, Outcome.ATTENDED)


def provided_home(entry: Entry) -> bool:
    """Where somebody lives, recorded by leaving care or social care."""
    return sort_of(entry.agency).name == "leaving_care" or social_care(entry.agency)


def needs(entry: Entry) -> bool:
    """An assessment of needs, completed."""
    assert isinstance(entry.content, Assessment)
    return bool(words(r"needs|pathway|leaving care").search(plain(entry.content.type))) and completed(entry)


def dissent(entry: Entry) -> bool:
    """A view that disagrees."""
    assert isinstance(entry.content, View)
    return "disagree" in plain(entry.content.position) or "dissent" in plain(entry.content.position)


def action_done(entry: Entry) -> bool:
    """An action recorded as done."""
    assert isinstance(entry.content, Action)
    return bool(DONE.search(plain(entry.content.state)))


def promise(entry: Entry) -> bool:
    """An answer that it will be done, by a day."""
    assert isinstance(entry.content, Answer)
    return plain(entry.content.answer) == "will be done" and entry.content.by_when is not None


def has_day(name: str) -> Test:
    """The entry gives the day in that field."""
    return lambda entry: getattr(entry.content, name) is not None


def pathway(*stages: str) -> Test:
    """A pathway plan at one of the stages."""

    def holds(entry: Entry) -> bool:
        content = entry.content
        return isinstance(content, Plan) and "pathway" in plain(content.type) and plain(content.stage) in stages

    return holds


def book(entry: Entry) -> bool:
    """An action about a conference, or the conference itself in any state."""
    content = entry.content
    if isinstance(content, Action):
        return bool(CONFERENCE.search(plain(content.what)))
    return typed(INITIAL, but=REVIEW)(entry)


_COMES_IN = step(IN_CARE)


def enters_care(entry: Entry) -> bool:
    """True for a legal step by which a child comes into care."""
    return _COMES_IN(entry)


def leaves_care(entry: Entry) -> bool:
    """True for a legal step by which a child leaves care."""
    return isinstance(entry.content, LegalStep) and bool(
        OUT_OF_CARE.search(f"{plain(entry.content.step)} {plain(entry.content.outcome)}")
    )
