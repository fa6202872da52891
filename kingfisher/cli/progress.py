"""How far long work has come, on standard error: only on a terminal, or when asked for, and never among the results."""

import sys
from typing import TextIO


class Progress:
    """Says what is being done. On a terminal one line is written over; in a file each step has its own."""

    def __init__(self, *, wanted: bool = False, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._shown = wanted or self._terminal
        self._width = 0

    def __call__(self, done: int, of: int, what: str) -> None:
        """`done` of `of` things are finished, and `what` comes next."""
        self.say(f"{done + 1} of {of}: {what}")

    def say(self, words: str) -> None:
        """One step in words."""
        if not self._shown:
            return
        if self._terminal:
            self._stream.write("\r" + words.ljust(self._width))
            self._width = len(words)
        else:
            self._stream.write(words + "\n")
        self._stream.flush()

    def done(self) -> None:
        """Nothing more to say: leave the terminal's line empty."""
        if self._shown and self._terminal and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0
