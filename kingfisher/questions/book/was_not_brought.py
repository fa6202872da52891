"""What is getting in the way of this child's own appointments and visits?

Asks: when one child's own appointments were missed, or visits to the child found no access, as often within as many
    days as the parameters say, whichever services they were.
Looks at: appointments, health and school contacts and visits with an outcome, or whose words say what came of them
    where no outcome is recorded ("no access, card left"); those offered and kept are named with them, and so are those
    a service cancelled.
Does not ask when: they were an adult's own, or before the birth; a service cancelled; the family cancelled or
    rearranged; they are too few or too far apart (an uncertain date counts at its widest, so uncertainty alone never
    asks); every service missed has since been kept; three or more over the longer time are a small share of all that
    was offered in it; none was missed for the longer time. Each child by itself, so a large family is asked no more.
    The child's age makes no difference.
Guidance: was-not-brought-2012; kingfisher-missed; children-act-1989-17.
In force: from 2010-01-01.
Settled by: each service missed kept since, or an answer with a reason.
Changed: 2 (November 2026): where no outcome is recorded, the words of the entry say it; several missed among
    many kept are a share.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from kingfisher.practice.children import is_unborn
from kingfisher.practice.engagement import Offered, counts
from kingfisher.questions.picture import Picture, days_after
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names

TITLE = "The child's own appointments and visits missed"
TIER = 3
VERSION = 2
GUIDANCE = ("was-not-brought-2012", "kingfisher-missed", "children-act-1989-17")


class _Spell(msgspec.Struct, kw_only=True):
    """One run of missed appointments as it is read along the strip."""

    missed: list[Offered]
    since: date | None = None
    kept: dict[str, date] = {}

    def to_be_kept(self) -> set[str]:
        return {one.service for one in self.missed} - set(self.kept)


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each child's own strip; children who missed the same together are asked about together."""
    if not any(one.missed for one in picture.offers):
        return
    own: dict[str, list[Offered]] = {child: [] for child in picture.children}
    for one in picture.offers:
        if not (one.is_child and one.when.earliest and one.when.latest):
            continue
        if not is_unborn(picture.people[one.whose], one.when.earliest):
            own[one.whose].append(one)
    found: dict[tuple[object, ...], list[tuple[str, Standing]]] = {}
    for child in picture.children:
        for standing in _spells(picture, child, own[child]):
            found.setdefault((standing.rests_on, standing.since, standing.because), []).append((child, standing))
    for group in found.values():
        children = tuple(child for child, _ in group)
        raised = group[0][1]
        if raised.because:
            yield msgspec.structs.replace(raised, about=children)
        else:
            yield _asking(picture, children, raised, own[children[0]])


def _spells(picture: Picture, child: str, offers: list[Offered]) -> Iterator[Standing]:
    """One standing for each run: read along the strip in order, each offer met once."""
    spell = _Spell(missed=[], kept={})
    offered: list[date] = []
    for one in sorted(offers, key=lambda each: each.when.latest or date.max):
        offered.append(one.when.latest or date.max)
        if over := _over(picture, spell, one.when.latest or date.max):
            yield from _closed(spell, child, *over)
            spell = _Spell(missed=[], kept={})
        if one.missed:
            spell.missed.append(one)
            spell.kept.pop(one.service, None)
            spell.since = spell.since or _opens(picture, spell.missed, offered)
        elif one.kept and spell.missed:
            spell.kept.setdefault(one.service, one.known)
            if not spell.to_be_kept() and spell.since:
                settled = max(*spell.kept.values(), spell.since)
                yield from _closed(spell, child, settled, "Each service missed has been kept since.")
                spell = _Spell(missed=[], kept={})
    if over := _over(picture, spell, picture.as_at):
        yield from _closed(spell, child, *over)
    elif spell.missed:
        yield Standing(
            about=(child,),
            rests_on=tuple(one.entry for one in spell.missed),
            since=spell.since,
            because="" if spell.since else "Too few, or too far apart.",
            holds_until=_end(picture, spell),
        )


def _over(picture: Picture, spell: _Spell, day: date) -> tuple[date, str] | None:
    """The day by which none had been missed for the longer time, if that is before the day."""
    if not spell.missed:
        return None
    end = _end(picture, spell)
    return (end + timedelta(days=1), "None missed for some time.") if end < day else None


def _end(picture: Picture, spell: _Spell) -> date:
    """The last day on which what has been missed so far still counts."""
    last = spell.missed[-1].when.latest or date.max
    return days_after(last, picture.number("was_not_brought.several_within", last))


def _closed(spell: _Spell, child: str, settled: date, because: str) -> Iterator[Standing]:
    rests_on = tuple(one.entry for one in spell.missed)
    if spell.since:
        yield Standing(about=(child,), rests_on=rests_on, since=spell.since, settled=settled, because=because)


def _opens(picture: Picture, missed: list[Offered], offered: list[date]) -> date | None:
    """The day the last few, or the last several, were known, if they certainly fall within their days.

    Several count only where they are the parameter's share, or more, of all that was offered within those days.
    """
    last = missed[-1].when.latest or date.max
    for number, within in (("few", "few_within"), ("several", "several_within")):
        wanted = picture.number(f"was_not_brought.{number}", last)
        days = timedelta(days=picture.number(f"was_not_brought.{within}", last))
        first = missed[-wanted].when.earliest if len(missed) >= wanted else None
        if first and last - first <= days and (number == "few" or _is_a_share(picture, missed, offered, last - days)):
            return max(one.known for one in missed[-wanted:])
    return None


def _is_a_share(picture: Picture, missed: list[Offered], offered: list[date], first: date) -> bool:
    """One in so many, or more, of those offered from the day on."""
    every = len(offered) - bisect_left(offered, first)
    theirs = sum((one.when.latest or date.max) >= first for one in missed)
    return theirs * picture.number("was_not_brought.one_in", offered[-1]) >= every


def _asking(picture: Picture, children: tuple[str, ...], standing: Standing, offers: list[Offered]) -> Standing:
    missed = [one for one in offers if one.entry in standing.rests_on]
    start = min(one.when.earliest or date.max for one in missed)
    count = counts([one for one in offers if (one.when.latest or date.min) >= start])
    who = names(picture, children)
    kinds = listed(f"{agency_name(one.service)} ({one.when.words})" for one in missed[-5:])
    cancelled = f"; {count.cancelled_by_service} cancelled by a service" if count.cancelled_by_service else ""
    each = " each" if len(children) > 1 else ""
    last = max(one.when.latest or date.min for one in missed)
    return msgspec.structs.replace(
        standing,
        about=children,
        sentence=f"Of {count.offered} appointments and visits offered for {who}{each}, {count.kept} took place and "
        f"{count.missed} did not: {kinds}{cancelled}. What is getting in the way, and what has each service tried?",
        settles="Each service missed has seen the child since, or what gets in the way is known and planned for.",
        addressed_to=tuple(dict.fromkeys(one.agency for one in missed)),
        latest=max(standing.since or date.min, *(one.known for one in missed)),
        holds_until=days_after(last, picture.number("was_not_brought.several_within", last)),
    )
