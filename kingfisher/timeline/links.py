"""What other entries does an entry name, and how does it read once those names are followed elsewhere?"""

from collections.abc import Callable, Mapping

import msgspec

from kingfisher.timeline.entries import Entry, amend

_LINKS = ("on", "considered", "of_entry")  # the fields of the kinds that name other entries


def with_links(entry: Entry, follow: Callable[[str], str | None]) -> Entry:
    """The entry with every id of another entry in it replaced by what `follow` says, or left out when that is None."""

    def each(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(found for one in ids if (found := follow(one)) is not None)

    content = entry.content
    named = {name: each(ids) for name in _LINKS if (ids := getattr(content, name, None))}
    if named:
        entry = amend(entry, content=msgspec.structs.replace(content, **named))
    if not (entry.relates_to or entry.same_as or entry.corrects):
        return entry
    corrects = follow(entry.corrects) if entry.corrects else None
    return amend(entry, relates_to=each(entry.relates_to), same_as=each(entry.same_as), corrects=corrects)


def named_by(entry: Entry) -> set[str]:
    """The ids of other entries that its account names: not the one it corrects."""
    named = {one for name in _LINKS for one in getattr(entry.content, name, None) or ()}
    return named | {*entry.relates_to, *entry.same_as}


def links_of(entry: Entry) -> set[str]:
    """The ids of other entries that the entry names, the one it corrects among them."""
    return named_by(entry) | ({entry.corrects} if entry.corrects else set())


def in_their_place(entry: Entry, later: Mapping[str, str]) -> Entry:
    """The entry naming, for each corrected entry it names, the one that stands in its place in the end.

    `later` gives for each corrected entry the one that corrects it. What the entry itself corrects stays as it is.
    """
    if named_by(entry).isdisjoint(later):
        return entry

    def last(one: str) -> str:
        met = {one}
        while (following := later.get(one)) and following not in met:
            met.add(one := following)
        return one

    return amend(with_links(entry, last), corrects=entry.corrects)
