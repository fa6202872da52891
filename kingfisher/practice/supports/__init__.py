"""Who stands round the child's home, and what a copy of it shows. Read here; the parts are beside it."""

from kingfisher.practice.supports.copies import for_family, for_publication, without
from kingfisher.practice.supports.grounds import Ground
from kingfisher.practice.supports.missing import Missing
from kingfisher.practice.supports.reading import (
    DIRECTION_WORDS,
    LINE_WORDS,
    Member,
    Outer,
    Support,
    Supports,
    said_of,
    supports,
)

__all__ = [
    "DIRECTION_WORDS",
    "LINE_WORDS",
    "Ground",
    "Member",
    "Missing",
    "Outer",
    "Support",
    "Supports",
    "for_family",
    "for_publication",
    "said_of",
    "supports",
    "without",
]
