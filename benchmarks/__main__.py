"""./run bench [name ...]: run the benchmarks and print each ratio with its goal. Exits 1 if a goal was missed.

They are ratios against a floor or a peer in the same run; see protocol.py. They are never part of ./run test.
"""

import importlib
import pkgutil
import platform
import sys

import benchmarks
from benchmarks.protocol import __doc__ as protocol_words


def names() -> list[str]:
    """Every benchmark by name: the modules here that have a `run`."""
    return [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name.startswith("bench_")]


def main(wanted: list[str]) -> int:
    """Run those wanted (all, if none is named); 0 only if every goal was met."""
    print(f"{protocol_words.strip()}\n\nPython {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    met = True
    for name in names():
        if wanted and name.removeprefix("bench_") not in wanted:
            continue
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"{name.removeprefix('bench_')}: {(module.__doc__ or '').splitlines()[0]}")
        for measured in module.run():
            met &= measured.met
            print(f"  {measured.line()}", flush=True)
        print()
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
