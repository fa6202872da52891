"""How much is asked of people: questions for every hundred child-months, by kind and tier, over many families.

Counted from the one fold of each record that says since when each question stood open (`engine.open_since`), so nothing
is replayed. Nobody is ranked: a family is read, its children's figures join the others, and it is forgotten.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from statistics import median, quantiles

import msgspec

from kingfisher.practice.children import children
from kingfisher.practice.plans import PlanSpell, plan_spells
from kingfisher.questions.engine import Spell, open_since, register
from kingfisher.questions.parameters import Parameters
from kingfisher.timeline.chronology import Chronology

MONTH = 365.25 / 12  # days
TIERS = (1, 2, 3)
POINT_OF_DECISION_A_MONTH = 1.0  # requirements 4: the median well-handled child stays under it


class OfChild(msgspec.Struct, frozen=True, kw_only=True):
    """One child's share, without a name: months of record, questions raised by tier, mean number open by tier.

    `plan_months` and `raised_on_plan` count only the days on which the child was on any plan.
    """

    months: float
    raised: dict[int, int]
    open_at_once: dict[int, float]
    plan_months: float
    raised_on_plan: dict[int, int]


class OfFamily(msgspec.Struct, frozen=True, kw_only=True):
    """One family's share: its children's, and the questions raised by kind, each once however many children."""

    children: tuple[OfChild, ...]
    by_kind: dict[str, int]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What one tier costs: raised in all and per hundred child-months, and how that is spread over children.

    `median`, `tenth`: questions raised a month for the middle child, and reached or passed by one child in ten;
    `open_median`, `open_tenth`: the same of the number standing open on a day; `plan_median`, `plan_tenth`: raised a
    month while on a plan, over the children who were on one.
    """

    tier: int
    raised: int
    per_hundred: float
    median: float
    tenth: float
    open_median: float
    open_tenth: float
    plan_median: float
    plan_tenth: float


class Burden(msgspec.Struct, frozen=True, kw_only=True):
    """The whole: families, children, child-months, a line for each tier, and kinds by how often they were raised."""

    families: int
    children: int
    child_months: float
    tiers: tuple[Line, ...]
    by_kind: dict[str, tuple[int, float]]  # raised, per hundred child-months

    def meets_goal(self) -> bool:
        """True when the middle child has less than one point-of-decision question a month, on a plan or not, and is
        never the ground for a stop-and-confirm question."""
        stop, decision = self.tiers[0], self.tiers[1]
        few = max(decision.median, decision.plan_median) < POINT_OF_DECISION_A_MONTH
        return few and max(stop.median, stop.plan_median) == 0


def of_family(chronology: Chronology, last: date, parameters: Parameters | None = None) -> OfFamily:
    """What was asked of this family's practitioners up to the day (inclusive).

    A child counts from the first entry that names them. A question about no child of the record counts for all of them.
    """
    spells = open_since(chronology, last, parameters)
    named = children(chronology.family, last)
    first = _first_named(chronology, last)
    plans = plan_spells(chronology, last)
    each = tuple(
        _of_child(child, first[child], last, _theirs(child, named, spells), plans.get(child, []))
        for child in named
        if child in first
    )
    return OfFamily(children=each, by_kind=dict(Counter(spell.kind for spell in spells)))


def _first_named(chronology: Chronology, last: date) -> dict[str, date]:
    found: dict[str, date] = {}
    for entry in chronology.entries:
        day = entry.known_from
        if day and day <= last:
            for person in entry.about:
                found[person] = min(day, found.get(person, day))
    return found


def _theirs(child: str, named: tuple[str, ...], spells: Iterable[Spell]) -> list[Spell]:
    return [spell for spell in spells if child in spell.about or set(named).isdisjoint(spell.about)]


def _of_child(child: str, first: date, last: date, spells: list[Spell], plans: list[PlanSpell]) -> OfChild:
    days = (last - first).days + 1
    raised, on_plan = Counter[int](), Counter[int]()
    standing = Counter[int]()
    for spell in spells:
        tier = register()[spell.kind].tier
        raised[tier] += 1
        on_plan[tier] += any(plan.is_open_on(spell.since) for plan in plans)
        end = (spell.settled or last + timedelta(days=1)) - max(spell.since, first)
        standing[tier] += max(0, end.days)
    ends = [(plan.opened, plan.closed or last + timedelta(days=1)) for plan in plans]
    return OfChild(
        months=days / MONTH,
        raised=dict(raised),
        open_at_once={tier: standing[tier] / days for tier in TIERS},
        plan_months=sum((closed - opened).days for opened, closed in ends) / MONTH,
        raised_on_plan=dict(on_plan),
    )


def burden(families: Iterable[OfFamily]) -> Burden:
    """The distribution over all the families given, in any order."""
    each = list(families)
    found = [child for family in each for child in family.children]
    months = sum(child.months for child in found)
    kinds = Counter[str]()
    for family in each:
        kinds.update(family.by_kind)
    by_tier = Counter[int]()
    for kind, count in kinds.items():
        by_tier[register()[kind].tier] += count
    return Burden(
        families=len(each),
        children=len(found),
        child_months=months,
        tiers=tuple(_line(tier, by_tier[tier], found, months) for tier in TIERS),
        by_kind={kind: (count, _share(count, months)) for kind, count in sorted(kinds.items(), key=_most_first)},
    )


def _most_first(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _share(count: int, months: float) -> float:
    return 100 * count / months if months else 0.0


def _line(tier: int, raised: int, found: list[OfChild], months: float) -> Line:
    a_month = [child.raised.get(tier, 0) / max(child.months, 1) for child in found]
    at_once = [child.open_at_once.get(tier, 0.0) for child in found]
    planned = [child.raised_on_plan.get(tier, 0) / max(child.plan_months, 1) for child in _on_plan(found)]
    return Line(
        tier=tier,
        raised=raised,
        per_hundred=_share(raised, months),
        median=_middle(a_month),
        tenth=_tenth(a_month),
        open_median=_middle(at_once),
        open_tenth=_tenth(at_once),
        plan_median=_middle(planned),
        plan_tenth=_tenth(planned),
    )


def _on_plan(found: list[OfChild]) -> Iterator[OfChild]:
    return (child for child in found if child.plan_months > 0)


def _middle(values: list[float]) -> float:
    return median(values) if values else 0.0


def _tenth(values: list[float]) -> float:
    """The ninetieth percentile: one in ten reaches or passes it."""
    return quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else _middle(values)
