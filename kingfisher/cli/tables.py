"""Plain tables and paragraphs for a terminal: columns as wide as their longest word, numbers to the right."""

import textwrap
from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows under their header, columns two spaces apart."""
    written = [[str(value) for value in row] for row in rows]
    numeric = [bool(written) and all(row[i].isdigit() for row in written) for i in range(len(header))]
    widths = [max(len(row[i]) for row in (header, *written)) for i in range(len(header))]
    return "\n".join(_row(row, widths, numeric) for row in (header, *written))


def _row(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    cells = (
        word.rjust(width) if right else word.ljust(width)
        for word, width, right in zip(row, widths, numeric, strict=True)
    )
    return "  ".join(cells).rstrip()


def paragraph(words: str, *, indent: str = "  ", width: int = 110) -> str:
    """Words broken into lines, each indented."""
    return textwrap.fill(" ".join(words.split()), width=width, initial_indent=indent, subsequent_indent=indent)
