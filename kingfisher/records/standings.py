"""What a list needs to say of a family without reading its chronology: last sightings at home, gaps, open questions.

Worked out from the whole record, all agencies together, as at a day; each says until what day it holds if nothing more
is written. Shown to a practitioner only where they may see every entry it rests on. Derived, so never the truth itself.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date

from django.db import transaction
from django.db.models import Min
from django.tasks import task
from django.utils import timezone

from kingfisher.agencies.models import Practitioner
from kingfisher.practice.contact import gaps, last_seen_at_home
from kingfisher.records import jobs
from kingfisher.records.chronologies import whole_chronology
from kingfisher.records.content import canonical
from kingfisher.records.footing import footing_in
from kingfisher.records.models import Family, Standing
from kingfisher.records.partnership import ask, holds_under_until, holds_until, parameters, under
from kingfisher.records.visible import entries_for
from kingfisher.timeline.chronology import Chronology

LAST_SEEN_AT_HOME = "last_seen_at_home"
GAP = "gap"
QUESTION = "question"
UNDER = "asked_under"  # what they were worked out under: no longer that, no longer any of them

type Reading = Callable[[Chronology, date], Iterator[Standing]]


def _last_seen(chronology: Chronology, as_at: date) -> Iterator[Standing]:
    """The last sighting of each child inside the home (`practice.contact.Sighted`), or none."""
    for child in chronology.family.children:
        seen = last_seen_at_home(chronology, child, as_at)
        rests_on = seen.entry if seen else ""
        yield Standing(child=child, what=LAST_SEEN_AT_HOME, value=canonical(seen), rests_on=rests_on)


def _open_gaps(chronology: Chronology, as_at: date) -> Iterator[Standing]:
    """The gap in seeing each child at home that is still open (`practice.contact.Gap`). It grows by a day each day.

    It is worth a line from the number of days at which the question about it is asked.
    """
    days = parameters().number("seen_at_home.days", as_at)
    for child in chronology.family.children:
        for gap in gaps(chronology, child, as_at, days=days):
            if gap.last == as_at:
                yield Standing(
                    child=child,
                    what=GAP,
                    value=canonical(gap),
                    rests_on=gap.after or _first_about(chronology, child),
                    holds_until=as_at,
                )


def _first_about(chronology: Chronology, child: str) -> str:
    """The first entry about the child: a gap with no sighting before it is counted from there."""
    return next((entry.id for entry in chronology.entries if child in entry.about), "")


def _questions(chronology: Chronology, as_at: date) -> Iterator[Standing]:
    """Each open question (`questions.question.Question`)."""
    until = holds_until(chronology, as_at)
    for question in ask(chronology, as_at):
        children = [child for child in chronology.family.children if child in question.about]
        yield Standing(
            child=children[0] if len(children) == 1 else "",
            what=QUESTION,
            value=canonical(question),
            rests_on=" ".join(question.rests_on),
            holds_until=min(filter(None, (until, question.holds_until)), default=None),
        )


def _asked_under(chronology: Chronology, as_at: date) -> Iterator[Standing]:
    """What all of it was worked out under (`partnership.under`), and until when that stays in force."""
    yield Standing(what=UNDER, value=under(), holds_until=holds_under_until(as_at))


READINGS: tuple[Reading, ...] = (_last_seen, _open_gaps, _questions, _asked_under)


def refresh(family: Family, as_at: date) -> list[Standing]:
    """Work out the family's standings afresh as at the end of the day, in place of those held."""
    chronology = whole_chronology(family)
    made = [standing for reading in READINGS for standing in reading(chronology, as_at)]
    for standing in made:
        standing.family, standing.as_at = family, as_at
    with transaction.atomic():
        Standing.objects.filter(family=family).delete()
        Standing.objects.bulk_create(made)
    return made


def refresh_later(family: Family) -> None:
    """Have the standings refreshed by a worker, once this transaction is committed."""
    jobs.enqueue_once(refresh_standings, family.ref)


@task
def refresh_standings(ref: str) -> None:
    """Refresh the standings of the family of that ref, as at today."""
    family = Family.objects.filter(ref=ref).first()
    if family is not None:
        refresh(family, timezone.localdate())


def standings_for(practitioner: Practitioner, family: Family, at: date) -> list[Standing]:
    """The standings this practitioner may see; worked out again first if they no longer hold on the day."""
    if not footing_in(practitioner, family, at).sees:
        return []
    if not still_hold(family, at):
        refresh(family, at)
    seen = frozenset(entries_for(practitioner, family, at, superseded=True).values_list("entry_id", flat=True))
    held = Standing.objects.filter(family=family).exclude(what=UNDER)
    return [one for one in held if seen.issuperset(one.rests_on.split())]


def still_hold(family: Family, at: date) -> bool:
    """True if there are standings, worked out under what questions are asked under now, none of them from after the
    day and none past the day until which it holds."""
    held = Standing.objects.filter(family=family)
    ends = held.aggregate(first=Min("as_at"), until=Min("holds_until"))
    if ends["first"] is None or ends["first"] > at or not held.filter(what=UNDER, value=under()).exists():
        return False
    return ends["first"] == at or ends["until"] is None or ends["until"] >= at


def compare(family: Family) -> list[str]:
    """A sentence if the standings held are not what the record gives as at the same day; nothing is changed."""
    held = list(Standing.objects.filter(family=family))
    if not held:
        return []
    chronology, as_at = whole_chronology(family), held[0].as_at
    made = [standing for reading in READINGS for standing in reading(chronology, as_at)]
    if sorted(map(_said, held)) == sorted(map(_said, made)):
        return []
    return [f"Family {family.ref}: the standings held ({len(held)}) are not what the record gives ({len(made)})."]


def _said(standing: Standing) -> str:
    return json.dumps([standing.what, standing.child, standing.value, standing.rests_on])
