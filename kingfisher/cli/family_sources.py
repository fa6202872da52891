"""What a picture of a family is drawn from: a record or returns, or a family file made elsewhere."""

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kingfisher.cli.outcome import WrongCall
from kingfisher.cli.progress import Progress
from kingfisher.cli.sources import load
from kingfisher.interchange.family_trees import TreeError, parse_family_tree
from kingfisher.timeline.chronology import Chronology

GEDCOM = (".ged", ".gedcom")


class FamilySource(msgspec.Struct, frozen=True):
    """The record, a sentence on each thing left out, and whether it was a family file made elsewhere."""

    chronology: Chronology
    doubts: tuple[str, ...] = ()
    tree: bool = False


def family_from(sources: Sequence[Path], people: Path | None, progress: Progress) -> FamilySource:
    """Read a family from whatever holds it. Raises `WrongCall`, and what the readers of records raise."""
    trees = [path for path in sources if path.is_file() and _is_tree(path)]
    if trees and len(sources) > 1:
        raise WrongCall(f"{trees[0]} is a family file: draw it by itself.")
    if trees:
        return _tree(trees[0])
    source = load(sources, people, progress)
    refused = [f"Not read: {file.file}. {file.reason}" for file in source.refused]
    waiting = f"{len(source.doubts)} rows in doubt were left out: kingfisher read lists them."
    return FamilySource(source.chronology, (*refused, *([waiting] if source.doubts else [])))


def _is_tree(path: Path) -> bool:
    """GEDCOM by its ending; a plain family file by the unions in it, which a record has not."""
    if path.suffix.lower() in GEDCOM:
        return True
    if path.suffix.lower() != ".json":
        return False
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, UnicodeDecodeError):
        return False
    return isinstance(held, dict) and isinstance(held.get("unions"), list)


def _tree(path: Path) -> FamilySource:
    try:
        read = parse_family_tree(path.read_bytes(), name=path.stem)
    except TreeError as wrong:
        raise WrongCall(f"{path.name}: {wrong}") from wrong
    doubts = (f"Left out{f', line {one.line}' if one.line else ''}: {one.text}. {one.why}" for one in read.doubts)
    return FamilySource(read.chronology, tuple(doubts), tree=True)
