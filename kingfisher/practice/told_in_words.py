"""What does the account of a decision itself say of why, and of who was told?

Many decisions are written as one paragraph: "NFA. Rationale: … School and HV informed." A reason so written is a
reason. Words that only say that there is none, or that it is to follow, are not.
"""

import re
from functools import lru_cache

from kingfisher.timeline.agency_sorts import sorts

_NO_REASON = re.compile(
    r"\b(?:no|without(?: an?y?)?|any) (?:\w+ ){0,2}(?:reason|rationale|explanation)|"
    r"\b(?:reasons?|rationale|explanation)\b\W*(?:(?:is|are|was|were|has been|have been) )?"
    r"(?:not (?:\w+ )?(?:recorded|given|stated|known|clear|shared|seen)|unclear|unknown|none|missing|awaited|tbc|"
    r"to follow|blank|n/a)\b|\bnot? (?:say|said|state|stated|explain|explained|record|recorded|clear) why\b"
)
_WHY = re.compile(
    r"\bbecause\b|\bon the (?:grounds?|basis) (?:that|of)\b|\bgiven that\b|\bin (?:view|light) of\b|"
    r"\bdue to (?!(?:be|take|attend|see|visit|start|begin|return|meet|come|go|give)\b)|"
    r"\b(?:reasons?|reasoning|rationale|rat|grounds?)"
    r"(?: (?:for(?! (?:the |this )?(?:referral|contact|visit|call|meeting|absence|involvement)\b)|"
    r"given|of|behind|recorded)\b[^.:;]{0,60})?"
    r"\s*(?:[:\u2013]|\s-|\.|\bis\b|\bare\b|\bwas\b|\bwere\b|\bbeing\b)|"
    r"\b(?:nfa|no further action|closed?|closing|ended|not progressed|not taken further),? as "
    r"(?!agreed\b|per\b|requested\b|above\b|planned\b|discussed\b|an?\b|before\b|usual\b)|"
    r"\b(?:decision and|decision with) (?:reasons?|rationale)\b\s*[:\u2013-]"
)
_STILL_TO_COME = re.compile(
    r"(?:not|none|nil|blank|tbc|unknown|unclear|awaited|awaiting|pending|outstanding|to (?:be|follow)|will be|yet to|"
    r"still to|nfa|no further action|agreed|nfa agreed|not given)\b(?! (?:threshold|because))"
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:referred|referral (?:made|received|came|sent)|(?:rang|called|contacted|came|wrote)(?: \w+)?|"
    r"(?:unable|cannot|could not|impossible) (?:to )?\w+)$"
)
_TELLS = re.compile(
    r"\b(?:informed|told|notified|advised|updated|shared with|written to|wrote to|write to|letters? to|copied to|"
    r"copy to|e-?mail(?:ed)? to|cc|fed back|feedback to|aware of (?:the )?(?:outcome|decision))\b"
)
_UNTOLD = re.compile(
    r"\b(?:not|nobody|no one|none|never|no|to be|will be|should be|yet to be|awaiting)\b"
    r"(?: \w+){0,3} (?:informed|told|notified|advised|updated|shared|written|fed)|"
    r"\b(?:ensure|make sure|needs? to|plans? to)\b(?: \w+){0,4} (?:told|tell|inform\w*|notif\w+|update\w*|share\w*)\b|"
    r"\b(?:to follow|to be sent|will be sent|with no one|with nobody)\b|"
    r"\?\s*$"
)
# Somebody else told: the family, or the agency itself told us.
_TOLD_BY_OTHERS = re.compile(
    r"\b(?:informed|told|notified|advised|updated) (?:us\b|me\b|"
    r"by (?!letter|e-?mail|phone|telephone|post|text|social|sw\b))|"
    r"\b(?:mum|mother|mam|dad|father|parents?|carer|family|gran|nan) (?:has |have |had )?"
    r"(?:told|informed|advised|notified) (?!(?:by|of|in|on|and|that)\b)\w"
)
_SENTENCES = re.compile(r"(?<=[.;!?\n])\s+")


@lru_cache(maxsize=16_384)
def reason_in(words: str) -> str | None:
    """What the words give as the reason; None when they give none, or say that there is none."""
    plain = words.casefold()
    if _NO_REASON.search(plain):
        return None
    for met in _WHY.finditer(plain):
        given = words[met.end() :].strip(" :.-\u2013")
        elsewhere = _STILL_TO_COME.match(given.casefold()) or _OF_SOMETHING_ELSE.search(plain[: met.start()].rstrip())
        if len(given.split()) > 1 and not elsewhere:
            return given
    return None


@lru_cache(maxsize=16_384)
def told_in(words: str) -> tuple[str, ...]:
    """The sorts of agency that the words say were told: "Outcome shared with the midwife and school." """
    found: dict[str, None] = {}
    for sentence in _SENTENCES.split(words.casefold()):
        if _TELLS.search(_TOLD_BY_OTHERS.sub(" ", sentence)) and not _UNTOLD.search(sentence):
            found.update(dict.fromkeys(name for name, form in _called() if form.search(sentence)))
    return tuple(found)


@lru_cache(1)
def _called() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\b(?:{'|'.join(re.escape(one) for one in sort.called)})s?\b"))
        for name, sort in sorts().items()
    )
