"""Ordinary families, well handled, written in many hands. Little is asked of them, the same of whoever the carers are,
and nothing more however many everyday contacts are added.

Some were written before any question was read, others after part of the book had been; the questions were then mended
against both, so what is counted here is what the mends hold to, and no measure on families never seen."""

import copy
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from kingfisher.questions.burden import burden, of_family
from kingfisher.questions.engine import open_since, register
from kingfisher.timeline.file_format import from_plain
from tests.questions.test_scenarios import _DatesAsText

FOLDER = Path(__file__).with_name("well_handled")
FAMILIES = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=_DatesAsText)
    for path in sorted(FOLDER.glob("*.yaml"))
}
WORDS = ("text", "reason", "what", "concerns", "line", "would_change", "own_view", "claim")
COUNTERPARTS = (
    "mother father", "mum dad", "she he", "her his", "grandmother grandfather", "nan grandad", "aunt uncle",
    "sister brother", "girlfriend boyfriend", "wife husband", "maternal paternal", "daughter son", "girl boy",
)  # fmt: skip
OTHER = {one: other for pair in COUNTERPARTS for one, other in (pair.split(), pair.split()[::-1])} | {"him": "her"}
EVERYDAY = (
    "T/c mum. All ok.", "TC from parent re dates. NFA.", "Attd stay + play. NAD.", "Email re uniform grant.",
    "Neighbour's son dropped off a parcel.", "Her sister's baby was born on Friday, cake shared.",
    "A friend's child was unwell so the play date moved.", "Book week. Dressed as a lion.",
    "Telephone call to change the time of an appointment because of a dental visit; everyone is well.",
    "Met at the drop-in. Talked about toilet training, sleep and the school application. No worries shared, none seen.",
    "Parents' evening. Work shown, friends made, parents pleased.", "Flu vaccine letter sent out to everyone.",
)  # fmt: skip


def spells(raw):
    chronology = from_plain(raw)
    return sorted(
        (one.kind, one.about, one.since, str(one.settled)) for one in open_since(chronology, last(chronology))
    )


def last(chronology):
    return max(entry.known_from for entry in chronology.entries)


def adults(raw):
    return [one for one in raw["people"] if one["id"] not in raw["family"]["children"]]


def reworded(raw, change, field=None):
    if isinstance(raw, dict):
        return {key: reworded(value, change, key) for key, value in raw.items()}
    if isinstance(raw, list):
        return [reworded(one, change, field) for one in raw]
    return change(raw) if isinstance(raw, str) and field in WORDS else raw


def by_word(change):
    return lambda words: re.sub(r"[A-Za-z]+", lambda met: change(met.group(0)), words)


def other_sex(word):
    found = OTHER.get(word.casefold(), word)
    return found.capitalize() if word[0].isupper() else found


def sexes_swapped(raw):
    for one in raw["people"]:
        one["sex"] = {"female": "male", "male": "female"}.get(one.get("sex"), "female")
    raw["entries"] = reworded(raw["entries"], by_word(other_sex))


def names_of_another_tradition(raw):
    firsts = ["Oluwaseun", "Mohammed", "Wanjiru", "Parveen", "Gintare", "Siobhan", "Rajinder", "Xiulan"]
    held = {}
    for number, one in enumerate(raw["people"]):
        if one.get("name"):
            held[one["name"].split()[0]] = f"{firsts[number % 8]}{chr(97 + number)}"
            one["name"] = f"{held[one['name'].split()[0]]} Adeyemi"
    raw["entries"] = reworded(raw["entries"], by_word(lambda word: held.get(word, word)))


def aged(years):
    def change(raw):
        for one in adults(raw):
            if one.get("born"):
                one["born"] = str(int(one["born"][:4]) + years)

    return change


def noted(words):
    return lambda raw: [one.update(note=words) for one in adults(raw)]


def housed(words):
    def change(raw):
        for one in raw["entries"]:
            if one["kind"] == "living_arrangement":
                one["text"] = f"{one.get('text', '')} {words}"

    return change


SWAPS = {
    "sex, in words too": sexes_swapped,
    "names of another tradition": names_of_another_tradition,
    "twelve years older": aged(-12),
    "eight years younger": aged(8),
    "care experience": noted("care leaver; was looked after; has a personal adviser"),
    "ethnicity": noted("Roma; speaks little English"),
    "a council flat": housed("Council flat, third floor."),
    "a private tenancy": housed("Private rented, six-month tenancy."),
}


@pytest.mark.parametrize("swap", SWAPS)
@pytest.mark.parametrize("family", FAMILIES)
def test_who_they_are_makes_no_difference(family, swap):
    raw = copy.deepcopy(FAMILIES[family])
    SWAPS[swap](raw)
    assert spells(raw) == spells(FAMILIES[family])


@pytest.mark.parametrize("family", FAMILIES)
def test_one_more_child_of_whom_nothing_is_written_makes_no_difference(family):
    raw = copy.deepcopy(FAMILIES[family])
    raw["people"].append({"id": "more", "name": "More Child", "born": "2015-01-01"})
    raw["family"]["children"].append("more")
    for parent in {one["person"] for one in raw["relationships"] if one["kind"] == "parent"}:
        raw["relationships"].append({"kind": "parent", "of": "more", "person": parent})
    found = sorted((kind, tuple(one for one in about if one != "more"), *rest) for kind, about, *rest in spells(raw))
    assert found == spells(FAMILIES[family])


def everyday(raw):
    """Forty contacts, calls, notes and visits of no account, by many agencies, spread over the record."""
    days = sorted(date.fromisoformat(one["happened"][:10]) for one in raw["entries"])
    kinds, agencies = ("contact", "account", "observation", "education"), ("school", "gp", "housing", "leaving_care")
    for number in range(40):
        child = raw["family"]["children"][number % len(raw["family"]["children"])]
        kind = kinds[number % len(kinds)]
        yield {
            "id": f"everyday{number}",
            "kind": kind,
            "happened": str(days[0] + timedelta(days=(days[-1] - days[0]).days * number // 40)),
            "agency": "school" if kind == "education" else agencies[number // 4 % len(agencies)],
            "about": [child, *(one["id"] for one in adults(raw)[: number % 2])],
            "text": EVERYDAY[number % len(EVERYDAY)],
        }


@pytest.mark.parametrize("family", FAMILIES)
def test_forty_everyday_entries_add_no_question(family):
    raw = copy.deepcopy(FAMILIES[family])
    raw["entries"] += list(everyday(raw))
    before = {one[:3] for one in spells(FAMILIES[family])}
    assert not [one for one in spells(raw) if one[:3] not in before]


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_stops_and_hardly_anything_is_asked_at_a_decision(family):
    tiers = [register()[kind].tier for kind, *_ in spells(FAMILIES[family])]
    assert 1 not in tiers
    assert tiers.count(2) <= 1


def test_together_they_are_asked_less_than_one_question_at_a_decision_in_a_hundred_months():
    chronologies = [from_plain(raw) for raw in FAMILIES.values()]
    counted = burden(of_family(one, last(one)) for one in chronologies)
    assert counted.meets_goal()
    assert counted.tiers[1].per_hundred < 1
