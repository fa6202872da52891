"""What makes it that number, and what did each person think before it was agreed?

Asks: when practitioners gave a number on a scale with no reason written; or gave one together with nobody's own number
    first; or when two numbers on one question, given on different occasions within the parameter's days, lie the
    parameter's points apart and neither entry speaks of the other. All that is wanting about one number is one
    question. The size of a number raises nothing, and none is computed.
Looks at: scalings, who gave them, together or alone, and the reason; what names them.
Does not ask when: a reason is written and, if it was given together, each person's own number is there; the number is
    a child's or parent's own; a later number on the same question with its reasons has taken its place.
Guidance: kingfisher-39; kingfisher-lp7.
In force: from 2010-01-01.
Settled by: the reasons and each person's own number recorded, the difference explained in an entry that names both, or
    an answer with a reason.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from kingfisher.practice.decisions import plain, written
from kingfisher.questions.closing import concluded
from kingfisher.questions.members import members, same_member
from kingfisher.questions.picture import ByChild, Picture, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import listed, names, when_said
from kingfisher.timeline.entries import Entry, place_of
from kingfisher.timeline.kinds import Meeting, Scaling

TITLE = "A number on a scale, and the reasons behind it"
TIER = 2
VERSION = 1
GUIDANCE = ("kingfisher-39", "kingfisher-lp7")
_REASONED = re.compile(r"\b(because|due to|given that|despite|although|reason|as she|as he|as they|as the|since)\b")


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each number given by practitioners."""
    given = [one for one in picture.of_kind(Scaling) if _is_practitioners(picture, one) and picture.children_in(one)]
    by_child = picture.by_child(given)
    wanting = {one.id: _wanting(picture, one, by_child) for one in given}
    apart: dict[str, list[Entry]] = {}
    behind = {one.id for group in given for one in _own_numbers(picture, group, by_child)}
    stands = picture.by_child(one for one in given if one.id not in behind)
    for one in given:
        for other in _far_from(picture, one, stands) if one.id not in behind else ():
            anchor, second = (other, one) if wanting[other.id] else (one, other)
            apart.setdefault(anchor.id, []).append(second)
    for one in given:
        yield _standing(picture, one, wanting[one.id], apart.get(one.id, []), by_child)


def _is_practitioners(picture: Picture, entry: Entry) -> bool:
    content = cast(Scaling, entry.content)
    has_number = content.low is not None or content.high is not None
    return has_number and (not content.given_by or bool(members(picture, content.given_by)))


def _bounds(entry: Entry) -> tuple[float, float]:
    content = cast(Scaling, entry.content)
    low = content.low if content.low is not None else content.high
    high = content.high if content.high is not None else content.low
    return cast(float, low), cast(float, high)


def _number(entry: Entry) -> str:
    low, high = _bounds(entry)
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _is_together(picture: Picture, entry: Entry) -> bool:
    """Given by several: it says so, names several, or is a meeting's."""
    content = cast(Scaling, entry.content)
    if content.alone is not None:
        return not content.alone
    if len(members(picture, content.given_by)) > 1:
        return True
    return not content.given_by and bool(_meetings(picture, entry))


def _meetings(picture: Picture, entry: Entry) -> set[str]:
    held = (picture.entry(one) for one in entry.relates_to)
    return {one.id for one in held if one and isinstance(one.content, Meeting)}


def _same_question(one: Entry, other: Entry) -> bool:
    first, second = plain(cast(Scaling, one.content).question), plain(cast(Scaling, other.content).question)
    return not first or not second or first == second


def _has_reason(picture: Picture, entry: Entry) -> bool:
    return bool(written(cast(Scaling, entry.content).reason)) or bool(_REASONED.search(plain(entry.text)))


def _wanting(picture: Picture, entry: Entry, by_child: ByChild) -> list[str]:
    """What is not recorded of it, in words: the reason, each person's own number."""
    found = []
    if not _has_reason(picture, entry):
        found.append("no reason is written")
    if _is_together(picture, entry) and not _each_gave_own(picture, entry, by_child):
        found.append("it was given together and nobody's own number is recorded")
    return found


def _own_numbers(picture: Picture, entry: Entry, by_child: ByChild) -> list[Entry]:
    """Numbers given alone behind one given together, on the same question: at its meeting, or by those who gave it and
    at most the day before."""
    if not _is_together(picture, entry):
        return []
    near = by_child.between(picture.children_in(entry), known(entry) - timedelta(days=1), known(entry))
    alone = [one for one in near if not _is_together(picture, one) and _same_question(one, entry)]
    givers = members(picture, cast(Scaling, entry.content).given_by)
    return [
        one
        for one in alone
        if _meetings(picture, one) & _meetings(picture, entry)
        or any(same_member(picture, giver, name) for giver in givers for name in _given_by(one))
    ]


def _given_by(entry: Entry) -> tuple[str, ...]:
    return (*cast(Scaling, entry.content).given_by, entry.by or entry.agency)


def _each_gave_own(picture: Picture, entry: Entry, by_child: ByChild) -> bool:
    own = _own_numbers(picture, entry, by_child)
    givers = members(picture, cast(Scaling, entry.content).given_by)
    by = [name for one in own for name in _given_by(one)]
    return all(any(same_member(picture, giver, name) for name in by) for giver in givers) if givers else len(own) > 1


def _far_from(picture: Picture, entry: Entry, by_child: ByChild) -> list[Entry]:
    """The latest number before it on the same question, of another occasion, that lies far from it: at most one."""
    days = timedelta(days=picture.number("number_explained.days", known(entry)))
    gap = picture.number("number_explained.gap", known(entry))
    low, high = _bounds(entry)
    for other in reversed(by_child.between(picture.children_in(entry), known(entry) - days, known(entry))):
        if (known(other), place_of(other)) >= (known(entry), place_of(entry)) or not _same_question(entry, other):
            continue
        if _meetings(picture, entry) & _meetings(picture, other):
            continue
        other_low, other_high = _bounds(other)
        spoken_of = other.id in entry.relates_to and _has_reason(picture, entry)
        far = max(low - other_high, other_low - high) >= gap and not spoken_of
        return [other] if far else []
    return []


def _standing(picture: Picture, entry: Entry, wanting: list[str], apart: list[Entry], by_child: ByChild) -> Standing:
    about, content = picture.children_in(entry), cast(Scaling, entry.content)
    if not wanting and not apart:
        return Standing(about=about, rests_on=(entry.id,), because="Its reasons are recorded.")
    days = [known(entry)] if wanting else []
    days += [max(known(entry), known(other)) for other in apart]
    others = listed(f"{_number(other)} was given on {when_said(other)}" for other in apart)
    facts = [*wanting, *([f"{others} and the difference is not explained"] if others else [])]
    asked = f' ("{content.question}")' if written(content.question) else ""
    return concluded(
        picture,
        about=about,
        rests_on=ids([entry, *apart]),
        since=min(days),
        sentence=f"{_number(entry)} was given about {names(picture, about)} on {when_said(entry)}{asked}; "
        f"{'; '.join(facts)}. What makes it that number, what would make it one higher, and what did each think?",
        settles="The reasons and each person's own number recorded, and any difference between occasions explained.",
        addressed_to=(entry.agency, *(other.agency for other in apart)),
        closings=_closings(picture, entry, apart, by_child, max(days)),
        latest=max(days) if max(days) > min(days) else None,
    )


def _closings(
    picture: Picture, entry: Entry, apart: list[Entry], by_child: ByChild, last: date
) -> Iterator[tuple[date, str]]:
    numbers = {entry.id, *(one.id for one in apart)}
    for one in picture.linked_to.get(entry.id, ()):
        explains = not isinstance(one.content, Scaling) and bool(
            one.text or written(getattr(one.content, "reason", ""))
        )
        if explains and known(one) >= last:
            yield known(one), f"It was explained ({when_said(one)})."
            break
    for one in by_child.onward(picture.children_in(entry), last):
        later = (known(one), place_of(one)) > (known(entry), place_of(entry)) and one.id not in numbers
        as_open = _is_together(picture, one) or not _is_together(picture, entry)
        if later and as_open and _same_question(one, entry) and not _wanting(picture, one, by_child):
            yield known(one), f"A later number has its reasons ({when_said(one)})."
            break
