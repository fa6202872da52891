"""How does the money work in this home, when a known cost stands beside a need that is not met?

Asks: when a cost to the household (drugs, drink, gambling, a debt) is recorded with a sum or as money going out, and a
    basic need of its children (food, warmth, beds, clothes) is recorded as unmet within the parameter's days of it, and
    nobody is recorded as having looked at the money with the family or offered help with it.
Looks at: what any agency writes of a cost and of an unmet need, by the parameter's phrases; money advice, budgets,
    benefit checks and help with money since the first of the two.
Does not ask when: only the one or the other is recorded: need by itself, or little money, raises nothing here, and nor
    does using drugs without a word of money; they are too far apart (an uncertain date counts at its widest); they
    concern different children; money has been looked at or help with it offered; it is long ago and the child is on no
    plan. Somebody's word that none of it is the family's money is their account.
Guidance: kingfisher-17; children-act-1989-17; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: how the money works looked at with the family, and what help was offered; or an answer with a reason.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from kingfisher.practice.in_words import says
from kingfisher.practice.whose_words import of_the_family
from kingfisher.questions.closing import capital, concluded
from kingfisher.questions.picture import ByChild, Picture, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, when_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Action,
    Appointment,
    Assessment,
    Contact,
    Decision,
    Education,
    Health,
    Incident,
    Involvement,
    Meeting,
    Observation,
    Plan,
    Referral,
    Sighting,
)

TITLE = "A known cost beside a need not met"
TIER = 3
VERSION = 1
GUIDANCE = (
    "kingfisher-17",
    "children-act-1989-17",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)
_TOLD = (
    Account,
    Appointment,
    Assessment,
    Contact,
    Education,
    Health,
    Incident,
    Meeting,
    Observation,
    Plan,
    Referral,
    Sighting,
)


class _Both(msgspec.Struct, frozen=True):
    """A cost and a need close enough together, and all that was written of either while they stood."""

    cost: Entry
    need: Entry
    entries: tuple[Entry, ...]

    @property
    def since(self) -> date:
        """The day both were known."""
        return max(known(self.cost), known(self.need))


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each cost and need, one question for the children of the home they are recorded of."""
    costs: dict[str, list[Entry]] = {}
    needs: dict[str, list[Entry]] = {}
    may_tell = picture.ids_saying("money_and_need.costs", "money_and_need.goes_on")
    for entry in picture.of_kind(*_TOLD) if may_tell else ():
        if entry.id in may_tell and _tells_of_cost(picture, of_the_family(picture.written_in(entry)).split(" / ")):
            _add(picture, costs, entry)
    if not costs:
        return
    for entry in picture.saying("money_and_need.needs", *_TOLD):
        if picture.says_of_family(entry, "money_and_need.needs"):
            _add(picture, needs, entry)
    explored = picture.by_child(_explored(picture))
    found: dict[tuple[str, str], list[str]] = {}
    pairs: dict[tuple[str, str], _Both] = {}
    for child, each in costs.items():
        if both := _first_both(picture, each, needs.get(child, [])):
            key = (both.cost.id, both.need.id)
            pairs[key] = both
            found.setdefault(key, []).append(child)
        else:
            because = "No unmet need of the child is recorded near the cost."
            yield Standing(about=(child,), rests_on=(each[0].id,), because=because)
    for key, children in found.items():
        yield _standing(picture, tuple(children), pairs[key], explored)


def _list(picture: Picture, name: str) -> tuple[str, ...]:
    return picture.words(f"money_and_need.{name}", picture.as_at)


def _add(picture: Picture, found: dict[str, list[Entry]], entry: Entry) -> None:
    for child in picture.children_in(entry):
        found.setdefault(child, []).append(entry)


def _tells_of_cost(picture: Picture, clauses: list[str]) -> bool:
    """A cost by itself (a debt), or what the money goes on and money in one clause."""
    costs, goes_on, money = (_list(picture, name) for name in ("costs", "goes_on", "money"))
    return any(says(one, costs) or (says(one, goes_on) and says(one, money)) for one in clauses)


def _first_both(picture: Picture, costs: list[Entry], needs: list[Entry]) -> _Both | None:
    """The first cost and need certainly recorded within the days of one another, by the day both were known."""
    best: _Both | None = None
    for cost in costs:
        near = [need for need in needs if _are_near(picture, cost, need)]
        if near:
            both = _Both(cost, near[0], tuple(dict.fromkeys((cost, *near))))
            if best is None or both.since < best.since:
                best = both
    if best is None:
        return None
    later = [one for one in (*costs, *needs) if one.id not in (best.cost.id, best.need.id) and known(one) > best.since]
    return _Both(
        best.cost, best.need, (best.cost, best.need, *sorted({one.id: one for one in later}.values(), key=known))
    )


def _are_near(picture: Picture, cost: Entry, need: Entry) -> bool:
    ends = (cost.happened.earliest, cost.happened.latest, need.happened.earliest, need.happened.latest)
    days = [day for day in ends if day]
    if len(days) < len(ends):
        return False
    return (max(days) - min(days)).days <= picture.number("money_and_need.within", max(days))


def _explored(picture: Picture) -> list[Entry]:
    kinds = (Action, Assessment, Contact, Decision, Involvement, Meeting, Observation, Plan, Referral, Appointment)
    return picture.saying("money_and_need.looked_at", *kinds)


def _standing(picture: Picture, children: tuple[str, ...], both: _Both, explored: ByChild) -> Standing:
    first = explored.first_from(children, min(known(both.cost), known(both.need)))
    closings = [(known(first), f"The money was looked at ({when_said(first)}).")] if first else []
    linked = [
        one
        for fact in (both.cost, both.need)
        for one in picture.linked_to.get(fact.id, ())
        if isinstance(one.content, (Action, Assessment, Plan))
    ]
    closings += [(known(one), f"Taken up in what followed ({when_said(one)}).") for one in linked]
    who = names(picture, children)
    plans = [plan.agency for child in children if (plan := picture.plan_on(child, picture.as_at))]
    return concluded(
        picture,
        about=children,
        rests_on=tuple(dict.fromkeys(one.id for one in both.entries))[:6],
        since=both.since,
        sentence=f"{capital(agency_name(both.cost.agency))} recorded a cost to the home ({when_said(both.cost)}) and "
        f"{agency_name(both.need.agency)} a need of {who} not met ({when_said(both.need)}). How does the money work in "
        "this home, what is left for the children, and what help with it has been offered?",
        settles="How the money works looked at with the family, and what help was offered.",
        addressed_to=(*plans, both.need.agency, both.cost.agency),
        ask_agency=both.cost.agency,
        closings=closings,
    )
