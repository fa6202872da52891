"""What a file we made says when it is read again: told alike for Word and PDF, so that both are held to the same."""

from collections.abc import Iterator
from typing import NamedTuple

from kingfisher.interchange.copies.typesetting import NotPrinted

CANNOT_BE_READ = "a picture whose words no program can read"


class Passage(NamedTuple):
    """Words that belong together (a paragraph, a cell of a table, a picture), and where they stand."""

    where: str
    words: str


class ReadBack(NamedTuple):
    """All that a made file says.

    `passages` are what it shows, in order; `rows` the rows of its tables, cell by cell; `edges` the head and foot of
    each page or section; `hidden` what no page shows: properties, titles, remarks, alternative texts.
    """

    passages: tuple[Passage, ...]
    rows: tuple[tuple[str, ...], ...]
    edges: tuple[Passage, ...]
    hidden: tuple[Passage, ...]

    @property
    def everything(self) -> Iterator[Passage]:
        """Every passage there is, shown or not."""
        yield from (*self.passages, *self.edges, *self.hidden)


class Made(NamedTuple):
    """A file as its bytes, and what they say when read again: read once, looked at as often as need be."""

    content: bytes
    read: ReadBack


class NotReadBack(NotPrinted):
    """A file we made does not open again; the message says so."""
