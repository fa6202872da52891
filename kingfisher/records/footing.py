"""On what footing does a practitioner stand to a family on a day? The facts that `access.decide` reasons from.

Precedence, first refusal wins: the account → a bar (a seal will stand beside it) → what the entry is labelled →
membership of the network or the panel → what that footing may do. Without a grant the answer is no.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.db.models import Q, QuerySet

from kingfisher.agencies.models import Capacity, Practitioner
from kingfisher.records.labels import AGENCY_ONLY, RESTRICTED
from kingfisher.records.models import Audit, BatchState, EntryRow, Family, Membership, PanelMember
from kingfisher.timeline.dates import said

LEAD = "lead"


class Part(StrEnum):
    """The part someone has in a family's record."""

    MEMBER = "member"  # of the family's network, themselves or through their team
    LEAD = "lead"  # a member who says who else is in the network
    PANEL = "panel"  # of an open review of the family
    READER = "reader"  # of an open audit of it: reads what is open to the network, and writes nothing in the record


READING = frozenset({Part.MEMBER, Part.READER})  # they see what is open to the network


@dataclass(frozen=True)
class Footing:
    """A practitioner's parts in one family on a day, and the sentences that say why, in order."""

    practitioner: Practitioner
    parts: frozenset[Part]
    reasons: tuple[str, ...]
    reviews: frozenset[int] = frozenset()  # the open reviews of it on whose panel they sit

    @property
    def sees(self) -> bool:
        """True if they may open the family at all."""
        return bool(self.parts)

    @cached_property
    def agency(self) -> str:
        """The agency they act for."""
        return self.practitioner.agency.slug


def account_refusal(practitioner: Practitioner) -> str:
    """Why the account sees no content at all; "" when it may."""
    if not practitioner.is_active:
        return "Your account is not in use."
    if practitioner.capacity in (Capacity.ADMINISTRATOR, Capacity.AUDITOR):
        return "Accounts that run or audit the system do not see what is recorded about families."
    return ""


def footing_in(practitioner: Practitioner, family: Family, at: date) -> Footing:
    """Where the practitioner stands to the family on the day, both ends of every membership inclusive."""
    if refusal := account_refusal(practitioner):
        return Footing(practitioner, frozenset(), (refusal,))
    if family.bars.filter(practitioner=practitioner, since__lte=at).exists():
        return Footing(practitioner, frozenset(), ("You have a conflict of interest recorded with this family.",))
    parts: set[Part] = set()
    reasons = []
    for place in _memberships(practitioner, at).filter(family=family).select_related("team"):
        parts.add(Part.MEMBER)
        parts |= {Part.LEAD} if place.function == LEAD else set()
        whose = f"Your team, {place.team.name}, is" if place.team else "You are"
        reasons.append(f"{whose} in this family's network as {place.function} since {said(place.since)}.")
    reviews: set[int] = set()
    for seat in _seats(practitioner, at).filter(review__families=family).select_related("review"):
        parts.add(Part.PANEL)
        reviews.add(seat.review_id)
        reasons.append(f"You are on the panel of the review '{seat.review.name}'.")
    for audit in _audits(practitioner, at).filter(family=family):
        parts.add(Part.READER)
        reasons.append(f"You have a part in the audit '{audit.name}'.")
    why = tuple(reasons) or ("You are not in this family's network.",)
    return Footing(practitioner, frozenset(parts), why, frozenset(reviews))


def families_open_to(practitioner: Practitioner, at: date) -> QuerySet[Family]:
    """Every family the practitioner may open on the day: the same rules as `footing_in`, as a list."""
    if account_refusal(practitioner):
        return Family.objects.none()
    mine = Q(pk__in=_memberships(practitioner, at).values("family"))
    reviewed = Q(reviews__in=_seats(practitioner, at).values("review"))
    audited = Q(audits__in=_audits(practitioner, at).values("pk"))
    barred = Family.objects.filter(bars__practitioner=practitioner, bars__since__lte=at)
    return Family.objects.filter(mine | reviewed | audited).exclude(pk__in=barred.values("pk")).distinct()


def _memberships(practitioner: Practitioner, at: date) -> QuerySet[Membership]:
    whose = Q(practitioner=practitioner)
    if practitioner.team_id is not None:
        whose |= Q(team=practitioner.team_id)
    return Membership.objects.filter(whose, Q(until=None) | Q(until__gte=at), since__lte=at)


def _seats(practitioner: Practitioner, at: date) -> QuerySet[PanelMember]:
    return PanelMember.objects.filter(
        Q(until=None) | Q(until__gte=at),
        Q(review__closes=None) | Q(review__closes__gte=at),
        practitioner=practitioner,
        since__lte=at,
        review__opens__lte=at,
    )


def _audits(practitioner: Practitioner, at: date) -> QuerySet[Audit]:
    """The open audits in which the practitioner has a part on the day, both ends inclusive."""
    parts = practitioner.audit_parts.filter(since__lte=at)
    open_on = Audit.objects.filter(Q(closes=None) | Q(closes__gte=at), opens__lte=at)
    return open_on.filter(pk__in=parts.values("audit"))


def entry_reason(footing: Footing, row: EntryRow) -> tuple[bool, str]:
    """May they see this entry of the family, and why: the labels first, then whose it is. Mirrors `entry_filter`."""
    if Part.PANEL in footing.parts:
        return True, "The panel of an open review sees every entry of the family."
    if footing.parts.isdisjoint(READING):
        return False, "Only the family's network, the review panel and the readers of an audit see its entries."
    if row.agency_id == footing.agency:
        return True, "Your agency wrote it."
    if row.batch is not None and row.batch.state == BatchState.WITHDRAWN:
        return False, f"{row.agency.name}'s file was withdrawn."
    if f" {RESTRICTED} " in row.labels:
        return False, f"{row.agency.name} restricted it to itself and the review panel."
    if f" {AGENCY_ONLY} " not in row.labels:
        return True, "It is open to the family's network."
    if hasattr(row, "release"):
        return True, f"{row.agency.name} released it to the family's network on {said(row.release.day)}."
    return False, f"{row.agency.name} sent it in and has not released it to the network."


def entry_filter(footing: Footing) -> Q:
    """The same rule as `entry_reason`, as a filter on entry rows of the family."""
    if Part.PANEL in footing.parts:
        return Q()
    if footing.parts.isdisjoint(READING):
        return Q(pk__in=[])
    open_to_network = ~Q(labels__contains=f" {AGENCY_ONLY} ") | Q(release__isnull=False)
    held_back = Q(labels__contains=f" {RESTRICTED} ") | Q(batch__state=BatchState.WITHDRAWN)
    return Q(agency__slug=footing.agency) | (~held_back & open_to_network)
