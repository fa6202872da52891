"""Both sample cases, read by our own readers, come out without anything that names them."""

import io
import re
from pathlib import Path

import pytest

from kingfisher.interchange.copies.audiences import PANEL
from kingfisher.interchange.copies.pseudonym_check import lay_out_without_names
from kingfisher.interchange.copies.pseudonyms import Choices
from kingfisher.interchange.copies.write_csv import write_csv_to
from kingfisher.interchange.copies.write_html import html_text
from kingfisher.interchange.copies.write_json import json_text
from kingfisher.interchange.returns.read_people import read_people
from kingfisher.interchange.returns.read_return import read_folder
from kingfisher.timeline.chronology import Chronology
from tests.interchange.outgoing import PRINTED

PLACES = {
    "lucy": "Hawthorn Larkspur Dene Fennel Brook Albert",
    "mia": "Sorrel Bracken Harwick Middlesbrough Linthorpe Vale Holmefield Oswin",
}
TELLING = {"mia": ("all 7", "x7", " 7th preg", "6th baby", "G8", "7 children", "seven children", "+ 7")}
ALSO_WORDS = {"Baby", "Mum", "Mrs", "Miss", "Mr", "Dr", "mam"}


@pytest.mark.parametrize("case", ["lucy", "mia"])
def test_nothing_is_left(case: str) -> None:
    folder = Path("demo/returns") / case
    family = read_people(folder / "people.yaml")
    returns, refused = read_folder(folder, family)
    entries = [proposed.entry for one in returns for proposed in one.proposed]
    doubts = [doubt for one in returns for doubt in one.doubts]
    made = lay_out_without_names(
        Chronology(family, entries),
        Choices(hide_siblings=True),
        doubts=doubts,
        audience=PANEL,
        printed=PRINTED,
        title=f"{family.name} merged",
    )
    assert not refused
    assert len(made.lines) + len(made.apart) == len(entries) + len(doubts)
    stream = io.StringIO()
    write_csv_to(made, stream)
    everything = html_text(made) + json_text(made) + stream.getvalue()
    names = {
        token
        for one in (*family.people, *family.practitioners)
        for token in re.findall(r"[A-Z][A-Za-z'-]{2,}", one.name or "")
    } - ALSO_WORDS
    for word in (*names, *PLACES[case].split()):
        assert (
            re.findall(rf"\b{word}\b", everything, re.I if word not in ("Bell", "Fox", "Mark", "Bright") else 0) == []
        )
    for phrase in TELLING.get(case, ()):
        assert phrase.lower() not in everything.lower()
