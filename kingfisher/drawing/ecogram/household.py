"""The home in the middle of the ecogram: its people in rows under its address, each as wide and tall as the words need.

Lengths are pixels; places are round 0, 0, the middle of the home.
"""

from math import ceil

from kingfisher.drawing import ink
from kingfisher.drawing.ecogram.geometry import Box
from kingfisher.drawing.letters import lines, width
from kingfisher.practice.supports import Member, Supports

WIDE, WIDEST = 150.0, 190.0  # a person's place
BESIDE = 30.0  # from its left edge to the words beside the symbol
_CLEAR = BESIDE + 4.0
PAD = 8.0


def heading_of(shown: Supports, wide: float) -> list[tuple[str, bool]]:
    """The lines over the people of a home `wide` pixels wide, and which are bold: the address; whose home it was."""
    heading = shown.home.address or ("Address not recorded" if shown.home.rests_on else "Home not recorded")
    found = [(line, True) for line in lines(heading, wide - 20, bold=True)]
    if shown.home.words.startswith("No home"):
        found += [(line, False) for line in lines(shown.home.words, wide - 20)]
    return found


def written_of(member: Member, wide: float) -> list[tuple[str, bool]]:
    """The lines beside a person's symbol, and which are bold: the name, then the age or what else is to be said."""
    room = wide - _CLEAR
    return [
        *((line, True) for line in lines(member.name, room, bold=True)),
        *((line, False) for line in lines(member.words, room)),
    ]


def household(shown: Supports) -> tuple[Box, Box, dict[str, Box]]:
    """The home, the heading within it, and the place of everybody at home by id."""
    members = shown.members
    across = 1 if len(members) == 1 else 2 if len(members) <= 4 else 3
    each = _breadth(members)
    tall = 10 + ink.LINE * max(2, *(len(written_of(one, each)) for one in members))
    wide = max(across, 2) * (each + PAD) + PAD
    above = 11 + ink.LINE * len(heading_of(shown, wide))
    high = above + ceil(len(members) / across) * (tall + PAD) + PAD
    people = {}
    for n, member in enumerate(members):
        row, column = divmod(n, across)
        here = min(across, len(members) - row * across)
        x = (column - (here - 1) / 2) * (each + PAD)
        people[member.id] = Box(x, above - high / 2 + row * (tall + PAD) + tall / 2, each, tall)
    heading = Box(0, (above - high) / 2, wide - 2 * PAD, above - 6)
    return Box(0, 0, wide, high), heading, people


def _breadth(members: tuple[Member, ...]) -> float:
    """As wide as the longest name or words in one line, within bounds; what is longer is written in more lines."""
    told = [(one.name, True) for one in members] + [(one.words, False) for one in members]
    longest = max(width(text, bold=bold, size=ink.TEXT) for text, bold in told)
    return max(WIDE, min(ceil(longest + _CLEAR), WIDEST))
