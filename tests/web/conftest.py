"""The cast, with some entries of several agencies, and a browser for each of them."""

from collections.abc import Callable

import pytest
from django.test import Client

from kingfisher.agencies.models import Practitioner
from kingfisher.records.actions.entries import add_entry, picture_version
from kingfisher.records.actions.people import add_person
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Seen, Shared, Source
from kingfisher.timeline.kinds import Contact, Decision, Health, Incident, Outcome, Setting, Sighting
from kingfisher.timeline.people import HowKnown, Person
from tests.records.cast import Cast, make_cast

type SignIn = Callable[[str], Client]


def entry(agency: str, when: str, text: str, content: object = None, **more: object) -> Entry:
    about = more.pop("about", ("riley",))
    kind = content or Health()
    return Entry(id="", content=kind, happened=When.parse(when), agency=agency, about=about, text=text, **more)


ENTRIES = {
    "social_worker": [
        entry(
            "social_care",
            "2019-02-08",
            "No further action: care leaver supported.",
            Decision(outcome="no_further_action"),
        ),
        entry(
            "social_care",
            "2020-04-14",
            "Home visit. Riley asleep in cot.",
            Sighting(),
            how_known=HowKnown.OBSERVED,
            seen=(Seen(child="riley", setting=Setting.INSIDE),),
        ),
        entry(
            "social_care", "2020-05-20", "Seen through the window.", seen=(Seen(child="riley", setting=Setting.WINDOW),)
        ),
        entry("social_care", "XXXX", "Undated note of <b>concern</b>."),
    ],
    "health_visitor": [
        entry(
            "health_visiting",
            "2020-03-02~",
            "No access to the house.",
            Contact(outcome=Outcome.NO_ACCESS),
            source=Source(
                file="hv.docx", locator="table 2 row 7", passage="2/3/20 | no access", date_as_written="2/3/20"
            ),
        ),
        entry("health_visiting", "2020-06-02", "Not brought to clinic.", Contact(outcome=Outcome.WAS_NOT_BROUGHT)),
    ],
    "police_officer": [
        entry(
            "police", "2020-06-01", "Shouting heard; a neighbour rang.", Incident(), shared=(Shared(to="social_care"),)
        ),
        entry("police", "2020-06-03T23:40", "Restricted intelligence.", Incident(), handling=("R",)),
    ],
}


@pytest.fixture
def cast(db: None) -> Cast:
    made = make_cast()
    for name, entries in ENTRIES.items():
        for each in entries:
            version = picture_version(made.family)
            add_entry(by=made.people[name], family=made.family, entry=each, based_on=version)
    add_person(
        by=made.people["social_worker"], family=made.family, person=Person(id="", name="Poppy Hart"), is_child=True
    )
    return made


@pytest.fixture
def signed_in(cast: Cast) -> SignIn:
    def sign_in(name: str) -> Client:
        client = Client()
        practitioner: Practitioner = cast.people[name]
        client.force_login(practitioner)
        return client

    return sign_in
