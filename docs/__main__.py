"""Make the generated pages of docs/ again: ./run docs. Tests fail when a page differs from what this makes."""

import json
import sys
from pathlib import Path

from kingfisher.interchange.returns.accuracy import measure
from kingfisher.practice.clock_catalogue import clock_catalogue
from kingfisher.questions.catalogue import catalogue
from kingfisher.timeline.file_format import schema

HERE = Path(__file__).parent
CASES = ("lucy", "mia")


def pages() -> dict[str, str]:
    """Every generated page by its name within docs/."""
    return {
        "open-format.schema.json": json.dumps(schema(), indent=1, ensure_ascii=False) + "\n",
        "questions.md": catalogue(),
        "clocks.md": clock_catalogue(),
        "accuracy.md": accuracy(),
    }


def accuracy() -> str:
    """How well the readers do on the two demonstration families, as `kingfisher accuracy` measures it."""
    returns = HERE.parent / "demo" / "returns"
    return ABOUT_ACCURACY + "\n".join(f"```\n{measure(returns / case).table()}\n```\n" for case in CASES)


ABOUT_ACCURACY = """# How well it reads

`./run kingfisher accuracy FOLDER` compares what the readers make of a folder of returns with an answer sheet
(`expected/merged.csv`: one line for each source row). Every measure says how it counts; `--misses` lists every miss.
These are the two demonstration families. The readers were written with these files in view, so expect less on files
nobody here has seen: that is why every row says what was read, why, and what could not be.

Kinds, outcomes and ways of knowing are compared through a published map, `kind_map.yaml`, with a sentence on each line.

"""

if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")
