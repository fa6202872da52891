"""Where everyone stands in a genogram: the answer of the placing, and all that the lines need to know of it."""

from collections.abc import Callable

import msgspec

from kingfisher.practice.kin import KinPerson

type Breadth = Callable[[KinPerson], float]

PITCH = 64.0  # px: what one plain symbol with its room takes, the measure of "one place along the row"
BETWEEN = 16.0  # px kept between one person's words and the next
PASS = 16.0  # px for a line that goes down between two people


class Pass(msgspec.Struct, frozen=True, kw_only=True):
    """A place kept in a row for a line of `union` to go straight down between two people.

    With no `person` it is the union's stem, on its way to children two or more rows below. With one, it is the line of
    the partner who stands higher; on the other partner's own row, that is where the bracket begins.
    """

    row: int
    x: float
    union: str
    person: str = ""


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """Everyone's row (0 the oldest) and the middle of their symbol in px; where each union's stem goes down.

    `above` are the unions whose bracket goes over the row, because under it it would cross more. `notes` say in words
    where the picture had to give way.
    """

    row: dict[str, int]
    x: dict[str, float]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    stems: dict[str, float] = {}
    passes: tuple[Pass, ...] = ()
