"""One row whose people are being read: its words, its day, what stands over it, and who has been found so far."""

import re
from collections.abc import Iterable
from datetime import date

from kingfisher.interchange.returns.agency_return import Remark, Suggestion
from kingfisher.interchange.returns.layout import Account
from kingfisher.interchange.returns.people_standing import Kin, Standing

_NOBODY = re.compile(r"[\s\-–—/]*(n/?a|none|nil|various|unknown|n/?k)?[\s\-–—]*", re.I)
INCIDENT_SORTS = frozenset({"police", "ambulance"})
ADULT_SORTS = frozenset({"drugs", "probation", "leaving_care", "mental_health"})  # a worker for one adult
NEWBORN_DAYS = 28  # midwives' care ends by then


class RowPeople:
    """One row being read. `reasons` holds each person found with why and the words; `remarks` what was unsure."""

    def __init__(self, reader: Kin, account: Account, day: date | None, standing: Standing, sort: str) -> None:
        self.kin, self.account, self.standing, self.sort = reader, account, standing, sort
        self.day = day
        self.roles, self.children = reader.roles, reader.children
        self.reasons: dict[str, tuple[str, str]] = {}  # person -> why, words
        self.remarks: list[Remark] = []
        self.column_is_ours = False
        named = account.named
        self.incident = standing.incidents.get(named.get("reference", ""), ()) if sort in INCIDENT_SORTS else ()
        self.column = "" if _NOBODY.fullmatch(named.get("persons", "")) else named.get("persons", "")
        labels = (named.get("type", ""), named.get("event", ""))
        self.label = " ".join(label for label in labels if label)
        parts = (self.label, named.get("text", ""), named.get("outcome", ""), named.get("place", ""))
        others = [text for key, text in named.items() if key in ("source", "childs_words", "present", "other")]
        self.words = ". ".join(part for part in (*parts, *others) if part)
        self.low = self.words.lower()

    def searched(self, pattern: re.Pattern[str], *parts: str) -> re.Match[str] | None:
        """What the pattern finds in the row's words; one of the parts must stand in them, so most rows cost little."""
        return pattern.search(self.words) if any(part in self.low for part in parts) else None

    def of_the_day(self, people: tuple[str, ...]) -> tuple[str, ...]:
        """Those of several children who were born by the day; one child alone is kept, born or not."""
        children = [person for person in people if person in self.children]
        if len(children) <= 1 or self.day is None:
            return people
        living = self.roles.living_on(self.day)
        kept = tuple(person for person in people if person not in self.children or person in living)
        return kept or people

    def expected(self) -> tuple[str, ...]:
        """The unborn child, or the child just born, whom maternity care is about."""
        return self.roles.expected_on(self.day, NEWBORN_DAYS)

    def add(self, person: str, why: str, words: str) -> None:
        """Add a person with why and the words; the first reason stays."""
        self.reasons.setdefault(person, (why, words))

    def days_old(self, person: str) -> int | None:
        """Days since birth on the row's day; None where either is not known."""
        born = self.roles.people[person].born
        return (self.day - born.first).days if self.day and born and born.first else None

    def ordered(self) -> list[str]:
        """Children first in the family's order, then the others in order of mention."""
        children = [child for child in self.kin.family.children if child in self.reasons]
        return children + [person for person in self.reasons if person not in self.children]

    def suggestions(self, people: Iterable[str]) -> tuple[Suggestion, ...]:
        """One suggestion per person, with its reason and words."""
        return tuple(Suggestion("about", person, *self.reasons[person]) for person in people)
