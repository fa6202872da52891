"""What of a home and its supports may stand on a copy for the family?

A copy leaves out; it never adds. Paragraphs 10 and 37 of the review: families see what is held of them, and nobody is
put at risk by a sheet of paper on a kitchen table.
"""

from msgspec.structs import replace

from kingfisher.practice.supports.grounds import Ground, merged
from kingfisher.practice.supports.reading import Support, Supports

HARMLESS = ("strong", "in_touch")


def for_family(
    shown: Supports, *, undecided: bool = False, hidden: tuple[str, ...] = (), address: bool = True
) -> Supports:
    """A copy the family may be given: out go the `hidden` people (ids; a withheld parent among them, by the caller's
    choice), what may not be shown, and strain, breaks and doubts of which nobody has said they may (kept if
    `undecided`). Grounds keep their line and lose the record's own words and entries, unless they may be shown.
    `address` False leaves the home's address out (a refuge)."""
    gone = {f"person:{person}" for person in hidden}
    supports = tuple(_copy(one, undecided=undecided) for one in shown.supports if one.id not in gone)
    return replace(
        shown,
        home=shown.home if address else replace(shown.home, address=None, rests_on=()),
        supports=supports,
        outer=tuple(one for one in shown.outer if not gone & {one.frm, one.to}),
        missing=tuple(replace(one, rests_on=()) for one in shown.missing if not _speaks_of(one.id, one.people, hidden)),
    )


def _speaks_of(id: str, people: tuple[str, ...], hidden: tuple[str, ...]) -> bool:
    return bool(set(people) & set(hidden)) or id.partition(":")[2] in hidden


def _copy(one: Support, *, undecided: bool) -> Support:
    grounds = tuple(
        ground if ground.may_show_family else _plainer(ground)
        for ground in one.grounds
        if ground.may_show_family is not False and (ground.may_show_family or undecided or ground.line in HARMLESS)
    )
    return replace(
        one,
        grounds=grounds,
        line=merged(grounds),
        direction=one.direction if grounds else "",
        to=tuple(dict.fromkeys(member for ground in grounds for member in ground.to)),
        last=next((ground.when for ground in reversed(grounds) if ground.when.is_known), None),
    )


def _plainer(ground: Ground) -> Ground:
    """The ground without the record's own words."""
    return replace(ground, words=ground.line.replace("_", " "), entry=None)
