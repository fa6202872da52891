"""The numbers and lists that law, guidance or local procedure sets: dated, with unit and guidance, in YAML.

A partnership overlays its own with `Parameters.overlaid`. A value without unit, starting day or guidance is refused.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import msgspec
import yaml

from kingfisher.practice.guidance import Guidance, GuidanceError, guidance
from kingfisher.practice.in_words import PhraseLists
from kingfisher.questions.local import Local

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
    """Every parameter by name ("seen_at_home.days"), as values on a day; and what else is agreed here."""

    def __init__(self, held: Mapping[str, Parameter], local: Local | None = None) -> None:
        self.held = dict(held)
        self.local = local or Local()

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

    @cached_property
    def phrases(self) -> PhraseLists:
        """Every list among them, to be looked for in an entry's words all at once."""
        values = (value.value for parameter in self.held.values() for value in parameter.values)
        return PhraseLists(value for value in values if not isinstance(value, int))

    def bits(self, name: str) -> int:
        """What stands in `phrases` for the lists of one parameter, whatever the day."""
        found = self._bits.get(name)
        if found is None:
            found = 0
            for value in self.held[name].values:
                found |= 0 if isinstance(value.value, int) else self.phrases.bit(value.value)
            self._bits[name] = found
        return found

    @cached_property
    def _bits(self) -> dict[str, int]:
        return {}

    def overlaid(self, text: str, *, name: str = "your parameters") -> "Parameters":
        """These with a partnership's own over them, from YAML text whose keys are full names ("seen_at_home.days").

        Raises `GuidanceError` when a value has no unit, day or guidance, or names a parameter no question looks at.
        """
        return self.with_own(read_parameters(text, name=name), name=name)

    def with_own(self, own: Mapping[str, Parameter], *, name: str) -> "Parameters":
        """These with a partnership's own over them: ours stand until the day before the first of its own values.

        Raises `GuidanceError` when one is looked at by no question, or is in another unit or of another sort than ours.
        """
        held = dict(self.held)
        for key, parameter in own.items():
            ours = self.held.get(key)
            if ours is None:
                near = get_close_matches(key, self.held, n=1)
                raise GuidanceError(
                    f"{name}: no question looks at '{key}'.{f' Did you mean {near[0]}?' if near else ''}"
                )
            if parameter.unit != ours.unit:
                raise GuidanceError(f"{name}, {key}: its unit is {ours.unit}, not {parameter.unit}.")
            sort = type(ours.values[0].value)
            if any(type(value.value) is not sort for value in parameter.values):
                raise GuidanceError(f"{name}, {key}: give {'a number' if sort is int else 'a list'} as every value.")
            earlier = [value for value in ours.values if value.start < parameter.values[0].start]
            held[key] = msgspec.structs.replace(parameter, values=(*earlier, *parameter.values))
        return Parameters(held, self.local)

    def agreed(self, local: Local) -> "Parameters":
        """These numbers with what else a partnership has agreed."""
        return Parameters(self.held, local)

    def supposing(self, name: str, value: int | tuple[str, ...]) -> "Parameters":
        """These with one value on every day, for a what-if only: nothing in force says so.

        Raises `GuidanceError` for a name no question looks at, or a number where a list is wanted and the reverse.
        """
        if name not in self.held:
            near = get_close_matches(name, self.held, n=1)
            raise GuidanceError(f"No question looks at '{name}'.{f' Did you mean {near[0]}?' if near else ''}")
        ours = self.held[name]
        if type(ours.values[0].value) is not type(value):
            raise GuidanceError(f"{name} is {'a number' if isinstance(ours.values[0].value, int) else 'a list'}.")
        supposed = tuple(msgspec.structs.replace(one, value=value) for one in ours.values)
        return Parameters({**self.held, name: msgspec.structs.replace(ours, values=supposed)}, self.local)


def read_parameters(text: str, *, name: str, known: Mapping[str, Guidance] | None = None) -> dict[str, Parameter]:
    """Read parameters from YAML text. Raises `GuidanceError`, naming the parameter and what is missing."""
    known = guidance() if known is None else known
    try:
        raw: Any = yaml.safe_load(text) or {}
        found = {str(key): msgspec.convert(value, Parameter) for key, value in raw.items()}
    except (msgspec.ValidationError, yaml.YAMLError, AttributeError) as wrong:
        raise GuidanceError(f"{name} cannot be used: {wrong}") from wrong
    for key, parameter in found.items():
        check(f"{name}, {key}", parameter, known)
    return found


def check(where: str, parameter: Parameter, known: Mapping[str, Guidance]) -> None:
    """Raises `GuidanceError`, beginning with `where`, for no unit, no value, values out of order or guidance that is
    not among the `known` or not in force on the value's first day."""
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
