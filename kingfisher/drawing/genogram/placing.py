"""Everyone's place in a genogram: rows, then the order on each, then how far across.

The same family gives the same places whatever the order of its lists. With places from before (another day, or the
family before an edit), those who stood somewhere keep their order unless that would cost too much, and stay near.
"""

from collections import Counter
from collections.abc import Iterator

from kingfisher.drawing.genogram.across import Across, across
from kingfisher.drawing.genogram.counting import CROSSING, Counting
from kingfisher.drawing.genogram.crossings import drawn_crossings
from kingfisher.drawing.genogram.frame import Frame
from kingfisher.drawing.genogram.order import order_among, orders_for
from kingfisher.drawing.genogram.placed import PASS, Breadth, Pass, Placed
from kingfisher.drawing.genogram.rows import rows_of
from kingfisher.drawing.genogram.search import LITTLE, Order
from kingfisher.practice.kin import Kin, KinPerson

_ORDINALS = ("th", "st", "nd", "rd")


def place(kin: Kin, breadth: Breadth, *, before: Placed | None = None) -> Placed:
    """Where everyone stands. `breadth` is the width in px of a person with their words; `before` is kept if it can be.

    Everybody in `kin` is placed once. A record that contradicts itself is placed all the same.
    """
    frame = Frame(kin, rows_of(kin))
    index = frame.number.get(kin.index, 0)
    seed, places = _seed(frame, before) if before else (None, {})
    orders = orders_for(frame, index) if seed is None else [order_among(frame, index, seed, set(places))]
    breadths = [breadth(person) for person in frame.people] + [PASS] * len(frame.passing)
    counting = Counting(frame)
    rows, found = _chosen(counting, orders, breadths, places)
    ids = [person.id for person in frame.people]
    return Placed(
        row={person: frame.row_of[number] for number, person in enumerate(ids)},
        x={person: found.x[number] for number, person in enumerate(ids)},
        rows=tuple(tuple(ids[one] for one in row if one < len(ids)) for row in rows),
        notes=tuple(_notes(frame, rows)),
        above=tuple(sorted(union for row in rows for union in counting.row(row).above)),
        stems=dict(sorted(found.stems.items())),
        passes=tuple(
            Pass(row=number, x=found.x[one], union=frame.passing[one][0], person=frame.passing[one][1])
            for number, row in enumerate(rows)
            for one in row
            if one in frame.passing
        ),
    )


def _chosen(
    counting: Counting, orders: list[Order], breadths: list[float], places: dict[int, float]
) -> tuple[Order, Across]:
    """Of nearly equal orders, the one that is best once everyone has a place: some crossings only that decides."""
    best, least = None, 0.0
    for rows in orders:
        found = across(counting, rows, breadths, places)
        more = drawn_crossings(counting, rows, found.x, found.stems) - counting.crossings(rows)
        cost = counting.whole(rows) + CROSSING * more
        if best is None or cost < least - LITTLE:
            best, least = (rows, found), cost
    assert best is not None
    return best


def _seed(frame: Frame, before: Placed) -> tuple[Order, dict[int, float]]:
    """The rows as they stood, newcomers at the end of each; and where those who stood somewhere stood."""
    old = {(person, ""): (before.row[person], place) for person, place in before.x.items()}
    old |= {(one.union, "|" + one.person): (one.row, one.x) for one in before.passes}
    keys = [(person.id, "") for person in frame.people]
    keys += [(union, "|" + person) for _, (union, person) in sorted(frame.passing.items())]
    shifts = Counter(frame.row_of[number] - old[key][0] for number, key in enumerate(keys) if key in old)
    shift = min(shifts, key=lambda shift: (-shifts[shift], abs(shift), shift)) if shifts else 0
    places = {
        number: old[key][1]
        for number, key in enumerate(keys)
        if key in old and old[key][0] + shift == frame.row_of[number]
    }
    rows: list[list[int]] = [[] for _ in range(frame.rows)]
    for number in sorted(range(len(keys)), key=lambda number: (number not in places, places.get(number, 0.0), number)):
        rows[frame.row_of[number]].append(number)
    return [tuple(row) for row in rows], places


def _notes(frame: Frame, rows: Order) -> list[str]:
    """In words, each child who does not stand where birth would have them among the children of their union."""
    notes = []
    for link in frame.links:
        at = {one: place for place, one in enumerate(rows[link.row + 1])} if link.older else {}
        wrong = {younger for elder, younger in link.older if at[elder] > at[younger]}
        people = [kid for kid in link.kids if kid < len(frame.people)]
        notes += [_gave_way(frame.people[kid], people.index(kid) + 1) for kid in people if kid in wrong]
    return notes + [_parted(frame, couple, between) for couple, between in _strangers(frame, rows)]


def _strangers(frame: Frame, rows: Order) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """Each couple on one row with somebody between them who is partner of neither."""
    for link in frame.links:
        if len(link.ends) == 2 and max(link.ends) < len(frame.people):
            one, other = sorted(link.ends, key=rows[link.row].index)
            row = rows[link.row]
            kin = frame.partners[one] | frame.partners[other]
            between = [each for each in row[row.index(one) + 1 : row.index(other)] if each not in kin]
            if any(each < len(frame.people) for each in between):
                yield (one, other), [each for each in between if each < len(frame.people)]


def _parted(frame: Frame, couple: tuple[int, int], between: list[int]) -> str:
    one, other = (frame.people[each].name for each in couple)
    names = " and ".join(frame.people[each].name for each in between)
    return f"Partners could not all stand side by side: between {one} and {other} stands {names}."


def _gave_way(person: KinPerson, place: int) -> str:
    ending = _ORDINALS[place % 10] if place % 10 < 4 and place % 100 not in (11, 12, 13) else "th"
    return f"Birth order gave way: {person.name} is {place}{ending}."
