"""Which characters can the font we ship show? A PDF that readers can use may not hold a character it cannot show."""

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """The code points the regular and the bold face both have, read from the fonts' own character maps."""
    regular, bold = (_code_points((FONTS / f"LiberationSans-{face}.ttf").read_bytes()) for face in ("Regular", "Bold"))
    return regular & bold


def showable(text: str) -> str:
    """The text with every character the font lacks spelled out by its name in square brackets: nothing vanishes."""
    if text.isascii():
        return text
    held, text = covered(), unicodedata.normalize("NFC", text)  # an accent of its own joins its letter
    return "".join(mark if ord(mark) in held or mark in "\n\t" else _named(mark) for mark in text)


def _named(mark: str) -> str:
    if unicodedata.category(mark) in (
        "Cf",
        "Mn",
        "Cc",
    ):  # joiners and variation marks have nothing to show of their own
        return ""
    return f"[{unicodedata.name(mark, f'character {ord(mark):X}').lower()}]"


def _code_points(data: bytes) -> frozenset[int]:
    tables = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    points: set[int] = set()
    for i in range(struct.unpack_from(">H", data, start + 2)[0]):
        at = start + struct.unpack_from(">HHI", data, start + 4 + 8 * i)[2]
        if struct.unpack_from(">H", data, at)[0] == 4:
            points |= _segments(data, at)
    return frozenset(points)


def _segments(data: bytes, at: int) -> set[int]:
    """The code points of a format 4 character map (OpenType, cmap); the last, 0xFFFF, is only its end mark."""
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1) if code < 0xFFFF}
