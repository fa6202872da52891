"""Who a row is about beyond those it names: the conventions of `people_named`, by number."""

import re

import msgspec

from kingfisher.interchange.returns.agency_return import Remark
from kingfisher.interchange.returns.family_roles import BABY_DAYS
from kingfisher.interchange.returns.mentions import Mentions
from kingfisher.interchange.returns.row_people import RowPeople

_MATERNITY = re.compile(r"antenatal|maternity|obstetric|midwi|labour ward|delivery|uss\b|postnatal", re.I)
_BIRTH = re.compile(r"\b(live birth|born|birth|delivered|nvd|lscs|apgars?)\b", re.I)
_BABY = re.compile(r"baby|newborn|infant|live", re.I)
_PRE_BIRTH = re.compile(r"pre-?birth|unborn", re.I)
_ABOUT_CHILDREN = re.compile(
    r"\b(strat(egy)?( mtg| meeting| discussion)?|c(hild )?i(n )?n(eed)?\b|core group|i?cpc|rcpc|review conference|"
    r"case conference|child protection|cp plans?|s(ection |\.)?47|legal gateway|single assessment|"
    r"tac|taf|early help|looked after review|from csc|csc outcome)\b",
    re.I,
)
_HOME = re.compile(
    r"\b(tenanc\w+|moved?|keys?|homeless\w*|b&b|placed|placement|licen[cs]e|evict\w*|stay(s|ed|ing)|overcrowd\w*|"
    r"inspection|cooker|accommodation|rehous\w*|return(ed|s) to|supported housing|household|no heating)\b",
    re.I,
)
_VISIT = re.compile(
    r"(?<!window )\b(visit|home|clinic|imms|immunisation|week check|health check|development|"
    r"(year|month|week) review)",
    re.I,
)
_OF_A_MOVE = ("mov", "address", "homeless", "evict")
_MOVE = re.compile(r"\b(moved|moving|new address|change of address|homeless\w*|evict\w*)\b", re.I)
_VISIT_TO = re.compile(r"\bvisit\b", re.I)
_CLINIC = re.compile(r"\bclinic|week check|development", re.I)
_FROM_SCHOOL = re.compile(r"\b(referral|referred|contact|notification|call|email|report)\b", re.I)
_SERVICE = re.compile(r"\b(service|lockdown|telephone|phone|conference|meeting|letter|father contact)\b", re.I)
_DEATH = re.compile(r"\b(died|death|deceased|bereave\w+|jar|joint (agency )?response|post[- ]?mortem|funeral)\b", re.I)
_CARES_FOR_FAMILY = frozenset({"health_visiting", "social_care", "early_help", "hospital", "midwifery"})
_FIRST_ENQUIRY = re.compile(
    r"\b(strat(egy)? ?(mtg|meeting|discussion)?|s(ection |\.)?47|icpc|initial (child protection )?(case )?conference|"
    r"agency checks?)\b",
    re.I,
)
_TREAT_ALL = re.compile(
    r"\b(treat(ed|ing|ment)? (of |for )?(the |all the )?(whole |all )?(family|household)|"
    r"(whole|all) (the )?(family|household) (to be )?treated)\b",
    re.I,
)
_SESSION = re.compile(r"\b(session|group|family work|support)\b", re.I)
_NOT_HELD = re.compile(
    r"\b(dna|did ?n.t attend|did not attend|not attended|cancel\w*|no answer|no show|offered|declined)\b", re.I
)
_SIX_WEEKS = re.compile(r"\b(6|six|6 ?[-/–] ?8|six to eight|8|eight)[ -]?(wk|week)s? (check|review|exam\w*)", re.I)
_RESPONDS_TO_DEATH = frozenset({"police", "hospital", "health_visiting", "social_care", "ambulance"})
FOUR_WEEKS = 28
SIX_WEEKS_DAYS = 120  # a six-week check may be late; after that it is another
SMALL_CHILD_DAYS = 5 * 365
MOURNING_DAYS = 90  # rows that speak of a death after that long may speak of another


def add_by_convention(row: RowPeople, subjects: tuple[str, ...], mentions: Mentions, child_named: bool) -> None:
    """Add whom the conventions add, after the subjects and everyone named."""
    adults_only = not any(person in row.children for person in row.reasons)
    _pregnancy(row, subjects)
    if adults_only or not child_named:
        _meeting(row, adults_only)
    _death(row, set(mentions.people))
    if row.sort == "housing" and _HOME.search(row.words):
        _children_of_the_day(row, "Where a family lives is about all who live there.", _words(_HOME, row.words))
    _leaving_care(row)
    _whole_family(row)
    _six_weeks(row)
    _partner_of_client(row, subjects)
    _household_at(row)
    _carer(row)


def narrowed(row: RowPeople, subjects: tuple[str, ...], by_name: set[str], mentioned: set[str]) -> tuple[str, ...]:
    """Convention 3: which of several children a row under a heading of several is about."""
    group = [person for person in subjects if person in row.children]
    if row.column or len(group) < 2:
        return subjects
    others = tuple(person for person in subjects if person not in row.children)
    text = row.account.named.get("text", "")
    if _PRE_BIRTH.search(f"{row.label} {text[:40]}") or _MATERNITY.search(row.label):
        unborn = tuple(child.id for child in row.roles.unborn_on(row.day))
        if unborn:
            return (*unborn, *others)
    if by_name & row.children:
        return (*(person for person in group if person in by_name), *others)
    if row.sort == "health_visiting" and (small := _small_ones(row, group)):
        return (*small, *others)
    if pupils := _referred_by_school(row):
        return (*(person for person in group if person in pupils), *others)
    kept_together = _ABOUT_CHILDREN.search(f"{row.label} {text}") or _SERVICE.search(row.label)
    if not by_name or kept_together or row.sort not in _CARES_FOR_FAMILY:
        return subjects
    if not _VISIT_TO.search(row.label):
        return others
    if not row.standing.has_childrens_sheets or row.children & mentioned:
        return subjects
    asks = "The visit's words name only adults, and each child has a sheet. Was a child seen?"
    row.remarks.append(Remark("children_not_named", asks, "about"))
    return others


def _small_ones(row: RowPeople, group: list[str]) -> list[str]:
    """A health visitor's clinic is for the under-fives; one with no other word to it is the baby clinic."""
    if not _CLINIC.search(row.label):
        return []
    babies = [person for person in group if (row.days_old(person) or 0) <= BABY_DAYS]
    if babies and re.fullmatch(r"\W*(baby )?clinic\W*", row.label, re.I):
        return babies
    return [person for person in group if (row.days_old(person) or 0) < SMALL_CHILD_DAYS]


def _referred_by_school(row: RowPeople) -> frozenset[str]:
    """A school's referral or call is about its own pupils."""
    if not row.kin.pupils or not _FROM_SCHOOL.search(row.label):
        return frozenset()
    told = re.sub(r"[^a-z]", "", " ".join((row.label, *row.account.named.values())).lower())
    named = [pupils for school, pupils in row.kin.pupils.items() if school in told]
    return named[0] if len(named) == 1 else frozenset()


def our_baby(row: RowPeople, mentions: Mentions) -> Mentions:
    """In maternity care and before a birth "the baby" is the one expected or just born, not an older one.

    In the weeks after a child's death "the baby's death" is that child's.
    """
    if not any(one.how == "role" and _BABY.match(one.words) for one in mentions.found):
        return mentions
    mourned = _mourned(row)
    expected = mourned if mourned and _DEATH.search(row.words) else ()
    if not expected and (row.sort == "midwifery" or _PRE_BIRTH.search(row.words) or _BIRTH.search(row.words)):
        expected = row.expected()
    if not expected:
        return mentions
    found = tuple(
        msgspec.structs.replace(one, people=(expected[0],), how="alias")
        if one.how == "role" and _BABY.match(one.words)
        else one
        for one in mentions.found
    )
    return msgspec.structs.replace(mentions, found=found)


def _pregnancy(row: RowPeople, subjects: tuple[str, ...]) -> None:
    """Convention 4."""
    expected = row.expected()
    if not expected:
        return
    mothers = {mother for child in expected for mother in row.roles.who("mother", child, row.day)}
    care = row.sort == "midwifery" or _MATERNITY.search(row.account.named.get("type", ""))
    if expected and care and (mothers & set(row.reasons) or row.sort == "midwifery"):
        for person in (*mothers, *expected):
            row.add(person, "Maternity care is about the mother and the child she expects.", row.label)
    spoken_of = any(child.id in row.reasons for child in row.roles.unborn_on(row.day))
    if spoken_of and row.sort in _CARES_FOR_FAMILY and row.standing.sheet_child is None:
        for mother in mothers:
            row.add(mother, "What is said of an unborn child is about the mother too.", row.label)
    born = [child for child in expected if child in subjects and child in row.roles.living_on(row.day)]
    if born and (row.sort == "midwifery" or _BIRTH.search(row.words)):
        for mother in row.roles.who("mother", born[0], row.day):
            row.add(mother, "A birth is about mother and child.", row.label)


def _mourned(row: RowPeople) -> tuple[str, ...]:
    """The children of the family who died in the weeks before the row's day."""
    return row.roles.died_before(row.day, MOURNING_DAYS)


def _death(row: RowPeople, mentioned: set[str]) -> None:
    """Convention 11."""
    for child in _mourned(row):
        if not (found := _DEATH.search(row.words)):
            return
        if not row.column:
            for person in set(row.standing.people) - mentioned:
                row.reasons.pop(person, None)
        row.add(child, "It follows the child's death.", found[0])
        if row.sort in _RESPONDS_TO_DEATH and (row.days_old(child) or 0) < SMALL_CHILD_DAYS:
            for carer in row.roles.carers(child, row.day):
                row.add(carer, "A small child's death, and the response to it, is about the carer too.", found[0])


def _meeting(row: RowPeople, adults_only: bool) -> None:
    text = f"{row.label}. {row.account.named.get('text', '')}"
    if adults_only and (found := _ABOUT_CHILDREN.search(text)) and not _PRE_BIRTH.search(text):
        if row.sort != "police":
            _children_of_the_day(row, "A meeting, plan or check about the children names none of them.", found[0])
    elif adults_only and _PRE_BIRTH.search(text):
        for child in row.roles.unborn_on(row.day):
            row.add(child.id, "It is about the unborn child.", _words(_PRE_BIRTH, text))


def _children_of_the_day(row: RowPeople, why: str, words: str) -> None:
    if any(person in row.children for person in row.reasons):
        return
    children = row.roles.living_children(row.day) or row.roles.unborn_on(row.day)
    for child in children:
        row.add(child.id, why, words)


def _carer(row: RowPeople) -> None:
    """Convention 8."""
    children = [person for person in row.reasons if person in row.children]
    if not children:
        return
    carers = row.roles.carers(children[0], row.day)
    if not carers or any(carer in row.reasons for carer in carers):
        return  # a carer who is named stands for the others
    why, words = _why_the_carer(row, children)
    for carer in carers if why else ():
        row.add(carer, why, words)


def _why_the_carer(row: RowPeople, children: list[str]) -> tuple[str, str]:
    if row.standing.is_family_record:
        return "The file's one child's sheet is the family's record.", row.standing.words
    if row.sort in _CARES_FOR_FAMILY and (found := row.searched(_MOVE, *_OF_A_MOVE)):
        return "Where a family lives is about all who live there.", found[0]
    if row.sort not in ("health_visiting", "social_care") or row.standing.sheet_child is not None:
        return "", ""
    small = any((row.days_old(child) or 0) < SMALL_CHILD_DAYS for child in children)
    if small and (found := _VISIT.search(row.label)):
        return "A home visit or a small child's appointment is with the carer too.", found[0]
    return "", ""


def _household_at(row: RowPeople) -> None:
    """Convention 12."""
    children = [person for person in row.reasons if person in row.children]
    if not children or row.sort not in ("social_care", "health_visiting") or row.standing.sheet_child:
        return
    if not (found := _FIRST_ENQUIRY.search(row.label)):
        return
    for carer in row.roles.carers(children[0], row.day):
        row.add(carer, "A first enquiry or conference is about those who care for the children too.", found[0])
        for partner in row.roles.who("partner", carer, row.day):
            row.add(partner, "A first enquiry or conference is about the carer's partner of the day too.", found[0])


def _leaving_care(row: RowPeople) -> None:
    """Convention 7, for a worker with a parent who has left care: where she lives, her child lives."""
    if row.sort != "leaving_care" or not (found := _HOME.search(row.words)):
        return
    for child in row.roles.living_children(row.day):
        if set(row.roles.carers(child.id, row.day)) & set(row.reasons):
            row.add(child.id, "Where a parent lives is where her child lives.", found[0])


def _whole_family(row: RowPeople) -> None:
    """Convention 13."""
    if found := row.searched(_TREAT_ALL, "treat"):
        for child in row.roles.living_children(row.day):
            row.add(child.id, "The whole family is treated.", found[0])


def _six_weeks(row: RowPeople) -> None:
    """Convention 4: the check at six weeks is of the baby of that age, and of the mother."""
    if row.sort not in ("gp", "health_visiting") or not (found := row.searched(_SIX_WEEKS, "w")):
        return
    for child in row.roles.living_children(row.day):
        days = row.days_old(child.id)
        if days is not None and FOUR_WEEKS <= days <= SIX_WEEKS_DAYS and (not row.column or child.id in row.reasons):
            row.add(child.id, "A six-week check is of the baby of that age.", found[0])
            for carer in row.roles.carers(child.id, row.day):
                row.add(carer, "A six-week check is of mother and baby.", found[0])


def _partner_of_client(row: RowPeople, subjects: tuple[str, ...]) -> None:
    """Convention 6: a session held with a client's relative."""
    client = next((person for person in row.standing.people if person not in row.children), None)
    if row.sort != "drugs" or not row.column or client is None or client in subjects or row.children & set(subjects):
        return
    if (found := _SESSION.search(row.label)) and not _NOT_HELD.search(row.words):
        row.add(client, "A session with a client's relative is about the client too.", found[0])


def _words(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""
