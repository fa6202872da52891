"""How we measure: ours and the floor in turn (A B A B ...), in one run, on the same data; the pairs' median ratio.

Absolute times on a shared machine mean little; a ratio in one run means something. Memory is the peak of a process of
its own, Python and all, so a small job's ratio is mostly Python; the figures stand beside it.
"""

import gc
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Measured:
    """One comparison: what was compared, the figures, and the goal it was held against."""

    name: str
    ours: float
    floor: float | None
    ratio: float
    goal: float | None
    unit: str = "s"
    note: str = ""

    @property
    def met(self) -> bool:
        """True where there is no goal, or it was met."""
        return self.goal is None or self.ratio <= self.goal

    def line(self) -> str:
        """As printed."""
        floor = "" if self.floor is None else f", floor {self.floor:.4g} {self.unit}"
        goal = "" if self.goal is None else f"  (goal ≤ {self.goal:g}: {'met' if self.met else 'NOT MET'})"
        note = f"  [{self.note}]" if self.note else ""
        return f"{self.name}: {self.ratio:.2f}  ours {self.ours:.4g} {self.unit}{floor}{goal}{note}"


def timed(work: Callable[[], object]) -> float:
    """Seconds one call takes, garbage collected first."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def worked(work: Callable[[], object]) -> float:
    """Seconds of this process's own work in one call, garbage collected first: what others do at once counts little."""
    gc.collect()
    start = process_time()
    work()
    return process_time() - start


def compare(
    name: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    *,
    goal: float | None,
    runs: int = 5,
    note: str = "",
    by: Callable[[Callable[[], object]], float] | None = None,
) -> Measured:
    """Ours against the floor: one warm-up of each, then `runs` pairs in turn; the median of the pairs' ratios.

    By the clock, or by `worked` where both do all their work in this process.
    """
    by = by or timed
    ours(), floor()
    pairs = [(by(ours), by(floor)) for _ in range(runs)]
    return Measured(
        name,
        median(a for a, _ in pairs),
        median(b for _, b in pairs),
        median(a / b for a, b in pairs),
        goal,
        note=note or f"median of {runs} pairs",
    )


def each(name: str, work: Callable[[], object], count: int, *, goal_us: float, runs: int = 5) -> Measured:
    """Microseconds for each of `count` things, against a fixed goal."""
    work()
    took = median(timed(work) for _ in range(runs)) / count * 1e6
    return Measured(name, took, None, took, goal_us, unit="µs", note=f"median of {runs} runs over {count:,}")


def growth(
    name: str,
    work: Callable[[int], Callable[[], object]],
    sizes: list[int],
    *,
    goal: float = 2.0,
    floor: Callable[[int], Callable[[], object]] | None = None,
) -> Measured:
    """How cost for each item changes from the second-smallest size to the largest: 1 is linear, more is worse.

    With a floor, each cost is first divided by the floor's at the same size: a machine's caches slow a bare pass over
    a hundred thousand things too, and that is not ours to answer for. Time is the process's own; the two are measured
    in turn, and the median of three pairs' ratios counts.
    """
    costs = []
    for size in sizes:
        job, bare = work(size), floor(size) if floor else None
        job()
        if bare:
            costs.append((size, median(worked(job) / worked(bare) for _ in range(3))))
        else:
            costs.append((size, median(worked(job) for _ in range(3)) / size * 1e6))
    unit = "x" if floor else "µs"
    told = ", ".join(f"{size:,}: {cost:.2f} {unit}" for size, cost in costs)
    base = costs[1][1] if len(costs) > 2 else costs[0][1]
    note = f"for each, against the floor: {told}" if floor else f"for each: {told}"
    return Measured(name, costs[-1][1], base, costs[-1][1] / base, goal, unit=unit, note=note)


def peak_memory(code: str, *words: str) -> float:
    """Peak memory in MB of a fresh process that runs the code, the whole of it; `words` are its sys.argv[1:].

    VmHWM and not ru_maxrss: the latter begins at the size of the process that started this one.
    """
    tail = "\nprint(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    done = subprocess.run(
        [sys.executable, "-c", code + tail, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(done.stdout.splitlines()[-1]) / 1024
