"""Reading whole files: every place the samples name is found."""

import csv
from pathlib import Path

import pytest

from kingfisher.interchange.apart import read_apart

RETURNS = Path(__file__).parents[2] / "demo" / "returns"


@pytest.mark.parametrize("family", ["lucy", "mia"])
def test_every_row_the_samples_name_is_found(family):
    with (RETURNS / family / "expected" / "merged.csv").open(encoding="utf-8-sig", newline="") as stream:
        wanted = {(line["source_file"], line["locator"]) for line in csv.DictReader(stream)}
    found = {
        (row.place.file, row.place.locator)
        for file in {name for name, _ in wanted}
        for row in read_apart(RETURNS / family / file).rows
    }
    assert wanted - found == set()
    assert len(wanted) == {"lucy": 359, "mia": 336}[family]
