"""Days across a picture: where each stands, and which are written above it. Lengths are pixels."""

from datetime import date, timedelta

from kingfisher.drawing import ink
from kingfisher.drawing.letters import width

LEFT, RIGHT = 128.0, 1035.0  # the part of the width that is time


class Axis:
    """Days across the picture; days outside stand at its ends."""

    def __init__(self, first: date, last: date, *, finest: int = 1) -> None:
        """`finest` is how many days lie between what is written at least: 31 writes no days."""
        self.first, self.last, self.finest = first, last, finest

    def x(self, day: date) -> float:
        """Where the day stands."""
        days = max((self.last - self.first).days, 1)
        part = (day - self.first).days / days
        return LEFT + (RIGHT - LEFT) * min(max(part, 0), 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Where to write days, months or years: never nearer than their words are wide."""
        days = (self.last - self.first).days
        step = max(1 if days <= 45 else 31 if days < 900 else 366, self.finest)
        found: list[tuple[float, str]] = []
        for n in range(days + 1):
            day = self.first + timedelta(days=n)
            if (step == 31 and day.day != 1) or (step == 366 and (day.day, day.month) != (1, 1)):
                continue
            label = f"{day:%Y}" if step == 366 else f"{day:%b %Y}" if step == 31 else f"{day.day} {day:%b}"
            if not found or self.x(day) - found[-1][0] > width(found[-1][1]) * 1.2 + 14:
                found.append((self.x(day), label))
        return [one for one in found if one[0] + width(one[1], size=ink.TEXT) < RIGHT - 2]
