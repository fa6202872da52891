"""A part that began in one entry and ended in another is over, for those the ending names."""

from datetime import date

import pytest

from kingfisher.practice.involvement import involved_on, involvements
from kingfisher.timeline.file_format import parse_record

RECORD = """
people: [{id: kit, name: Kit Moss, born: 2015-05-02}, {id: bee, name: Bee Moss, born: 2013-05-02}]
entries:
  - {id: a, kind: involvement, happened: 2019-01-01, agency: early_help, practitioner: fsw, role: family support worker,
     covers: [kit], stage: began}
  - {id: b, kind: involvement, happened: 2019-01-01, agency: early_help, practitioner: fsw, role: family support worker,
     covers: [bee], stage: began}
  - {id: c, kind: involvement, happened: 2019-06-01, agency: early_help, practitioner: fsw, role: family support worker,
     covers: [kit], stage: ended}
  - {id: d, kind: involvement, happened: 2019-08-01, agency: early_help, practitioner: fsw, role: family support worker,
     covers: [kit], stage: began}
"""


@pytest.mark.parametrize(
    ("day", "open_"),
    [("2019-05-31", {"a", "b"}), ("2019-06-02", {"b"}), ("2019-08-01", {"b", "d"})],
)
def test_it_is_over_from_the_day_after(day, open_):
    record, day = parse_record(RECORD), date.fromisoformat(day)
    found = {one.entry for one in involved_on(involvements(record, date(2019, 12, 1)), day)}
    assert found - {"c"} == open_
