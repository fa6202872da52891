"""The words of a Word paragraph or table cell, and what stands beside them: struck out, hidden, drawn, noted."""

from collections import Counter
from functools import cache
from typing import Any

TRANSITIONAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_PASSED_OVER = frozenset(
    {
        "pPr", "rPr", "tcPr", "trPr", "tblPr", "tblGrid", "tblPrEx", "sdtPr", "sdtEndPr", "sectPr", "instrText",
        "delInstrText", "delText", "fldData", "ffData", "rt", "customXmlPr", "smartTagPr",
    }
)  # fmt: skip
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_STRUCK_OUT = {"del": "deleted", "moveFrom": "moved"}
_NOTED = {
    "footnoteReference": "footnote", "endnoteReference": "footnote", "commentReference": "comment",
    "altChunk": "other_document", "subDoc": "other_document",
}  # fmt: skip
_SYMBOLS = {"F0FE": "☒", "F0FD": "☒", "F078": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0E0": "→", "F0B7": "•"}


class Words:
    """Gathers the words under one element, walking through content controls, insertions and links.

    ``seen`` counts what stands there that is not plain words; ``aside`` keeps the words of what was not read;
    ``notes`` names the footnotes, endnotes and comments that belong there, by kind, list and number.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._in_paragraph = False
        self.seen: Counter[str] = Counter()
        self.aside: dict[str, list[str]] = {}
        self.notes: list[tuple[str, str, str]] = []

    @property
    def text(self) -> str:
        """The words, with tabs, and a line break between lines and between paragraphs."""
        return "".join(self._parts).strip("\n")

    @property
    def deleted(self) -> str:
        """The words struck out as tracked changes."""
        return " … ".join(self.aside.get("deleted", []))

    def take(self, element: Any) -> None:
        """Gather the words of one element and all it holds."""
        kind = local(element.tag)
        if kind == "t":
            self._parts.append(element.text or "")
        elif kind in _BREAKS:
            self._parts.append(_BREAKS[kind])
        elif kind in _STRUCK_OUT:
            self._keep_aside(_STRUCK_OUT[kind], struck_out(element))
        elif kind in _NOTED:
            self.seen[_NOTED[kind]] += 1
            self.notes.append((_NOTED[kind], kind.removesuffix("Reference"), value(element, "id") or ""))
        elif kind not in _PASSED_OVER:
            (_TAKERS.get(kind) or Words._all)(self, element)

    def _all(self, element: Any) -> None:
        for child in element:
            self.take(child)

    def _paragraph(self, element: Any) -> None:
        if self._in_paragraph:
            self._parts.append("\n")
        self._in_paragraph = True
        self._all(element)

    def _run(self, element: Any) -> None:
        for child in element:
            kind = local(child.tag)
            if kind == "t":
                self._parts.append(child.text or "")
            elif kind != "rPr":
                self.take(child)
            elif len(child) and is_on(child.find("{*}vanish")):
                self.seen["hidden"] += 1

    def _inserted(self, element: Any) -> None:
        self.seen["inserted"] += 1
        self._all(element)

    def _control(self, element: Any) -> None:
        if is_placeholder(element):
            self.seen["unfilled"] += 1
        else:
            self._all(element)

    def _either(self, element: Any) -> None:
        """The same thing written twice, for newer and older programs: the first is enough."""
        for child in element:
            if local(child.tag) == "Choice" or len(element) == 1:
                self._all(child)
                return

    def _drawn(self, element: Any) -> None:
        boxes = [box for box in element.iter("{*}txbxContent") if not _within_fallback(box, element)]
        for box in boxes:
            inner = Words()
            inner._all(box)
            self._keep_aside("text_box", inner.text)
        if not boxes and any(local(child.tag) in _DRAWINGS for child in element.iter()):
            self.seen["picture"] += 1

    def _symbol(self, element: Any) -> None:
        self._parts.append(_SYMBOLS.get((value(element, "char") or "").upper(), "□"))

    def _field(self, element: Any) -> None:
        box = element.find("{*}ffData/{*}checkBox")
        if box is not None:
            tick = box.find("{*}checked")
            self._parts.append("☒" if is_on(tick if tick is not None else box.find("{*}default")) else "☐")

    def _ruby(self, element: Any) -> None:
        for child in element.iterchildren("{*}rubyBase"):
            self._all(child)

    def _nested(self, element: Any) -> None:
        self.seen["nested_table"] += 1
        lines = []
        for row in element.iterchildren("{*}tr", "{*}sdt", "{*}ins"):
            cells = []
            for cell in row.iter("{*}tc"):
                inner = Words()
                inner._all(cell)
                self.seen += inner.seen
                self.notes += inner.notes
                for kind, words in inner.aside.items():
                    self.aside.setdefault(kind, []).extend(words)
                cells.append(inner.text)
            lines.append("\t".join(cells))
        if self._in_paragraph:
            self._parts.append("\n")
        self._parts.append("\n".join(lines))
        self._in_paragraph = True

    def _keep_aside(self, kind: str, words: str) -> None:
        self.seen[kind] += 1
        if words.strip():
            self.aside.setdefault(kind, []).append(words.strip())


_DRAWINGS = frozenset({"blip", "imagedata", "chart", "relIds", "OLEObject", "wgp", "wpc"})
_TAKERS = {
    "p": Words._paragraph,
    "r": Words._run,
    "ins": Words._inserted,
    "moveTo": Words._inserted,
    "sdt": Words._control,
    "AlternateContent": Words._either,
    "drawing": Words._drawn,
    "pict": Words._drawn,
    "object": Words._drawn,
    "sym": Words._symbol,
    "fldChar": Words._field,
    "ruby": Words._ruby,
    "tbl": Words._nested,
}


@cache
def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def value(element: Any, name: str) -> str | None:
    """An attribute of Word's own namespace, in either of its spellings."""
    found: str | None = element.get(TRANSITIONAL + name)
    return found if found is not None else element.get(STRICT + name)


def is_on(switch: Any) -> bool:
    """Whether an on/off property is on: there, and not said to be off."""
    return switch is not None and (value(switch, "val") or "1").lower() not in ("0", "false", "off", "none")


def is_placeholder(control: Any) -> bool:
    """Whether a content control still shows its instruction ("Click to enter a date") and nothing typed."""
    return is_on(control.find("{*}sdtPr/{*}showingPlcHdr"))


def struck_out(element: Any) -> str:
    """All the words under an element that is wholly struck out."""
    pieces = []
    for node in element.iter():
        kind = local(node.tag)
        if kind in ("t", "delText"):
            pieces.append(node.text or "")
        elif kind in ("tab", "br", "cr") or (kind in ("p", "tc") and pieces):
            pieces.append(" ")
    return "".join(pieces)


def _within_fallback(box: Any, stop: Any) -> bool:
    return any(local(parent.tag) in ("Fallback", "txbxContent") for parent in _up(box, stop))


def _up(element: Any, stop: Any) -> list[Any]:
    parents = []
    for parent in element.iterancestors():
        if parent is stop:
            break
        parents.append(parent)
    return parents
