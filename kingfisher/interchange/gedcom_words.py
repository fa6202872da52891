"""What do the words of a family file mean among ours: links of a child, standings, and what others are to somebody?"""

import re

from kingfisher.timeline.people import CareSort, Link, Standing, Tie

_LINKS = (
    (re.compile(r"adopt", re.I), Link.ADOPTED),
    (re.compile(r"donor", re.I), Link.DONOR),
    (re.compile(r"surroga|gestational", re.I), Link.SURROGATE),
    (re.compile(r"^(?:birth|natural|biological|genetic)\b", re.I), Link.BIRTH),
)
_CARES = (
    (re.compile(r"foster", re.I), CareSort.FOSTER),
    (re.compile(r"special guard", re.I), CareSort.SPECIAL_GUARDIANSHIP),
    (re.compile(r"kinship|grandparent|relative", re.I), CareSort.KINSHIP),
    (re.compile(r"\bstep", re.I), CareSort.STEP),
    (re.compile(r"guardian|ward|\bcarer\b|care ?giver", re.I), CareSort.OTHER),
)
# what ASSO's words make of the one pointed to; the last: the words are about the one whose record it is
_ROLES: tuple[tuple[re.Pattern[str], tuple[Tie, CareSort | None, bool]], ...] = (
    (re.compile(r"foster (?:child|son|daughter)", re.I), (Tie.CARER, CareSort.FOSTER, True)),
    (re.compile(r"foster", re.I), (Tie.CARER, CareSort.FOSTER, False)),
    (re.compile(r"special guardian", re.I), (Tie.CARER, CareSort.SPECIAL_GUARDIANSHIP, False)),
    (re.compile(r"kinship", re.I), (Tie.CARER, CareSort.KINSHIP, False)),
    (re.compile(r"\bstep ?-?(?:father|mother|parent|dad|mum)", re.I), (Tie.CARER, CareSort.STEP, False)),
    (re.compile(r"guardian|\bcarer\b|care ?giver", re.I), (Tie.CARER, CareSort.OTHER, False)),
    (re.compile(r"grand(?:father|mother|parent)", re.I), (Tie.GRANDPARENT, None, False)),
    (re.compile(r"grand(?:child|son|daughter)", re.I), (Tie.GRANDPARENT, None, True)),
    (re.compile(r"\b(?:aunt|uncle)\b", re.I), (Tie.AUNT_OR_UNCLE, None, False)),
    (re.compile(r"\b(?:nephew|niece)\b", re.I), (Tie.AUNT_OR_UNCLE, None, True)),
    (re.compile(r"\bcousin\b|\brelative\b", re.I), (Tie.OTHER_RELATIVE, None, False)),
    (re.compile(r"\b(?:half |step ?-?)?(?:brother|sister|sibling)\b", re.I), (Tie.SIBLING, None, False)),
    (re.compile(r"\b(?:husband|wife|partner|spouse|spou|boyfriend|girlfriend)\b", re.I), (Tie.PARTNER, None, False)),
    (re.compile(r"\bfriend\b", re.I), (Tie.FRIEND, None, False)),
    (re.compile(r"^\W*(?:father|mother|parent|fath|moth)\W*$", re.I), (Tie.PARENT, None, False)),
    (re.compile(r"^\W*(?:son|daughter|child|chil)\W*$", re.I), (Tie.PARENT, None, True)),
    (re.compile(r"\blodger\b", re.I), (Tie.LODGER, None, False)),
)


def link_of(words: str) -> Link | None:
    """The link of a child the words name; None when they name none of ours."""
    return next((link for form, link in _LINKS if form.search(words.strip())), None)


def care_of(words: str) -> CareSort | None:
    """The sort of care the words name; None when they name none, and for an adoption."""
    return None if link_of(words) else next((care for form, care in _CARES if form.search(words)), None)


def standing_of(words: str) -> Standing | None:
    """What a file says of how sure a link is."""
    return {"challenged": Standing.ALLEGED, "proven": Standing.ESTABLISHED}.get(words.strip().casefold())


def associated(words: str) -> tuple[Tie, CareSort | None, bool] | str | None:
    """The tie, the sort of care, and whether the two change places; "twin" for a twin; None when not known to us."""
    if re.search(r"\btwin\b", words, re.I):
        return "twin"
    return next((meant for form, meant in _ROLES if form.search(words)), None)
