"""What does a page of a PDF draw? Each string, read by its font's own table, in the order drawn, shown or not."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from kingfisher.interchange.copies.pdf_fonts import Font, Fonts
from kingfisher.interchange.copies.pdf_operators import operations
from kingfisher.interchange.copies.pdf_pen import Pen
from kingfisher.interchange.copies.read_back import CANNOT_BE_READ

EDGE = "edge"  # an artifact, as the tags call it: heads and feet of pages, rules between rows
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_IN_PLACE = b"INLINE IMAGE"


class Drawn(NamedTuple):
    """A string; the marked part it is in (its number, `EDGE`, or None for none); whether it goes on from the last."""

    part: int | str | None
    words: str
    goes_on: bool = False


def drawn_on(page: Any, pdf: Any, fonts: Fonts) -> Iterator[Drawn]:
    """Every string the page draws, in forms and patterns it draws too; a picture made of dots says that it is one.
    `fonts` are those of the whole file."""
    return _Drawing(pdf, Pen(), fonts).of(page.get_contents(), page.get("/Resources"))


class _Drawing:
    """Drawing operators followed from stream to stream, with the marked parts begun and not yet ended."""

    def __init__(self, pdf: Any, pen: Pen, fonts: Fonts) -> None:
        self._pdf, self._pen, self._fonts = pdf, pen, fonts
        self._parts: list[int | str | None] = []

    def of(self, stream: Any, resources: Any) -> Iterator[Drawn]:
        """The strings of one stream, by what its resources name."""
        if stream is None:
            return
        held = resources.get_object() if resources is not None else {}
        fonts = {name: self._fonts.one(font) for name, font in (held.get("/Font") or {}).items()}
        font: Font | None = None
        for given, operator in operations(stream, self._pdf):
            self._pen.moves(operator, given)
            if operator == b"Tf":
                font = fonts.get(given[0])
            elif operator in _SHOWS:
                yield self._shown(given[-1], font)
            elif operator == b"Do":
                yield from self._placed(held["/XObject"][given[0]].get_object(), held)
            elif operator == _IN_PLACE:
                yield Drawn(self._part, CANNOT_BE_READ)
            else:
                self._marked(operator, given, held)
        for pattern in (each.get_object() for each in (held.get("/Pattern") or {}).values()):
            if "/Resources" in pattern:
                yield from self.of(pattern, pattern["/Resources"])

    @property
    def _part(self) -> int | str | None:
        return next((one for one in reversed(self._parts) if one is not None), None)

    def _shown(self, given: Any, font: Font | None) -> Drawn:
        strings = given if isinstance(given, list) else [given]
        if font is None:
            return Drawn(self._part, CANNOT_BE_READ)
        goes_on = self._pen.writes(font.width(strings))
        return Drawn(self._part, font.words(strings), goes_on)

    def _placed(self, drawn: Any, held: Any) -> Iterator[Drawn]:
        if drawn.get("/Subtype") != "/Form":
            yield Drawn(self._part, CANNOT_BE_READ)
            return
        with self._pen.within(drawn.get("/Matrix")):
            yield from self.of(drawn, drawn.get("/Resources", held))

    def _marked(self, operator: bytes, given: Any, held: Any) -> None:
        if operator in (b"BDC", b"BMC"):
            self._parts.append(_part_begun(given, held))
        elif operator == b"EMC" and self._parts:
            self._parts.pop()


def _part_begun(given: Any, held: Any) -> int | str | None:
    if given[0] == "/Artifact":
        return EDGE
    says = given[1] if len(given) > 1 else {}
    if isinstance(says, str):  # a name, told in full among what the page holds
        says = held.get("/Properties", {}).get(says, {})
    says = says.get_object() if hasattr(says, "get_object") else says
    number = says.get("/MCID") if isinstance(says, dict) else None
    return int(number) if number is not None else None
