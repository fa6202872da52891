"""The strip of a family's chronology, from what the practitioner may see: marks, sightings, gaps, links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe

from kingfisher.drawing.marks import Gap, Mark, Sight, lay_out
from kingfisher.drawing.strip import strip
from kingfisher.practice import contact
from kingfisher.records.family_page import Mark as RowMark
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Outcome
from kingfisher.web.words import KIND_WORDS, OUTCOME_WORDS

KEPT = (None, Outcome.ATTENDED, Outcome.REARRANGED)


def mark_of(entry: Entry) -> Mark:
    """An entry as a mark. One that happened on a certain day has that day as first and last."""
    when, outcome = entry.happened, entry.outcome
    words = KIND_WORDS.get(entry.kind, entry.kind)
    return Mark(
        day=when.first,
        last=when.last,
        agency=entry.agency,
        kind=entry.kind,
        id=entry.id,
        label=f"{words}: {OUTCOME_WORDS[outcome]}" if outcome else words,
        about=when.about,
        missed=outcome not in KEPT,
    )


def mark_of_row(row: RowMark) -> Mark:
    """A row's columns as a mark, without reading what the entry says."""
    words = KIND_WORDS.get(row.kind, row.kind)
    return Mark(row.first, row.last, row.agency, row.kind, row.entry_id, words, about=row.when.endswith("~"))


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a strip is of and where its links lead: `address` with `query` kept; "" for a picture without links."""

    title: str
    names: Mapping[str, str]
    address: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    as_at: date | None = None

    def link(self, agency: str | None, since: date, until: date) -> str:
        """The same picture nearer by, for `drawing.strip`: of one agency, or of other days."""
        return self._to("agency", agency, since, until)

    def child_link(self, child: str | None, since: date, until: date) -> str:
        """The same picture of one child."""
        return self._to("child", child, since, until)

    def _to(self, name: str, lane: str | None, since: date, until: date) -> str:
        if not self.address:
            return ""
        asked = {**self.query, "from": since.isoformat(), "to": until.isoformat(), **({name: lane} if lane else {})}
        return f"{self.address}?{urlencode(asked)}"


@dataclass(frozen=True)
class ChildLane:
    """One child's lane: when seen, and the gaps."""

    id: str
    label: str
    sighted: Sequence[contact.Sighted]
    gaps: Sequence[contact.Gap]


def draw(marks: Sequence[Mark], scope: Scope, children: Sequence[ChildLane] = ()) -> SafeString | None:
    """The picture as SVG, or None when there is nothing dated to draw."""
    days = [day for mark in marks for day in (mark.day, mark.last) if day]
    if not days:
        return None
    first, last = scope.first or min(days), scope.last or max(scope.as_at or date.min, *days)
    laid = lay_out(
        marks,
        first=min(first, last),
        last=last,
        as_at=scope.as_at,
        seen=[sight for child in children for one in child.sighted if (sight := _sight(one))],
        gaps=[
            Gap(one.child, one.first, one.last, f"{_where(one)}: {one.days} days") for c in children for one in c.gaps
        ],
        children=[(child.id, child.label) for child in children],
        names=scope.names,
    )
    # Every word in the picture is escaped where it is written, in drawing/svg.py.
    return mark_safe(strip(laid, title=scope.title, links=scope.link, child_links=scope.child_link))  # noqa: S308


def _sight(one: contact.Sighted) -> Sight | None:
    day, last = one.when.first or one.when.last, one.when.last or one.when.first
    if day is None or last is None:
        return None
    return Sight(one.child, day, last, one.at_home if one.setting else None, one.entry)


def _where(gap: contact.Gap) -> str:
    return "not seen inside the home" if gap.at_home else "not seen"
