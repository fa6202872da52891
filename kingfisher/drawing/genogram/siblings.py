"""Brothers and sisters put in their turn, each with partners and everyone below: what no move along one row can do.

Where children of one union stand out of order, or strangers between them, each child is taken with all that hangs on
them to where birth would have them; the rows settle again, and what is better is kept.
"""

from kingfisher.drawing.genogram.frame import Frame, Link, units_of
from kingfisher.drawing.genogram.search import LITTLE, Order, Row, Search

HOPE = 20.0  # an order that costs so much more before its rows have settled may yet be better


def in_turn(search: Search) -> Search:
    """The search with every sibship put in its turn that is the better for it, tried one by one in a fixed order."""
    for link in search.frame.links:
        if len(link.kids) < 2 or not amiss(search, link):
            continue
        for together in (False, True):
            order, touched = _sorted(search, link, together=together)
            if order == search.order:
                continue
            trial = Search(search.counting, order, glances=search.glances)
            if trial.cost < search.cost + HOPE and trial.settle(touched).cost < search.cost - LITTLE:
                search = trial
    return search


def amiss(search: Search, link: Link) -> bool:
    """True where an elder stands right of a younger, or a stranger between the children."""
    row = search.order[link.row + 1]
    at = {one: place for place, one in enumerate(row)}
    if any(at[elder] > at[younger] for elder, younger in link.older):
        return True
    groups = {search.frame.group[kid] for kid in link.kids}
    low, high = min(at[kid] for kid in link.kids), max(at[kid] for kid in link.kids)
    return any(search.frame.group[one] not in groups for one in row[low:high])


def _sorted(search: Search, link: Link, *, together: bool) -> tuple[Order, set[int]]:
    """All rows with the children's branches in their turn: in the places they had, or all where the first stood."""
    frame = search.frame
    units = units_of(frame, search.order[link.row + 1])
    eldest = {unit: min(kids) for unit in units if (kids := [kid for kid in link.kids if kid in unit])}
    rank = {unit: place for place, unit in enumerate(sorted(eldest, key=lambda unit: eldest[unit]))}
    branch: dict[int, int] = {}
    for unit, place in rank.items():
        for one in _branch(frame, unit, link):
            branch.setdefault(one, place)
    order = [_in_places(row, branch, together=together) for row in search.order]
    return order, {number for number, row in enumerate(order) if row != search.order[number]}


def _branch(frame: Frame, unit: Row, cut: Link) -> set[int]:
    """Everyone tied to the unit but by that link; if that leads back to the link, only those below."""
    seen, waiting = set(unit), list(unit)
    while waiting:
        for link in frame.links_of[waiting.pop()]:
            if link is not cut:
                fresh = {*link.ends, *link.kids} - seen
                seen |= fresh
                waiting.extend(fresh)
    if seen.isdisjoint({*cut.ends, *cut.kids}.difference(unit)):
        return seen
    return _below(frame, unit)


def _below(frame: Frame, unit: Row) -> set[int]:
    seen, waiting = set(unit), list(unit)
    while waiting:
        one = waiting.pop()
        below = {kid for link in frame.links_of[one] if one in link.ends for kid in link.kids}
        fresh = (below | frame.partners[one]) - seen
        seen |= fresh
        waiting.extend(fresh)
    return seen


def _in_places(row: Row, branch: dict[int, int], *, together: bool) -> Row:
    mine = sorted((one for one in row if one in branch), key=lambda one: branch[one])
    if not together:
        next_one = iter(mine)
        return tuple(next(next_one) if one in branch else one for one in row)
    if not mine:
        return row
    first = next(place for place, one in enumerate(row) if one in branch)
    return (*row[:first], *mine, *(one for one in row[first:] if one not in branch))
