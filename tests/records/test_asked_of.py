"""A question for the supervisor reaches whoever supervises in the agency asked, by any name, and nobody elsewhere."""

from types import SimpleNamespace

import pytest

from kingfisher.questions.members import SUPERVISOR
from kingfisher.records.asked_of import called, concerns
from kingfisher.timeline.people import Family


def asked_of(agency, role):
    person = SimpleNamespace(
        agency=SimpleNamespace(slug=agency, name=agency, short=agency), role=role, capacity="practitioner"
    )
    footing = SimpleNamespace(practitioner=person, parts=frozenset())
    return called(person), concerns(footing, called(person), Family(), (SUPERVISOR, "health_visiting"))


@pytest.mark.parametrize(
    ("agency", "role", "supervises", "theirs"),
    [
        ("health_visiting", "Named nurse for safeguarding children", True, True),
        ("health_visiting", "safeguarding supervisor", True, True),
        ("health_visiting", "health visitor", False, True),
        ("social_care", "Team manager", True, False),
        ("school", "teacher", False, False),
    ],
)
def test_the_supervisor_is_known_by_any_name_and_only_in_the_agency_asked(agency, role, supervises, theirs):
    names, concerned = asked_of(agency, role)
    assert (SUPERVISOR in names) is supervises
    assert concerned is theirs
