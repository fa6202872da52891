"""Words fitted to a width: wrapped, and cut with an ellipsis only where the whole stands in the title and the table."""

from kingfisher.drawing.genogram.labels import EM, width, wrap
from kingfisher.drawing.ink import TEXT

__all__ = ["fitted", "lines", "width"]


def lines(text: str, room: float, most: int = 99, *, bold: bool = False, size: float = TEXT) -> list[str]:
    """The text in lines no wider than `room` pixels at `size`; past `most` lines the last is cut with an ellipsis."""
    found = wrap(text, room * EM / size, bold=bold)
    if len(found) <= most:
        return found
    return [*found[: most - 1], fitted(" ".join(found[most - 1 :]), room, bold=bold, size=size)]


def fitted(text: str, room: float, *, bold: bool = False, size: float = TEXT) -> str:
    """The text if it fits in `room` pixels, else as much as does and an ellipsis."""
    if width(text, bold=bold, size=size) <= room:
        return text
    while text and width(text.rstrip(" ,;:") + "…", bold=bold, size=size) > room:
        text = text[:-1]
    return text.rstrip(" ,;:") + "…"
