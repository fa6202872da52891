"""What one picture has worked out already, given to the next where nothing that was written can have changed it.

Each part is either as it was, or made anew when it is asked for; lists of entries have the new ones put in their place.
"""

from bisect import insort
from typing import Any

from kingfisher.questions.held import known
from kingfisher.questions.watched import TESTS, Change
from kingfisher.timeline.entries import Entry, place_of
from kingfisher.timeline.kinds import Content

# Parts that stand on one member of the picture, and are as it is.
_STAND_ON = {
    "_ends_of_plans": "plans",
    "_parts_by_name": "involved",
    "_told_apart": "involved",
    "_covers": "involved",
}
_OF_THE_FAMILY = ("people", "children", "_named_among", "_words")


def carry(change: Change) -> None:
    """Give the new picture of a change what the old one has worked out and the change leaves as it was.

    Both are of the same people, by the same values and on days between which nobody was born, came of age or died.
    """
    old, new = vars(change.old), vars(change.new)
    for name in old.keys() & TESTS.keys():
        if not change.changes(name):
            new[name] = old[name]
    for name, member in _STAND_ON.items():
        if name in old and not change.changes(member):
            new[name] = old[name]
    new |= {name: old[name] for name in _OF_THE_FAMILY if name in old}
    for name in ("_written_in", "_children_in"):
        if name in old:
            new[name] = {key: held for key, held in old[name].items() if key not in change.ids}
    _carry_order(change, old, new)
    _carry_words(change, old, new)


def _carry_order(change: Change, old: dict[str, Any], new: dict[str, Any]) -> None:
    if "_in_order" in old:
        new["_in_order"] = _with(change, old["_in_order"])
    found = new["_asked_for"] = {}
    for kinds, held in old.get("_asked_for", {}).items():
        found[kinds] = held if change.kinds.isdisjoint(kinds) else _with(change, held, kinds)


def _with(change: Change, held: list[Entry], kinds: tuple[type, ...] = (Content,)) -> list[Entry]:
    """The list, in the order of `of_kind`, without what is gone and with what is added of the kinds."""
    found = [one for one in held if one.id not in change.ids]
    for one in change.added:
        if isinstance(one.content, kinds):
            insort(found, one, key=_order)
    return found


def _order(entry: Entry) -> tuple[object, ...]:
    """As `Held._in_order`."""
    return known(entry), place_of(entry)


def _carry_words(change: Change, old: dict[str, Any], new: dict[str, Any]) -> None:
    """The lists that each entry's words may be of, and the entries that say each."""
    if "_worded" not in old:
        return
    found = [pair for pair in old["_worded"] if pair[1].id not in change.ids]
    may_be_in = change.new.parameters.phrases.may_be_in
    for one in change.added:
        if (words := change.new.written_in(one)) and (may := may_be_in(words)):
            insort(found, (may, one), key=lambda pair: _order(pair[1]))
    new["_worded"] = found
    new["_saying"] = {key: held for key, held in old.get("_saying", {}).items() if not change.says(key[0])}
