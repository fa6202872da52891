"""What of a home and its supports may stand on a copy for the family?

A copy leaves out; it never adds. Paragraphs 10 and 37 of the review: families see what is held of them, and nobody is
put at risk by a sheet of paper on a kitchen table.
"""

from collections.abc import Callable

from msgspec.structs import replace

from kingfisher.practice.kin import ForPublication
from kingfisher.practice.kin.copies import is_under_18
from kingfisher.practice.supports.grounds import Ground, merged
from kingfisher.practice.supports.reading import Member, Support, Supports

HARMLESS = ("strong", "in_touch")


def for_family(shown: Supports, *, undecided: bool = False, address: bool = True) -> Supports:
    """A copy the family may be given: out go what may not be shown, and strain, breaks and doubts of which nobody has
    said they may (kept if `undecided`). Grounds keep their line and lose the record's own words and entries, unless
    they may be shown. `address` False leaves the home's address out. People are left out of the record it is read from
    (`practice.copied`), not here."""
    return replace(
        shown,
        home=shown.home if address else replace(shown.home, address=None, rests_on=()),
        supports=tuple(_copy(one, undecided=undecided) for one in shown.supports),
        missing=tuple(replace(one, rests_on=()) for one in shown.missing),
    )


def without(shown: Supports, is_left_out: Callable[[Support], bool]) -> Supports:
    """The same without some of the supports, and without the links that lead to them."""
    gone = {one.id for one in shown.supports if is_left_out(one)}
    return replace(
        shown,
        supports=tuple(one for one in shown.supports if one.id not in gone),
        outer=tuple(one for one in shown.outer if not gone & {one.frm, one.to}),
    )


def for_publication(shown: Supports, choices: ForPublication) -> Supports:
    """A copy that may be published, read from a record whose names and ids have been taken out already: no address, no
    words of the record, no strain, nothing said of adults' ages or of a day of birth or death."""
    copy = for_family(replace(shown, supports=tuple(map(_said_by_nobody, shown.supports))), address=False)
    members = tuple(_published(one, choices) for one in copy.members)
    return replace(copy, members=members if choices.households else members[:1])


def _said_by_nobody(one: Support) -> Support:
    """Without leave that was given for the family's copy: leave to publish is another matter."""
    grounds = (replace(each, may_show_family=None) for each in one.grounds if each.may_show_family is not False)
    return replace(one, grounds=tuple(grounds))


def _published(one: Member, choices: ForPublication) -> Member:
    unborn = one.sex == "unborn"
    age = one.words if choices.ages and is_under_18(one.words) else ""
    died = "died" if one.words.startswith("died") else ""
    sex = one.sex if choices.sexes or unborn else ""
    return replace(one, sex=sex, words="not yet born" if unborn else died or age)


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
