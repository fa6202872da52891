"""Every place where a question, or a reading a question rests on, looks at who somebody is, listed with why; any other
fails. Readings that draw the family or count practice over many (a genogram, a measure of fathers heard) show who
people are, and no question may rest on them.

Of a carer, only a published local procedure's own criterion may be read. A child's own birth or due date is read to
know who is a child, who is not born yet, and from when a record of them can be expected.
"""

import ast
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2] / "kingfisher"
ROOMS = ("questions", "practice")
FIELDS = {"sex", "note", "born", "expected", "nhs_number"}
AGES = {"age_on", "is_child_on"}
STATUS = re.compile(
    r"care.?leaver|care.?experienc|teenage|young.{0,5}(mother|mum|parent|father|dad)s?\b|single (mother|mum|parent)"
    r"|lone (mother|parent)|ethnic|traveller|\broma\b|asylum|immigra|poverty|low income|on benefits|large family"
    r"|tenure|tenancy|council (house|home)|social housing|learning disab",
    re.I,
)
CHILD = "the child's own birth or due date"
PROCEDURE = "a published local procedure's own criterion"
TAKEN_AWAY = "taken out of what is said, so that it is no ground"
NOT_A_PERSONS = "not a person's: a field of another value, or a service's or document's name"
# file, what is read there -> why it may be
ALLOWED = {
    ("practice/children.py", "born"): CHILD,
    ("practice/children.py", "expected"): CHILD,
    ("practice/children.py", "is_child_on"): CHILD,
    ("practice/contact.py", "born"): CHILD,
    ("practice/clock_moments.py", "born"): CHILD,
    ("practice/clock_reading.py", "born"): NOT_A_PERSONS,  # a timescale that counts from birth
    ("practice/clock_reading.py", "note"): NOT_A_PERSONS,  # a moment's own
    ("questions/book/seen_at_home.py", "born"): CHILD,
    ("questions/book/unborn_baby_reason.py", "born"): CHILD,
    ("questions/book/unborn_baby_reason.py", "expected"): CHILD,
    ("practice/whose_words.py", "words"): TAKEN_AWAY,  # what an adult lived through as a child is left out
    ("questions/parameters/unborn_baby_reason.yaml", "words"): TAKEN_AWAY,
    ("questions/parameters/early_help.yaml", "words"): TAKEN_AWAY,
    ("questions/parameters/neglect_tool.yaml", "words"): TAKEN_AWAY,
}


def reads_in_code(text):
    """What a module reads of who somebody is: fields, ages, and words of status outside its docstrings."""
    tree = ast.parse(text)
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in FIELDS:
            yield node.attr
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in AGES:
            yield node.func.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            if node.value in FIELDS - {"note"}:
                yield node.value
            if STATUS.search(node.value):
                yield "words"


def reads_in_values(held):
    """Words of status among the values of a YAML file; what a `says` explains to people is not a value."""
    if isinstance(held, dict):
        for key, value in held.items():
            if key not in ("says", "guidance", "paragraph", "note"):
                yield from reads_in_values(value)
    elif isinstance(held, list):
        for one in held:
            yield from reads_in_values(one)
    elif isinstance(held, str) and STATUS.search(held.replace("_", " ")):
        yield "words"


def imported_by(path):
    """The modules of this package that a file imports, as paths."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kingfisher."):
            stem = ROOT.parent / Path(*node.module.split("."))
            yield from (one for one in (stem.with_suffix(".py"), stem / "__init__.py") if one.exists())
            yield from (one for name in node.names if (one := stem / f"{name.name}.py").exists())


def rested_on():
    """Every file of the questions, and every reading they rest on, near or far."""
    waiting, met = [*(ROOT / "questions").rglob("*.py")], set()
    while waiting:
        path = waiting.pop()
        if path not in met:
            met.add(path)
            waiting += imported_by(path)
    return met


def reads():
    found, met = set(), rested_on()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*"):
            if path.suffix == ".py" and path not in met:
                continue
            name = str(path.relative_to(ROOT))
            if path.suffix == ".py":
                found |= {(name, one) for one in reads_in_code(path.read_text(encoding="utf-8"))}
            elif path.suffix == ".yaml" and path.name != "guidance.yaml":
                held = yaml.safe_load(path.read_text(encoding="utf-8"))
                found |= {(name, one) for one in reads_in_values(held)}
    return found


def test_every_read_of_who_somebody_is_has_its_reason():
    assert reads() - set(ALLOWED) == set(), "who somebody is may be read only for a procedure's own criterion"


def test_what_shows_who_people_are_is_rested_on_by_no_question():
    shows = {path for path in (ROOT / "practice").rglob("*.py") if "sex" in reads_in_code(path.read_text())}
    assert shows
    assert not shows & rested_on()
    assert ROOT / "practice" / "children.py" in rested_on()


def test_the_list_holds_nothing_that_is_no_longer_read():
    assert {one for one in ALLOWED if (ROOT / one[0]).exists()} - reads() == set()


def test_of_a_carer_nothing_is_read_but_a_published_procedures_criterion():
    """Sex, notes and ages of anyone are read nowhere; a criterion would be listed as one, from a parameter file."""
    assert not [one for one in reads() if one[1] in ("sex", "nhs_number", "age_on")]
    assert all(name.startswith("questions/parameters/") for (name, _), why in ALLOWED.items() if why == PROCEDURE)


@pytest.mark.parametrize(
    "planted",
    [
        "def look(picture):\n    return [one for one in picture.people.values() if one.sex == 'F']\n",
        "def look(picture):\n    return getattr(picture, 'born')\n",
        "def look(picture):\n    return 'care leaver' in picture.text\n",
        "WORDS = ('teenage', 'single mother')\n",
        "def look(person, when):\n    return age_on(person, when)\n",
        "def look(person):\n    return person.note\n",
    ],
)
def test_a_planted_read_is_found(planted):
    assert list(reads_in_code(planted))


def test_a_planted_word_in_a_parameter_is_found():
    assert list(reads_in_values({"words": {"says": "x", "values": [{"value": ["large family"]}]}}))
    assert not list(reads_in_values({"words": {"says": "a large family raises nothing"}}))
