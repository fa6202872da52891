"""`kingfisher measures`: figures over many families with their denominators, small ones held back."""

import json

from kingfisher.cli.main import main


def test_figures_over_made_up_families(capsys):
    assert main(["measures", "--made", "40", "--last", "2024-12-31", "--only", "fathers", "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)["fathers"]
    heard = next(one for one in lines if one["counts"] == "had their father spoken to directly")
    assert heard["figure"]["out_of"] >= 5
    assert heard["words"].startswith(f"{heard['figure']['of']} of {heard['figure']['out_of']} children")
    assert all(one["figure"] is None or one["figure"]["out_of"] >= 5 for one in lines)


def test_few_families_are_held_back(capsys):
    assert main(["measures", "--made", "3", "--last", "2024-12-31", "--only", "fathers"]) == 0
    told = capsys.readouterr().out
    assert "Held back: too few" in told
    figures = [line for line in told.splitlines() if line.startswith("All")]
    assert figures
    assert all("Held back" in line or line.endswith("are recorded.") for line in figures)


def test_a_wrong_call_is_told_kindly(capsys):
    assert main(["measures", "--last", "2024-12-31"]) != 0
    assert "Give a folder of records" in capsys.readouterr().err
    assert main(["measures", "--made", "2", "--first", "2025-01-01", "--last", "2024-12-31"]) != 0
    assert "give the earlier day first" in capsys.readouterr().err
