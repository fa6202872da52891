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
from kingfisher.practice.contact import Sighted, all_sightings, first_day, gaps_between, last_of
from kingfisher.questions.again import Asked
from kingfisher.records import jobs
from kingfisher.records.asked_lately import asked_lately
from kingfisher.records.chronologies import whole_chronology
from kingfisher.records.content import canonical
from kingfisher.records.footing import footing_in
from kingfisher.records.models import Family, Standing, Stream
from kingfisher.records.partnership import asked, holds_under_until, holds_until, parameters, said_here, under
from kingfisher.records.visible import entries_for
from kingfisher.timeline.chronology import Chronology

LAST_SEEN_AT_HOME = "last_seen_at_home"
GAP = "gap"
QUESTION = "question"
UNDER = "asked_under"  # what they were worked out under: no longer that, no longer any of them

type Reading = Callable[[Asked], Iterator[Standing]]


def _seen(found: Asked) -> Iterator[Standing]:
    """The last sighting of each child inside the home (`practice.contact.Sighted`), or none; then each gap in seeing
    them there that is still open."""
    seen, as_at = all_sightings(found.chronology), found.picture.as_at
    for child in found.chronology.family.children:
        last = last_of(seen.get(child, []), as_at, at_home=True)
        yield Standing(child=child, what=LAST_SEEN_AT_HOME, value=canonical(last), rests_on=last.entry if last else "")
    for child in found.chronology.family.children:
        yield from _open_gaps(found.chronology, child, seen.get(child, []), as_at)


def _open_gaps(chronology: Chronology, child: str, seen: list[Sighted], as_at: date) -> Iterator[Standing]:
    """The gap in seeing the child at home that is still open (`practice.contact.Gap`). It grows by a day each day.

    It is worth a line from the number of days at which the question about it is asked.
    """
    days, begin = parameters().number("seen_at_home.days", as_at), first_day(chronology, child)
    for gap in gaps_between(seen, child, as_at, days=days, begin=begin) if begin else ():
        if gap.last == as_at:
            rests_on = gap.after or _first_about(chronology, child)
            yield Standing(child=child, what=GAP, value=canonical(gap), rests_on=rests_on, holds_until=as_at)


def _first_about(chronology: Chronology, child: str) -> str:
    """The first entry about the child: a gap with no sighting before it is counted from there."""
    return next((entry.id for entry in chronology.entries if child in entry.about), "")


def _questions(found: Asked) -> Iterator[Standing]:
    """Each open question (`questions.question.Question`)."""
    until = holds_until(found)
    for question in said_here(found.questions, found.picture.as_at):
        children = [child for child in found.chronology.family.children if child in question.about]
        yield Standing(
            child=children[0] if len(children) == 1 else "",
            what=QUESTION,
            value=canonical(question),
            rests_on=" ".join(question.rests_on),
            holds_until=min(filter(None, (until, question.holds_until)), default=None),
        )


def _asked_under(found: Asked) -> Iterator[Standing]:
    """What all of it was worked out under (`partnership.under`), and until when that stays in force."""
    yield Standing(what=UNDER, value=under(), holds_until=holds_under_until(found.picture.as_at))


READINGS: tuple[Reading, ...] = (_seen, _questions, _asked_under)


def refresh(family: Family, as_at: date) -> list[Standing]:
    """Work out the family's standings as at the end of the day, in place of those held. The record is read once, and
    again if more was written meanwhile; asked again is only what may say something else than it did a while ago
    (`asked_lately`)."""
    for last_try in (False, False, True):
        version = Stream.objects.values_list("version", flat=True).get(family=family)
        made = _made(asked_lately(family.ref, whole_chronology(family), as_at))
        for standing in made:
            standing.family, standing.as_at = family, as_at
        with transaction.atomic():  # one at a time, or two would each add theirs to the other's
            stream = Stream.objects.select_for_update().get(family=family)
            if stream.version == version or last_try:
                Standing.objects.filter(family=family).delete()
                Standing.objects.bulk_create(made)
                break
    return made


def _made(found: Asked) -> list[Standing]:
    return [standing for reading in READINGS for standing in reading(found)]


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
    """A sentence if the standings held are not what the record gives as at the same day, everything asked afresh;
    nothing is changed."""
    held = list(Standing.objects.filter(family=family))
    if not held:
        return []
    made = _made(asked(whole_chronology(family), held[0].as_at))
    if sorted(map(_said, held)) == sorted(map(_said, made)):
        return []
    return [f"Family {family.ref}: the standings held ({len(held)}) are not what the record gives ({len(made)})."]


def _said(standing: Standing) -> str:
    return json.dumps([standing.what, standing.child, standing.value, standing.rests_on, str(standing.holds_until)])
