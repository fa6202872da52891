"""What `draw` draws, for whom: the readings of a record as practitioners, the family or the public may have them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kingfisher.interchange.copies.audiences import FAMILY, may_read
from kingfisher.interchange.copies.nameless import Nameless, as_published, in_months, nameless, refuse_if_told
from kingfisher.practice.children import children
from kingfisher.practice.copied import (
    lived_for_family,
    lived_published,
    network_for_family,
    network_published,
    supports_for_family,
    supports_published,
    without_siblings_kin,
)
from kingfisher.practice.kin import ForFamily, ForPublication, Kin, for_family, for_publication, kin_as_at
from kingfisher.practice.lived import Lived, lived
from kingfisher.practice.network import Network, network
from kingfisher.practice.supports import Supports, supports
from kingfisher.timeline.chronology import Chronology


class Wanted(NamedTuple):
    """For whom (practitioners, family or publication), as at which day, and whether the siblings' number is hidden."""

    audience: str
    as_at: date
    hide_siblings: bool = False

    @property
    def days(self) -> bool:
        """False where months stand for days."""
        return self.audience != "publication"


class Readings:
    """The readings of one record. Raises `KeyError` where the child was not there on the day."""

    def __init__(self, chronology: Chronology, wanted: Wanted) -> None:
        self._wanted, self._given = wanted, ForPublication(hide_siblings=wanted.hide_siblings)
        others = wanted.audience in ("family", "publication")
        self._record = chronology.where(lambda entry: may_read(FAMILY, entry)) if others else chronology
        self._nameless: Nameless | None = None

    def kin(self, index: str, *, cousins: bool, whole: bool) -> Kin:
        """For a genogram."""
        kin = kin_as_at(self._record, self._wanted.as_at, index, cousins=cousins, whole=whole)
        if self._wanted.audience == "family":
            return for_family(kin)
        if self._wanted.audience == "publication":
            self._bare(index)
            return for_publication(kin, self._given)
        return kin

    def supports(self, index: str) -> Supports:
        """For an ecogram."""
        day = self._wanted.as_at
        if self._wanted.audience == "family":
            return supports_for_family(self._record, day, index, ForFamily())
        if self._wanted.audience == "publication":
            bare = self._bare(index)
            return in_months(supports_published(bare.chronology, day, bare.child, self._given))
        return supports(self._record, day, index)

    def homes(self, asked: Sequence[str]) -> list[Lived]:
        """For strips of homes; where the number of siblings is hidden, of the first child asked for alone."""
        day = self._wanted.as_at
        if self._wanted.audience == "family":
            return lived_for_family(self._record, day, list(asked), ForFamily())
        if self._wanted.audience == "publication":
            bare = self._bare(asked[0])
            every = list(dict.fromkeys(bare.ids(one) for one in asked))
            return in_months(lived_published(bare.chronology, day, every[:1] if self._wanted.hide_siblings else every))
        return [lived(self._record, day, child) for child in asked]

    def network(self, index: str | None) -> Network:
        """For the network of practitioners."""
        day = self._wanted.as_at
        if self._wanted.audience == "family":
            return network_for_family(self._record, day, ForFamily())
        if self._wanted.audience == "publication":
            bare = self._bare(index or self._record.family.children[0])
            return in_months(network_published(bare.chronology, day))
        return network(self._record, day)

    def finished(self, *drawn: str) -> tuple[str, ...]:
        """What was drawn and said, as it may go out. Raises `SomethingLeft` where it would still tell who it is."""
        if self._nameless is None:
            return drawn
        made = tuple(map(as_published, drawn))
        refuse_if_told(self._nameless.look, *made)
        return made

    def _bare(self, index: str) -> Nameless:
        record, siblings = self._record, None
        whole = kin_as_at(record, self._wanted.as_at, index, whole=True)
        if self._wanted.hide_siblings:
            record, siblings = without_siblings_kin(record, whole)
        young = children(record.family, self._wanted.as_at)
        self._nameless = nameless(record, index, young, siblings=siblings)
        return self._nameless
