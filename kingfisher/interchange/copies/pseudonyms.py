"""A copy of a chronology without what would identify the family, consistent from beginning to end.

Names go in every spelling and in the text too; so do practitioners' names, places, schools, postcodes, telephone, NHS
and occurrence numbers, exact dates of birth and, if so chosen, exact dates and the number of brothers and sisters. Ids
and file names go as well, since they are made of names. What was made is read again (`pseudonym_check`), and a document
in which something is left is not made. A person must still read it: a story can tell who a family is without a name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kingfisher.interchange.copies.audiences import Audience
from kingfisher.interchange.copies.pseudonym_brood import without_number
from kingfisher.interchange.copies.pseudonym_dates import Dates, DateWords
from kingfisher.interchange.copies.pseudonym_names import Names, keys_of
from kingfisher.interchange.copies.pseudonym_people import SIBLINGS, hidden_siblings, pseudonyms
from kingfisher.interchange.copies.pseudonym_places import Known, Places
from kingfisher.interchange.files.rows import Place
from kingfisher.interchange.returns.agency_return import Doubt, Proposed
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Seen, Source
from kingfisher.timeline.people import Family, Person, Practitioner, Relationship

# Words in an agency's id that mean one of several, so that the rest of the id is the name of the one.
_ONE_OF_SEVERAL = ("school", "college", "academy", "nursery", "surgery", "practice", "hostel", "refuge", "charity")


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What is chosen for one copy. `places` are names of places a person knows of; `keep` words to leave alone.

    `of` tells people of several families in one document apart ("the first family"); empty where there is one.
    """

    dates: Dates = Dates.AS_GIVEN
    days: int = 0
    hide_siblings: bool = False
    places: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    of: str = ""


def pseudonymise(chronology: Chronology, choices: Choices, doubts: Sequence[Doubt] = ()) -> Chronology:
    """The chronology without what would identify the family. Give the doubts that go with it, if any, to
    `Pseudonyms.doubt` of one and the same `Pseudonyms`, so that the two agree."""
    return Pseudonyms(chronology, choices, doubts).chronology()


class Pseudonyms:
    """The substitutions of one copy: the same person, place and number is called the same throughout."""

    def __init__(
        self,
        chronology: Chronology,
        choices: Choices,
        doubts: Sequence[Doubt] = (),
        more: Sequence[str] = (),
        others: Sequence[Family] = (),
    ) -> None:
        """`more` are other words the copy will hold, in which misspellings are looked for too, and places where the
        copy is of one family. `others` are the other families of the copy."""
        self.original, self.choices = chronology, choices
        self.beside: tuple[Pseudonyms, ...] = ()  # those of the other families of the copy
        family = chronology.family
        of = f" of {choices.of}" if choices.of else ""
        bare = pseudonyms(family, hide_siblings=choices.hide_siblings)
        self.called = {who: f"{called}{of}" for who, called in bare.items()}
        self._gone = hidden_siblings(family) if choices.hide_siblings else frozenset()
        everything = (
            *chronology.superseded,
            *chronology.entries,
            *chronology.undated,
            *(d.proposed.entry for d in doubts),
        )
        record = tuple(words for entry in everything for words in _texts(entry))
        self._names = Names(family, self.called, (*more, *record), frozenset().union(*map(keys_of, others)))
        self._dates = DateWords([one for each in (family, *others) for one in each.people], choices.dates, choices.days)
        self.agencies = _agencies(family, everything)
        named = (*choices.places, *place_words(self.agencies))
        self._places = Places(record if of else (*more, *record), named=named, keep=frozenset(choices.keep), of=of)
        self._given = _numbers_given([family, *others])
        self._ids = self._new_ids(family, everything)
        self._files: dict[str, str] = {}
        self._whole: Chronology | None = None
        self._changed: dict[tuple[str, tuple[str, ...]], str] = {}

    def _new_ids(self, family: Family, entries: Sequence[Entry]) -> dict[str, str]:
        ids = {who: called.lower().replace(" ", "-") for who, called in self.called.items()}
        ids |= dict.fromkeys(self._gone, SIBLINGS)
        ids |= self.agencies
        return ids | {entry.id: f"entry-{number:04d}" for number, entry in enumerate(entries, 1)}

    def chronology(self) -> Chronology:
        """The whole chronology, its family included; made once, however many copies and pictures are drawn from it."""
        whole = self.original
        if self._whole is None:
            self._whole = Chronology(
                self._family(whole.family),
                map(self.entry, (*whole.superseded, *whole.entries, *whole.undated)),
                cut=whole.cut,
            )
        return self._whole

    def entry(self, entry: Entry) -> Entry:
        """One entry. The passage as it stands in the file does not go along."""
        about = entry.about
        held = {field: self._value(getattr(entry, field), about, field) for field in entry.__struct_fields__}
        held |= {"text": self.text(entry.text, about), "source": self._source(entry.source, entry)}
        held["recorded_at"] = self._dates.moment(entry.recorded_at) if entry.recorded_at else None
        held["handling"], held["kind_version"], held["how_known"] = entry.handling, entry.kind_version, entry.how_known
        held["seen"] = _siblings_as_one(held["seen"])
        return Entry(**held)

    def doubt(self, doubt: Doubt) -> Doubt:
        """A row in doubt, without its cells: they are the file's own, and the entry says what they say."""
        old = doubt.proposed
        entry = self.entry(old.entry)
        place = Place(self._file(old.place.file, old.entry.agency), self.text(old.place.part), old.place.number)
        return Doubt(
            doubt.code,
            self.text(doubt.why, old.entry.about),
            self.text(doubt.ask, old.entry.about),
            Proposed(entry, (), (), place, ()),
        )

    def audience(self, audience: Audience) -> Audience:
        """The same reader, who may have the same entries under their new ids."""
        return msgspec.structs.replace(
            audience,
            agency=self.agencies.get(audience.agency, audience.agency),
            released=frozenset(self._ids[one] for one in audience.released if one in self._ids),
        )

    def when(self, when: When) -> When:
        """A date as known, changed as the dates of entries are."""
        return self._dates.when(when)

    def id(self, old: str) -> str:
        """What an entry, a person or an agency is known by in the copy; the same id for one it does not hold."""
        return self._ids.get(old, old)

    def dates_in(self, text: str) -> str:
        """The text with nothing but its dates changed."""
        return self._dates.replaced(text)

    def text(self, text: str, about: Sequence[str] = ()) -> str:
        """Any words, changed as they would be in an entry about these people; the same words are changed once."""
        key = text, tuple(about)
        if key not in self._changed:
            self._changed[key] = self._text(text, about)
        return self._changed[key]

    def _text(self, text: str, about: Sequence[str]) -> str:
        changed = self._given.sub("[number]", text) if self._given else text
        changed = self._named(self._dates.replaced(changed), about)
        changed = self._places.replaced(changed)
        return without_number(changed) if self.choices.hide_siblings else changed

    def _named(self, text: str, about: Sequence[str]) -> str:
        """The text without names: ours before those of the other families of the copy, then strangers'."""
        for other in self.beside:
            text = other._names.ours(self._names.ours(text, about))
        return self._names.replaced(text, about)

    @property
    def name_keys(self) -> frozenset[str]:
        """What names are looked up by, in every form but misspellings."""
        return self._names.keys

    @property
    def places_met(self) -> frozenset[Known]:
        """The places met so far in what was changed."""
        return self._places.known

    def only_ours(self, text: str, names: frozenset[str], places: frozenset[Known]) -> str:
        """The text without our own names and without places we have met; `names` and `places` are others' too, and so
        become nobody's in particular, or stay for now."""
        return self._places.replaced(self._names.ours(text, shared=names), only=self._places.known - places)

    def of_strangers(self, text: str) -> str:
        """The text without names that no list gives."""
        return self._names.of_strangers(text)

    def left_in(self, text: str) -> Iterator[str]:
        """Every passage of a text that still names a place of the record, or somebody whom no list names."""
        yield from self._places.left_in(text)
        yield from self._names.left_in(text)

    def _value(self, value: Any, about: Sequence[str], field: str = "") -> Any:
        """Any value an entry holds: ids become new ids, dates and words are changed, and what lists hold likewise."""
        if isinstance(value, When):
            return self._dates.when(value)
        if type(value) is str:
            if value in self._ids:
                return self._ids[value]
            return self._address(value, about) if field in ("address", "place") else self.text(value, about)
        if isinstance(value, tuple):
            return tuple(dict.fromkeys(self._value(item, about, field) for item in value))
        if isinstance(value, msgspec.Struct):
            parts = {f: self._value(getattr(value, f), about, f) for f in value.__struct_fields__}
            return type(value)(**parts)
        return value

    def _address(self, address: str, about: Sequence[str]) -> str:
        changed = self._named(address, about)
        return self._places.address(changed)

    def _source(self, source: Source | None, entry: Entry) -> Source | None:
        if source is None:
            return None
        exact = self.choices.dates is Dates.AS_GIVEN and self._dates.when(entry.happened) == entry.happened
        return Source(
            file=self._file(source.file, entry.agency),
            locator=self.text(source.locator, tuple(self.called)),  # a sheet is called by anyone's initials
            date_as_written=self.text(source.date_as_written) if exact else "",
        )

    def _file(self, file: str, agency: str) -> str:
        """A file's name says who it is about as often as not: the agency and a number in its place."""
        called = self.agencies.get(agency, agency).replace("_", " ")
        number = 1 + sum(made.startswith(f"{called} file") for made in self._files.values())
        return self._files.setdefault(file, f"{called} file {number}")

    def _family(self, family: Family) -> Family:
        people = dict.fromkeys(self._person(person) for person in family.people)
        return Family(
            name="",
            children=tuple(dict.fromkeys(self._ids[child] for child in family.children)),
            people=tuple({person.id: person for person in reversed(people)}.values())[::-1],
            relationships=tuple(dict.fromkeys(self._tie(tie) for tie in family.relationships)),
            practitioners=tuple(self._practitioner(one) for one in family.practitioners),
        )

    def _person(self, person: Person) -> Person:
        called = self.called[person.id]
        if person.id in self._gone:
            return Person(id=SIBLINGS, name=called)
        return Person(
            id=self._ids[person.id],
            name=called,
            sex=person.sex,
            born=self._dates.born(person.born) if person.born else None,
            died=self._dates.born(person.died) if person.died else None,
        )

    def _tie(self, tie: Relationship) -> Relationship:
        since, until = (when and self._dates.born(when) for when in (tie.since, tie.until))
        new = msgspec.structs.replace(tie, since=since, until=until, note=None)
        person, of = self._ids.get(tie.person, tie.person), self._ids.get(tie.of, tie.of)
        if SIBLINGS in (person, of):
            # What differs from tie to tie would tell how many there are.
            new = Relationship(kind=tie.kind, person=tie.person, of=tie.of)
        return msgspec.structs.replace(
            new, person=person, of=of, agency=self.agencies.get(tie.agency or "", tie.agency)
        )

    def _practitioner(self, one: Practitioner) -> Practitioner:
        return Practitioner(
            id=self._ids[one.id],
            name=self.called[one.id],
            role=self.text(one.role),
            agency=self.agencies.get(one.agency, one.agency),
            since=self._dates.when(one.since) if one.since else None,
            until=self._dates.when(one.until) if one.until else None,
            covers=one.covers and tuple(dict.fromkeys(self._ids.get(who, who) for who in one.covers)),
        )


def _numbers_given(families: Iterable[Family]) -> re.Pattern[str] | None:
    """The NHS numbers on record, however their digits are set apart."""
    held = [re.sub(r"\D", "", one.nhs_number) for family in families for one in family.people if one.nhs_number]
    apart = [r"[ .–-]?".join(number) for number in held if number]
    return re.compile(rf"(?<!\d)(?:{'|'.join(apart)})(?!\d)") if apart else None


def _agencies(family: Family, entries: Sequence[Entry]) -> dict[str, str]:
    """New ids for agencies whose own id names the one (`school_holmefield`), by number within their sort."""
    met = dict.fromkeys((*(entry.agency for entry in entries), *(one.agency for one in family.practitioners)))
    new: dict[str, str] = {}
    for agency in met:
        sort = next((word for word in _ONE_OF_SEVERAL if word in agency.lower().split("_")), None)
        if sort and agency.lower() != sort:
            new[agency] = f"{sort}_{1 + sum(made.startswith(f'{sort}_') for made in new.values())}"
    return new


def place_words(agencies: Iterable[str]) -> list[str]:
    """The words of agencies' ids that name the one school or surgery: "holmefield" of `school_holmefield`."""
    return [
        word
        for agency in agencies
        for word in agency.lower().split("_")
        if len(word) > 3 and word not in _ONE_OF_SEVERAL
    ]


def agency_names(names: Mapping[str, str], substitutes: Pseudonyms) -> dict[str, str]:
    """The agencies' own names for `lay_out`, without those that would name a school."""
    return {agency: name for agency, name in names.items() if agency not in substitutes.agencies}


def _siblings_as_one(seen: Sequence[Seen]) -> tuple[Seen, ...]:
    """Hidden brothers and sisters seen on one occasion, told once: only what was so of every one of them."""
    them = [one for one in seen if one.child == SIBLINGS]
    if len(them) < 2:
        return tuple(seen)
    first = them[0]
    alike = {f: getattr(first, f) for f in first.__struct_fields__ if len({getattr(one, f) for one in them}) == 1}
    return (*(one for one in seen if one.child != SIBLINGS), Seen(**alike))


def _texts(entry: Entry) -> Iterator[str]:
    yield entry.text
    for value in msgspec.structs.asdict(entry.content).values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, str))
    yield from (seen.address for seen in entry.seen if seen.address)
