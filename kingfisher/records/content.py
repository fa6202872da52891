"""Content to and from its canonical form: JSON with sorted keys, dates in their written form."""

from typing import Any

import msgspec

from kingfisher.practice.audits.steps import AnyAuditStep
from kingfisher.practice.reviews.steps import AnyStep
from kingfisher.records.keeping import AnyKeeping
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.file_format import decode_date, encode_date

_ENCODER = msgspec.json.Encoder(enc_hook=encode_date, order="sorted")
_ENTRY = msgspec.json.Decoder(Entry, dec_hook=decode_date)
_KEEPING: msgspec.json.Decoder[AnyKeeping] = msgspec.json.Decoder(AnyKeeping, dec_hook=decode_date)
_STEP: msgspec.json.Decoder[AnyStep] = msgspec.json.Decoder(AnyStep, dec_hook=decode_date)
_AUDIT_STEP: msgspec.json.Decoder[AnyAuditStep] = msgspec.json.Decoder(AnyAuditStep, dec_hook=decode_date)
_STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\0": ""}
)


def canonical(value: Any) -> str:
    """The one text that stands for a value of ours: what digests are made of."""
    return _ENCODER.encode(value).decode()


def read_entry(content: str) -> Entry:
    """An entry from its canonical form."""
    return _ENTRY.decode(content)


def read_keeping(content: str) -> AnyKeeping:
    """An entry about the record from its canonical form."""
    return _KEEPING.decode(content)


def read_step(content: str) -> AnyStep:
    """A step of a review from its canonical form."""
    return _STEP.decode(content)


def read_audit_step(content: str) -> AnyAuditStep:
    """A step of an audit from its canonical form."""
    return _AUDIT_STEP.decode(content)


def read_as[T](kind: type[T], content: str) -> T:
    """Any other value of ours from its JSON."""
    return msgspec.json.decode(content, type=kind, dec_hook=decode_date)


def folded(text: str) -> str:
    """Text for searching: small letters, straight quotes and dashes, single spaces."""
    return " ".join(text.translate(_STRAIGHT).casefold().split())
