"""Other engines that place families or graphs, as development tools: each used where it is installed, and else skipped.

They are asked for places only; one plain router draws all their lines. To have them all here: `dot` (graphviz) and
`Rscript` with kinship2 on the path; elkjs and relatives-tree under `var/engines/node_modules`; grus in the environment
`var/engines/grus` of a Python it runs on. None is needed by the product or its tests.
"""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.drawn import Told
from benchmarks.one_router import PITCH, Spot, spots_from
from benchmarks.protocol import ROOT

TOOLS = ROOT / "var" / "engines"
SCRIPTS = Path(__file__).with_name("engines")
LONGEST = 30  # seconds an engine may take for one family


class Refused(Exception):
    """The engine did not place this family; the message says why."""


@dataclass(frozen=True)
class Engine:
    """An engine by name; `absent` says in a sentence why it cannot be used here, or is empty."""

    name: str
    place: Callable[[Told, dict[str, str]], list[Spot]]
    absent: Callable[[], str]


def engines() -> list[Engine]:
    """All we know how to ask."""
    return [
        Engine("graphviz dot, union below", lambda told, sex: dot_places(told, clusters=False), _no_dot),
        Engine("graphviz dot, couples as clusters", lambda told, sex: dot_places(told, clusters=True), _no_dot),
        Engine("ELK layered", lambda told, sex: _node("elk.cjs", told, sex), lambda: _no_module("elkjs")),
        Engine(
            "relatives-tree", lambda told, sex: _node("relatives.cjs", told, sex), lambda: _no_module("relatives-tree")
        ),
        Engine("kinship2", _kinship2, _no_kinship2),
        Engine("grus", _grus, _no_grus),
    ]


def _no_dot() -> str:
    return "" if shutil.which("dot") else "graphviz is not installed (no `dot` on the path)."


def _no_module(name: str) -> str:
    if not shutil.which("node"):
        return "Node is not installed."
    return "" if (TOOLS / "node_modules" / name).is_dir() else f"{name} is not under var/engines/node_modules."


def _no_kinship2() -> str:
    if not shutil.which("Rscript"):
        return "R is not installed."
    try:
        _ran(["Rscript", "-e", "suppressMessages(library(kinship2)); suppressMessages(library(jsonlite))"], "")
    except Refused:
        return "R has no kinship2."
    return ""


def _no_grus() -> str:
    return "" if (TOOLS / "grus" / "bin" / "python").exists() else "grus is not under var/engines/grus."


def _ran(command: list[str], given: str) -> str:
    try:
        done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired as late:
        raise Refused(f"did not end within {LONGEST} seconds") from late
    if done.returncode:
        raise Refused((done.stderr.strip().splitlines() or ["no word why"])[-1][:200])
    return done.stdout


def dot_source(told: Told, *, clusters: bool) -> str:
    """The family as a graph: a point for each union, between the partners above and the children below."""
    number = {name: f"p{index}" for index, name in enumerate(told.people)}
    lines = [
        "digraph {",
        'graph [nodesep=0.33, ranksep=0.4]; edge [arrowhead=none]; node [shape=box, fixedsize=true, label=""];',
    ]
    lines += [f"{one} [width=0.556, height=0.556];" for one in number.values()]
    together: set[str] = set()
    for index, (union, partners) in enumerate(told.unions.items()):
        lines.append(f"u{index} [shape=point, width=0.05];")
        lines += [f"{number[one]} -> u{index};" for one in partners]
        lines += [f"u{index} -> {number[one]};" for one in told.births.get(union, ())]
        if clusters and not together & set(partners):
            together |= set(partners)
            inside = "; ".join(number[one] for one in partners)
            lines.append(f"subgraph cluster_{index} {{ style=invis; {{ rank=same; {inside}; }} }}")
    return "\n".join([*lines, "}"])


def dot_places(told: Told, *, clusters: bool) -> list[Spot]:
    """Where graphviz dot puts everyone. Raises `Refused` when it fails."""
    plain = _ran(["dot", "-Tplain"], dot_source(told, clusters=clusters))
    nodes = [line.split() for line in plain.splitlines() if line.startswith("node p")]
    return spots_from({told.people[int(n[1][1:])]: (float(n[2]) * 72, -float(n[3]) * 72) for n in nodes})


def dot_drawn(told: Told) -> str:
    """The family drawn whole by graphviz dot, as an SVG. Raises `Refused` when it fails."""
    return _ran(["dot", "-Tsvg"], dot_source(told, clusters=False))


def _as_json(told: Told, sex: dict[str, str]) -> str:
    unions = [{"id": u, "partners": list(p), "children": list(told.births.get(u, ()))} for u, p in told.unions.items()]
    born = {one: days[0] for one, days in told.born.items()}
    return json.dumps({"people": list(told.people), "unions": unions, "born": born, "sex": sex})


def _node(script: str, told: Told, sex: dict[str, str]) -> list[Spot]:
    command = ["node", str(SCRIPTS / script), str(TOOLS / "node_modules")]
    return _spots(_ran(command, _as_json(told, sex)))


def _spots(out: str, *, scale: float = 1.0, level: float = 8.0) -> list[Spot]:
    """From lines of JSON `[person, x, y]`; somebody may come twice."""
    found = [(str(name), float(x), float(y)) for name, x, y in json.loads(out)]
    heights = sorted({y for _, _, y in found})
    rows: dict[float, int] = {}
    row = -1
    for index, y in enumerate(heights):
        row += not index or y - heights[index - 1] > level
        rows[y] = row
    return [Spot(name, x * scale, rows[y]) for name, x, y in found]


def _kinship2(told: Told, sex: dict[str, str]) -> list[Spot]:
    out = _ran(["Rscript", str(SCRIPTS / "kinship2.R")], _as_json(told, sex))
    return _spots(out[out.index("[") :], scale=PITCH, level=0.1)


def _grus(told: Told, sex: dict[str, str]) -> list[Spot]:
    out = _ran([str(TOOLS / "grus" / "bin" / "python"), str(SCRIPTS / "ask_grus.py")], _as_json(told, sex))
    return _spots(out, level=0.1)
