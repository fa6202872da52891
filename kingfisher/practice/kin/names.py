"""What should be written under somebody's symbol: a name, another name, or which of the unknowns it is?"""

import re
from difflib import SequenceMatcher

from kingfisher.timeline.people import Loss, Person, Unknown

_TITLES = re.compile(r"^(?:mrs?|ms|miss|dr|baby|unborn)\b", re.I)
_ROLES = {"M": "father", "F": "mother"}
_WHY = {
    Unknown.NOT_KNOWN: "{} not known",
    Unknown.NOT_NAMED: "{} not named",
    Unknown.WITHHELD: "{} known to us, name withheld",
}
LIKE = 0.8  # share of letters in the same order above which two spellings are one name


def named(person: Person, *, unborn: bool, lost: Loss | None, parent: bool) -> str:
    """The words for the symbol as at a day: a child not yet born has no name that only the birth gave."""
    if lost:
        return person.name or person.called or str(lost)
    if unborn:
        return _unborn_name(person)
    if person.unknown:
        return unknown_words(person.unknown, person, parent=parent)
    return person.label


def _unborn_name(person: Person) -> str:
    written = (person.name, person.called, *person.aliases)
    said = next((one for one in written if one and one.casefold().startswith("unborn")), None)
    if said or person.born is not None:
        return said or "Unborn baby"
    return person.label


def unknown_words(why: Unknown, person: Person, *, parent: bool) -> str:
    """ "father not named", "mother not known"; what they are called stands first, unless that is withheld."""
    sex = (person.sex or "").casefold()[:1].upper()
    who = _ROLES.get(sex, "parent") if parent else "person"
    called = person.called or (person.name if person.name and person.name.casefold() != "unknown" else None)
    words = _WHY[why].format(who)
    return f"{called}: {words}" if called and why is not Unknown.WITHHELD else words


def missing_words(sex: str, children: int) -> str:
    """For a parent nobody recorded: the gap is the record's, and whether several children share one is not claimed."""
    who = _ROLES.get(sex, "other parent")
    return f"{who} not recorded" if children == 1 else f"{who}(s) not recorded"


def other_names(person: Person, listed: tuple[str, ...]) -> tuple[str, ...]:
    """The names they are recorded under elsewhere: those of the list as they are, and of the aliases the whole names
    that are no spelling, initials or form of address of the one shown."""
    shown = person.label
    return tuple(
        dict.fromkeys((*listed, *(one for one in person.aliases if _is_whole(one) and not _is_form_of(one, shown))))
    )


def _is_whole(alias: str) -> bool:
    parts = alias.split()
    return (
        len(parts) > 1
        and all(part[:1].isupper() and len(part) > 1 for part in parts)
        and not _TITLES.match(alias)
        and not re.search(r"[()\d]|'s\b|’s\b", alias)
    )


def _is_form_of(alias: str, shown: str) -> bool:
    one, other = alias.casefold(), shown.casefold()
    return set(one.split()) <= set(other.split()) or SequenceMatcher(None, one, other).ratio() >= LIKE
