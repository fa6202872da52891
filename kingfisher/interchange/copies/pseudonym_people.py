"""What is each person called in a copy without names, and in what forms may their own name stand in the text?

People are called by what they are to the child of the record ("Mother", "Maternal grandmother"), children by letters,
practitioners by their role. The same person has the same pseudonym throughout one copy.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import msgspec
import yaml

from kingfisher.timeline.people import Family, Person, Tie

SIBLINGS = "siblings"  # the one id all of them share where their number is hidden
_BRACKETED = re.compile(r"\([^)]*\)")
_TOKEN = re.compile(r"[^\W\d_][\w'’.-]*")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The lists of `pseudonym_words.yaml` by name."""
    plain = yaml.safe_load(Path(__file__).with_name("pseudonym_words.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(str(word) for word in listed) for name, listed in plain.items()}


class Form(msgspec.Struct, frozen=True):
    """One way a name may be written, and whose it may be.

    `exact`: only in these very letters (initials). `given`: the family file lists them; we did not work them out.
    `short`: what people call someone of that forename, so only a name where it begins with a capital.
    """

    text: str
    whose: str
    exact: bool = False
    given: bool = True
    surname: bool = False
    short: bool = False


@lru_cache(maxsize=1)
def short_forms() -> dict[str, tuple[str, ...]]:
    """What someone of a forename may be called, by the forename in lower case (`short_forms.yaml`)."""
    plain = yaml.safe_load(Path(__file__).with_name("short_forms.yaml").read_text(encoding="utf-8"))
    return {name: tuple(str(each) for each in listed) for name, listed in plain.items()}


def pseudonyms(family: Family, *, hide_siblings: bool) -> dict[str, str]:
    """What to call each person and practitioner, by their id."""
    called = dict(_children(family, hide_siblings=hide_siblings))
    taken: Counter[str] = Counter()
    wanted = {person.id: _role(person, family) for person in family.people if person.id not in called}
    wanted |= {one.id: _capital(one.role or "practitioner") for one in family.practitioners}
    several = Counter(wanted.values())
    for who, role in wanted.items():
        taken[role] += 1
        called[who] = f"{role} {taken[role]}" if several[role] > 1 else role
    return called


def _children(family: Family, *, hide_siblings: bool) -> Iterator[tuple[str, str]]:
    for number, child in enumerate(family.children):
        if hide_siblings and number:
            yield child, "Sibling"
        else:
            yield child, f"Child {_LETTERS[number % 26]}{number // 26 or ''}"


def _capital(role: str) -> str:
    return role[:1].upper() + role[1:]


def _role(person: Person, family: Family) -> str:
    """What an adult is to the first child of the record, as far as relationships say."""
    if not family.children:
        return "Adult"
    child = family.children[0]
    ties = {(tie.kind, tie.of): tie for tie in family.relationships if tie.person == person.id}
    parents = [tie.person for tie in family.relationships if tie.kind is Tie.PARENT and tie.of == child]
    sexed = {"F": "Mother", "M": "Father"}.get(person.sex or "", "Parent")
    if (Tie.PARENT, child) in ties:
        return sexed
    for parent in parents:
        if (Tie.PARENT, parent) in ties:
            return f"{_side(parent, family)} {'grand' + sexed.lower()}".strip().capitalize()
        if (Tie.PARTNER, parent) in ties or any(t.of == person.id and t.person == parent and t.kind is Tie.PARTNER
                                                for t in family.relationships):  # fmt: skip
            return "Parent's partner"
    if any((Tie.PARENT, other) in ties for other in family.children):
        return f"{sexed} of siblings"
    kinds = {kind for kind, _ in ties}
    aunt = {"F": "Aunt", "M": "Uncle"}.get(person.sex or "", "Aunt or uncle")
    named = {Tie.GRANDPARENT: f"Grand{sexed.lower()}", Tie.AUNT_OR_UNCLE: aunt, Tie.FRIEND: "Family friend"}
    return next((words for kind, words in named.items() if kind in kinds), "Relative" if kinds else "Adult")


def _side(parent: str, family: Family) -> str:
    sex = next((person.sex for person in family.people if person.id == parent), None)
    return {"F": "maternal", "M": "paternal"}.get(sex or "", "")


def forms(family: Family) -> list[Form]:
    """Every form a name of the family or of its practitioners may take in text, as far as the family file tells."""
    found: dict[Form, None] = {}
    for person in family.people:
        found |= dict.fromkeys(_forms_of(person.id, (person.name, *person.aliases), worked_out=True))
    for one in family.practitioners:
        found |= dict.fromkeys(_forms_of(one.id, (one.name, *one.aliases), worked_out=False))
    return [form for form in found if len(form.text) > 1]


def _forms_of(whose: str, given: tuple[str | None, ...], *, worked_out: bool) -> Iterator[Form]:
    for number, raw in enumerate(given):
        phrase = _BRACKETED.sub("", raw or "").strip()
        tokens = [token.rstrip(".") for token in _TOKEN.findall(phrase)]
        names = [token for token in tokens if token.lower() not in words()["titles"] | words()["roles"]]
        if not names or any(token.endswith(("'s", "’s")) for token in tokens):
            continue
        if not all(token[0].isupper() for token in names):
            continue
        if number and len(names) == 1 and _is_initials(names[0]):
            yield Form(names[0], whose, exact=True)
        elif len(tokens) - len(names) > 1:  # "unborn baby of Chloe Hart": the phrase is the baby's, the name is not
            yield Form(phrase, whose)
        else:
            yield from _written(phrase, names, whose, titled=len(tokens) > len(names))
            if worked_out:
                yield from _worked_out_initials(names, whose)
                yield from _called_for_short(names[0], whose)


def _is_initials(token: str) -> bool:
    return token.isupper() and len(token) <= 3


def _written(phrase: str, names: list[str], whose: str, *, titled: bool) -> Iterator[Form]:
    yield Form(phrase, whose)
    first, last = names[0], names[-1]
    if len(names) == 1:
        yield Form(first, whose, surname=titled)
        return
    if len(last) > 1:
        yield Form(last, whose, surname=True)
        yield from (Form(f"{first[0]}{joint}{last}", whose) for joint in (" ", ".", ". "))
        yield from (Form(f"{last}{joint}{first}", whose) for joint in (" ", ", "))
    if len(first) == 1:
        return
    yield from (Form(text, whose) for text in (f"{first} {last}", f"{first} {last[0]}", first))
    yield from (Form(middle, whose) for middle in names[1:-1])
    if "-" in first:
        parts = first.split("-")
        yield from (Form(text, whose) for text in (" ".join(parts), "".join(parts), parts[0]) if len(text) > 2)


def _worked_out_initials(names: list[str], whose: str) -> Iterator[Form]:
    if len(names) > 1 and len(names[0]) > 1:
        letters = [name[0].upper() for name in names]
        for joint in ("", ".", ". ", " "):
            end = "." if "." in joint else ""
            yield Form(f"{joint.join(letters)}{end}", whose, exact=True, given=False)


def _called_for_short(first: str, whose: str) -> Iterator[Form]:
    for part in re.split(r"[-\s]", first):
        yield from (Form(short.capitalize(), whose, short=True) for short in short_forms().get(part.lower(), ()))


def name_words(family: Family) -> frozenset[str]:
    """The single words, in lower case, that are somebody's name and must not be left in a copy."""
    return frozenset(
        token.lower()
        for form in forms(family)
        if not form.exact and not form.short
        for token in re.findall(r"[^\W\d_][\w'’-]*", form.text)
        if len(token) > 2 and token.lower() not in words()["roles"] | words()["titles"]
    )


def initials(family: Family) -> frozenset[str]:
    """Initials of somebody, given or worked out from a whole name, that mean nothing else to a practitioner."""
    listed = forms(family)
    return frozenset(form.text for form in listed if form.exact and _tells(form)) - words()["abbreviations"]


def _tells(form: Form) -> bool:
    """Given, or two or three letters of a whole name written together or with points."""
    return form.given or " " not in form.text.replace(". ", "")


def short_words(family: Family) -> frozenset[str]:
    """What people may call somebody for short, as it is written: with a capital, or all in capitals."""
    short = [form.text for form in forms(family) if form.short]
    return frozenset((*short, *(text.upper() for text in short if len(text) > 2)))


def hidden_siblings(family: Family) -> frozenset[str]:
    """The ids of the children after the first: those whose number can be hidden."""
    return frozenset(family.children[1:])


def either(listed: Iterable[str]) -> str:
    """A pattern that fits any of the texts, the longest first, blanks and apostrophes written either way."""
    ordered = sorted(set(listed), key=lambda text: (-len(text), text))
    return "|".join(
        re.escape(text).replace("\\ ", r"\s+").replace("'", "['’]").replace("’", "['’]") for text in ordered
    )
