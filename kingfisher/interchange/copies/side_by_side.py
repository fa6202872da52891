"""Accounts of one happening beside one another, each whole: those a person has confirmed, then those suggested."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from kingfisher.interchange.copies.laid_out import Line, SideBySide
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.same_happening import Pair


def confirmed_and_suggested(
    chronology: Chronology, lines: Sequence[Line], suggested: Iterable[Pair]
) -> tuple[SideBySide, ...]:
    """The happenings with more than one account among the lines, in order of their first line.

    Suggested pairs that share the account nearest the event stand together; a pair already confirmed is not suggested.
    """
    by_id = {line.entry.id: line for line in lines}
    happenings = [[by_id[e.id] for e in one.accounts if e.id in by_id] for one in chronology.happenings()]
    confirmed = [tuple(accounts) for accounts in happenings if len(accounts) > 1]
    joined = {line.entry.id: number for number, accounts in enumerate(confirmed) for line in accounts}
    groups = [SideBySide(accounts) for accounts in confirmed]
    groups += _suggested(by_id, joined, suggested)
    return tuple(sorted(groups, key=lambda group: min(line.number for line in group.lines)))


def _suggested(by_id: Mapping[str, Line], joined: Mapping[str, int], suggested: Iterable[Pair]) -> list[SideBySide]:
    accounts: dict[str, list[Line]] = {}
    reasons: dict[str, dict[str, None]] = {}
    for pair in suggested:
        if pair.first not in by_id or pair.second not in by_id:
            continue
        if pair.first in joined and joined[pair.first] == joined.get(pair.second):
            continue
        accounts.setdefault(pair.first, [by_id[pair.first]]).append(by_id[pair.second])
        reasons.setdefault(pair.first, {}).update(dict.fromkeys(pair.reasons))
    return [
        SideBySide(tuple(found), "; ".join(reasons[first]) or "they look alike") for first, found in accounts.items()
    ]


def with_others(lines: Sequence[Line], together: Sequence[SideBySide]) -> tuple[Line, ...]:
    """The lines, each saying which other lines are, or may be, accounts of the same happening."""
    others: dict[int, dict[str, None]] = {}
    for group in together:
        perhaps = "perhaps " if group.suggested else ""
        for line in group.lines:
            words = (f"{perhaps}line {o.number} ({o.agency})" for o in group.lines if o.number != line.number)
            others.setdefault(line.number, {}).update(dict.fromkeys(words))
    return tuple(
        msgspec.structs.replace(line, others="; ".join(others[line.number])) if line.number in others else line
        for line in lines
    )
