"""What was meant in a file written by hand, where YAML took the words for something else: `yes`, a bare number, a
child's id where more could be said of the sighting. Only what can mean one thing; the rest is an error that says so."""

import re
from functools import cache
from typing import Any

from msgspec import inspect

_YES, _NO = frozenset({"yes", "y"}), frozenset({"no", "n"})
_A_MINUTE = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?)")
_A_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def as_meant(value: Any, kind: Any) -> Any:
    """The value as the type wants it: yes and no, numbers as words, one where a list belongs, a child's id for a
    sighting, nothing said as nothing, and a day as it is written in Britain (12/02/2018). What it cannot make out is
    left as it is, for the reader to refuse."""
    return _meant(value, _known(kind))


@cache
def _known(kind: Any) -> inspect.Type:
    return inspect.type_info(kind)


def _meant(value: Any, kind: inspect.Type) -> Any:
    match kind:
        case inspect.UnionType(types=types):
            return None if value is None else _meant(value, _chosen(value, types))
        case inspect.BoolType() if str(value).casefold() in _YES | _NO:
            return str(value).casefold() in _YES
        case inspect.StrType() if value is None or isinstance(value, (bool, int, float)):
            return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        case inspect.VarTupleType(item_type=item):
            listed = value if isinstance(value, list) else [] if value is None else [value]
            return [_meant(one, item) for one in listed]
        case inspect.StructType():
            return _struct(value, kind)
        case inspect.CustomType():
            return _day(value)
        case _:
            return value


def _chosen(value: Any, types: tuple[inspect.Type, ...]) -> inspect.Type:
    """Of several kinds of struct the one whose tag the value bears; else the first that is not nothing."""
    real = [one for one in types if not isinstance(one, inspect.NoneType)]
    tag = value.get("kind") if isinstance(value, dict) else None
    return next((one for one in real if isinstance(one, inspect.StructType) and one.tag == tag), real[0])


def _struct(value: Any, kind: inspect.StructType) -> Any:
    fields = {field.encode_name: field for field in kind.fields}
    if isinstance(value, str) and "child" in fields:
        value = {"child": value}
    if not isinstance(value, dict):
        return value
    meant = {key: _meant(held, fields[key].type) if key in fields else held for key, held in value.items()}
    # What is left empty is not said at all.
    return {key: held for key, held in meant.items() if held is not None and (held != "" or value[key] is not None)}


def _day(value: Any) -> Any:
    written = str(value).strip()
    if found := _A_DAY.fullmatch(written):
        day, month, year = found.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return f"{found[1]}T{found[2]}" if (found := _A_MINUTE.fullmatch(written)) else value
