"""What does an audit ask, in which version? Instruments are YAML files; a partnership may add a folder of its own.

An instrument is never changed: a new version is a new file, so that an audit of 2026 can be read in 2060.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import yaml

HERE = Path(__file__).parent


class InstrumentError(ValueError):
    """An instrument is not fit to use; the message says which file and what to do."""


class AuditQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question: its words, the answers a reader may choose, and what it rests on."""

    id: str
    asks: str
    answers: tuple[str, ...]
    guidance: str


class Instrument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The questions of an audit in one version. `again_within_days` (calendar days): which overall grades are audited
    again, and by when; grades are a reader's words and never computed."""

    id: str
    version: str
    title: str
    start: date = msgspec.field(name="from")
    overall: tuple[str, ...]
    questions: tuple[AuditQuestion, ...]
    again_within_days: dict[str, int] = {}

    def question(self, name: str) -> AuditQuestion:
        """The question of that id. Raises `KeyError`."""
        return {one.id: one for one in self.questions}[name]


@cache
def standard_instruments() -> dict[tuple[str, str], Instrument]:
    """Those that come with Kingfisher, by id and version. Raises `InstrumentError`."""
    return read_instruments(sorted(HERE.glob("*.yaml")))


def read_instruments(files: Iterable[Path]) -> dict[tuple[str, str], Instrument]:
    """Instruments from files. Raises `InstrumentError` naming the file: not YAML, a field missing or unknown, two
    questions of one id, a grade nobody can give, two files of one id and version."""
    found: dict[tuple[str, str], Instrument] = {}
    for path in files:
        one = _read(path)
        if (one.id, one.version) in found:
            raise InstrumentError(f"{path.name}: there is already a version {one.version} of {one.id}. Give the next.")
        found[one.id, one.version] = one
    return found


def _read(path: Path) -> Instrument:
    try:
        one = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Instrument)
    except (yaml.YAMLError, msgspec.ValidationError, OSError) as wrong:
        raise InstrumentError(f"{path.name}: {wrong}") from wrong
    names = [question.id for question in one.questions]
    if len(set(names)) < len(names) or not names:
        raise InstrumentError(f"{path.name}: every question needs an id of its own, and there must be at least one.")
    if unknown := set(one.again_within_days) - set(one.overall):
        raise InstrumentError(f"{path.name}: {', '.join(sorted(unknown))} is not among the overall grades.")
    return one
