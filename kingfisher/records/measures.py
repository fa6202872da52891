"""The measures behind recommendations, taken over every family: only figures leave here, and small ones are held back.

Whoever may take a measure (`Act.MEASURE`) need not be in any family's network: no entry, name or family is shown.
"""

from collections.abc import Iterator
from datetime import date

from kingfisher.agencies.models import Practitioner, StaffMeant, Training
from kingfisher.practice.measures import MEASURES
from kingfisher.practice.measures.figure import Asked, Shown, Staff, Trained, shown
from kingfisher.practice.measures.periods import Period, given_away, periods
from kingfisher.questions.measured import words_for_measures
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import NotNow
from kingfisher.records.chronologies import whole_chronology
from kingfisher.records.models import Family
from kingfisher.records.partnership import parameters
from kingfisher.timeline.chronology import Chronology


class EveryFamily:
    """Every family's whole record, one after another, as often as it is gone through."""

    def __iter__(self) -> Iterator[Chronology]:
        """In an order of no meaning."""
        for family in Family.objects.order_by("pk").iterator(chunk_size=50):
            yield whole_chronology(family)


def measure(*, by: Practitioner, name: str, over: Period, at: date) -> list[Shown]:
    """A measure by name over one of the periods there are; a year gives nothing away of its halves.

    Raises `AccessRefused`, `KeyError` for no such measure, and `NotNow` for days that are no period, or not ended.
    """
    taken = MEASURES[name]
    prove(by, Act.MEASURE, None, at, purpose=name)
    refuse_unless_ended(over, at)
    halves = [shown(taken.take(_asked(half))) for half in over.halves]
    figures = list(taken.take(_asked(over)))
    return shown(figures, given_away(figures, halves))


def refuse_unless_ended(over: Period, at: date) -> None:
    """Raise `NotNow` for days over which no figure may be taken: any others could be taken from one another."""
    if over not in periods(at):
        raise NotNow("Figures are taken over whole years and half years that have ended. Choose one of those.")


def _asked(over: Period) -> Asked:
    return Asked(
        families=EveryFamily(),
        first=over.first,
        last=over.last,
        trained=_trained(over.last),
        staff=_staff(over.last),
        words=words_for_measures(over.last, parameters()),
    )


def register(*, by: Practitioner, at: date) -> tuple[list[Training], list[StaffMeant]]:
    """The training register as kept, the latest first. Raises `AccessRefused` for those who do not keep it."""
    prove(by, Act.KEEP_REGISTER, None, at)
    return list(Training.objects.select_related("agency")), list(StaffMeant.objects.select_related("agency"))


def _trained(last: date) -> list[Trained]:
    """One line for each member of staff: the register holds numbers, not names."""
    rows = Training.objects.filter(day__lte=last).select_related("agency")
    return [
        Trained(agency=row.agency.slug, what=row.subject, day=row.day, licensed_until=row.licensed_until)
        for row in rows
        for _ in range(row.number)
    ]


def _staff(last: date) -> list[Staff]:
    latest: dict[tuple[str, str], int] = {}
    for row in StaffMeant.objects.filter(day__lte=last).order_by("day", "pk").select_related("agency"):
        latest[row.agency.slug, row.subject] = row.number
    return [Staff(agency=agency, what=what, number=number) for (agency, what), number in sorted(latest.items())]
