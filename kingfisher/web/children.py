"""What is said of each child on the family's page: last seen at home, since when not, and every sighting."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from kingfisher.practice.children import has_died, is_unborn
from kingfisher.practice.contact import Gap, Sighted, gap_words
from kingfisher.timeline.dates import When, said
from kingfisher.timeline.people import Family, Person, age_on
from kingfisher.web.picture import ChildLane
from kingfisher.web.words import SETTING_WORDS, several

SHOWN = 12  # sightings listed on the page; the chronology has them all


def child_shown(
    lane: ChildLane, family: Family, names: Mapping[str, str], ref: str, on: date, *, sees_all: bool
) -> dict[str, Any]:
    """One child, for `family/family.html`, as recorded up to `on` (inclusive) in what the reader may see."""
    person = family.person(lane.id)
    latest = sorted(lane.sighted, key=lambda one: one.when.latest or date.min, reverse=True)
    return {
        "label": person.label,
        "age": "" if has_died(person, on) else age_on(person, When.day(on)),
        "born": born_words(person),
        "sentences": _sentences(person, latest, lane.gaps, on, sees_all=sees_all),
        "href": f"{reverse('chronology', args=[ref])}?child={lane.id}",
        "summary": f"When {person.label} was seen, and when not",
        "sightings": [
            {
                "when": one.when.words,
                "where": _place(one),
                "agency": names.get(one.agency, one.agency),
                "href": reverse("entry", args=[ref, one.entry]),
            }
            for one in latest[:SHOWN]
        ],
        "more": f"The latest {SHOWN} of {several(len(latest), 'sighting')} are listed." if len(latest) > SHOWN else "",
        "gaps": [
            f"{said(gap.first)} to {said(gap.last)}: {several(gap.days, 'day')}"
            for gap in sorted(lane.gaps, key=lambda gap: -gap.days)[:5]
        ],
    }


def _sentences(
    person: Person, latest: Sequence[Sighted], gaps: Sequence[Gap], on: date, *, sees_all: bool
) -> list[str]:
    if is_unborn(person, on) or has_died(person, on):
        return []
    out = []
    running = next((gap for gap in gaps if gap.last == on), None)
    at_home = next((one for one in latest if one.at_home), None)
    if running:
        out.append(gap_words(running, person.label) if sees_all else _gap_in_part(running, person.label))
    elif at_home:
        out.append(f"Last recorded as seen inside the home: {at_home.when.words}.")
    if latest and latest[0] is not at_home:
        one = latest[0]
        out.append(f"Last recorded as seen at all: {one.when.words}, {_place(one)}.")
    if not latest:
        out.append(f"No sighting of {person.label} is recorded in what you may see.")
    return out


def _gap_in_part(gap: Gap, name: str) -> str:
    """For someone who sees part of the record: nothing is said of what others may have seen."""
    if gap.after is None:
        return f"In the entries you may see, nobody is recorded as having seen {name} inside the home."
    since = said(gap.first - timedelta(days=1))
    days = several(gap.days, "day")
    words = f"In the entries you may see, {name} was last seen inside the home on {since} ({days} to {said(gap.last)})."
    return f"{words} Other agencies may have recorded more."


def _place(one: Sighted) -> str:
    return SETTING_WORDS[one.setting] if one.setting else "where not recorded"


def born_words(person: Person) -> str:
    """When they were born and died, or are expected, as far as it is recorded."""
    if person.died:
        return f"Born {person.born.words if person.born else 'on a day not recorded'}, died {person.died.words}"
    if person.born and person.born.is_known:
        return f"Born {person.born.words}"
    return f"Expected {said(person.expected)}" if person.expected else ""
