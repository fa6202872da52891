"""Does every statement still rest on what it cites? Each citation of a review, and why one can no longer be relied on.

A statement cites entries of the families' records and steps of the review itself. A citation breaks when its id is
nobody's, when what it names was corrected since, when the file an entry came in was withdrawn, or when an entry was
written after the records were held and is no part of what the review was given.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from kingfisher.practice.reviews.steps import LearnedThere
from kingfisher.practice.steps import Happened, Recorded, Steps

CITING = ("cites", "entries", "shown_by", "countered_by", "earlier", "points")


class Broken(StrEnum):
    """Why a citation can no longer be relied on."""

    UNKNOWN = "unknown"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    NOT_HELD = "not_held"


class EntryKnown(msgspec.Struct, frozen=True, kw_only=True):
    """What of a cited entry must be known: whose record it is in, what it is called, and how it stands.

    `is_given` is False for one written after the records were held that did not come in for the review; whether it was
    learned at one of the review's events is read from the steps.
    """

    family: str
    words: str = ""
    corrected_by: str = ""
    is_withdrawn: bool = False
    is_given: bool = True


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """One citation by a step. `family` is empty for a step of the review; `instead` is what to cite now, if known."""

    by: str
    cited: str
    family: str = ""
    words: str = ""
    broken: Broken | None = None
    instead: str = ""

    @property
    def why(self) -> str:
        """Why it is broken, in a plain sentence; "" when it holds."""
        match self.broken:
            case Broken.UNKNOWN:
                return "Nothing in these families’ records or in this review has this id."
            case Broken.CORRECTED:
                return f"This was corrected after it was cited. Read the correction and cite it: {self.instead}."
            case Broken.WITHDRAWN:
                return "The file this came in was withdrawn, so nothing may rest on it."
            case Broken.NOT_HELD:
                return (
                    "This was written after the records were held. It did not come in for this review and was not "
                    "learned at one of its events."
                )
        return ""


def cited_ids(recorded: Iterable[Recorded]) -> frozenset[str]:
    """Every id that any of the steps cites, entries and steps alike."""
    return frozenset(cited for one in recorded for cited in _of(one.step))


def citations(recorded: Iterable[Recorded], entries: Mapping[str, EntryKnown]) -> list[Citation]:
    """Every citation of the steps that stand, in the order of the steps and of what each cites.

    `recorded` is every step as kept, the corrected ones too; `entries` what is known of entries by id, those corrected
    and withdrawn included. A corrected step cites nothing any more; citing it is broken.
    """
    everything = list(recorded)
    steps = Steps(everything)
    look = _Look(everything, steps, entries)
    return [look.at(one.id, cited) for one in steps.all for cited in _of(one.step)]


def broken(found: Iterable[Citation]) -> list[Citation]:
    """Those that can no longer be relied on."""
    return [one for one in found if one.broken]


def _of(step: Happened) -> Iterator[str]:
    """What a step cites, each once."""
    return iter(dict.fromkeys(cited for field in CITING for cited in getattr(step, field, ())))


class _Look:
    """Looks one citation up."""

    def __init__(self, everything: list[Recorded], steps: Steps, entries: Mapping[str, EntryKnown]) -> None:
        self._steps = {one.id: one for one in everything}
        self._later = {one.step.corrects: one.id for one in everything if one.step.corrects}
        self._learned = {step.entry for step in steps.of(LearnedThere)}
        self._entries = entries

    def at(self, by: str, cited: str) -> Citation:
        if cited in self._entries:
            return self._entry(by, cited, self._entries[cited])
        if cited not in self._steps:
            return Citation(by=by, cited=cited, broken=Broken.UNKNOWN)
        instead = self._last_of(cited)
        return Citation(by=by, cited=cited, broken=Broken.CORRECTED if instead else None, instead=instead)

    def _entry(self, by: str, cited: str, known: EntryKnown) -> Citation:
        why, instead = None, ""
        if known.is_withdrawn:
            why = Broken.WITHDRAWN
        elif known.corrected_by:
            why, instead = Broken.CORRECTED, known.corrected_by
        elif not known.is_given and cited not in self._learned:
            why = Broken.NOT_HELD
        return Citation(by=by, cited=cited, family=known.family, words=known.words, broken=why, instead=instead)

    def _last_of(self, cited: str) -> str:
        """The step that stands in the end in the place of one corrected, however often; "" when it was not."""
        seen = {cited}
        last = ""
        while (following := self._later.get(last or cited)) and following not in seen:
            seen.add(following)
            last = following
        return last
