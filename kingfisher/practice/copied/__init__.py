"""Copies of a record for those it must not tell everything: what may be drawn for the family, and published."""

from kingfisher.practice.copied.readings import (
    lived_for_family,
    lived_published,
    network_for_family,
    network_published,
    supports_for_family,
    supports_published,
)
from kingfisher.practice.copied.record import record_for_family, without_siblings_kin

__all__ = [
    "lived_for_family",
    "lived_published",
    "network_for_family",
    "network_published",
    "record_for_family",
    "supports_for_family",
    "supports_published",
    "without_siblings_kin",
]
