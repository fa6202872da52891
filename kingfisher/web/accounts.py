"""How an entry is shown: in whose words, about whom and how old they were, how it is known, and what came of it.

Values only: a page hands over what `records` let it read, and gets what a template prints.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from kingfisher.timeline.dates import When, said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import ChildLine, Claim, Outcome, Setting
from kingfisher.timeline.people import Family, age_on
from kingfisher.web.words import HOW_KNOWN_WORDS, KIND_WORDS, OUTCOME_WORDS, SETTING_WORDS, agency_name, in_list

LONGEST = 700  # characters: a longer text is folded in a table,
SHOWN = 450  # after these; the two differ, so that little is never folded
FIELD_WORDS = {"lines": "Of each child", "would_change": "What would change their mind"}
MANY = 4  # people: of more, a row names the first three at once


class Named(NamedTuple):
    """A person an entry is about, and how old they were at it ("" when that cannot be said)."""

    label: str
    age: str
    is_child: bool


class AccountShown(NamedTuple):
    """One agency's account, ready to print."""

    id: str
    when: str
    first: str  # ISO, "" when undated
    agency: str
    kind: str
    about: tuple[Named, ...]
    text: str
    rest: str  # of a long text, what a table keeps folded
    known: tuple[str, str] | None  # border, words
    outcome: str
    seen: tuple[str, ...]
    restricted: str

    @property
    def few(self) -> tuple[Named, ...]:
        """The people a row names at once: all of them, or of many the first three."""
        return self.about if len(self.about) <= MANY else self.about[: MANY - 1]

    @property
    def others(self) -> tuple[Named, ...]:
        """Those it keeps folded."""
        return self.about[len(self.few) :]


def account(entry: Entry, family: Family, agencies: Mapping[str, str], restricted: str = "") -> AccountShown:
    """An entry as it is printed. `agencies` gives names by id; `restricted` says who may see it when not everyone."""
    return AccountShown(
        id=entry.id,
        when=entry.happened.words,
        first=entry.happened.first.isoformat() if entry.happened.first else "",
        agency=agency_name(entry.agency, agencies),
        kind=KIND_WORDS.get(entry.kind, entry.kind),
        about=tuple(named(person, family, entry.happened) for person in entry.about),
        text=_start(entry.text),
        rest=entry.text[len(_start(entry.text)) :].strip(),
        known=_known(entry, family, agencies),
        outcome=OUTCOME_WORDS[entry.outcome] if entry.outcome else "",
        seen=tuple(_seen(seen, family) for seen in entry.seen),
        restricted=restricted,
    )


def _start(text: str) -> str:
    """As much of a text as a row of a table shows: all of it, or of a long one the start, to a whole word."""
    return text if len(text) <= LONGEST else text[:SHOWN].rsplit(" ", 1)[0]


def named(person_id: str, family: Family, when: When) -> Named:
    """A person with their age at a date."""
    person = next((person for person in family.people if person.id == person_id), None)
    age = age_on(person, when) if person and person_id in family.children else ""
    return Named(family.label(person_id), age, person_id in family.children)


def _known(entry: Entry, family: Family, agencies: Mapping[str, str]) -> tuple[str, str] | None:
    if entry.how_known is None:
        return None
    border, words = HOW_KNOWN_WORDS[entry.how_known]
    if entry.told_by:
        words = f"Told by {agencies.get(entry.told_by, family.label(entry.told_by))}"
    return border, words


def _seen(seen: Any, family: Family) -> str:
    where = SETTING_WORDS[seen.setting] if seen.setting else "where not recorded"
    alone = {True: ", alone", False: ", not alone", None: ""}[seen.alone]
    minutes = f", {seen.minutes} minutes" if seen.minutes else ""
    address = f" ({seen.address})" if seen.address else ""
    return f"{family.label(seen.child)} seen {where}{address}{alone}{minutes}"


def facts(entry: Entry, family: Family, agencies: Mapping[str, str]) -> list[tuple[str, str]]:
    """Whom an entry is about, who wrote it, what its kind adds and which children it says were seen."""
    shown = account(entry, family, agencies)
    about = [f"{person.label} ({person.age})" if person.age else person.label for person in shown.about]
    rows = [("About", in_list(about) or "Nobody is named")]
    if entry.by:
        rows.append(("Written by", entry.by))
    rows += particulars(entry, family, agencies)
    if entry.seen:
        rows.append(("Children seen", "; ".join(shown.seen)))
    return rows


def differences(before: Entry, after: Entry, family: Family, agencies: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What a correction says otherwise, as (what, what it said, what it says now); "" where one says nothing."""
    was, now = _said_by(before, family, agencies), _said_by(after, family, agencies)
    return [
        (what, was.get(what, ""), now.get(what, ""))
        for what in {**was, **now}
        if was.get(what, "") != now.get(what, "")
    ]


def _said_by(entry: Entry, family: Family, agencies: Mapping[str, str]) -> dict[str, str]:
    known = account(entry, family, agencies).known
    when = {what: words for what, words in times(entry, agencies) if what not in ("Recorded in Kingfisher",)}
    return {
        **when, "In its words": entry.text, "How it is known": known[1] if known else "",
        **dict(facts(entry, family, agencies)),
    }  # fmt: skip


def particulars(entry: Entry, family: Family, agencies: Mapping[str, str]) -> list[tuple[str, str]]:
    """What its kind adds, as (what, words) pairs, only what is recorded."""
    rows = []
    for name in entry.content.__struct_fields__:
        value = getattr(entry.content, name)
        if value not in (None, (), ""):
            rows.append((FIELD_WORDS.get(name, name.replace("_", " ").capitalize()), _words(value, family, agencies)))
    return rows


def _words(value: Any, family: Family, agencies: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, When):
        return value.words
    if isinstance(value, Outcome | Setting):
        return OUTCOME_WORDS[value] if isinstance(value, Outcome) else SETTING_WORDS[value]
    if isinstance(value, tuple) and isinstance(value[0], Claim | ChildLine):
        return "; ".join(_words(each, family, agencies).rstrip(".") for each in value)
    if isinstance(value, tuple):
        return in_list([_words(each, family, agencies) for each in value])
    if isinstance(value, Claim):
        return _claim(value, family, agencies)
    if isinstance(value, ChildLine):
        return f"{family.label(value.child)}: {value.line}"
    text = str(value)
    label = agencies.get(text) or family.label(text)
    return label if label != text else text.replace("_", " ")


def _claim(claim: Claim, family: Family, agencies: Mapping[str, str]) -> str:
    """What was taken to be so, on whose word, who could confirm it and who was asked."""
    by = f" (as {family.label(claim.said_by)} said)" if claim.said_by else ""
    could, asked = (
        in_list([_words(one, family, agencies) for one in ones]) for ones in (claim.could_confirm, claim.asked)
    )
    return f"{claim.claim}{by}. Could confirm it: {could or 'not recorded'}. Asked: {asked or 'nobody recorded'}"


def times(entry: Entry, agencies: Mapping[str, str]) -> list[tuple[str, str]]:
    """The four times of an entry, each in words: happened, became known, recorded, told to others."""
    known = entry.became_known.words if entry.became_known else "As it happened: no other day is recorded"
    recorded = f"{said(entry.recorded_at.date())}, {entry.recorded_at:%H:%M}" if entry.recorded_at else "Not recorded"
    told = dict.fromkeys(
        f"{agency_name(to, agencies)} on {said(day)}" if day else f"{agency_name(to, agencies)} (day not recorded)"
        for to, day in entry.told()
    )
    return [
        ("Happened", entry.happened.words),
        ("Became known to the agency", known),
        ("Recorded in Kingfisher", recorded),
        ("Told to", in_list(list(told)) or "Nobody else is recorded as told"),
    ]
