"""How may those whom unions tie together on one row stand, with the fewest strangers between partners?

Most have two such orders, one the other turned round: the rest of the search need not look at any other.
"""

from kingfisher.drawing.genogram.frame import Frame

_MOST_STRANGERS, _MOST_ORDERS, _MOST_STEPS = 4, 300, 6_000


def orders_of(frame: Frame, members: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """All the best orders of one group, sorted; none when there are too many to go through one by one."""
    for limit in range(_MOST_STRANGERS + 1):
        search = _Orders(frame, members, limit)
        search.extend((), 0)
        if search.steps > _MOST_STEPS or len(search.found) > _MOST_ORDERS:
            return ()
        if search.found:
            return tuple(search.found)
    return ()


class _Orders:
    """Orders grown from the left, given up as soon as more strangers than the limit stand between partners."""

    def __init__(self, frame: Frame, members: tuple[int, ...], limit: int) -> None:
        self.partners = frame.partners
        self.members, self.limit = sorted(members), limit
        self.found: list[tuple[int, ...]] = []
        self.steps = 0

    def extend(self, placed: tuple[int, ...], strangers: int) -> None:
        """Every order that begins with those placed."""
        self.steps += 1
        if self.steps > _MOST_STEPS or len(self.found) > _MOST_ORDERS:
            return
        if len(placed) == len(self.members):
            self.found.append(placed)
            return
        for one in self.members:
            if one not in placed:
                more = strangers + self._between(placed, one)
                if more <= self.limit:
                    self.extend((*placed, one), more)

    def _between(self, placed: tuple[int, ...], one: int) -> int:
        """For how many couples, one of whom is placed and the other not yet, this one comes between as a stranger."""
        partners = self.partners
        return sum(
            1
            for left in placed
            if one not in partners[left]
            for right in partners[left]
            if right not in placed and one not in partners[right]
        )
