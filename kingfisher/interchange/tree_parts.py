"""What reading somebody else's family file gives: a record, and a doubt for every line that is not in it."""

import msgspec

from kingfisher.timeline.chronology import Chronology


class TreeDoubt(msgspec.Struct, frozen=True, kw_only=True):
    """Something in the file that could not be taken over. `lines` lines from `line` (counted from 1) are told by it."""

    line: int  # 0 where the form has no lines
    text: str
    why: str
    lines: int = 1


class FamilyTree(msgspec.Struct, frozen=True, kw_only=True):
    """A family file read. In a form of lines, `lines` is the number of those that hold anything and `read` of those
    taken over; the rest are in the doubts."""

    chronology: Chronology
    doubts: tuple[TreeDoubt, ...] = ()
    lines: int = 0
    read: int = 0

    @property
    def adds_up(self) -> bool:
        """True when every line was taken over or is told in a doubt."""
        return self.lines == self.read + sum(doubt.lines for doubt in self.doubts if doubt.line)


class TreeError(ValueError):
    """The file is no family file we can read; the message says what was expected."""
