"""What audits, reviews and records say together, over every family: only figures leave here, small ones held back.

As `measures`: whoever may take a measure need not be in any family's network, nor have a part in any audit or review.
"""

from collections.abc import Iterator
from datetime import date

from kingfisher.agencies.models import Practitioner
from kingfisher.practice.audits.across import AgreementShown, ReadTwice, across, read_twice
from kingfisher.practice.audits.instruments import standard_instruments
from kingfisher.practice.measures.periods import Period
from kingfisher.practice.steps import Steps
from kingfisher.practice.themes import ThemeSource, ThemesShown, in_record, may_be_shown, of_audit, of_review
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import NotNow
from kingfisher.records.chronologies import whole_chronology
from kingfisher.records.learning import audit_steps, steps_of
from kingfisher.records.measures import refuse_unless_ended
from kingfisher.records.models import Audit, Family, Review


def refuse_unless_a_year(over: Period, at: date) -> None:
    """Raise `NotNow` for days over which these figures may not be taken: whole years never overlap."""
    refuse_unless_ended(over, at)
    if not over.is_year:
        raise NotNow("These figures are taken over whole years. Choose a year.")


def themes_between(*, by: Practitioner, over: Period, at: date) -> ThemesShown:
    """The themes named in a year, as they may be shown. Raises `AccessRefused`, and `NotNow` for what is no year."""
    prove(by, Act.MEASURE, None, at, purpose="themes")
    refuse_unless_a_year(over, at)
    return may_be_shown(theme_sources(over.first, over.last))


def theme_sources(first: date, last: date) -> list[ThemeSource]:
    """Every source of the days, of every family, for figures alone. The caller has proved `Act.MEASURE`."""
    found = [*_in_records(first, last), *_of_audits(last), *_of_reviews(last)]
    return [one for one in found if first <= one.day <= last]


def _in_records(first: date, last: date) -> Iterator[ThemeSource]:
    for family in Family.objects.order_by("pk").iterator(chunk_size=50):
        yield from in_record(whole_chronology(family), str(family.pk), first, last)


def _of_audits(last: date) -> Iterator[ThemeSource]:
    for audit in Audit.objects.order_by("pk"):
        if source := of_audit(Steps(audit_steps(audit), last), str(audit.family_id)):
            yield source


def _of_reviews(last: date) -> Iterator[ThemeSource]:
    """A review of several families counts as of the first of them, so that it is never many."""
    for review in Review.objects.order_by("pk").prefetch_related("families"):
        family = min((one.pk for one in review.families.all()), default=0)
        if source := of_review(steps_of(review, last), str(family)):
            yield source


def agreement_between(*, by: Practitioner, over: Period, at: date) -> list[AgreementShown]:
    """How far readers agree, for each instrument, over audits whose second reading came in in a year. Raises
    `AccessRefused`, and `NotNow` for what is no year."""
    prove(by, Act.MEASURE, None, at, purpose="agreement across audits")
    refuse_unless_a_year(over, at)
    return across(_read_twice(over.first, over.last), standard_instruments().values())


def _read_twice(first: date, last: date) -> Iterator[ReadTwice]:
    for audit in Audit.objects.order_by("pk"):
        pair = read_twice(Steps(audit_steps(audit), last), str(audit.family_id))
        if pair and first <= max(pair.first.day, pair.second.day):
            yield pair
