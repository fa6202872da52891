"""What the family's page needs, quickly: columns for lists and pictures, payloads for one page of entries only.

Every count, mark and search begins from what the practitioner may see.
"""

from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, Q, QuerySet

from kingfisher.agencies.models import Practitioner
from kingfisher.records.access import entries_for
from kingfisher.records.chronologies import entries_of
from kingfisher.records.content import folded
from kingfisher.records.models import EntryRow, Family
from kingfisher.timeline.entries import Entry

PER_PAGE = 50
ORDER = (F("sort_day").asc(nulls_last=True), F("happened_at").asc(nulls_first=True), "agency", "entry_id")


@dataclass(frozen=True)
class Filters:
    """What to narrow the table to; nothing given, nothing narrowed. Days are inclusive, and an entry whose date is
    uncertain stays if it can have happened between them; an undated one stays only when no day is given."""

    people: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    words: str = ""
    first: date | None = None
    last: date | None = None


class Mark(NamedTuple):
    """One entry in the picture: enough to place it in its agency's lane and link to it."""

    entry_id: str
    agency: str
    kind: str
    first: date | None
    last: date | None
    at: time | None
    when: str  # the date in its written form


class Contributor(NamedTuple):
    """An agency that has written, how many entries may be seen, and up to what day (None: all undated)."""

    agency: str
    name: str
    entries: int
    up_to: date | None


@dataclass(frozen=True)
class EntriesPage:
    """One page of the table: `entries` in the order of `page`'s rows; `page` is Django's, for its numbers and links."""

    page: "Page[EntryRow]"
    entries: tuple[Entry, ...]
    labels: dict[str, str] = field(default_factory=dict)  # entry id: the labels between spaces

    @property
    def total(self) -> int:
        """How many entries meet the filters and may be seen."""
        return self.page.paginator.count


def filtered(rows: QuerySet[EntryRow], filters: Filters) -> QuerySet[EntryRow]:
    """The rows that meet every filter given."""
    if filters.people:
        rows = rows.filter(pk__in=EntryRow.objects.filter(about__person_id__in=filters.people).values("pk"))
    if filters.agencies:
        rows = rows.filter(agency__slug__in=filters.agencies)
    if filters.kinds:
        rows = rows.filter(kind__in=filters.kinds)
    for word in folded(filters.words).split():
        rows = rows.filter(payload__words__contains=word)
    if filters.first or filters.last:
        rows = rows.filter(sort_day__isnull=False)
    if filters.first:
        rows = rows.filter(Q(latest=None) | Q(latest__gte=filters.first))
    if filters.last:
        rows = rows.filter(Q(earliest=None) | Q(earliest__lte=filters.last))
    return rows


def page_of_entries(
    practitioner: Practitioner,
    family: Family,
    filters: Filters | None = None,
    page: int | str = 1,
    *,
    at: date,
    per_page: int = PER_PAGE,
) -> EntriesPage:
    """A page of what the practitioner may see, in order, undated last; a page past the end is the last one."""
    visible = entries_for(practitioner, family, at)
    rows = filtered(visible, filters or Filters()).select_related("release").order_by(*ORDER)
    shown = Paginator(rows, per_page).get_page(page)
    ids = [row.entry_id for row in shown.object_list]
    wanted = EntryRow.objects.filter(entry_id__in=ids)
    by_id = {entry.id: entry for entry in entries_of(family, wanted, visible=visible)}
    labels = {row.entry_id: row.labels_now for row in shown.object_list}
    return EntriesPage(shown, tuple(by_id[one] for one in ids if one in by_id), labels)


def marks_of(practitioner: Practitioner, family: Family, filters: Filters | None = None, *, at: date) -> list[Mark]:
    """Every dated entry the practitioner may see and the filters keep, as marks, in order."""
    rows = filtered(entries_for(practitioner, family, at), filters or Filters()).filter(sort_day__isnull=False)
    columns = ("entry_id", "agency", "kind", "happened_first", "happened_last", "happened_at", "happened_text")
    return [Mark(*values) for values in rows.order_by(*ORDER).values_list(*columns)]


def contributors(practitioner: Practitioner, family: Family, *, at: date) -> list[Contributor]:
    """Which agencies have written what this practitioner may see, and up to what day: quiet is never shown as safe."""
    rows = entries_for(practitioner, family, at).order_by("agency__name").values_list("agency", "agency__name")
    counted = rows.annotate(entries=Count("pk"), up_to=Max("happened_last"), begun=Max("happened_first"))
    return [Contributor(slug, name, number, last or begun) for slug, name, number, last, begun in counted]
