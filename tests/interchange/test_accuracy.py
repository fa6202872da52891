"""The two sample families are read as well as we say; the counting itself is checked on a folder of its own."""

from pathlib import Path

import pytest

from kingfisher.interchange.returns.accuracy import Accuracy, AccuracyError, main, measure
from tests.interchange import returns_made_up as made_up

FLOORS = {
    "rows": 1.0,
    "dates": 0.98,
    "precision": 0.98,
    "agency": 1.0,
    "people, precision": 0.95,
    "people, recall": 0.95,
    "kind": 0.85,
    "pairs, precision": 0.85,
    "pairs, recall": 0.85,
    "defects recognised": 1.0,
}


@pytest.fixture(scope="module", params=["lucy", "mia"])
def sample(request: pytest.FixtureRequest) -> Accuracy:
    return measure(Path("demo/returns") / request.param)


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_the_samples_are_read_at_least_this_well(sample: Accuracy, name: str, floor: float) -> None:
    missed = [miss for miss in sample.misses if miss.measure == name]
    assert sample[name].share >= floor, missed[:10]


def test_every_miss_is_listed(sample: Accuracy) -> None:
    for name in ("dates", "kind", "outcome", "how known", "time"):
        one = sample[name]
        assert one.of - one.right == sum(1 for miss in sample.misses if miss.measure == name)


def test_an_answer_sheet_of_one_s_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made_up.probation_csv(tmp_path)
    (tmp_path / "people.yaml").write_text(made_up.FAMILY)
    (tmp_path / "expected").mkdir()
    (tmp_path / "expected" / "merged.csv").write_text(
        "row_id,date_edtf,precision,agency,source_file,locator,people,kind\n"
        "A,2019-02-03,day,probation,probation export.csv,record 2,dad mum,appointment\n"
        "B,2019-02-18,day,probation,probation export.csv,record 3,dad,appointment\n"
        "C,2019-03-03,day,probation,probation export.csv,record 9,dad ivo,appointment\n"
    )
    found = measure(tmp_path)
    assert (found["rows"].right, found["rows"].of, found["dates"].right) == (2, 3, 1)
    assert {(miss.measure, miss.locator) for miss in found.misses} >= {("rows", "record 9"), ("dates", "record 3")}
    assert main([str(tmp_path), "--misses"]) == 0
    assert "expected 2019-02-18" in capsys.readouterr().out


def test_a_folder_without_an_answer_sheet_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(AccuracyError, match=r"needs people\.yaml and expected/merged\.csv"):
        measure(tmp_path)
    assert main([str(tmp_path)]) == 2
