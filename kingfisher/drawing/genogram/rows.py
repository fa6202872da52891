"""On which row does each person stand? A linear programme over generations.

A child stands at least one row below each parent, full siblings on one row, partners on one row where they can, and a
child just below its parents. Care and homes move nobody. Dates of birth decide only between equals, and on which row a
part of the family stands that no birth and no union ties to the rest.
"""

from collections import defaultdict
from statistics import median

from kingfisher.drawing.genogram.programme import Programme
from kingfisher.practice.kin import Kin, KinPerson

BELOW, SIBLINGS, PARTNERS, JUST_BELOW, KNOWN_TIE = 1000.0, 20.0, 3.0, 1.0, 1.0  # what each costs for one row amiss
GENERATION = 27.0  # years between one row and the next, when only dates of birth can say


def year_of(person: KinPerson) -> float | None:
    """The year somebody was born or is due, with its part of a year; None when nobody wrote it."""
    day = (person.born.first or person.born.last) if person.born else person.expected
    return None if day is None else day.year + day.timetuple().tm_yday / 366


def rows_of(kin: Kin) -> dict[str, int]:
    """Everyone's row, 0 the oldest. A record that says two people are each other's ancestors is still given rows."""
    years = {person.id: year_of(person) for person in kin.people}
    rows: dict[str, int] = {}
    for part in _parts(kin):
        own = _solve(kin, part, years)
        shift = _shift(kin, own, rows, years) if rows else 0
        rows |= {person: row + shift for person, row in own.items()}
    top = min(rows.values(), default=0)
    return {person: row - top for person, row in sorted(rows.items())}


def _ties(kin: Kin) -> list[tuple[str, str]]:
    partners = {union.id: union.partners for union in kin.unions}
    ties = [union.partners for union in kin.unions]
    ties += [(birth.child, parent) for birth in kin.births for parent in partners.get(birth.union, ())]
    return ties + [(tie.older, tie.younger) for tie in kin.generations]


def _parts(kin: Kin) -> list[list[str]]:
    """People tied by structure, part by part: the index child's own first, then the largest."""
    near: dict[str, set[str]] = {person.id: set() for person in kin.people}
    for one, other in _ties(kin):
        if one in near and other in near:
            near[one].add(other)
            near[other].add(one)
    parts, seen = [], set[str]()
    for start in sorted(near):
        if start in seen:
            continue
        part, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()] - part
            part |= fresh
            waiting.extend(fresh)
        seen |= part
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (kin.index not in part, -len(part), part))


def _solve(kin: Kin, part: list[str], years: dict[str, float | None]) -> dict[str, int]:
    """The rows of one part. To stand below one's parents is dear, not forced: even a wrong record has rows."""
    known = [year for person in part if (year := years[person]) is not None]
    middle = sum(known) / len(known) if known else 0.0
    programme = Programme()
    rows = {}
    for place, person in enumerate(part):
        year = years[person]
        older = 0.0 if year is None else (middle - year) / 20_000  # between equals the older stands higher
        rows[person] = programme.unknown(older + 1e-4 + place * 1e-6)
    partners = {union.id: [rows[one] for one in union.partners if one in rows] for union in kin.unions}
    for pair in partners.values():
        if len(pair) == 2:
            programme.near(0, PARTNERS, (pair[0], 1.0), (pair[1], -1.0))
    siblings: dict[str, int] = {}
    for birth in kin.births:
        if birth.child not in rows:
            continue
        child = rows[birth.child]
        if birth.link == "birth" and partners.get(birth.union):
            level = siblings.get(birth.union)
            level = siblings.setdefault(birth.union, programme.unknown()) if level is None else level
            programme.near(0, SIBLINGS, (child, 1.0), (level, -1.0))
        for parent in partners.get(birth.union, ()):
            gap = programme.unknown(JUST_BELOW)
            programme.at_least(-1, (gap, 1.0), (child, -1.0), (parent, 1.0))
            programme.at_least(1, (programme.unknown(BELOW), 1.0), (child, 1.0), (parent, -1.0))
    for tie in kin.generations:
        if tie.older in rows and tie.younger in rows:
            programme.near(tie.above, KNOWN_TIE, (rows[tie.younger], 1.0), (rows[tie.older], -1.0))
    answer = programme.solve()
    least = min(round(answer[number]) for number in rows.values())
    return {person: round(answer[number]) - least for person, number in rows.items()}


def _shift(kin: Kin, own: dict[str, int], rows: dict[str, int], years: dict[str, float | None]) -> int:
    """How far down this part stands: by dates of birth, else by whom they care for, else by whom they live with."""
    by_row: dict[int, list[float]] = defaultdict(list)
    for person, row in rows.items():
        if (year := years[person]) is not None:
            by_row[row].append(year)
    told = {row: median(of) for row, of in by_row.items()}
    votes = [_likely(year, told) - row for person, row in own.items() if told and (year := years[person]) is not None]
    if not votes:
        votes = [rows[care.child] - 1 - own[one] for care in kin.cares for one in care.carers
                 if one in own and care.child in rows]  # fmt: skip
    if not votes:
        votes = [rows[mate] - own[one] for home in kin.households for one in home.members if one in own
                 for mate in home.members if mate in rows]  # fmt: skip
    return sorted(votes)[len(votes) // 2] if votes else 0


def _likely(year: float, told: dict[int, float]) -> int:
    """The row whose people were born nearest to that year, or as many rows beyond as there are generations between."""
    row = min(told, key=lambda row: (abs(told[row] - year), row))
    away = year - told[row]
    return row + (round(away / GENERATION) if row in {min(told), max(told)} else 0)
