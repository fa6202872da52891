"""The readings that pictures are drawn from, for the family and for publication.

For the family they are read from the record as the family may have it (`record_for_family`), made here. For publication
from a record whose names, places and ids have been taken out already, by whoever calls. Days are inclusive.
"""

from datetime import date

from kingfisher.practice.children import children
from kingfisher.practice.copied.record import is_for_an_adult, record_for_family
from kingfisher.practice.kin import ForFamily, ForPublication
from kingfisher.practice.lived import Lived, in_months, lived
from kingfisher.practice.network import POINTS, Network, for_others, network
from kingfisher.practice.supports import Supports, supports, without
from kingfisher.practice.supports import for_family as supports_to_give
from kingfisher.practice.supports import for_publication as supports_to_publish
from kingfisher.timeline.chronology import Chronology

SAID_TO_FAMILY = ("frequency", "place", "away")
PUBLISHED = ("frequency",)


def supports_for_family(chronology: Chronology, as_at: date, child: str, choices: ForFamily) -> Supports:
    """Who stands round the home. Out go strain and breaks nobody has decided on, services for one adult, and somebody
    of whom nobody recorded what they are to the family. Raises `KeyError` when the family has no such child."""
    record = record_for_family(chronology, choices)
    young = set(children(record.family, as_at))
    shown = supports_to_give(supports(record, as_at, child), undecided=choices.undecided_lines)
    if not choices.undecided_lines:
        shown = without(shown, lambda one: one.kind == "others known")
    if choices.adults_services:
        return shown
    return without(shown, lambda one: one.formal and is_for_an_adult(one.id.removeprefix("agency:"), young, one.to))


def lived_for_family(chronology: Chronology, as_at: date, asked: list[str], choices: ForFamily) -> list[Lived]:
    """Where each child asked for has lived; where they were seen elsewhere only if so chosen."""
    record = record_for_family(chronology, choices)
    strips = [lived(record, as_at, child) for child in asked]
    return strips if choices.seen_elsewhere else [strip.without_sightings for strip in strips]


def network_for_family(chronology: Chronology, as_at: date, choices: ForFamily) -> Network:
    """Who works with whom, without services for one adult; what happens if a service is declined only where what nobody
    has decided on is asked for."""
    record = record_for_family(chronology, choices)
    young = set(children(record.family, as_at))
    return for_others(
        network(record, as_at),
        lambda one: not choices.adults_services and is_for_an_adult(one.agency, young, one.covers),
        POINTS if choices.undecided_lines else SAID_TO_FAMILY,
    )


def supports_published(bare: Chronology, as_at: date, child: str, choices: ForPublication) -> Supports:
    """Who stands round the home, from a record without names."""
    record = record_for_family(bare, ForFamily())
    shown = supports_to_publish(supports(record, as_at, child), choices)
    return without(shown, lambda one: one.kind == "others known")


def lived_published(bare: Chronology, as_at: date, asked: list[str]) -> list[Lived]:
    """Where each child asked for has lived, certain only to the month, from a record without names."""
    record = record_for_family(bare, ForFamily())
    return [in_months(lived(record, as_at, child)) for child in asked]


def network_published(bare: Chronology, as_at: date) -> Network:
    """Who works with whom and how often, from a record without names."""
    return for_others(network(record_for_family(bare, ForFamily()), as_at), lambda _: False, PUBLISHED)
