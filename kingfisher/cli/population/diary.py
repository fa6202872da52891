"""A made-up family's diary: entries written one after another, in a good hand or a middling one."""

import random
from datetime import date, timedelta

import msgspec

from kingfisher.cli.population.households import Household
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Seen, Shared
from kingfisher.timeline.kinds import (
    Action,
    AnyContent,
    Contact,
    Decision,
    Education,
    Health,
    Meeting,
    Outcome,
    Setting,
    View,
)
from kingfisher.timeline.people import HowKnown

_LEFT_OUT = {Decision: ("reason", "told", "early_help"), Meeting: ("reason",), Action: ("owner", "due")}
_NOT_EVERYONE_WRITES = ("announced", "minutes")


class Diary:
    """What has been written so far, and the ways in which services write.

    A middling hand leaves out what nobody needs in order to act (how long, who typed it, whether alone), and gives
    some dates to the month. It never leaves out a reason or whom it told: that is `lapses`.
    """

    def __init__(self, dice: random.Random, home: Household, first: date, last: date, *, middling: bool) -> None:
        self.dice, self.home, self.first, self.last, self.middling = dice, home, first, last, middling
        self.entries: list[Entry] = []

    def write(
        self,
        content: AnyContent,
        day: date,
        agency: str,
        about: tuple[str, ...],
        *,
        text: str = "",
        by: str | None = None,
        seen: tuple[Seen, ...] = (),
        shared: tuple[str, ...] = (),
        relates_to: tuple[str, ...] = (),
        how_known: HowKnown | None = None,
    ) -> str:
        """Write one entry and return its id; "" when the day is outside the record."""
        if not self.first <= day <= self.last:
            return ""
        when = When.day(day)
        if self.middling:
            content, seen, by, when = self._in_a_middling_hand(content, seen, by, when)
        entry = Entry(
            id=f"e{len(self.entries) + 1:04d}",
            content=content,
            happened=when,
            agency=agency,
            about=about,
            text=text,
            by=by,
            seen=seen,
            shared=tuple(Shared(to=one, on=None if self.middling else when) for one in shared if one != agency),
            relates_to=tuple(one for one in relates_to if one),
            how_known=how_known,
        )
        self.entries.append(entry)
        return entry.id

    def _in_a_middling_hand(
        self, content: AnyContent, seen: tuple[Seen, ...], by: str | None, when: When
    ) -> tuple[AnyContent, tuple[Seen, ...], str | None, When]:
        lost = {name: None for name in _NOT_EVERYONE_WRITES if isinstance(content, Contact) and self.chance(0.6)}
        content = msgspec.structs.replace(content, **lost) if lost else content
        seen = tuple(msgspec.structs.replace(one, minutes=None, address=None) for one in seen)
        loose = isinstance(content, (Health, Education)) and when.first and self.chance(0.15)
        if loose and when.first and when.first + timedelta(days=31) < self.last:
            month = When.month(when.first.year, when.first.month)
            when = month if month.first and self.first <= month.first else when
        return content, seen, None if self.chance(0.5) else by, when

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.dice.random() < share

    def visit(
        self,
        day: date,
        agency: str,
        by: str,
        children: tuple[str, ...],
        *,
        why: str,
        alone: bool = False,
        both: bool = False,
    ) -> str:
        """A visit inside the home at which the carers (`both` of them, or one) were spoken to and the children seen."""
        born = tuple(child for child in children if self.is_born(child, day))
        seen = tuple(
            Seen(child=child, setting=Setting.INSIDE, address=self.home.address, alone=alone or None, minutes=40)
            for child in born
        )
        content = Contact(
            with_whom=self.home.carers[:1] if self.chance(0.4) and not both else self.home.carers,
            setting=Setting.INSIDE,
            outcome=Outcome.ATTENDED,
            announced=self.chance(0.8),
            minutes=45,
            planned_work_possible=True,
        )
        about = (*children, *content.with_whom)
        return self.write(content, day, agency, about, by=by, seen=seen, text=why, how_known=HowKnown.OBSERVED)

    def views(self, day: date, meeting: str, agencies: tuple[str, ...], about: tuple[str, ...], why: str) -> None:
        """Each agency's own view, written apart; now and then one of them sees it otherwise, with a reason."""
        for agency in agencies:
            position = "agree_with_concern" if self.chance(0.12) else "agree"
            self.write(
                View(whose=agency, on=(meeting,) if meeting else (), position=position), day, agency, about, text=why
            )

    def is_born(self, child: str, day: date) -> bool:
        """True from the day of birth."""
        born = self.home.family.person(child).born
        return bool(born and born.first and born.first <= day)

    def age(self, child: str, day: date) -> float:
        """Years at the day; below nought before the birth."""
        born = self.home.family.person(child).born
        return (day - born.first).days / 365.25 if born and born.first else 0.0

    def chronology(self, *, lapses: int) -> Chronology:
        """The whole record; with `lapses`, that many of the facts that steps should carry are left out."""
        entries = list(self.entries)
        places = [n for n, entry in enumerate(entries) if type(entry.content) in _LEFT_OUT]
        for place in self.dice.sample(places, min(lapses, len(places))):
            entry = entries[place]
            names = _LEFT_OUT[type(entry.content)]
            defaults = {field.name: field.default for field in msgspec.structs.fields(type(entry.content))}
            content = msgspec.structs.replace(entry.content, **{name: defaults[name] for name in names})
            entries[place] = msgspec.structs.replace(entry, content=content, shared=())
        return Chronology(self.home.family, entries)
