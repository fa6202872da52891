"""What an agency's return comes to: proposed entries, doubts, and the rows that are no accounts. Nothing is dropped.

An agency's return is one file. Each of its rows ends in exactly one of three places, so that
`proposed + doubts + structure = rows in` (`AgencyReturn.adds_up`). Everything read out of a row is a suggestion with
its reason and the words it rests on; whatever a person should look at is a remark. The row as written stands in the
entry's source and in `cells`.
"""

import msgspec

from kingfisher.interchange.files.rows import Notice, Place
from kingfisher.timeline.entries import Entry


class Suggestion(msgspec.Struct, frozen=True):
    """What we suggest for one field of an entry, why, and the words of the row it rests on."""

    field: str
    value: str
    reason: str
    words: str = ""


class Remark(msgspec.Struct, frozen=True):
    """Something to look at in a row that was read: `code` is one word for programs, `text` the sentence for people."""

    code: str
    text: str
    field: str = ""


class Proposed(msgspec.Struct, frozen=True):
    """One row read as an entry, not yet settled by a person. `cells` are the row's words, column by column."""

    entry: Entry
    suggestions: tuple[Suggestion, ...]
    remarks: tuple[Remark, ...]
    place: Place
    cells: tuple[str, ...]


class Doubt(msgspec.Struct, frozen=True):
    """A row held back until someone answers: `why` for us, `ask` the query to the agency that sent it.

    `code` is no_date, impossible_date, date_not_understood, other_family, unreadable or refused. `proposed` is the row
    as far as it could be read; its date is unknown when that is the doubt.
    """

    code: str
    why: str
    ask: str
    proposed: Proposed


class Structure(msgspec.Struct, frozen=True):
    """A row that is no account of anything: `what` is title, header, banner, key, blank or total."""

    place: Place
    what: str
    text: str


class AgencyReturn(msgspec.Struct, frozen=True):
    """One agency's file, read: `agency` with the reason it was taken for theirs, and every row of it."""

    agency: str
    agency_reason: str
    file: str
    digest: str
    format: str
    proposed: tuple[Proposed, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    structure: tuple[Structure, ...] = ()
    notices: tuple[Notice, ...] = ()
    rows_in: int = 0

    @property
    def adds_up(self) -> bool:
        """True when every row of the file is in exactly one place."""
        places = [held.place for held in self.proposed]
        places += [held.place for held in self.structure]
        places += [doubt.proposed.place for doubt in self.doubts]
        return len(places) == self.rows_in and len(set(places)) == len(places)


class RefusedFile(msgspec.Struct, frozen=True):
    """A file that was not read at all, and why, with what to do."""

    file: str
    code: str
    reason: str
