"""What was decided, was a reason written down, who was told, on whom does it lean?

Agencies write outcomes in their own words ("NFA", "no further action", "Close - step down"). They are read here once,
so that no question depends on one spelling.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from kingfisher.practice.told_in_words import reason_in, told_in
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Assessment, Decision, Incident, Meeting, Plan

_NOTHING = {"", "none", "null", "n a", "na", "nil", "not recorded", "not stated", "none recorded", "unknown", "tbc"}
_NO_FURTHER = re.compile(
    r"\bnfa\b|no further|no action|not accepted|not progressed|below threshold|threshold not met|does not meet|"
    r"did not meet|\bno role\b|\bdeclined\b|\brejected\b|information only|advice (only|given)|signpost|"
    r"no assessment|\bno sw(s)?\b|no safeguarding concern"
)
_CLOSING = re.compile(r"\bclos(e|ed|ing|ure)\b|\bended?\b|step(ped)? ?down|case closed|\bdischarged? from plan\b")
_ASSESSING = re.compile(r"assess|section 47|\bs47\b|strategy|child protection enquir")
_PLANS = (
    ("child_protection", re.compile(r"child protection|\bcpp?\b|\bcp plan\b")),
    ("child_in_need", re.compile(r"child in need|\bcin\b")),
    ("looked_after", re.compile(r"looked after|\blac\b|\bcla\b|care order")),
    ("early_help", re.compile(r"early help|\btaf\b|family help")),
)


@lru_cache(maxsize=65_536)
def plain(words: str | None) -> str:
    """Words made comparable: lower case, underscores, dashes and stops as single spaces. "" for None."""
    return re.sub(r"[\W_]+", " ", (words or "").casefold()).strip()


@lru_cache(maxsize=16_384)
def is_no_further_action(outcome: str | None) -> bool:
    """True when the outcome says that the agency will take it no further, however it is spelt.

    "No further action: assess again at 20 weeks" is still no further action; "assess" is not.
    """
    return bool(_NO_FURTHER.search(plain(outcome)))


@lru_cache(maxsize=16_384)
def closes(outcome: str | None) -> bool:
    """True when the outcome ends a plan, a case or an involvement."""
    said = plain(outcome)
    return bool(_CLOSING.search(said)) and not said.startswith(("not closed", "remain", "do not close"))


@lru_cache(maxsize=16_384)
def opens_assessment(outcome: str | None) -> bool:
    """True when the outcome is that someone will assess or enquire."""
    return bool(_ASSESSING.search(plain(outcome))) and not is_no_further_action(outcome)


@lru_cache(maxsize=16_384)
def plan_type(words: str | None) -> str | None:
    """Which type of plan the words name, as one of the `Plan.type` words; None when they name none."""
    said = plain(words)
    return next((name for name, form in _PLANS if form.search(said)), None)


def written(words: str | None) -> str | None:
    """The words, or None when they say nothing ("n/a", "not recorded", blank)."""
    return None if plain(words) in _NOTHING else words


def reason_of(entry: Entry) -> str | None:
    """The reason written with a decision, plan or meeting, by itself or in its account; None when there is none."""
    content = entry.content
    if not isinstance(content, (Decision, Plan, Meeting)):
        return None
    decided = f"{content.outcome}. " if isinstance(content, Decision) and content.outcome else ""
    return written(content.reason) or reason_in(decided + entry.text)


def told_of(entry: Entry) -> tuple[str, ...]:
    """Everyone it is recorded as told to or shared with, apart from the agency that wrote it; of a decision also the
    sorts of agency that its account says were told."""
    told = dict.fromkeys(name for name, _ in entry.told() if name and name != entry.agency)
    if isinstance(entry.content, Decision) and entry.text:
        told.update(dict.fromkeys(one for one in told_in(entry.text) if one != sort_of(entry.agency).name))
    return tuple(told)


def leans_on(entry: Entry) -> tuple[str, ...]:
    """Practitioners and agencies whose continuing involvement is given as a ground, as recorded in `relies_on`."""
    content = entry.content
    return content.relies_on if isinstance(content, (Decision, Plan, Assessment)) else ()


def considered_by(entry: Entry) -> tuple[str, ...]:
    """Ids of the earlier entries it says were weighed or found not relevant."""
    content = entry.content
    return content.considered if isinstance(content, (Decision, Incident, Assessment)) else ()


def is_outcome(entry: Entry) -> bool:
    """True for an entry in which an agency concludes something: a decision with an outcome, a completed assessment, an
    incident with an outcome. An assessment only started, or an incident only noted, concludes nothing."""
    content = entry.content
    if isinstance(content, Decision):
        return written(content.outcome) is not None
    if isinstance(content, Assessment):
        return is_completed(content)
    return isinstance(content, Incident) and written(content.outcome) is not None


def is_completed(assessment: Assessment) -> bool:
    """True when it says so, or says nothing of its stage: an assessment is reported when it is done."""
    stage = plain(assessment.stage)
    if stage:
        return stage in ("completed", "complete", "finished", "signed off", "closed", "ended", "concluded")
    return True


def decided_on(entry: Entry) -> tuple[str, ...]:
    """Ids of the entries it concludes on: `on` for a decision, otherwise what it says it follows from."""
    content = entry.content
    own: Iterable[str] = content.on if isinstance(content, Decision) else ()
    return tuple(dict.fromkeys((*own, *entry.relates_to, *entry.same_as)))
