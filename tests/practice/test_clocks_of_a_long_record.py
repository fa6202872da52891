"""The work on clocks grows with the record: counted in calls, which are the same on every machine."""

import sys
from datetime import date, timedelta

import pytest

from kingfisher.practice.clocks import look
from kingfisher.practice.timescales import standard_timescales

from .clock_records import written

VISITS = """
clocks:
  cp_visit:
    {title: Visit, starts: [child_protection_opened, seen_by_social_care], met_by: [seen_by_social_care],
     while: child_protection, owner: {agency: social_care, role: social worker},
     limits: [{number: 1, unit: days, kind: local procedure, guidance: [tees-conferences]}]}
"""  # a limit that is always run over, so that a reason is looked for each time


def long_record(times):
    """So many times a plan opened, a visit that failed, one that did not, a meeting put off, an answer, the plan
    closed, and a visit under no plan."""
    lines = []
    for number in range(times):
        begun = date(2005, 1, 1) + timedelta(days=14 * number)
        day = [begun + timedelta(days=days) for days in range(14)]
        lines += [
            f"kind: plan, happened: {day[0]}, agency: social_care, about: kit, type: child_protection, stage: opened",
            f"kind: contact, happened: {day[2]}, agency: social_care, about: kit, with: [kit], outcome: no_access",
            f"kind: contact, happened: {day[4]}, agency: social_care, about: kit, with: [kit], setting: inside",
            f"kind: meeting, happened: {day[5]}, agency: social_care, about: kit, type: core group, outcome: cancelled",
            f"kind: action, happened: {day[5]}, agency: social_care, about: kit, what: ring, due: {day[6]}",
            f"kind: answer, happened: {day[7]}, agency: social_care, about: bee, question: cp_visit, reason: away",
            f"kind: plan, happened: {day[9]}, agency: social_care, about: kit, type: child_protection, stage: closed",
            f"kind: contact, happened: {day[11]}, agency: social_care, about: kit, with: [kit], setting: inside",
        ]
    return written(*lines), day[-1]


def calls_for_each(times, timescales):
    record, last = long_record(times)
    look(record, last, timescales)
    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        found = look(record, last, timescales).clocks
    finally:
        sys.setprofile(None)
    return counted / len(record), found


@pytest.mark.parametrize("overlay", ["", VISITS], ids=["as it comes", "always late"])
def test_four_times_the_record_is_four_times_the_calls(overlay):
    timescales = standard_timescales().overlaid(overlay) if overlay else standard_timescales()
    few, found = calls_for_each(40, timescales)
    many, more = calls_for_each(160, timescales)
    assert len(more) > 3.5 * len(found)
    assert not overlay or sum(one.breach is not None for one in more) >= 160
    assert many < 1.15 * few
