"""What a picture shows, in words: everyone by generation, everything in one table, and what nobody has recorded."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kingfisher.drawing.genogram.facts import generation
from kingfisher.practice.kin import kin_as_at
from kingfisher.web.drawings.pictures import Made, Subject

SORTS = {
    "person": "Person",
    "union": "Couple",
    "birth": "Parents and child",
    "care": "Care",
    "household": "Living together",
    "relation": "Between them",
    "home": "Home",
    "member": "Of the family",
    "system": "Stands round the home",
    "line": "Link",
    "missing": "Missing",
    "sighting": "Seen elsewhere",
    "close": "Several homes in few days",
    "practitioner": "Practitioner",
    "covers": "Role and person",
}


def rows(made: Made, subject: Subject) -> list[dict[str, Any]]:
    """Everything drawn, once each, in the drawing's own words and with the entries it rests on."""
    entries = subject.chronology.by_id
    return [
        {
            "fact": f"{one.sort}:{one.id}",
            "sort": SORTS.get(one.sort, one.sort),
            "words": one.words,
            "rests_on": [
                {"words": entries[each].happened.words, "href": subject.entry(each)}
                for each in one.rests_on
                if each in entries and subject.entry
            ],
        }
        for one in made.told
    ]


def generations(made: Made, subject: Subject) -> list[dict[str, Any]]:
    """The people of a genogram by generation, the oldest first, each with what is said of them."""
    if made.facts is None:
        return []
    return [
        {
            "name": generation(number).capitalize(),
            "people": [
                {
                    "fact": f"person:{one.id}",
                    "words": one.about,
                    "href": subject.person(one.id) if subject.person else "",
                }
                for one in row
            ],
        }
        for number, row in enumerate(made.facts.generations)
    ]


def parentless(subject: Subject, ref: str) -> list[dict[str, str]]:
    """The record's children of whom no parent, or only one, is recorded on the day, each with where to add one."""
    kin = kin_as_at(subject.chronology, subject.as_at, subject.child, whole=True)
    partners = {union.id: union.partners for union in kin.unions}
    recorded = {person.id for person in subject.chronology.family.people}
    here = {person.id: person.name for person in kin.people}
    found = []
    for child in subject.chronology.family.children:
        if child not in here:
            continue
        parents = {one for birth in kin.births if birth.child == child for one in partners[birth.union]} & recorded
        if len(parents) < 2:
            many = "No parent" if not parents else "Only one parent"
            address = reverse("change_drawn", args=[ref, "parent"])
            href = f"{address}?{urlencode({'of': child})}"
            found.append({"words": f"{many} of {here[child]} is recorded.", "href": href})
    return found
