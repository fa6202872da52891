"""The cast for each test, and its clearing away on tables that refuse to be cleared."""

import pytest

from tests.records.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
