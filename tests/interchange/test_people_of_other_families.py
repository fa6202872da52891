"""Grandparents as carers, foster carers, twins, an unborn child with no father known: whom each row is about."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kingfisher.interchange.files.reading import read_rows
from kingfisher.interchange.returns.read_people import parse_people
from kingfisher.interchange.returns.read_return import read_return
from tests.interchange import returns_of_other_families as others

FILES = [
    (others.KINSHIP, others.kinship_social_care, others.KINSHIP_SOCIAL_CARE),
    (others.KINSHIP, others.kinship_gp, others.KINSHIP_GP),
    (others.TWINS, others.twins_health_visiting, others.TWINS_HEALTH_VISITING),
    (others.TWINS, others.twins_police, others.TWINS_POLICE),
    (others.TWINS, others.twins_drugs, others.TWINS_DRUGS),
]


@pytest.mark.parametrize(("family", "make", "rows"), FILES, ids=lambda value: getattr(value, "__name__", ""))
def test_each_row_is_about_whom_a_practitioner_would_say(
    tmp_path: Path, family: str, make: Callable[[Path], Path], rows: others.Rows
) -> None:
    returned = read_return(read_rows(make(tmp_path)), parse_people(family))
    assert returned.adds_up
    got = {row.cells: set(row.entry.about) for row in returned.proposed}
    assert got == {cells: set(people.split()) for cells, people in rows}
    for row in returned.proposed:
        reasons = {said.value: said.reason for said in row.suggestions if said.field == "about"}
        assert set(reasons) == set(row.entry.about)
        assert all(reasons.values())
