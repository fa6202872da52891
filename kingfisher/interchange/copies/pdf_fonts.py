"""A font of a PDF as its reader uses it: which letters its codes stand for, and how wide they are."""

import re
from collections.abc import Iterator, Sequence
from struct import unpack
from typing import Any

_RANGE = re.compile(rb"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[([^\]]*)\])")


class Font:
    """One font, by its own tables."""

    def __init__(self, font: Any) -> None:
        self._letters: dict[int, str] = {}
        self._bytes = 2 if font.get("/Subtype") == "/Type0" else 1
        if "/ToUnicode" in font:
            self._read_letters(font["/ToUnicode"].get_object().get_data())
        self._usual = 500.0
        self._widths: dict[int, float] = {}
        if "/DescendantFonts" in font:
            inner = font["/DescendantFonts"][0].get_object()
            self._usual = float(inner.get("/DW", 1000))
            self._widths = dict(_widths(list(inner.get("/W", []))))
        elif "/Widths" in font:
            first = int(font.get("/FirstChar", 0))
            self._widths = {first + number: float(width) for number, width in enumerate(font["/Widths"])}

    def words(self, strings: Sequence[Any]) -> str:
        """The letters of strings as drawn; a code the font has no letter for shows as the sign \ufffd."""
        return "".join(self._letters.get(code, "\ufffd") for one in strings for code in self._codes(one))

    def width(self, strings: Sequence[Any]) -> float:
        """How wide they are, in parts of the size of the letters, the moves between them counted in."""
        drawn = sum(self._widths.get(code, self._usual) for one in strings for code in self._codes(one))
        moved = sum(float(one) for one in strings if not isinstance(one, bytes))
        return (drawn - moved) / 1000

    def _codes(self, one: Any) -> Sequence[int]:
        if not isinstance(one, bytes):
            return ()
        if self._bytes == 1:
            return one
        pairs, odd = divmod(len(one), 2)
        return (*unpack(f">{pairs}H", one[: 2 * pairs]), *one[len(one) - odd :])

    def _read_letters(self, table: bytes) -> None:
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
            for code, letters in re.findall(rb"<(\w+)>\s*<(\w*)>", block):
                self._letters[int(code, 16)] = _utf16(letters)
        for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
            for first, last, start, listed in _RANGE.findall(block):
                each = re.findall(rb"<(\w+)>", listed)
                for number, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                    self._letters[code] = _utf16(each[number]) if each else _utf16(start, number)


class Fonts:
    """The fonts of one file, the tables of each read once."""

    def __init__(self) -> None:
        self._read: dict[int, Font] = {}

    def one(self, font: Any) -> Font:
        """A font as a page's resources name it."""
        number = getattr(font, "idnum", None)
        if number is None:
            return Font(font)
        if number not in self._read:
            self._read[number] = Font(font.get_object())
        return self._read[number]


def _widths(listed: list[Any]) -> Iterator[tuple[int, float]]:
    """The widths by code, written as a first code and a list, or as a first code, a last and one width."""
    at = 0
    while at + 1 < len(listed):
        first, then = int(listed[at]), listed[at + 1].get_object()
        if isinstance(then, list):
            yield from ((first + number, float(width)) for number, width in enumerate(then))
            at += 2
        else:
            yield from ((code, float(listed[at + 2])) for code in range(first, int(then) + 1))
            at += 3


def _utf16(letters: bytes, later: int = 0) -> str:
    """Letters written as numbers; those of a range go up by one from code to code."""
    raw = bytes.fromhex(letters.decode("ascii"))
    return (int.from_bytes(raw) + later).to_bytes(len(raw)).decode("utf-16-be", "replace")
