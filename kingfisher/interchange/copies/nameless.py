"""A record to draw a published picture from, without names, places and ids; and a last look at what was drawn of it.

All of these go as in a chronology without names (`pseudonyms`). Days stay for the reading, since three homes in two
weeks must still be counted; what was drawn then tells months alone (`as_published`), and is read again before it goes.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any

import msgspec

from kingfisher.interchange.copies.pseudonym_check import Look, SomethingLeft
from kingfisher.interchange.copies.pseudonym_people import SIBLINGS
from kingfisher.interchange.copies.pseudonyms import Choices, Pseudonyms
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.people import Family

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
JOINED = "\u00a0"  # "Child A" is one name: nobody is called "Child" for short
_DAY = re.compile(rf"\b\d{{1,2}} ({_MONTH}(?: \d{{4}})?)\b")
_TIME = re.compile(rf"\b({_MONTH} \d{{4}}), \d{{1,2}}(?::\d\d)?[ap]m\b")
_TWICE = re.compile(rf"\b({_MONTH} \d{{4}}) to \1\b")
_SAID = re.compile(r"<(?:text|tspan|title|desc)\b[^>]*>([^<]*)|\b(?:data-[a-z]+|id|href|class)=\"([^\"]*)\"")


class Nameless(msgspec.Struct, frozen=True):
    """The record without names, what the child is known by in it, the eyes that read what is drawn from it, and what
    anybody of the record is known by in it."""

    chronology: Chronology
    child: str
    look: Look
    ids: Callable[[str], str]


def nameless(
    chronology: Chronology,
    child: str,
    children: Iterable[str] = (),
    *,
    siblings: Iterable[str] | None = None,
    sexes: bool = True,
) -> Nameless:
    """The record with what its people are to `child` in place of their names; `children` are called so, as are those of
    the record itself. With `siblings` given, they and every other child become one that stands for any number. Without
    `sexes` nothing says who is male or female.
    """
    whole, hide_siblings = chronology.family, siblings is not None
    held = {person.id for person in whole.people}
    named = dict.fromkeys((*whole.children, *children, *sorted(siblings or ())))
    others = tuple(one for one in named if one != child and one in held)
    people = whole.people if sexes else tuple(msgspec.structs.replace(one, sex=None) for one in whole.people)
    family = msgspec.structs.replace(whole, children=(child, *others), people=people)
    everything = (*chronology.superseded, *chronology.entries, *chronology.undated)
    first = Chronology(family, everything, cut=chronology.cut)
    instead = Pseudonyms(first, Choices(hide_siblings=hide_siblings))
    made = instead.chronology()
    drawn = Chronology(_as_it_was(whole, made.family, instead), made.by_id.values(), cut=made.cut)
    return Nameless(drawn, instead.id(child), Look(whole, hide_siblings=hide_siblings, no_days=True), instead.id)


def _as_it_was(family: Family, made: Family, instead: Pseudonyms) -> Family:
    """Who was not yet born, lost or unknown stays so, since a picture tells them by their symbol; and the record is
    about the same children."""
    was = {instead.id(person.id): person for person in family.people}
    replace, people = msgspec.structs.replace, []
    for one in made.people:
        bare = replace(one, name=one.name and one.name.replace(" ", JOINED))
        old = was[one.id] if one.id in was and one.id != SIBLINGS else None
        people.append(replace(bare, expected=old.expected, unknown=old.unknown, loss=old.loss) if old else bare)
    children = tuple(dict.fromkeys(instead.id(one) for one in family.children))
    return replace(made, people=tuple(people), children=children)


def in_months[Reading](reading: Reading) -> Reading:
    """What is to be drawn, with months for days and times in all its words: before they are broken into lines."""
    held: Any = reading
    if isinstance(held, str):
        held = _TWICE.sub(r"\1", _TIME.sub(r"\1", _DAY.sub(r"\1", held)))
    elif isinstance(held, (tuple, list)):
        held = type(held)(map(in_months, held))
    elif isinstance(held, msgspec.Struct) and not isinstance(held, When):
        fields = {field: in_months(getattr(held, field)) for field in held.__struct_fields__}
        held = type(held)(**fields)
    return held  # type: ignore[no-any-return]


def as_published(words: str) -> str:
    """Words of a drawing, or the whole drawing, as they go out: with months in place of days and times."""
    return in_months(words).replace(JOINED, " ")


def refuse_if_told(look: Look, *drawn: str) -> None:
    """Read drawings and their words as a stranger would. Raises `SomethingLeft` where they still tell who it is."""
    found = dict.fromkeys(what for one in drawn for words in _words_of(one) for what in look.left_in(words))
    if found:
        raise SomethingLeft(tuple(found))


def _words_of(drawn: str) -> Iterable[str]:
    """Every word of a drawing, those that only a program reads among them; of plain words, the words."""
    return _in_svg(drawn) if drawn.startswith("<svg") else (drawn,)


def _in_svg(svg: str) -> Iterator[str]:
    for found in _SAID.finditer(svg):
        yield unescape(found.group(1) or found.group(2) or "")
