"""Make the generated pages of docs/ again: ./run docs. Tests fail when a page differs from what this makes."""

import json
import sys
from pathlib import Path

from kingfisher.timeline.file_format import schema

HERE = Path(__file__).parent


def pages() -> dict[str, str]:
    """Every generated page by its name within docs/."""
    return {"open-format.schema.json": json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"}


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")
