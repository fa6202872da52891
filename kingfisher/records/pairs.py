"""Pairs of entries that seem to tell of one happening, and that nobody has answered: what a person is asked to say."""

from kingfisher.records.models import Family
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.same_happening import Pair, suggest_pairs


def unanswered_pairs(family: Family, chronology: Chronology) -> list[Pair]:
    """The pairs suggested among the entries of the chronology given, in order, without those a person has answered."""
    said = family.same_happenings.values_list("first", "second")
    answered = {frozenset(pair) for pair in said}
    pairs = suggest_pairs(chronology.entries, chronology.family)
    return [pair for pair in pairs if frozenset((pair.first, pair.second)) not in answered]
