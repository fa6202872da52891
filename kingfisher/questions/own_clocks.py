"""Which clocks has the partnership set for itself? Its own limits over ours by date; law and guidance keep theirs."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec
import yaml

from kingfisher.practice.clock_events import MOST_STAGES
from kingfisher.practice.guidance import Guidance
from kingfisher.practice.timescales import CALLED, Limit, TimescaleError, Timescales, standard_timescales
from kingfisher.questions.own_rules import PartnershipError, Stage, Visiting, kindly

VISITS = {"child_protection": "cp_visit", "child_in_need": "cin_visit"}
BINDING = ("law", "guidance", "return")


def own_timescales(
    clocks: Any,
    visiting: Iterable[Visiting],
    escalation: Iterable[Stage],
    guidance: Mapping[str, Guidance],
    *,
    name: str,
) -> Timescales:
    """Our timescales with a partnership's own over them: each of its limits from its own first day, ours before.

    `clocks` maps a clock's id to its `limits` (for a clock of ours) or to a whole timescale (for a new one); visiting
    rules set the clocks of visits, stages of escalation those of challenges. Raises `PartnershipError` naming the
    place, also where a local number would stand in place of one that law, statutory guidance or a data return sets.
    """
    if not isinstance(clocks or {}, dict):
        raise PartnershipError(f"{name}, clocks: write each clock's name, a colon, and below it its limits.")
    written: dict[str, Any] = {str(key): one for key, one in (clocks or {}).items()}
    for clock, limits in _of_visits(visiting).items():
        if clock in written:
            raise PartnershipError(f"{name}: visiting_rules and the clock {clock} are the same thing; give one.")
        written[clock] = {"limits": limits}
    for clock, whole in _of_stages(tuple(escalation)).items():
        if clock in written:
            raise PartnershipError(f"{name}: escalation and the clock {clock} are the same thing; give one.")
        written[clock] = whole
    held = {key: _whole(key, one, f"{name}, clocks, {key}") for key, one in written.items()}
    own = {"guidance": [_ground(one) for one in guidance.values()], "clocks": held}
    try:
        return standard_timescales().overlaid(yaml.safe_dump(own, allow_unicode=True), name=f"{name}, clocks")
    except TimescaleError as wrong:
        raise PartnershipError(str(wrong)) from wrong


def _of_visits(visiting: Iterable[Visiting]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for rule in visiting:
        if rule.plan in VISITS:
            limit = {"number": rule.every, "unit": rule.unit, "guidance": [rule.guidance], "from": rule.start}
            found.setdefault(VISITS[rule.plan], []).append(limit | ({"to": rule.end} if rule.end else {}))
    return found


def _of_stages(escalation: tuple[Stage, ...]) -> dict[str, dict[str, Any]]:
    """A clock for each stage: it runs from the challenge at that stage to its answer or to a later stage."""
    found: dict[str, dict[str, Any]] = {}
    for stage in sorted(escalation, key=lambda one: one.start):
        if not 1 <= stage.stage <= MOST_STAGES:
            raise PartnershipError(f"escalation: number the stages from 1 to {MOST_STAGES}; there is a {stage.stage}.")
        later = min((one for one in escalation if one.stage > stage.stage), key=lambda one: one.stage, default=None)
        after = f"take it to stage {later.stage}, {later.words}" if later else "there is no later stage"
        limit = {"number": stage.within, "unit": stage.unit, "guidance": [stage.guidance], "from": stage.start}
        before = found.get(f"challenge_stage_{stage.stage}", {"limits": []})
        found[f"challenge_stage_{stage.stage}"] = {
            "title": f"Answer to a challenge, stage {stage.stage}: {stage.name}",
            "starts": [f"challenge_at_{stage.stage}"],
            "met_by": ["challenge_answered", *(f"challenge_at_{n}" for n in range(stage.stage + 1, MOST_STAGES + 1))],
            "owner": {"agency": "", "role": stage.who},
            "linked": True,
            "says": f"Between {stage.who}. If it is not settled by then: {after}.",
            "limits": [*before["limits"], limit | ({"to": stage.end} if stage.end else {})],
        }
    return found


def _whole(key: str, raw: Any, where: str) -> dict[str, Any]:
    """The timescale as a whole: ours with the new limits after our own, or a new one as written."""
    if not isinstance(raw, dict) or not isinstance(raw.get("limits"), list) or not raw["limits"]:
        raise PartnershipError(f"{where}: give limits, each with number, unit, from and guidance.")
    limits = [_limit(one, f"{where}, limit {number}") for number, one in enumerate(raw["limits"], 1)]
    limits.sort(key=lambda one: one.start or date.min)
    ours = standard_timescales().held.get(key)
    if ours is None:
        return {**raw, "limits": [_plain(one) for one in limits]}
    first = limits[0].start
    assert first is not None
    if set(raw) - {"limits"}:
        raise PartnershipError(
            f"{where}: this clock is ours, so give only its limits; for a clock of your own choose another name."
        )
    for limit in ours.limits:
        if limit.kind in BINDING and (limit.end is None or limit.end >= first):
            raise PartnershipError(
                f"{where}: {CALLED[limit.kind]} sets this ({limit.words}), and a local number cannot take its place. "
                "Give your own clock another name."
            )
    earlier = [
        _ended(limit, first - timedelta(days=1)) for limit in ours.limits if not limit.start or limit.start < first
    ]
    whole: dict[str, Any] = msgspec.to_builtins(ours, builtin_types=(date,))
    return {**whole, "limits": [_plain(one) for one in (*earlier, *limits)]}


def _limit(raw: Any, where: str) -> Limit:
    written = {"kind": "local procedure", **raw} if isinstance(raw, dict) else raw
    if isinstance(written, dict) and isinstance(written.get("guidance"), str):
        written["guidance"] = [written["guidance"]]
    try:
        limit = msgspec.convert(written, Limit)
    except msgspec.ValidationError as wrong:
        raise PartnershipError(f"{where}: {kindly(wrong)}") from wrong
    if limit.start is None:
        raise PartnershipError(f"{where}: from is missing. Say from which day it is in force.")
    if limit.kind in BINDING:
        raise PartnershipError(
            f"{where}: a number of your own is local procedure; it cannot be called {CALLED[limit.kind]}."
        )
    return limit


def _ended(limit: Limit, last: date) -> Limit:
    return msgspec.structs.replace(limit, end=min(limit.end, last) if limit.end else last)


def _plain(limit: Limit) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(limit, builtin_types=(date,))
    return {key: value for key, value in found.items() if value is not None}


def _ground(source: Guidance) -> dict[str, Any]:
    found = {
        "id": source.id,
        "kind": source.kind,
        "title": source.title,
        "edition": source.edition,
        "from": source.start,
        "paragraph": source.paragraph,
        "says": source.says,
        "sure": "as the partnership gives it",
    }
    return found | ({"to": source.end} if source.end else {})
