"""Reading a file that was sent in, as a job: its rows become rows to settle, and the counts must add up."""

import tempfile
from collections.abc import Iterator
from itertools import batched
from pathlib import Path

from django.db import transaction
from django.tasks import task

from kingfisher.agencies.models import Agency
from kingfisher.interchange.files.apart import read_apart
from kingfisher.interchange.files.rows import Place, Refused
from kingfisher.interchange.returns.agency_return import AgencyReturn, Doubt, Proposed, Structure
from kingfisher.interchange.returns.read_return import read_return
from kingfisher.records import jobs
from kingfisher.records.chronologies import family_value
from kingfisher.records.content import canonical
from kingfisher.records.models import Batch, BatchRow, BatchState
from kingfisher.timeline import people

TO_READ = (BatchState.WAITING, BatchState.READING)
SOME = 200
OUR_FAULT = "Something went wrong on our side while reading this file. It is kept as it was sent; nothing is lost."


def read_one(path: Path, name: str, family: people.Family, agency: str | None) -> AgencyReturn:
    """Read a file in a process of its own and make an agency's return of it. Raises `Refused` in plain words."""
    return read_return(read_apart(path, name=name), family, agency=agency)


@task
def read_file(ref: str) -> None:
    """Read the batch of that ref, from the beginning if it was begun before."""
    batch = Batch.objects.select_related("family", "original", "agency").filter(ref=ref, state__in=TO_READ).first()
    if batch is None:
        return
    batch.rows.all().delete()
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.READING, rows_done=0)
    try:
        came = _read(batch)
    except Refused as refusal:
        Batch.objects.filter(pk=batch.pk).update(state=BatchState.REFUSED, reason=refusal.reason)
        return
    _take_in(batch, came)


def _read(batch: Batch) -> AgencyReturn:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"return{Path(batch.file_name).suffix.lower()}"
        path.write_bytes(bytes(batch.original.content))
        return read_one(path, batch.file_name, family_value(batch.family), batch.agency_id)


def _take_in(batch: Batch, came: AgencyReturn) -> None:
    if not came.adds_up:
        found = len(came.proposed) + len(came.doubts) + len(came.structure)
        reason = (
            f"The file has {came.rows_in} rows and we can account for {found}, so nothing was taken in. {OUR_FAULT}"
        )
        Batch.objects.filter(pk=batch.pk).update(state=BatchState.REFUSED, reason=reason)
        return
    rows = list(_rows(batch, came))
    counts = {"proposed": len(came.proposed), "doubts": len(came.doubts), "structure": len(came.structure)}
    Batch.objects.filter(pk=batch.pk).update(rows_in=len(rows), **counts)
    done = 0
    for some in batched(rows, SOME):
        with transaction.atomic():
            BatchRow.objects.bulk_create(some)
            done += len(some)
            Batch.objects.filter(pk=batch.pk).update(rows_done=done)
    agency = batch.agency or Agency.objects.filter(slug=came.agency).first()
    Batch.objects.filter(pk=batch.pk).update(
        state=BatchState.READ, agency=agency, agency_reason=came.agency_reason[:200], notices=canonical(came.notices)
    )


def _rows(batch: Batch, came: AgencyReturn) -> Iterator[BatchRow]:
    """The rows in the order they stand in the file, whatever became of them."""
    kinds: tuple[tuple[BatchRow.State, tuple[Proposed | Doubt | Structure, ...]], ...] = (
        (BatchRow.State.SUGGESTED, came.proposed),
        (BatchRow.State.DOUBT, came.doubts),
        (BatchRow.State.STRUCTURE, came.structure),
    )
    everything = [(state, one) for state, ones in kinds for one in ones]
    # titles, keys and headings tell which part comes first
    in_turn: tuple[Proposed | Doubt | Structure, ...] = (*came.structure, *came.proposed, *came.doubts)
    parts = list(dict.fromkeys(_place(one).part for one in in_turn))
    everything.sort(key=lambda pair: (parts.index(_place(pair[1]).part), _place(pair[1]).number))
    for number, (state, one) in enumerate(everything, 1):
        yield BatchRow(batch=batch, number=number, place=_place(one).locator[:200], state=state, read=canonical(one))


def _place(one: Proposed | Doubt | Structure) -> Place:
    return one.proposed.place if isinstance(one, Doubt) else one.place


def _given_up(ref: str) -> None:
    Batch.objects.filter(ref=ref, state__in=TO_READ).update(state=BatchState.REFUSED, reason=OUR_FAULT)


jobs.ON_GIVING_UP[read_file.module_path] = _given_up
