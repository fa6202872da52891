"""Must birth order, siblings together or partners side by side give way somewhere, whatever the order of the rows?

Each of these says that two people stand the same way round as two others: nobody but a partner of either stands between
partners, nor but a sibling's partners between siblings, and the elder stands left. A ring of such sayings that
contradicts itself cannot be drawn without giving one of them up: no drawing of that family is without a fault.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from benchmarks.floor import Rule, contradiction

if TYPE_CHECKING:
    from benchmarks.drawn import Told

_LEFT = ("", "")  # what is the right way round
_NONE = ("", "")


def must_give_way(told: "Told", rows: Mapping[str, int]) -> bool:
    """True where no order of these rows keeps all of them."""
    partners: dict[str, set[str]] = defaultdict(set)
    for pair in told.unions.values():
        if len(pair) == 2 and all(one in rows for one in pair) and rows[pair[0]] == rows[pair[1]]:
            partners[pair[0]].add(pair[1])
            partners[pair[1]].add(pair[0])
    rules = [*_couples(told, rows, partners), *_siblings(told, rows, partners), *_in_turn(told, rows)]
    return contradiction(rules) is not None


def _alike(stranger: str, one: str, other: str) -> Rule:
    """The stranger stands on the same side of both."""
    first, second = (min(stranger, one), max(stranger, one)), (min(stranger, other), max(stranger, other))
    return first, second, (stranger < one) == (stranger < other), _NONE


def _couples(told: "Told", rows: Mapping[str, int], partners: Mapping[str, set[str]]) -> Iterator[Rule]:
    for pair in told.unions.values():
        if len(pair) == 2 and pair[1] in partners.get(pair[0], ()):
            near = {*pair} | partners[pair[0]] | partners[pair[1]]
            yield from (_alike(one, *pair) for one in rows if rows[one] == rows[pair[0]] and one not in near)


def _siblings(told: "Told", rows: Mapping[str, int], partners: Mapping[str, set[str]]) -> Iterator[Rule]:
    for children in told.births.values():
        allowed = set(children)
        more = set(children)
        while more:
            more = {other for one in more for other in partners.get(one, ())} - allowed
            allowed |= more
        for one, other in combinations([child for child in children if child in rows], 2):
            if rows[one] == rows[other]:
                yield from (_alike(x, one, other) for x in rows if rows[x] == rows[one] and x not in allowed)


def _in_turn(told: "Told", rows: Mapping[str, int]) -> Iterator[Rule]:
    for children in told.births.values():
        for pair in combinations([child for child in children if child in rows], 2):
            if rows[pair[0]] == rows[pair[1]] and all(any(told.born.get(one, ())) for one in pair):
                for elder, younger in (pair, pair[::-1]):
                    if told.born[elder][1] and told.born[elder][1] < told.born[younger][0]:
                        yield _LEFT, (min(elder, younger), max(elder, younger)), elder < younger, _NONE
