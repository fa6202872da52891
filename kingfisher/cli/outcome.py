"""How a command ends: the exit codes, and errors that say what to do."""

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code of every command means; scripts can rely on it."""

    FINE = 0
    NEEDS_A_PERSON = 1  # rows in doubt, misses, or something left in a copy without names
    WRONG_CALL = 2  # the words of the call, or a file we were given to work from, are not right
    FILE_REFUSED = 3  # a return was not safe, or not possible, to read
    UNEXPECTED = 4  # our mistake, or the machine's


EXIT_CODES = """\
exit codes:
  0  done, nothing needs a person
  1  done, and something needs a person: rows in doubt, misses, or a copy without names that was not made
  2  not done: the call, the people file or the record is not right; the message says what to write
  3  a file was refused; the others were read
  4  not done: something went wrong that we did not expect; the message says what
"""


class WrongCall(Exception):
    """The call cannot be carried out as it stands; the message says what to write instead."""
