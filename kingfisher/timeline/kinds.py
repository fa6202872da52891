"""What kinds of entry are there, and what does each hold beyond when, who and in whose words?

One struct per kind: only what the kind adds to the envelope in `entries.py`. A kind has a version; a field is never
renamed or given another meaning within a version, because an entry written today must be readable in 2060. Every field
may be missing: agencies send what they have, and what is missing is what the questions ask about.

In `tuple` fields of people, practitioners, agencies and entries, the strings are ids.
"""

from enum import StrEnum

import msgspec

from kingfisher.timeline.dates import When
from kingfisher.timeline.people import Bond, CareSort, Link, Standing, Tie


class Outcome(StrEnum):
    """What came of an offered contact. A child is not brought; an adult does not attend."""

    ATTENDED = "attended"
    WAS_NOT_BROUGHT = "was_not_brought"
    DID_NOT_ATTEND = "did_not_attend"
    NO_ACCESS = "no_access"
    NO_REPLY = "no_reply"
    DECLINED = "declined"
    CANCELLED_BY_FAMILY = "cancelled_by_family"
    CANCELLED_BY_SERVICE = "cancelled_by_service"
    REARRANGED = "rearranged"


class Setting(StrEnum):
    """Where a child was seen or a contact took place. Whether that is "at home" is a reading, not a field."""

    INSIDE = "inside"  # inside the dwelling at the address given
    DOORSTEP = "doorstep"
    WINDOW = "window"
    OUTSIDE = "outside"
    SCHOOL = "school"
    CLINIC = "clinic"
    HOSPITAL = "hospital"
    OFFICE = "office"
    TELEPHONE = "telephone"
    VIDEO = "video"
    WRITTEN = "written"
    ELSEWHERE = "elsewhere"


class Content(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """What one kind of entry adds to the envelope."""

    @property
    def kind(self) -> str:
        """The kind's name as written in files."""
        return str(self.__struct_config__.tag)


class Referral(Content, frozen=True, kw_only=True, omit_defaults=True, tag="referral"):
    """One agency asks another to act (paragraphs 23, 24, 51)."""

    to: str | None = None
    concerns: tuple[str, ...] = ()
    gestation_weeks: int | None = None
    criteria: tuple[str, ...] = ()  # which of the local procedure's criteria the referrer says are met
    level: int | None = None  # of need, as the local threshold document numbers them


class Decision(Content, frozen=True, kw_only=True, omit_defaults=True, tag="decision"):
    """What was decided, why, on what, and who was told (paragraphs 23, 26, 34)."""

    outcome: str | None = (
        None  # no_further_action, assess, child_in_need, child_protection, close_plan, return_home ...
    )
    on: tuple[str, ...] = ()  # the referral, assessment or plan decided on
    reason: str | None = None
    relies_on: tuple[str, ...] = ()  # practitioners or agencies whose continuing involvement is given as a reason
    considered: tuple[str, ...] = ()  # earlier entries weighed, or said not to be relevant
    told: tuple[str, ...] = ()
    outstanding: tuple[str, ...] = ()
    early_help: str | None = None  # offered, accepted, declined, not_needed; None: nothing recorded
    level: int | None = None  # of need, as the local threshold document numbers them


class Check(Content, frozen=True, kw_only=True, omit_defaults=True, tag="check"):
    """One agency's records asked about one person (paragraph 15)."""

    of: str | None = None
    held_by: str | None = None  # the agency asked
    result: str | None = None  # asked, replied, no_reply, not_asked, not_possible
    reason: str | None = None


class Contact(Content, frozen=True, kw_only=True, omit_defaults=True, tag="contact"):
    """A visit, call or meeting with the family, offered or made."""

    with_whom: tuple[str, ...] = msgspec.field(default=(), name="with")
    setting: Setting | None = None
    outcome: Outcome | None = None
    announced: bool | None = None
    minutes: int | None = None
    planned_work_possible: bool | None = None


class Sighting(Content, frozen=True, kw_only=True, omit_defaults=True, tag="sighting"):
    """An entry whose whole point is that children were seen: the facts are in `seen`."""


class Appointment(Content, frozen=True, kw_only=True, omit_defaults=True, tag="appointment"):
    """An appointment offered to someone by a service, and what came of it (paragraphs 39, 49, 51)."""

    whose: str | None = msgspec.field(default=None, name="for")
    service: str | None = None
    outcome: Outcome | None = None
    reason: str | None = None  # as given, and by whom is in how_known


class Incident(Content, frozen=True, kw_only=True, omit_defaults=True, tag="incident"):
    """Something happened that any agency might have had to act on (paragraph 35)."""

    what: tuple[str, ...] = ()
    address: str | None = None
    own_view: str | None = None  # the attending practitioner's own view, apart from others' accounts (R008)
    outcome: str | None = None
    considered: tuple[str, ...] = ()


class Observation(Content, frozen=True, kw_only=True, omit_defaults=True, tag="observation"):
    """What a practitioner saw or noticed."""

    of_what: str | None = None


class Account(Content, frozen=True, kw_only=True, omit_defaults=True, tag="account"):
    """What someone said of events, kept as theirs (paragraphs 10, 35)."""

    said_by: str | None = None
    of_entry: tuple[str, ...] = ()
    could_confirm: tuple[str, ...] = ()  # agencies that saw it or hold the fact
    asked: tuple[str, ...] = ()  # those that were asked


class Health(Content, frozen=True, kw_only=True, omit_defaults=True, tag="health"):
    """A health fact: a consultation, a result, an immunisation, a birth."""

    outcome: Outcome | None = None
    what: str | None = None


class Education(Content, frozen=True, kw_only=True, omit_defaults=True, tag="education"):
    """A school or nursery fact: attendance over a span, presentation, exclusion."""

    attendance_percent: float | None = None
    outcome: Outcome | None = None
    what: str | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A statement a conclusion rests on, who made it, who could confirm it and who was asked (paragraph 35)."""

    claim: str
    said_by: str | None = None
    could_confirm: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


class Assessment(Content, frozen=True, kw_only=True, omit_defaults=True, tag="assessment"):
    """An assessment begun or completed, what it weighed and on whose word (paragraphs 24, 34, 35)."""

    type: str | None = None  # pre_birth, single, section_47, risk, tool ...
    stage: str | None = None  # started, completed
    conclusion: str | None = None
    considered: tuple[str, ...] = ()
    accepted: tuple[Claim, ...] = ()
    assessed: tuple[str, ...] = ()  # the adults actually assessed
    tool: str | None = None
    relies_on: tuple[str, ...] = ()


class Meeting(Content, frozen=True, kw_only=True, omit_defaults=True, tag="meeting"):
    """A meeting held or not, who came, and what it recorded (paragraphs 39, 48, 55, 56)."""

    type: str | None = None  # strategy, child_in_need, core_group, initial_conference, review_conference ...
    mode: str | None = None  # in_person, telephone, video
    outcome: str | None = None  # held, cancelled, rearranged
    invited: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    picture: str | None = None  # progress, positive, mixed, no_change, worse: as the record puts it
    reason: str | None = None


class View(Content, frozen=True, kw_only=True, omit_defaults=True, tag="view"):
    """One person's own view, before or apart from a joint decision; a child's or parent's view too."""

    whose: str | None = None
    on: tuple[str, ...] = ()
    position: str | None = None  # agree, agree_with_concern, disagree


class Scaling(Content, frozen=True, kw_only=True, omit_defaults=True, tag="scaling"):
    """A number someone gave on a 0-10 scale, and why. Kingfisher computes none and averages none."""

    question: str | None = None
    low: float | None = None
    high: float | None = None
    given_by: tuple[str, ...] = ()
    reason: str | None = None
    alone: bool | None = None


class Plan(Content, frozen=True, kw_only=True, omit_defaults=True, tag="plan"):
    """A plan opened, changed, reviewed or closed for named children (paragraphs 24, 26, 36)."""

    type: str | None = None  # early_help, child_in_need, child_protection, looked_after
    stage: str | None = None  # opened, reviewed, closed
    categories: tuple[str, ...] = ()
    relies_on: tuple[str, ...] = ()
    reason: str | None = None
    outstanding: tuple[str, ...] = ()
    fathers_involved: tuple[str, ...] = ()  # parents who do not live with the child and were part of making it


class Action(Content, frozen=True, kw_only=True, omit_defaults=True, tag="action"):
    """An agreed action: owner, by when, cover, and whether it was done (paragraph 54)."""

    owner: str | None = None
    what: str | None = None
    due: When | None = None
    cover: str | None = None
    state: str | None = None  # agreed, done, not_done
    on: tuple[str, ...] = ()


class Involvement(Content, frozen=True, kw_only=True, omit_defaults=True, tag="involvement"):
    """A practitioner's part begins, changes or ends: role, for whom, how often, where (paragraphs 26-28, R3)."""

    practitioner: str | None = None
    role: str | None = None
    covers: tuple[str, ...] | None = None
    stage: str | None = None  # began, changed, ended, requested, not_available
    frequency: str | None = None
    place: str | None = None
    if_declined: str | None = None


class LivingArrangement(Content, frozen=True, kw_only=True, omit_defaults=True, tag="living_arrangement"):
    """Who lives or stays where and with whom, from the day it happened (paragraphs 19, 30, 49)."""

    who: tuple[str, ...] = ()
    address: str | None = None
    with_whom: tuple[str, ...] = msgspec.field(default=(), name="with")
    overnight: bool | None = None
    ends: When | None = None


class RelationshipChange(Content, frozen=True, kw_only=True, omit_defaults=True, tag="relationship"):
    """From the day it happened `person` is `relation` of `of`, or is so in another way, or is not (paragraphs 19, 31).

    Read together with the family's list, and wins over it. What is left out stays as it was.
    """

    relation: Tie | None = None
    person: str | None = None
    of: str | None = None
    stage: str | None = None  # began, changed, ended, not_so (it was thought so and never was)
    ends: When | None = None
    bond: Bond | None = None
    link: Link | None = None
    care: CareSort | None = None
    standing: Standing | None = None
    parental_responsibility: bool | None = None
    may_show_family: bool | None = None


class ServiceRestriction(Content, frozen=True, kw_only=True, omit_defaults=True, tag="service_restriction"):
    """A service limits what it does: what stops, why, until when, what replaces sight (paragraphs 44, 54)."""

    what: str | None = None
    reason: str | None = None
    review: When | None = None
    replaced_by: str | None = None
    ends: When | None = None


class Absence(Content, frozen=True, kw_only=True, omit_defaults=True, tag="absence"):
    """A practitioner is away: from when it happened until `ends`, and who covers (paragraph 54)."""

    practitioner: str | None = None
    ends: When | None = None
    cover: str | None = None


class ChildLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one entry about several children says of one of them."""

    child: str
    line: str


class Supervision(Content, frozen=True, kw_only=True, omit_defaults=True, tag="supervision"):
    """Safeguarding or management supervision, given or not; one entry may cover a family (paragraph 59)."""

    practitioner: str | None = None
    supervisor: str | None = None
    outcome: str | None = None
    lines: tuple[ChildLine, ...] = ()  # what was said of each child
    would_change: str | None = None  # what would change the practitioner's mind
    themes: tuple[str, ...] = ()


class Audit(Content, frozen=True, kw_only=True, omit_defaults=True, tag="audit"):
    """An audit's finding, to whom it went and what it asked for (paragraphs 39-43)."""

    recommends: str | None = None
    addressed_to: str | None = None
    answer_due: When | None = None
    stage: str | None = None


class ChairsOversight(Content, frozen=True, kw_only=True, omit_defaults=True, tag="chairs_oversight"):
    """An independent chair's oversight between meetings: grade, question, addressee (paragraph 52)."""

    grade: str | None = None
    question: str | None = None
    addressed_to: str | None = None
    answer_due: When | None = None
    themes: tuple[str, ...] = ()


class Challenge(Content, frozen=True, kw_only=True, omit_defaults=True, tag="challenge"):
    """One agency challenges another's decision, or answers (paragraphs 23, 43, 56)."""

    to: str | None = None
    on: tuple[str, ...] = ()
    stage: str | None = None
    answer: str | None = None
    themes: tuple[str, ...] = ()


class LegalStep(Content, frozen=True, kw_only=True, omit_defaults=True, tag="legal_step"):
    """A legal status or step (paragraphs 45, 53)."""

    step: str | None = None
    outcome: str | None = None


class Document(Content, frozen=True, kw_only=True, omit_defaults=True, tag="document"):
    """A document made or received: a chronology, a letter, a report (paragraph 49)."""

    type: str | None = None  # chronology, genogram, letter, report ...
    title: str | None = None
    agencies: tuple[str, ...] = ()  # whose information it draws together
    reviewed_by: str | None = None


class Strength(Content, frozen=True, kw_only=True, omit_defaults=True, tag="strength"):
    """Something going well, dated and sourced; it stands beside harm and never cancels it (paragraphs 37, 58)."""

    of: str | None = None
    what: str | None = None


class Answer(Content, frozen=True, kw_only=True, omit_defaults=True, tag="answer"):
    """An answer to a question: what was done, or why it does not apply, or who disagrees and why."""

    question: str | None = None
    answer: str | None = None  # done, not_applicable, will_be_done, put_off, disagree
    reason: str | None = None
    by_when: When | None = None
    on: tuple[str, ...] = ()


AnyContent = (
    Referral
    | Decision
    | Check
    | Contact
    | Sighting
    | Appointment
    | Incident
    | Observation
    | Account
    | Health
    | Education
    | Assessment
    | Meeting
    | View
    | Scaling
    | Plan
    | Action
    | Involvement
    | LivingArrangement
    | RelationshipChange
    | ServiceRestriction
    | Absence
    | Supervision
    | Audit
    | ChairsOversight
    | Challenge
    | LegalStep
    | Document
    | Strength
    | Answer
)
KINDS: dict[str, type[Content]] = {str(kind.__struct_config__.tag): kind for kind in Content.__subclasses__()}
KIND_VERSION = 1
