"""How does the agency know: saw it, was told it by whom, found it in a record, or judged it? And whom did it tell?"""

import re

from kingfisher.interchange.returns.agency_words import agencies_met
from kingfisher.interchange.returns.row_parts import Parts
from kingfisher.interchange.returns.row_words import STOPS, Met
from kingfisher.timeline.entries import Shared
from kingfisher.timeline.kinds import AnyContent, Contact, Outcome, Setting
from kingfisher.timeline.people import HowKnown

OPINION = frozenset({"decision", "assessment", "supervision", "legal_step", "chairs_oversight"})
ON_RECORD = frozenset({"check", "education", "audit", "chairs_oversight"})
JUDGES = frozenset({"social_care", "early_help", "police", "yos", "probation"})
_OF_SOCIAL_CARE = re.compile(
    r"\b(?:cin|cp|csc|child in need|child protection|assessment|social care|nfa|no further action)\b", re.I
)
DISTANT = frozenset({Setting.TELEPHONE, Setting.VIDEO, Setting.WRITTEN})
NOT_NEWS = frozenset({"meeting", "appointment", "check", "assessment"})
SAID_IN = frozenset({"account", "contact", "appointment", "living_arrangement", "health", "observation", "incident"})
THERE = frozenset({"police", "ambulance", "hospital", "school"})
KEEPER = frozenset({"social_care", "early_help"})  # whose meetings and plans are their own judgement
Known = tuple[HowKnown, str | None, str, str]  # how, told by whom, why, the words


def news_from(parts: Parts) -> tuple[str, str] | None:
    """The agency that brought the news, and the words: "Call from CSC", "SW rang", a source column naming another."""
    own = {parts.row.agency, parts.sort.name}
    from_source = [(a, m) for a, m in agencies_met(parts.source_people) if a not in own]
    if len({agency for agency, _ in from_source}) == 1 and from_source[0][1].first == 0:
        return from_source[0][0], parts.source
    for met, people in ((parts.title_met, parts.title_people), (parts.met, parts.people_met)):
        for agency, named in agencies_met(people):
            if agency in own:
                continue
            if named.first == 0 and (_opens(parts, named) if met is parts.met else not _is_with(parts, named)):
                return agency, named.words
            for verb in met:
                if verb.cue not in ("relayed", "heard"):
                    continue
                before = verb.words.lower().endswith(("from", "by")) and 0 <= named.first - verb.after <= 3
                after = verb.words.lower() not in ("from", "copy of") and 0 <= verb.first - named.after <= 2
                if before or after:
                    return agency, f"{verb.words} {named.words}" if before else f"{named.words} {verb.words}"
    return None


def _opens(parts: Parts, named: Met) -> bool:
    """True for "Midwife - one missed" and "HV: speech referral": the account begins with who said it."""
    after = parts.text[parts.words[named.after - 1].end :].lstrip()
    return after.startswith((":", "- ", "– ", "— ", "worker - ", "worker – "))


def _is_with(parts: Parts, named: Met) -> bool:
    return " with " in f" {parts.title.lower()} "


def how_known(parts: Parts, content: AnyContent, news: tuple[str, str] | None) -> Known:
    """How it is known, told by whom (an agency or a person of the family), why we think so, and the words."""
    source = parts.source.lower()
    if any(word in source for word in ("legacy", "transferred record", "previous", "archive")):
        return HowKnown.RECORD_CHECK, None, "the source column names an older record", parts.source
    kind = content.kind
    if kind == "account" and parts.sort.name == "police":
        return HowKnown.THIRD_PARTY, None, "police information came from someone else", parts.title
    if kind in ON_RECORD and not (kind == "education" and not parts.roles.get("attendance")):
        return HowKnown.RECORD_CHECK, None, "it was found in records", parts.title
    told = _told(parts, content, news)
    if told:
        return told
    record = parts.has("record")
    if record and kind not in ("meeting", "contact", "appointment", "referral"):
        return HowKnown.RECORD_CHECK, None, "it was read in a record", record.words
    if kind in OPINION and parts.sort.name not in ("police", "yos"):
        return HowKnown.PROFESSIONAL_OPINION, None, "it is a judgement by the agency that wrote it", ""
    if kind == "meeting" and parts.sort.name in KEEPER and _judges(content):
        return HowKnown.PROFESSIONAL_OPINION, None, "the meeting came to a view, written by the agency that led it", ""
    if kind == "plan":
        return HowKnown.RECORD_CHECK, None, "the plan is noted from its own document", parts.title
    opinion = parts.has("opinion")
    if opinion and kind in ("meeting", "plan", "referral"):
        return HowKnown.PROFESSIONAL_OPINION, None, "it says what was thought", opinion.words
    return HowKnown.OBSERVED, None, "nothing says that it was told by anyone else", ""


def _judges(content: AnyContent) -> bool:
    held = getattr(content, "outcome", None) == "held"
    return held and getattr(content, "type", None) in (
        "strategy",
        "initial_conference",
        "review_conference",
        "pre_birth_conference",
    )


def _told(parts: Parts, content: AnyContent, news: tuple[str, str] | None) -> Known | None:
    return (
        _told_by_agency(parts, content, news)
        or _told_by_family(parts, content)
        or _told_by_another(parts, content, news)
    )


def _told_by_agency(parts: Parts, content: AnyContent, news: tuple[str, str] | None) -> Known | None:
    kind = content.kind
    if kind == "meeting":
        if news and getattr(content, "outcome", None) == "cancelled" and parts.sort.name not in KEEPER:
            return HowKnown.THIRD_PARTY, news[0], "another agency told them", news[1]
        heard = parts.has("heard")
        if heard and "told" in heard.words.lower():
            return HowKnown.THIRD_PARTY, None, "they were told of the meeting", heard.words
    if news and kind not in NOT_NEWS and not _met_family(content):
        return HowKnown.THIRD_PARTY, news[0], "another agency told them", news[1]
    if kind == "decision" and parts.sort.name not in JUDGES and _OF_SOCIAL_CARE.search(parts.text):
        return HowKnown.THIRD_PARTY, "social_care", "the decision is children's social care's to make", ""
    return None


def _told_by_family(parts: Parts, content: AnyContent) -> Known | None:
    kind = content.kind
    words = parts.roles.get("childs_words")
    if words and kind == "contact":
        return HowKnown.SELF_REPORT, None, "the child's own words are given", words
    said = _said_by_family(parts) if kind in SAID_IN else None
    if said is None or (kind == "incident" and parts.sort.name == "police"):
        return None
    anywhere = kind in ("account", "living_arrangement") or parts.sort.name == "gp" or _reached(content)
    if anywhere or kind == "incident" or said[2] <= parts.first_sentence():
        return HowKnown.SELF_REPORT, said[0], "told by a person of the family", said[1]
    return None


def _told_by_another(parts: Parts, content: AnyContent, news: tuple[str, str] | None) -> Known | None:
    kind = content.kind
    bystander = parts.has("bystander")
    if bystander and kind in ("incident", "account", "contact", "referral"):
        return HowKnown.THIRD_PARTY, None, "told by someone outside the family's home", bystander.words
    if kind == "incident" and parts.sort.name == "ambulance" and parts.title.lower() in ("call", "update", "advice"):
        return HowKnown.THIRD_PARTY, None, "what the caller said", parts.title
    if kind == "incident" and parts.sort.name not in THERE:
        return HowKnown.THIRD_PARTY, None, "the agency was not there", ""
    if kind == "referral" and parts.sort.name in KEEPER:
        return HowKnown.THIRD_PARTY, news[0] if news else None, "a referral is another's account", ""
    if _reached(content):
        return HowKnown.SELF_REPORT, None, "a call or message from the person spoken to", parts.title
    return None


def _met_family(content: AnyContent) -> bool:
    return isinstance(content, Contact) and content.setting not in DISTANT


def _reached(content: AnyContent) -> bool:
    return isinstance(content, Contact) and content.setting in DISTANT and content.outcome is Outcome.ATTENDED


def _said_by_family(parts: Parts) -> tuple[str | None, str, int] | None:
    for met in parts.met:
        if met.cue != "said":
            continue
        for who in parts.people_met:
            if who.cue.startswith(("person:", "relative:")) and 0 <= met.first - who.after <= 2:
                person = who.cue[7:] if who.cue.startswith("person:") else None
                return person, f"{who.words} {met.words}", who.first
        if met.first <= 1 or (met.first and parts.words[met.first - 1].plain in STOPS) or "told" in met.words:
            return None, met.words, met.first
        if parts.sort.name in ("housing", "gp") and met.words.lower() in ("says", "said", "mentions"):
            return None, met.words, met.first
    if parts.text[:1] in "\"“'‘" and len(parts.text) > 4:
        return None, parts.text[:40], 0
    return None


def shared_with(parts: Parts) -> tuple[Shared, ...]:
    """The agencies the row says were told: "HV informed", "copied to HV", "passed to social worker"."""
    found: dict[str, Shared] = {}
    own = {parts.row.agency, parts.sort.name}
    for agency, named in agencies_met(parts.people_met):
        if agency in own:
            continue
        for verb in parts.met:
            if verb.cue == "told" and _tells(verb, named, parts):
                found.setdefault(agency, Shared(to=agency, how=verb.words.lower()))
    return tuple(found.values())


def _tells(verb: Met, named: Met, parts: Parts) -> bool:
    plain = verb.words.lower()
    between = {word.plain for word in parts.words[min(verb.after, named.after) : max(verb.first, named.first)]}
    if between & STOPS or between & {"by", "from"}:
        return False
    if 0 <= named.first - verb.after <= 3:
        return True
    return plain in ("informed", "notified", "emailed", "advised") and 0 <= verb.first - named.after <= 2


__all__ = ["how_known", "news_from", "shared_with"]
