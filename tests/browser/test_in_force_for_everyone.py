"""The pages "In force" and "What if", wide and narrow: for everyone, with a partnership's file."""

from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "demo" / "partnership.yaml"
PAGES = {
    "everything": "/in-force?on=1/10/2025",
    "what changed": "/in-force?on=1/10/2025&since=31/3/2024",
    "a mistake": "/in-force?on=31/2/2025",
}


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("page", PAGES)
def test_in_force_for_everyone(open_as, accessible, settings, page, size):
    settings.PARTNERSHIP = str(EXAMPLE)
    accessible(open_as("health_visitor", PAGES[page], size))


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("query", ["", "?parameter=was_not_brought.few&value=1", "?parameter=&value=soon"])
def test_what_if_for_everyone(open_as, accessible, cast, query, size):
    accessible(open_as("reviewer", f"/families/{cast.family.ref}/what-if{query}", size))
