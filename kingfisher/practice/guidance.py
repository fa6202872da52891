"""What do questions and clocks rest on? Law, guidance, returns, local procedure and practice learning, by date."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

HERE = Path(__file__).parent


class Guidance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One source, in our own words. In force from `start` to `end`, both inclusive; no `end`: still in force.

    Practice learning is never out of force: it is what we now know to ask, also of a time before it was published.
    `sure` says how well it has been checked; `area` whose a local procedure is that comes with Kingfisher; `replaces`
    the id of the edition before it: what names that one names this from its first day on.
    """

    id: str
    kind: Literal["law", "guidance", "return", "local procedure", "practice learning"]
    title: str
    edition: str
    start: date = msgspec.field(name="from")
    end: date | None = msgspec.field(default=None, name="to")
    paragraph: str
    says: str
    sure: str = ""
    area: str = ""
    replaces: str = ""

    def in_force_on(self, day: date) -> bool:
        """True on every day from start to end, both inclusive; always for practice learning."""
        if self.kind == "practice learning":
            return True
        return self.start <= day and (self.end is None or day <= self.end)


class GuidanceError(ValueError):
    """A guidance list or a parameter file is not fit to use; the message says which part and why."""


@cache
def guidance() -> dict[str, Guidance]:
    """The list by id. Raises `GuidanceError` when an entry is incomplete or an id comes twice."""
    return read_guidance((HERE / "guidance.yaml").read_text(encoding="utf-8"))


def read_guidance(text: str) -> dict[str, Guidance]:
    """Read a list from YAML text. Raises `GuidanceError`."""
    try:
        listed = msgspec.convert(yaml.safe_load(text), list[Guidance])
    except (msgspec.ValidationError, yaml.YAMLError) as wrong:
        raise GuidanceError(f"The guidance list cannot be used: {wrong}") from wrong
    found: dict[str, Guidance] = {}
    for one in listed:
        if one.id in found:
            raise GuidanceError(f"The guidance list has '{one.id}' twice.")
        found[one.id] = one
    return found


def with_later_editions(names: tuple[str, ...], known: Mapping[str, Guidance]) -> tuple[str, ...]:
    """The sources named and every edition that has since replaced one of them, each once."""
    later = {one.replaces: one.id for one in known.values() if one.replaces}
    found = list(names)
    for name in found:
        if name in later and later[name] not in found:
            found.append(later[name])
    return tuple(found)
