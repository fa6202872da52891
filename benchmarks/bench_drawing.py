"""How well families are drawn, measured on the drawings, beside other engines; and what it costs against graphviz dot.

The three families given and made-up ones of 4 to 150 people (`families_made`). What must be nothing, crossings, order,
room; the same bytes for a shuffled family, places kept through single edits. Other engines are asked for places only,
and one plain router draws the lines of them all, ours too, so that placement alone is compared; those that are not
installed are skipped. The floor is what a family forces when lines leave couples below their row.
"""

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import pairwise
from statistics import mean, median
from time import perf_counter
from typing import Any

from benchmarks.drawn import Measure, Told, measure
from benchmarks.families_made import edits, family_made, shuffled, with_many_ties, with_ties
from benchmarks.floor import least_rows
from benchmarks.giving_way import must_give_way
from benchmarks.one_router import Spot, routed
from benchmarks.other_engines import Engine, Refused, dot_drawn, engines
from benchmarks.plain_families import GIVEN, given, kept_order, kin_of_plain, told_by
from benchmarks.protocol import Measured, timed
from kingfisher.drawing.genogram import Drawing, Placed, draw
from kingfisher.interchange.family_trees import read_family_tree
from kingfisher.practice.kin import Kin, kin_as_at

SIZES = (
    *(4, 5, 6, 7, 8, 8, 9, 10, 10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 19, 20, 20, 21, 22, 23, 24, 25, 26, 27, 28, 30),
    *(30, 32, 34, 36, 38, 40, 42, 45, 48, 50, 55, 60, 65, 70, 75, 81, 81, 100, 150),
)
CROSSINGS = {"syn-twelve-three": 3, "syn-care-leaver": 5, "syn-crossed": 6}  # the best long searches had reached
SHUFFLES = 9
EDITS = 6


@dataclass
class Case:
    """One family with what was found on it."""

    family: dict[str, Any]
    kin: Kin
    told: Told
    drawing: Drawing
    found: Measure
    took: float = 0.0
    dot: float = 0.0
    placed: dict[str, Measure | str] = field(default_factory=dict)  # by engine: what was found, or why refused


def families() -> list[dict[str, Any]]:
    """The families given and the made-up ones, always the same."""
    return given() + [family_made(seed, size) for seed, size in enumerate(SIZES, 1)]


def run() -> Iterator[Measured]:
    """Draw, measure, compare."""
    cases = [_case(family) for family in families()]
    _print_each(cases)
    yield from _nothing_wrong(cases)
    yield from _crossings(cases)
    yield from _order_and_room(cases)
    yield from _time(cases)
    yield from _others(cases)
    yield from _shuffles(cases)
    yield from _edited(cases)
    yield from _tied(cases)
    yield from _days(cases)


def _case(family: dict[str, Any]) -> Case:
    kin = kin_of_plain(family)
    told = told_by(kin)
    start = perf_counter()
    drawing = draw(kin)
    took = perf_counter() - start
    return Case(family, kin, told, drawing, measure(drawing.svg, told), took)


def _print_each(cases: Sequence[Case]) -> None:
    heads = {
        "missing": "miss", "twice": "twice", "overlaps": "over", "through": "thru", "line_on_line": "on",
        "couples_split": "split", "generation_faults": "gens", "strangers": "strng", "torn_sibships": "torn",
        "inversions": "inv", "inversions_free": "free", "crossings": "cross", "floor": "floor", "pieces": "piece",
    }  # fmt: skip
    head = "".join(f"{head:>6}" for head in heads.values())
    print(f"  {'family':18}{'ppl':>4}{head}{'off':>7}{'width':>7}{'ms':>7}")
    for case in cases:
        counts = "".join(f"{getattr(case.found, name):6}" for name in heads)
        room = f"{case.found.off_centre:7.2f}{case.found.width:7.2f}{case.took * 1000:7.0f}"
        print(f"  {case.family['name']:18}{len(case.told.people):4}{counts}{room}", flush=True)
        for words in case.found.told:
            if case.found.wrong and not words.startswith(("crossing", "birth order: ", "siblings torn")):
                print(f"      {words}")


def _count(name: str, number: float, goal: float | None, note: str = "", unit: str = "") -> Measured:
    return Measured(name, number, None, number, goal, unit=unit, note=note)


def _nothing_wrong(cases: Sequence[Case]) -> Iterator[Measured]:
    words = {
        "missing": "people, couples, lines or homes missing",
        "twice": "drawn twice",
        "not_known": "drawn and not in the family",
        "overlaps": "symbols or words over others",
        "through": "lines through symbols or words",
        "line_on_line": "lines on lines",
        "couples_split": "couples with a stranger between them",
        "generation_faults": "generations given up beyond the forced",
        "strangers": "strangers inside a household's loop",
        "outside": "of a household, outside its loops",
        "inversions_free": "children out of order where nothing forces it",
    }
    for name, said in words.items():
        note = f"forced besides: {sum(c.found.split_forced for c in cases)}" if name == "couples_split" else ""
        yield _count(said, sum(getattr(case.found, name) for case in cases), 0, note)


def _crossings(cases: Sequence[Case]) -> Iterator[Measured]:
    for case in cases:
        goal = CROSSINGS.get(case.family["name"])
        if goal is not None:
            yield _count(f"crossings, {case.family['name']}", case.found.crossings, goal, f"forced: {case.found.floor}")
    floor = sum(case.found.floor for case in cases)
    yield _count("crossings in all", sum(case.found.crossings for case in cases), None, f"forced at least: {floor}")
    faultless = sum(case.found.faultless for case in cases)
    cannot = sum(must_give_way(case.told, least_rows(case.told)) for case in cases)
    note = f"of {len(cases)}; {cannot} cannot be, whatever the order"
    yield _count("drawings that are not faultless", len(cases) - faultless, len(cases) * 23 // 52, note)


def _order_and_room(cases: Sequence[Case]) -> Iterator[Measured]:
    yield _count("siblings torn apart", sum(case.found.torn_sibships for case in cases), None)
    yield _count("children out of order", sum(case.found.inversions for case in cases), None, "pairs of siblings")
    homes = sum(len(case.told.households) for case in cases)
    whole = 1 - sum(min(1, case.found.pieces) for case in cases) / max(1, homes)
    yield _count("homes' pieces beyond the first", sum(case.found.pieces for case in cases), None, f"{homes} homes")
    yield _count("homes in one piece, share at least", whole, None)
    yield _count(
        "parents off the middle of their children, mean", mean(c.found.off_centre for c in cases), 0.2, "pitches"
    )
    yield _count("width against the widest row, median", median(case.found.width for case in cases), 1.15)
    yield _count("width against the widest row, worst", max(case.found.width for case in cases), 1.7)


def _shuffles(cases: Sequence[Case]) -> Iterator[Measured]:
    """G10: the lists of the family in another order, partners and children among them."""
    tried = [case for case in cases if len(case.told.people) <= 45]
    tried = [*tried[:3], *tried[3::4]]
    differ = sum(
        draw(kin_of_plain(shuffled(case.family, seed))).svg != case.drawing.svg
        for case in tried
        for seed in range(SHUFFLES)
    )
    yield _count("shuffled families drawn otherwise", differ, 0, f"{SHUFFLES} shuffles of {len(tried)} families")


def _edited(cases: Sequence[Case]) -> Iterator[Measured]:
    """G11: a child, a partner or a death more, drawn with the places from before."""
    kept = moved = 0
    moves: list[float] = []
    tried = [(seed, case) for seed, case in enumerate(cases) if 10 <= len(case.told.people) <= 60]
    for seed, case in tried[::2]:
        for _, family in edits(case.family, seed, EDITS):
            after = draw(kin_of_plain(family), before=case.drawing.placed)
            same = _same_order(case.drawing.placed.rows, after.placed.rows)
            kept, moved = kept + same, moved + (not same)
            moves.append(_moved(case.drawing, after))
    share = moved / max(1, kept + moved)
    note = f"{kept + moved} edits; move in the median {median(moves):.2f} pitches, goal 1"
    yield _count("share of single edits after which others stand in another order", share, 0.05, note)


def _same_order(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> bool:
    """True where everyone drawn both times stands with the same people left and right on the row."""
    both = {one for row in before for one in row} & {one for row in after for one in row}
    old = [[one for one in row if one in both] for row in before]
    new = [[one for one in row if one in both] for row in after]
    return [row for row in old if row] == [row for row in new if row]


def _moved(before: Drawing, after: Drawing) -> float:
    """The median move along the row, in pitches, once the two drawings lie over each other as best they can."""
    both = sorted(set(before.placed.x) & set(after.placed.x))
    steps = [after.placed.x[one] - before.placed.x[one] for one in both]
    rows = [[before.placed.x[one] for one in row] for row in before.placed.rows]
    pitch = median([b - a for row in rows for a, b in pairwise(row)] or [64.0])
    shift = median(steps)
    return median(abs(step - shift) for step in steps) / pitch


def _tied(cases: Sequence[Case]) -> Iterator[Measured]:
    """The same families with twins and relation lines, half of them between partners; and with very many lines."""
    tried = [case for case in cases if 8 <= len(case.told.people) <= 60][::2]
    few = [with_ties(case.family, seed) for seed, case in enumerate(tried)]
    between = [with_many_ties(case.family, seed, 6, between=True) for seed, case in enumerate(tried)]
    around = [with_many_ties(case.family, seed, 12) for seed, case in enumerate(tried) if len(case.told.people) > 14]
    for families_tied, what in (
        (few, "with twins and relation lines"),
        (between, "with 6 lines between two"),
        (around, "with 12 lines from one"),
    ):
        kins = [kin_of_plain(family) for family in families_tied]
        found = [measure(draw(kin).svg, told_by(kin, floor=False)) for kin in kins]
        for name, said in (("missing", "missing"), ("overlaps", "overlaps"), ("through", "lines through something"),
                           ("line_on_line", "lines on lines")):  # fmt: skip
            count = sum(getattr(one, name) for one in found)
            yield _count(f"{what}: {said}", count, 0, f"{len(kins)} families")


def _days(cases: Sequence[Case]) -> Iterator[Measured]:
    """G11: who stand on a row from one half-year to the next and keep their order, for the families given."""
    kept: list[float] = []
    for path in sorted(GIVEN.glob("*.json")):
        chronology = read_family_tree(path).chronology
        before: Placed | None = None
        for day in [date(year, month, 1) for year in range(2017, 2027) for month in (1, 7)]:
            try:
                kin = kin_as_at(chronology, day, chronology.family.children[0], whole=True)
            except KeyError:
                continue  # the index child was neither born nor expected
            after = draw(kin, before=before).placed
            if before:
                kept.append(kept_order([list(row) for row in before.rows], [list(row) for row in after.rows]))
            before = after
    yield _count("between days, neighbours who change places, share", 1 - mean(kept), 0.02, f"{len(kept)} steps")


def _time(cases: Sequence[Case]) -> Iterator[Measured]:
    """Ours, places, lines and picture, in this process; dot's a process of its own, as anyone would call it."""
    if not shutil.which("dot"):
        print("  graphviz is not installed: no times against it.")
        return
    ratios: list[tuple[float, Case]] = []
    for case in cases:
        pairs = []
        for _ in range(3 if case.took < 2 else 1):
            ours = timed(partial(draw, case.kin))
            pairs.append((ours, timed(partial(dot_drawn, case.told))))
        case.took, case.dot = median(a for a, _ in pairs), median(b for _, b in pairs)
        ratios.append((median(a / b for a, b in pairs), case))
    took, dot = median(case.took for _, case in ratios), median(case.dot for _, case in ratios)
    note = f"{len(ratios)} families, pairs in turn"
    yield Measured("time against graphviz dot, median", took, dot, median(r for r, _ in ratios), 20, note=note)
    for size, goal in ((81, 40), (150, None)):
        near = [(ratio, case) for ratio, case in ratios if len(case.told.people) == size]
        for ratio, case in near:
            yield Measured(f"time against graphviz dot, {size} people", case.took, case.dot, ratio, goal)


def _others(cases: Sequence[Case]) -> Iterator[Measured]:
    """Everyone's places through one router; ours among them. No loops, no relation lines: structure only."""
    print("\n  placement alone, one router for all (cost: 20 missing or copied, 12 split, 10 through or over,")
    print("  6 generation, 4 crossing or torn, 1.5 inversion):")
    print(f"  {'engine':36}{'drew':>5}{'fault-':>7}{'cross':>6}{'split':>6}{'inv':>6}{'copy':>6}{'miss':>6}{'cost':>8}")
    for case in cases:
        case.placed["ours"] = _routed(case, _our_spots(case))
        case.placed["drawn"] = case.found
    _print_engine("Kingfisher", "ours", cases)
    _print_engine("Kingfisher, as drawn by its own lines", "drawn", cases)
    beaten: list[Measured] = []
    for engine in engines():
        absent = engine.absent()
        if absent:
            print(f"  {engine.name:36} skipped: {absent}")
            continue
        with ThreadPoolExecutor(2) as pool:
            for case, found in zip(cases, pool.map(partial(_asked, engine), cases), strict=True):
                case.placed[engine.name] = found
        _print_engine(engine.name, engine.name, cases)
        worse = sum(_worse(case, engine.name) for case in cases)
        better = sum(_worse(case, engine.name, other_way=True) for case in cases)
        drawn = sum(_worse(case, engine.name, ours="drawn") for case in cases)
        note = f"better on {better} of {len(cases)}; with its own lines worse on {drawn}"
        beaten.append(_count(f"families placed worse than by {engine.name}", worse, 2, note))
    yield from beaten


def _our_spots(case: Case) -> list[Spot]:
    return [Spot(one, case.drawing.placed.x[one], row) for one, row in case.drawing.placed.row.items()]


def _routed(case: Case, spots: list[Spot]) -> Measure:
    told = replace(case.told, households={}, lines={})
    return measure(routed(spots, told), told)


def _asked(engine: Engine, case: Case) -> Measure | str:
    try:
        return _routed(case, engine.place(case.told, {one.id: one.sex or "U" for one in case.kin.people}))
    except Refused as why:
        return str(why)


def _worse(case: Case, name: str, *, ours: str = "ours", other_way: bool = False) -> bool:
    mine, theirs = case.placed[ours], case.placed[name]
    if not isinstance(mine, Measure):
        return not other_way
    if not isinstance(theirs, Measure):
        return other_way
    return theirs.cost > mine.cost if other_way else mine.cost > theirs.cost


def _print_engine(said: str, name: str, cases: Sequence[Case]) -> None:
    found = [one for case in cases if isinstance(one := case.placed[name], Measure)]
    sums = [
        sum(getattr(one, each) for one in found)
        for each in ("crossings", "couples_split", "inversions", "twice", "missing")
    ]
    faultless = sum(one.faultless for one in found)
    numbers = "".join(f"{number:6}" for number in sums)
    print(f"  {said:36}{len(found):5}{faultless:7}{numbers}{sum(one.cost for one in found):8.0f}", flush=True)
