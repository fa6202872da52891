"""What is recorded of a link between those at home and someone, or some service, outside it: each ground in its words.

A ground is a recorded fact and the line it speaks for. Nothing is scored: which words choose which line stands in
`supports.yaml`, and the words are shown with the line. Paragraphs 19, 25-28, 30, 31.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import yaml

from kingfisher.practice.in_words import says
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.dates import UNKNOWN, When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Assessment, LivingArrangement, Strength
from kingfisher.timeline.people import Relationship

_FIELDS = ("concerns", "what", "of_what", "own_view", "conclusion", "reason")
# Ties that are themselves a judgement of how close two people are, as someone recorded it.
_TIES = {
    "close": "strong",
    "very_close": "strong",
    "distant": "weak",
    "conflict": "stress",
    "close_and_hostile": "both",
    "cut_off": "broken",
    "physical_abuse": "stress",
    "sexual_abuse": "stress",
    "coercive": "stress",
    "domestic_abuse": "stress",
    "no_contact_order": "broken",
    "cares_for": "in_touch",
    "carer": "in_touch",
}
_HELP = ("cares_for", "carer")


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """One recorded fact of a link: which line it speaks for (strong, in_touch, weak, stress, both, broken), in what
    words, when, in which entry (None: the family list), with whom in the home, and which way help goes."""

    line: str
    words: str
    when: When = UNKNOWN
    entry: str | None = None
    agency: str | None = None
    to: tuple[str, ...] = ()
    direction: str = ""  # to_family, from_family, both; "": not recorded
    may_show_family: bool | None = None  # on a copy given to the family; None: nobody has said


class Clause(NamedTuple):
    """A sentence that speaks of how people get on: as written, made plain, and the line it speaks for."""

    written: str
    plain: str
    line: str


type Spoken = Mapping[str, tuple[Clause, ...]]


def from_tie(tie: Relationship, member: str, outsider: str) -> Ground | None:
    """What a relationship itself says of closeness or care; None for kinship, which is not contact."""
    line = _TIES.get(str(tie.kind))
    if line is None:
        return None
    direction = ("to_family" if tie.person == outsider else "from_family") if str(tie.kind) in _HELP else ""
    words = tie.note or str(tie.kind).replace("_", " ")
    words += f" ({str(tie.standing).replace('_', '-')})" if tie.standing else ""
    return Ground(
        line=line,
        words=words,
        when=tie.since or UNKNOWN,
        agency=tie.agency,
        to=(member,),
        direction=direction,
        may_show_family=tie.may_show_family,
    )


def of_person(entry: Entry, outsider: str, members: Collection[str], said: Spoken) -> Iterator[Ground]:
    """What the entry records of a link between the person and those at home: a strength, a stay, or words about the
    person alone. Words about several people outside the home at once are not anyone's in particular: left out."""
    content = entry.content
    here = tuple(person for person in entry.about if person in members)
    if isinstance(content, Strength) and content.of == outsider:
        words = content.what or entry.text or "a strength is recorded"
        help_to = "to_family" if says(_plainly(words), phrases("help")) else ""
        yield _ground(entry, "strong", words, here, help_to)
    elif isinstance(content, LivingArrangement):
        guests = tuple(person for person in content.who if person in members)
        if outsider in content.with_whom and outsider not in content.who and guests:
            until = f" to {content.ends.words}" if content.ends else ""
            yield _ground(entry, "in_touch", f"lived or stayed with, from {entry.happened.words}{until}", guests, "")
    elif here and [person for person in entry.about if person not in members] == [outsider]:
        yield from _in_words(entry, here, said)


def of_service(
    entry: Entry, agency: str, members: Collection[str], said: Spoken, *, only_one: bool
) -> Iterator[Ground]:
    """Recorded words about the family's dealings with the service: only where the words name the service. What others
    call its sort names it in its own entries, and in others' where it is the `only_one` of its sort."""
    own = (agency.replace("_", " "),)
    names = (*sort_of(agency).called, *own) if only_one or entry.agency == agency else own
    here = tuple(person for person in entry.about if person in members)
    if isinstance(entry.content, Strength) and entry.content.of == agency:
        yield _ground(entry, "strong", entry.content.what or entry.text or "a strength is recorded", here, "")
    elif here and entry.id in said:
        yield from (one for one in _in_words(entry, here, said, names) if one.line != "in_touch")


def spoken(entries: Iterable[Entry]) -> Spoken:
    """For each entry by id, the sentences in it that speak of a link: read once, however many are asked about."""
    return {entry.id: found for entry in entries if (found := tuple(_read(entry)))}


def _read(entry: Entry) -> Iterator[Clause]:
    for clause in _clauses(entry):
        plain = _plainly(clause)
        line = next(
            (one for one in ("broken", "weak", "stress", "strong", "in_touch") if says(plain, phrases(one))), None
        )
        if line:
            yield Clause(clause, plain, line)


def _in_words(
    entry: Entry, here: tuple[str, ...], said: Spoken, naming: tuple[str, ...] | None = None
) -> Iterator[Ground]:
    for clause in said.get(entry.id, ()):
        if naming is None or says(clause.plain, _towards(clause.line, naming)):
            help_to = "to_family" if clause.line == "strong" and says(clause.plain, phrases("help")) else ""
            yield _ground(entry, clause.line, clause.written, here, help_to)


@lru_cache(256)
def _towards(line: str, naming: tuple[str, ...]) -> tuple[str, ...]:
    """The line's phrases with the service named straight after: "swore at the health visitor", never "police were
    called to an assault"."""
    return tuple(f"{phrase} .. {name.casefold()}" for phrase in phrases(line) for name in naming)


def _ground(entry: Entry, line: str, words: str, to: tuple[str, ...], direction: str) -> Ground:
    return Ground(
        line=line,
        words=words,
        when=entry.happened,
        entry=entry.id,
        agency=entry.agency,
        to=to,
        direction=direction,
    )


def _clauses(entry: Entry) -> Iterator[str]:
    """What is written in the entry, as written, sentence by sentence."""
    parts = [entry.text]
    for name in _FIELDS:
        held = getattr(entry.content, name, None) or ()
        parts += [held] if isinstance(held, str) else list(held)
    if isinstance(entry.content, Assessment):
        parts += [claim.claim for claim in entry.content.accepted]
    for part in parts:
        yield from (clause.strip() for clause in re.split(r"(?<=[.;:!?])\s+|\n+", part) if clause.strip())


def _plainly(clause: str) -> str:
    return re.sub(r"[^\w/]+|_+", " ", clause.casefold()).strip()


@lru_cache(16)
def phrases(line: str) -> tuple[str, ...]:
    """The phrases of `supports.yaml` that speak for a line."""
    held = yaml.safe_load(Path(__file__).with_name("supports.yaml").read_text(encoding="utf-8"))
    return tuple(map(str, held[line]))


def merged(grounds: Collection[Ground]) -> str:
    """The line for all that is recorded of one link; "" when nothing is. A break, or a link said to be weak, counts
    when nothing recorded after it says otherwise; strength and stress are both kept, neither cancels the other."""
    if not grounds:
        return ""
    in_order = sorted(grounds, key=lambda one: (one.when.is_known, one.when.sort_key, one.entry or ""))
    last = in_order[-1]
    if last.line in ("broken", "weak"):
        return {"broken": "broken_off", "weak": "weak"}[last.line]
    lines = {one.line for one in in_order}
    strong, stress = bool(lines & {"strong", "both"}), bool(lines & {"stress", "both"})
    if strong and stress:
        return "strong_and_stressful"
    return "strong" if strong else "stressful" if stress else "in_touch"
