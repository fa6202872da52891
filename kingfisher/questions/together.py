"""One question for one missing fact: what raised it again joins it, and children it is equally true of share it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

import msgspec

from kingfisher.questions.picture import Picture, known
from kingfisher.questions.question import Standing
from kingfisher.timeline.entries import Entry


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """How one fact that can raise a question stands: asked, no longer, not yet or not at all.

    `because` empty: it asks, from `opens` (else the day the fact was known) to `until` (inclusive; None: for good).
    `because` and `day`: it closed that day. `because` alone: not asked, which holds until `until`.
    """

    because: str = ""
    day: date | None = None
    until: date | None = None
    opens: date | None = None


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Facts that raise, raised or do not raise one question about one child; the fields as in `Standing`."""

    facts: tuple[str, ...]
    since: date | None = None
    settled: date | None = None
    because: str = ""
    until: date | None = None
    latest: date | None = None


def cases(raised_by: Iterable[Entry], ending: Callable[[Entry], Ending]) -> list[Case]:
    """The cases of one child, from the facts that can raise the question in the order in which they became known.

    A fact that comes while the question stands open joins it: the question keeps its day and its first fact.
    """
    found: list[Case] = []
    last: int | None = None  # the place of the last that was asked
    for entry in raised_by:
        end = ending(entry)
        opens = end.opens or known(entry)
        if end.because and (end.day is None or end.day <= opens):
            found.append(Case(facts=(entry.id,), because=end.because, until=end.until))
            continue
        case = Case(facts=(entry.id,), since=opens, settled=end.day, because=end.because, until=end.until, latest=opens)
        before = None if last is None else found[last]
        if last is not None and before and (before.settled is None or opens < before.settled):
            found[last] = _joined(before, case)
        else:
            last = len(found)
            found.append(case)
    return found


def _joined(before: Case, case: Case) -> Case:
    settled = (
        None if None in (before.settled, case.settled) else max(before.settled or date.min, case.settled or date.min)
    )
    last = case if settled == case.settled else before
    untils = [one.until for one in (before, case) if one.settled is None]  # it stands as long as either of them does
    until = None if None in untils else max((one for one in untils if one), default=None)
    return Case(
        facts=(*before.facts, *case.facts),
        since=before.since,
        settled=settled,
        because=last.because if settled else "",
        until=until,
        latest=max(before.latest or date.min, case.latest or date.min),
    )


def standings(
    by_child: Mapping[str, list[Case]], asking: Callable[[tuple[str, ...], Case], Standing]
) -> Iterator[Standing]:
    """What stands of each case, one for all the children it is equally true of; `asking` words an open one."""
    shared: dict[Case, dict[str, Case]] = {}
    for child, held in by_child.items():
        for case in held:
            shared.setdefault(msgspec.structs.replace(case, facts=case.facts[:1], latest=None), {})[child] = case
    for same, children in shared.items():
        facts = dict.fromkeys(fact for one in children.values() for fact in one.facts)
        latest = max((one.latest for one in children.values() if one.latest), default=None)
        case = msgspec.structs.replace(same, facts=tuple(facts), latest=latest)
        if case.because:
            yield Standing(
                about=tuple(children),
                rests_on=case.facts,
                since=case.since,
                because=case.because,
                settled=case.settled,
                holds_until=case.until,
            )
        else:
            yield asking(tuple(children), case)


def family_standings(
    by_child: Mapping[str, list[Case]], asking: Callable[[tuple[str, ...], Case], Standing]
) -> Iterator[Standing]:
    """What stands, one question for the family: cases of several children that were open on a same day are one.

    It is about the children whose case is still open and closes with the last of them. Cases never asked stand as in
    `standings`.
    """
    never = {child: [case for case in held if case.since is None] for child, held in by_child.items()}
    yield from standings(never, asking)
    asked = [(case, child) for child, held in by_child.items() for case in held if case.since]
    runs: list[list[tuple[Case, str]]] = []
    for case, child in sorted(asked, key=lambda pair: pair[0].since or date.max):
        still = runs and any(one.settled is None or (case.since and case.since < one.settled) for one, _ in runs[-1])
        runs[-1].append((case, child)) if still else runs.append([(case, child)])
    order = list(by_child)
    for run in runs:
        open_ = [(case, child) for case, child in run if not case.because] or run
        children = tuple(sorted({child for _, child in open_}, key=order.index))
        case = _one_case([one for one, _ in run], [one for one, _ in open_])
        if not case.because:
            yield asking(children, case)
            continue
        yield Standing(
            about=children,
            rests_on=case.facts,
            since=case.since,
            because=case.because,
            settled=case.settled,
            holds_until=case.until,
        )


def _one_case(every: list[Case], open_: list[Case]) -> Case:
    """Cases of one run as one: since the first of them, as those still open stand (or, when none is, the last)."""
    last = max(every, key=lambda one: one.settled or date.min)
    closed = all(one.because for one in every)
    until = min((one.until for one in open_ if one.until), default=None)
    return Case(
        facts=tuple(dict.fromkeys(fact for one in open_ for fact in one.facts)),
        since=min(one.since for one in every if one.since),
        settled=last.settled if closed else None,
        because=last.because if closed else "",
        until=last.until if closed else until,
        latest=max((one.latest for one in open_ if one.latest), default=None),
    )


def asked_for(picture: Picture, children: Iterable[str], since: date, opens: date | None = None) -> Ending:
    """Asked for as long as a question about a past decision is: see `Picture.asked_until`."""
    until = picture.asked_until(children, since)
    if until and until < picture.as_at:
        return Ending(
            because="It is long past, and the child is on no plan.", day=until + timedelta(days=1), opens=opens
        )
    return Ending(until=until, opens=opens)


def by_children(picture: Picture, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries for each child they concern, in the order given."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for child in picture.children_in(entry):
            found.setdefault(child, []).append(entry)
    return found
