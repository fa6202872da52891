"""A made PDF read back from its own bytes: what stands on each page, as its reader and a screen reader have it, and
what no page shows.

Only the file is looked at, never what was given to the typesetter. Words come from the drawing of each page
(`pdf_letters`); which of them are one cell or one paragraph is what the tags of the file say.
"""

from collections.abc import Iterator
from functools import reduce
from io import BytesIO
from typing import Any

from lxml import etree
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from kingfisher.interchange.copies.pdf_fonts import Fonts
from kingfisher.interchange.copies.pdf_letters import EDGE, drawn_on
from kingfisher.interchange.copies.read_back import NotReadBack, Passage, ReadBack

_ONE_PASSAGE = ("H1", "H2", "H3", "H4", "P", "TD", "TH", "LBody", "Lbl", "Figure", "Caption", "Note")
_TOLD = ("/T", "/Alt", "/ActualText", "/E")  # what a tag may say besides: a title, what a picture shows, an expansion
_DIGESTS = ("DocumentID", "InstanceID", "OriginalDocumentID", "VersionID")  # made of the bytes; they tell nothing


def read_pdf(content: bytes) -> ReadBack:
    """Read a PDF back. Raises `NotReadBack`."""
    try:
        reader = PdfReader(BytesIO(content), strict=True)
        fonts = Fonts()
        pages = [_Page(page, reader, fonts) for page in reader.pages]
        tree = _Tags(reader, pages)
        loose = [Passage(_page(number), words) for number, page in enumerate(pages) for words in page.loose()]
        hidden = dict.fromkeys((*_properties(reader), *tree.told, *_attached(reader)))
    except (PyPdfError, LookupError, ValueError, TypeError, AttributeError) as wrong:
        raise NotReadBack(f"The PDF could not be read again after it was made: {type(wrong).__name__}.") from wrong
    edges = tuple(Passage(f"head and foot of {_page(number)}", page.edge) for number, page in enumerate(pages))
    return ReadBack((*tree.passages, *loose), tuple(tree.rows), edges, tuple(hidden))


def _page(number: int) -> str:
    return f"page {number + 1}"


class _Page:
    """What one page draws: the words of each marked part by its number, those of its edges, and those of no part."""

    def __init__(self, page: Any, reader: PdfReader, fonts: Fonts) -> None:
        self.edge = self._stray = ""
        self._parts: dict[int, str] = {}
        for part, words, goes_on in drawn_on(page, reader, fonts):
            if part == EDGE:
                self.edge = _joined(self.edge, words, goes_on=goes_on)
            elif isinstance(part, int):
                self._parts[part] = _joined(self._parts.get(part, ""), words, goes_on=goes_on)
            else:
                self._stray = _joined(self._stray, words, goes_on=goes_on)

    def take(self, part: int) -> str:
        """The words of a part, which the tags name once."""
        return self._parts.pop(part, "")

    def loose(self) -> list[str]:
        """Words that no tag holds; ask once the tags are read."""
        return [words for words in (self._stray, *self._parts.values()) if words.strip()]


class _Tags:
    """The tree of tags walked in order: passages, the rows of tables, and what tags say besides."""

    def __init__(self, reader: PdfReader, pages: list[_Page]) -> None:
        self.passages: list[Passage] = []
        self.rows: list[tuple[str, ...]] = []
        self.told: list[Passage] = []
        self._numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}  # type: ignore[union-attr]
        self._pages = pages
        root: Any = reader.trailer["/Root"]
        if "/StructTreeRoot" in root:
            self._below(root["/StructTreeRoot"], 0)

    def _below(self, tag: Any, page: int, *, within: bool = False) -> str:
        """The words of everything below a tag, which are one passage with those around them if `within` one. `page` is
        the one it is on where it does not say."""
        page, sort = self._page_of(tag, page), str(tag.get("/S", ""))[1:]
        self.told += [Passage(f"{_page(page)}, behind what is shown", str(tag[name])) for name in _TOLD if name in tag]
        is_one = within or sort in _ONE_PASSAGE
        found = []
        for kid in _kids(tag):
            words = self._kid(kid.get_object(), page, within=is_one)
            if words and not is_one and isinstance(kid, int):
                self.passages.append(Passage(_page(page), words))
            found.append(words)
        if sort == "TR":
            self.rows.append(tuple(found))
        words = reduce(_joined, found, "")
        if words and is_one and not within:
            self.passages.append(Passage(_page(page), words))
        return words

    def _kid(self, kid: Any, page: int, *, within: bool) -> str:
        if isinstance(kid, int):
            return self._pages[page].take(kid)
        if kid.get("/Type") == "/MCR":
            return self._pages[self._page_of(kid, page)].take(int(kid["/MCID"]))
        return "" if kid.get("/Type") == "/OBJR" else self._below(kid, page, within=within)

    def _page_of(self, tag: Any, page: int) -> int:
        return self._numbers[tag.raw_get("/Pg").idnum] if "/Pg" in tag else page


def _kids(tag: Any) -> list[Any]:
    kids = tag.get("/K", [])
    return list(kids) if isinstance(kids, list) else [kids]


def _joined(before: str, words: str, *, goes_on: bool = False) -> str:
    """Two strings as one passage; a line that ends in a hyphen or a stroke was broken there."""
    if not before or not words:
        return before or words
    return f"{before}{'' if goes_on or before[-1] in '-/' else ' '}{words}"


def _properties(reader: PdfReader) -> Iterator[Passage]:
    """What the file says of itself, and the headings a program lists beside it."""
    told = (reader.metadata or {}).items()
    yield from (Passage(f"properties of the file, {name[1:]}", str(words)) for name, words in told)
    root: Any = reader.trailer["/Root"]
    if "/Metadata" in root:
        parser = etree.XMLParser(resolve_entities=False)
        for one in etree.fromstring(root["/Metadata"].get_data(), parser).iter():
            name = str(one.tag).rpartition("}")[2]
            if one.text and one.text.strip() and name not in _DIGESTS:
                yield Passage(f"properties of the file, {name}", one.text)
    yield from (Passage("headings listed beside the file", title) for title in _titles(reader.outline))


def _titles(listed: Any) -> Iterator[str]:
    for one in listed:
        if isinstance(one, list):
            yield from _titles(one)
        else:
            yield str(one.title)


def _attached(reader: PdfReader) -> Iterator[Passage]:
    """Remarks, links and fields on pages, and files within the file, by what they say of themselves."""
    for number, page in enumerate(reader.pages):
        for note in page.get("/Annots") or ():
            yield from (Passage(f"note on {_page(number)}", words) for words in _note(note.get_object()))
    yield from (Passage("a file within the file", name) for name in reader.attachments)


def _note(note: Any) -> Iterator[str]:
    yield from (str(note[name]) for name in ("/Contents", "/T", "/TU", "/V", "/Subj") if name in note)
    action = note.get("/A") or {}
    if "/URI" in action:
        yield str(action["/URI"])
