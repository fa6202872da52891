"""What is written in a box of the ecogram: whole words only, in as many lines as the box has.

A name is written whole. Where there is no room for all of what somebody is, the kind of a service is left out, which
its name mostly tells; then the first of it stands, with "and more"; the whole of it is in the title of the box and
in the table.
"""

import re

from kingfisher.drawing.letters import lines, width
from kingfisher.practice.supports import LINE_WORDS, Support

SIDES = 12.0  # of a box's width, left clear
STEP = 14.5  # from one line to the next
_JOINT = re.compile(r"(?:,? and |[,;] )")


def needed(one: Support, wide: float) -> int:
    """How many lines a box `wide` pixels wide has when everything about it is written, its link last."""
    room = wide - SIDES
    return len(lines(one.name, room, bold=True)) + len(lines(_what(one), room)) + 1


def least(one: Support, wide: float) -> int:
    """How many lines it has when only its name and its link are written."""
    return len(lines(one.name, wide - SIDES, bold=True)) + 1


def said_in(one: Support, wide: float, most: int) -> tuple[list[str], list[str]]:
    """The lines of its name (all of them), and those of what it is: at most so many that `most` hold both and the
    line for its link."""
    room = wide - SIDES
    title = lines(one.name, room, bold=True)
    whole, most = lines(_what(one), room), most - 1 - len(title)
    return title, whole if len(whole) <= most else fewer(one.role, room, most)


def link_of(one: Support, whom: str, wide: float) -> str:
    """Its link in words; with whom and how lately where those fit beside it."""
    told = LINE_WORDS[one.line]
    for more in (f"with {whom}" if whom else "", _lately(one)):
        longer = f"{told}, {more}"
        told = longer if one.line and more and width(longer, size=12.0) <= wide - SIDES else told
    return told


def fewer(text: str, room: float, most: int) -> list[str]:
    """The text in at most `most` lines of `room` pixels: all of it, or so many of its parts from the first on as fit
    and "and more". No line when not even one part fits."""
    found = lines(text, room)
    if len(found) <= most:
        return found
    for joint in reversed(list(_JOINT.finditer(text))):
        found = lines(f"{text[: joint.start()]} and more", room)
        if len(found) <= most:
            return found
    return []


def _what(one: Support) -> str:
    return f"{one.kind}: {one.role}" if one.formal and one.kind != one.name.casefold() else one.role


def _lately(one: Support) -> str:
    when = one.last
    if when is None or when.first is None:
        return ""
    return f"{'about ' if when.about else ''}{when.first:%b %Y}"
