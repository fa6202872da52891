"""The numbers and lists that law, guidance or local procedure sets: dated, with unit and guidance, in YAML.

A partnership overlays its own with `Parameters.overlaid`. A value without unit, starting day or guidance is refused.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from kingfisher.questions.guidance import Guidance, GuidanceError, guidance

HERE = Path(__file__).parent


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value in force from a day (inclusive) until the next value's day."""

    start: date = msgspec.field(name="from")
    value: int | tuple[str, ...]
    guidance: str


class Parameter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that is set: what it means, in what unit, and its values in order of date."""

    says: str
    unit: str
    values: tuple[Value, ...]


class Parameters:
    """Every parameter by name ("seen_at_home.days"), as values on a day."""

    def __init__(self, held: Mapping[str, Parameter]) -> None:
        self.held = dict(held)

    def on(self, name: str, day: date) -> Value:
        """The value in force on the day. Before the first value's day the first one stands, so that an older account
        can still be read. Raises `KeyError` for a name nobody set."""
        values = self.held[name].values
        if len(values) == 1:
            return values[0]
        place = bisect_right([value.start for value in values], day)
        return values[max(place - 1, 0)]

    def number(self, name: str, day: date) -> int:
        """The number in force on the day, in the parameter's unit. Raises `GuidanceError` if it is a list."""
        value = self.on(name, day).value
        if not isinstance(value, int):
            raise GuidanceError(f"{name} should be a number.")
        return value

    def words(self, name: str, day: date) -> tuple[str, ...]:
        """The list in force on the day. Raises `GuidanceError` if it is a number."""
        value = self.on(name, day).value
        if isinstance(value, int):
            raise GuidanceError(f"{name} should be a list.")
        return value

    def overlaid(self, text: str, *, name: str = "your parameters") -> "Parameters":
        """These with a partnership's own over them, from YAML text whose keys are full names ("seen_at_home.days").

        Raises `GuidanceError` when a value has no unit, day or guidance, or names a parameter no question looks at.
        """
        own = read_parameters(text, name=name)
        if strangers := sorted(set(own) - set(self.held)):
            raise GuidanceError(f"{name}: no question looks at '{strangers[0]}'.")
        return Parameters({**self.held, **own})


def read_parameters(text: str, *, name: str, known: Mapping[str, Guidance] | None = None) -> dict[str, Parameter]:
    """Read parameters from YAML text. Raises `GuidanceError`, naming the parameter and what is missing."""
    known = guidance() if known is None else known
    try:
        raw: Any = yaml.safe_load(text) or {}
        found = {str(key): msgspec.convert(value, Parameter) for key, value in raw.items()}
    except (msgspec.ValidationError, yaml.YAMLError, AttributeError) as wrong:
        raise GuidanceError(f"{name} cannot be used: {wrong}") from wrong
    for key, parameter in found.items():
        _check(f"{name}, {key}", parameter, known)
    return found


def _check(where: str, parameter: Parameter, known: Mapping[str, Guidance]) -> None:
    if not parameter.unit.strip() or not parameter.values:
        raise GuidanceError(f"{where}: give a unit and at least one value.")
    starts = [value.start for value in parameter.values]
    if starts != sorted(set(starts)):
        raise GuidanceError(f"{where}: put the values in order of date, one a day.")
    for value in parameter.values:
        ground = known.get(value.guidance)
        if ground is None:
            raise GuidanceError(f"{where}: '{value.guidance}' is not in the guidance list.")
        if not ground.in_force_on(value.start):
            raise GuidanceError(f"{where}: '{value.guidance}' was not in force on {value.start}.")


@cache
def standard() -> Parameters:
    """The parameters that come with Kingfisher. Raises `GuidanceError`."""
    held: dict[str, Parameter] = {}
    for path in sorted(HERE.glob("*.yaml")):
        own = read_parameters(path.read_text(encoding="utf-8"), name=path.name)
        held |= {f"{path.stem}.{key}": parameter for key, parameter in own.items()}
    return Parameters(held)
