"""One family and the people around it, all invented: the cast of every access test."""

from dataclasses import dataclass
from datetime import date

from kingfisher.agencies.models import Agency, Capacity, Practitioner, Team
from kingfisher.records.actions.families import open_family
from kingfisher.records.actions.memberships import add_member
from kingfisher.records.actions.reviews import add_panel_member, open_review
from kingfisher.records.models import Family, Review
from kingfisher.timeline.dates import When
from kingfisher.timeline.people import Person

DAY = date(2026, 11, 2)
AGENCIES = ("social_care", "health_visiting", "police", "housing", "partnership")
PEOPLE = {  # name: agency, role, capacity
    "social_worker": ("social_care", "social worker", Capacity.PRACTITIONER),
    "health_visitor": ("health_visiting", "health visitor", Capacity.PRACTITIONER),
    "police_officer": ("police", "detective", Capacity.PRACTITIONER),
    "housing_officer": ("housing", "housing officer", Capacity.PRACTITIONER),
    "reviewer": ("partnership", "lead reviewer", Capacity.PARTNERSHIP),
    "manager": ("partnership", "business manager", Capacity.PARTNERSHIP),
    "outsider": ("housing", "housing officer elsewhere", Capacity.PRACTITIONER),
    "administrator": ("partnership", "runs the system", Capacity.ADMINISTRATOR),
    "leaver": ("social_care", "social worker until March", Capacity.PRACTITIONER),
}


@dataclass
class Cast:
    """The people by name, their family and its review."""

    people: dict[str, Practitioner]
    family: Family
    review: Review

    def __getattr__(self, name: str) -> Practitioner:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


def make_people() -> dict[str, Practitioner]:
    agencies = {
        slug: Agency.objects.create(slug=slug, name=slug.replace("_", " ").capitalize(), short=slug[:24])
        for slug in AGENCIES
    }
    team = Team.objects.create(agency=agencies["housing"], name="North tenancies")
    return {
        name: Practitioner.objects.create(
            sign_in=name,
            name=name.replace("_", " ").title(),
            role=role,
            capacity=capacity,
            agency=agencies[agency],
            team=team if name == "housing_officer" else None,
            is_active=True,
        )
        for name, (agency, role, capacity) in PEOPLE.items()
    }


def make_cast() -> Cast:
    """The Harts: opened by the social worker; the review by the manager, who opened nothing else."""
    people = make_people()
    social_worker = people["social_worker"]
    family = open_family(
        by=social_worker,
        name="Hart",
        members=[
            Person(id="riley", name="Riley Hart", born=When.parse("2018-07-05")),
            Person(id="amy", name="Amy Hart", born=When.parse("2000-03~")),
        ],
        children=["riley"],
        at=date(2018, 1, 1),
    )
    for name, since, until in (
        ("health_visitor", date(2018, 7, 1), None),
        ("police_officer", date(2018, 7, 1), None),
        ("manager", date(2026, 1, 1), None),
        ("leaver", date(2018, 1, 1), date(2026, 3, 31)),
    ):
        add_member(by=social_worker, family=family, who=people[name], since=since, until=until, at=date(2018, 1, 1))
    add_member(by=social_worker, family=family, who=people["housing_officer"].team, since=date(2020, 2, 1), at=DAY)
    review = open_review(
        by=people["manager"], name="Review of Hart", families=[family], opens=date(2026, 10, 1), at=DAY
    )
    add_panel_member(by=people["manager"], review=review, who=people["reviewer"], since=date(2026, 10, 1), at=DAY)
    return Cast(people, family, review)
