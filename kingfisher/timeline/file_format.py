"""The open file format: a family, its people and its entries as YAML or JSON that anyone can write by hand.

    family: {name: Hart, children: [baby]}
    people: [...]   relationships: [...]   practitioners: [...]   entries: [...]

An entry is one flat mapping: the envelope's fields and its kind's fields side by side, `kind` naming which. Dates are
in the written form of `dates.py`. `docs/open-format.md` explains it; `schema()` is its JSON Schema.
"""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec
import yaml

from kingfisher.timeline.as_meant import as_meant
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import DateError, When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import KINDS, Outcome, Setting
from kingfisher.timeline.people import Bond, CareSort, Family, HowKnown, Link, Loss, Standing, Tie, Unknown

_TOP = {"family", "people", "relationships", "practitioners", "entries", "$schema", "note"}
_ENVELOPE = frozenset(field.encode_name for field in msgspec.structs.fields(Entry)) - {"content"}


class FormatError(ValueError):
    """The file cannot be read as a record; the message names the entry, the field and what to write."""


def read_record(source: str | Path) -> Chronology:
    """Read a family from a path (.yaml, .yml or .json). Raises `FormatError` or `OSError`."""
    path = Path(source)
    return parse_record(path.read_text(encoding="utf-8-sig"), name=path.name)


def parse_record(text: str, *, name: str = "the record") -> Chronology:
    """Read a family from YAML or JSON text. Raises `FormatError`, which says where and what to do."""
    try:
        raw = _json_or_yaml(text)
    except yaml.YAMLError as wrong:
        raise FormatError(f"{name} is not YAML or JSON we can read: {wrong}") from wrong
    return from_plain(raw, name=name)


def _json_or_yaml(text: str) -> Any:
    """JSON by its own reader where it is JSON: YAML's does not join its escaped pairs."""
    if text.lstrip().startswith("{"):
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            pass
    return yaml.load(text, Loader=_DatesAsWritten)  # noqa: S506 - a safe loader, less the dates


def from_plain(raw: Any, *, name: str = "the record") -> Chronology:
    """Read a family from plain lists and mappings, as `parse_record` does from text."""
    if not isinstance(raw, dict):
        raise FormatError(f"{name} should hold people, relationships and entries at its top.")
    if strangers := sorted(set(map(str, raw)) - _TOP):
        raise FormatError(f"{name}: '{strangers[0]}' is not a part we know. The parts are {', '.join(sorted(_TOP))}.")
    family = _family(raw, name)
    entries = [entry_from_plain(item, name=name) for item in raw.get("entries") or []]
    _refuse_repeats((entry.id for entry in entries), name, "entries")
    _refuse_repeats((person.id for person in family.people), name, "people")
    return Chronology(family, entries)


def _family(raw: dict[str, Any], name: str) -> Family:
    parts = {part: raw.get(part) or [] for part in ("people", "relationships", "practitioners")}
    try:
        return _read({**(raw.get("family") or {}), **parts}, Family)
    except (msgspec.ValidationError, DateError) as wrong:
        raise FormatError(f"{name}: {_plainly(wrong)}") from wrong


def entry_from_plain(raw: Any, *, name: str = "the record") -> Entry:
    """One entry from its flat mapping. Raises `FormatError` naming the entry and the field."""
    if not isinstance(raw, dict) or "kind" not in raw or "id" not in raw:
        raise FormatError(f"{name}: every entry needs an id and a kind; this one has not: {str(raw)[:80]}")
    where = f"{name}, entry {raw['id']}"
    kind = KINDS.get(str(raw["kind"]))
    if kind is None:
        raise FormatError(f"{where}: '{raw['kind']}' is not a kind of entry. The kinds are {', '.join(sorted(KINDS))}.")
    own, own_lists = _fields(kind)
    if strangers := sorted(raw.keys() - own - _ENVELOPE - {"kind"}):
        raise FormatError(
            f"{where}: a {raw['kind']} has no field '{strangers[0]}'. Its own are {', '.join(sorted(own))}."
        )
    lists = _fields(Entry)[1]
    envelope: dict[str, Any] = {
        key: _listed(value, key in lists) for key, value in raw.items() if key in _ENVELOPE and key not in own
    }
    content = {key: _listed(value, key in own_lists) for key, value in raw.items() if key in own}
    try:
        if envelope.get("recorded_at"):
            envelope["recorded_at"] = _written_down(str(envelope["recorded_at"]))
        whole = {"happened": "XXXX", **envelope, "content": {"kind": raw["kind"], **content}}
        return _read(whole, Entry)
    except (msgspec.ValidationError, DateError) as wrong:
        raise FormatError(f"{where}: {_plainly(wrong)}") from wrong


def _read[T](plain: Any, kind: type[T]) -> T:
    """The struct as it is written; where that fails, as a person writing by hand will have meant it."""
    try:
        return msgspec.convert(plain, kind, dec_hook=decode_date, strict=False)
    except (msgspec.ValidationError, DateError):
        return msgspec.convert(as_meant(plain, kind), kind, dec_hook=decode_date, strict=False)


def _written_down(written: str) -> datetime:
    """When an entry was written down: a minute, or a day alone for its first minute. Raises `DateError`."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        words = f"'{written}' is not a day or a minute: write 2018-02-12 or 2018-02-12T14:30 - at '.recorded_at'"
        raise DateError(words) from None


def _listed(value: Any, listed: bool) -> Any:
    """One id where a list of ids belongs is a list of one: people write `about: baby`."""
    return [value] if listed and isinstance(value, str) else value


@cache
def _fields(struct: type[msgspec.Struct]) -> tuple[frozenset[str], frozenset[str]]:
    """The names of a struct's fields as written, and of those among them that hold lists."""
    fields = msgspec.structs.fields(struct)
    return (
        frozenset(field.encode_name for field in fields),
        frozenset(field.encode_name for field in fields if _is_list(field.type)),
    )


def _is_list(kind: Any) -> bool:
    return any(get_origin(part) is tuple for part in (kind, *get_args(kind)))


def entry_to_plain(entry: Entry) -> dict[str, Any]:
    """The flat mapping of an entry: what `entry_from_plain` reads, without what is missing."""
    content = msgspec.to_builtins(entry.content, enc_hook=encode_date)
    envelope = {}
    for field in msgspec.structs.fields(Entry):
        value = getattr(entry, field.name)
        if field.name != "content" and value not in (None, (), "") and value != field.default:
            envelope[field.encode_name] = msgspec.to_builtins(value, enc_hook=encode_date)
    return {
        "id": envelope.pop("id"),
        "kind": entry.kind,
        **envelope,
        **{k: v for k, v in content.items() if k != "kind"},
    }


def to_plain(chronology: Chronology) -> dict[str, Any]:
    """A whole record as plain lists and mappings; superseded and undated entries included."""
    family: dict[str, Any] = msgspec.to_builtins(chronology.family, enc_hook=encode_date)
    own = {key: family[key] for key in ("name", "children") if key in family}
    entries = (*chronology.superseded, *chronology.entries, *chronology.undated)
    parts: dict[str, Any] = {key: family[key] for key in ("people", "relationships", "practitioners") if key in family}
    return {"family": own, **parts, "entries": [entry_to_plain(entry) for entry in entries]}


def write_record(chronology: Chronology, *, form: str = "yaml") -> str:
    """The record as YAML or JSON text (`form` is "yaml" or "json"); reading it back gives an equal record."""
    plain = to_plain(chronology)
    if form == "json":
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format, made from the structs so that it cannot fall behind them."""
    kinds = sorted(KINDS.values(), key=lambda kind: str(kind.__struct_config__.tag))
    _, parts = msgspec.json.schema_components(
        [Family, Entry, *kinds], schema_hook=_date_schema, ref_template="#/$defs/{name}"
    )
    envelope = parts.pop("Entry")
    own = {str(kind.__struct_config__.tag): parts.pop(kind.__name__) for kind in kinds}
    common = {key: value for key, value in envelope["properties"].items() if key != "content"}
    parts["Entry"] = {"oneOf": [_kind_schema(tag, own[tag], common) for tag in own]}
    family = parts.pop("Family")["properties"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kingfisher open record",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "$schema": {"type": "string"},
            "note": {"type": "string"},
            "family": {"type": "object", "properties": {key: family[key] for key in ("name", "children")}},
            **{key: family[key] for key in ("people", "relationships", "practitioners")},
            "entries": {"type": "array", "items": {"$ref": "#/$defs/Entry"}},
        },
        "$defs": {name: part for name, part in parts.items() if name != "Content"},
    }


def _kind_schema(tag: str, own: dict[str, Any], common: dict[str, Any]) -> dict[str, Any]:
    fields = {key: _or_one(value) for key, value in {**common, **own["properties"]}.items() if key != "kind"}
    return {
        "type": "object",
        "title": tag,
        "description": own.get("description", ""),
        "properties": {"kind": {"const": tag}, **fields},
        "required": ["id", "kind", "agency"],
        "additionalProperties": False,
    }


def _or_one(field: dict[str, Any]) -> dict[str, Any]:
    """A list of text may be written as one text."""
    listed = field.get("items") == {"type": "string"}
    return {"anyOf": [{"type": "string"}, field]} if listed else field


def decode_date(wanted: type, value: Any) -> Any:
    """msgspec's hook for dates as known. Raises `DateError`."""
    if wanted is When:
        return When.parse(str(value))
    raise NotImplementedError(wanted)


def encode_date(value: Any) -> Any:
    """msgspec's hook for dates as known."""
    if isinstance(value, When):
        return str(value)
    raise NotImplementedError(type(value))


def _date_schema(kind: type) -> dict[str, Any]:
    if kind is When:
        return {"type": "string", "description": "A date as known: EDTF, 'week commencing …', 'autumn term 2019'."}
    raise NotImplementedError(kind)


_CHOICES: dict[str, type[StrEnum]] = {
    "kind": Tie, "relation": Tie, "how_known": HowKnown, "setting": Setting, "outcome": Outcome, "bond": Bond,
    "link": Link, "care": CareSort, "standing": Standing, "unknown": Unknown, "loss": Loss,
}  # fmt: skip


def _plainly(wrong: Exception) -> str:
    words = str(wrong).replace("`", "'").replace("$", "").replace("Object", "It")
    choices = _CHOICES.get(words.rstrip("'").rpartition(".")[2]) if "enum value" in words else None
    return (
        f"{words.replace('Invalid enum value', 'We do not know')}. Write one of {', '.join(choices)}."
        if choices
        else words
    )


def unlisted(chronology: Chronology) -> list[str]:
    """A sentence for each entry about somebody whom the file does not list: a slip of the pen, or a person to add."""
    family = chronology.family
    listed = {one.id for one in family.people} | {one.id for one in family.practitioners}
    return [
        f"entry {entry.id} is about '{person}', and nobody among the people has that id: list them, or write the id."
        for entry in (*chronology.entries, *chronology.undated)
        for person in entry.about
        if person not in listed
    ]


def _refuse_repeats(ids: Iterable[str], name: str, part: str) -> None:
    met: set[str] = set()
    for one in ids:
        if one in met:
            raise FormatError(f"{name}: two {part} are both called '{one}'. Give one of them another id.")
        met.add(one)


class _DatesAsWritten(yaml.CSafeLoader):
    """YAML's safe loader, except that dates stay text (2018-02-12 is one of our written forms) and only true and
    false are yes and no: `on` is a field of ours."""


_TAKEN = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
_DatesAsWritten.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag not in _TAKEN]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_DatesAsWritten.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:true|false)$"), list("tf"))


class _Dumper(yaml.SafeDumper):
    """Writes tuples as lists and text of many lines as a block."""


_Dumper.add_representer(tuple, lambda dumper, value: dumper.represent_list(value))
_Dumper.add_representer(date, lambda dumper, value: dumper.represent_str(value.isoformat()))
_Dumper.add_representer(datetime, lambda dumper, value: dumper.represent_str(value.isoformat()))
