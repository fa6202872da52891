"""What the governance pages say of the house is true of it: what they name is there, and what is there is named.

A template that has gone stale is worse than none, because somebody signs it.
"""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / "governance").glob("*.md"))}
CODE = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "kingfisher").rglob("*.py"))
    if "migrations" not in path.parts
}

NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
NAMED_PATH = re.compile(r"`((?:kingfisher|tests|docs|demo|benchmarks)/[\w./-]*\w/?)`")
LINK = re.compile(r"\]\((?!https?://)([^)#]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"`?\./run (demo|test|check|bench|docs|kingfisher|manage)(?: ([a-z_]+))?")
SETTING = re.compile(r"`((?:KINGFISHER|DATABASE)_[A-Z_]+)`")
PLACE = re.compile(r"\[Partnership to complete")
WHOLE_PLACE = re.compile(r"\*\*\[Partnership to complete: [^\]]{8,}\]\*\*", re.S)
TEMPLATES = (
    "data-protection-impact-assessment.md",
    "information-sharing-and-joint-controllers.md",
    "lawful-basis-by-kind.md",
    "retention-schedule.md",
    "practice-safety-case.md",
)

# What README.md there says is not built, and what would show that it is.
NOT_BUILT = {
    "Pages for accounts, agencies and teams": (r"\bcreate_user\(|\bAgency\.objects\.create\(", "kingfisher/web"),
    "Second factor, passkeys, single sign-on": (r"(?i)totp|webauthn|passkey|openid|\boidc\b|\bsaml\b", "kingfisher"),
    "Sign-in throttling": (r"(?i)throttl|locked_out|too_many_tries|\baxes\b", "kingfisher/web"),
    "Changing one's own password on a page": (r"\bset_password\(|PasswordChange", "kingfisher/web"),
    "Break-glass access": (r"(?i)break_?glass\b(?!.*not built)", "kingfisher"),
    "Sealed files (adoption, witness protection)": (r"class Seal\b|\bSEALED\b", "kingfisher"),
    "A page to open a record again to someone who closed it to themselves": (r"(?i)lift_bar|BarLifted", "kingfisher"),
    "A page of the trail for information governance": (r"Capacity\.AUDITOR", "kingfisher/web"),
    "Erasure": (r"def erase|class Erased|Payload\.objects\.[^\n]*\.delete\(", "kingfisher"),
    "Retention by itself": (r"\bdef due_for_destruction", "kingfisher"),
    "Heads of the chain kept elsewhere": (r"(?i)countersign|\bwitness(?:ed)?_head|class Checkpoint", "kingfisher"),
    "Row-level security in the database": (r"(?i)row level security", "kingfisher"),
    "Splitting and merging families": (r"def (?:split|merge|unmerge)_famil", "kingfisher/records"),
    "A label for a confidential address": (r"CONFIDENTIAL_ADDRESS|confidential_address", "kingfisher"),
    "Copies for one member of the family": (r"PERSON = \"person\"", "kingfisher/interchange/copies"),
    "Working out exemptions for a subject access request": (r"class Exemption|def exempt", "kingfisher"),
    "Encryption of the database by the program": (r"(?i)fernet|sqlcipher|\bAESGCM\b", "kingfisher"),
    "Messages to anyone": (r"send_mail\(|EmailMessage\(|\bsmtplib\b", "kingfisher"),
}


def breaches_of_tests(text, root=ROOT):
    missing = []
    for file, name in NAMED_TEST.findall(text):
        path = root / file
        if not path.exists() or not re.search(rf"^(?:async )?def {name}\(", path.read_text(encoding="utf-8"), re.M):
            missing.append(f"{file}::{name}")
    return missing


def breaches_of_paths(text, root=ROOT):
    return [path for path in NAMED_PATH.findall(text) if not (root / path).exists()]


@pytest.mark.parametrize("sheet", PAGES)
def test_every_test_a_page_names_is_there(sheet):
    assert breaches_of_tests(PAGES[sheet]) == []
    assert breaches_of_tests("`tests/house/test_house.py::test_nobody_wrote`") != []


@pytest.mark.parametrize("sheet", PAGES)
def test_every_path_and_link_a_page_names_is_there(sheet):
    assert breaches_of_paths(PAGES[sheet]) == []
    links = LINK.findall(PAGES[sheet])
    assert [link for link in links if not (ROOT / "docs" / "governance" / link).exists()] == []
    assert breaches_of_paths("`kingfisher/records/unwritten.py`") != []


@pytest.mark.parametrize("sheet", PAGES)
def test_every_command_a_page_names_is_there(sheet):
    from django.core.management import get_commands

    from kingfisher.cli.main import COMMANDS

    words = {"manage": set(get_commands()), "kingfisher": {one.__name__.rsplit(".", 1)[-1] for one in COMMANDS}}
    for verb, word in COMMAND.findall(PAGES[sheet]):
        if word and verb in words:
            assert word in {name.replace("-", "_") for name in words[verb]}, f"./run {verb} {word}"


@pytest.mark.parametrize("sheet", PAGES)
def test_lines_are_short_and_every_place_to_fill_is_whole(sheet):
    text = PAGES[sheet]
    assert [line[:60] for line in text.splitlines() if len(line) > 120] == []
    about_the_mark = text.count("`[Partnership to complete`")
    assert len(PLACE.findall(text)) - about_the_mark == len(WHOLE_PLACE.findall(text))
    assert (sheet in TEMPLATES) <= bool(WHOLE_PLACE.search(text))
    assert not re.search(r"\bTBC\b|\bTODO\b|\bXXX\b|lorem ipsum", text)


def first_cells(text):
    """The words in code marks in the first two cells of every row of a table."""
    named = []
    for line in text.splitlines():
        if line.startswith("| "):
            named += re.findall(r"`([a-z_0-9]+)`", " ".join(line.split("|")[1:3]))
    return named


def kinds_of_the_code():
    from typing import get_args

    from kingfisher.practice.audits.steps import AUDIT_STEPS
    from kingfisher.practice.reviews.steps import STEPS
    from kingfisher.records.keeping import AnyKeeping
    from kingfisher.timeline.kinds import KINDS

    keepings = [str(one.__struct_config__.tag) for one in get_args(AnyKeeping)]
    return [*KINDS, *keepings, *STEPS, *AUDIT_STEPS]


def test_every_kind_and_step_has_its_lawful_basis_once():
    named = first_cells(PAGES["lawful-basis-by-kind.md"])
    assert sorted(named) == sorted(kinds_of_the_code())
    assert first_cells("| `planted` | E |") == ["planted"]


def test_every_kind_of_entry_says_all_six_things_in_the_letters_explained():
    from kingfisher.timeline.kinds import KINDS

    page = PAGES["lawful-basis-by-kind.md"]
    letters = set(re.findall(r"^\| ([A-Z]{1,2}|–) \|", page, re.M))
    for kind in KINDS:
        (row,) = re.findall(rf"^\| `{kind}` \|(.*)\|$", page, re.M)
        six, nine, ten, rests_on, sharing = (cell.strip() for cell in row.split("|"))
        assert set(f"{six} {nine} {ten}".split()) <= letters, kind
        assert rests_on, kind
        assert sharing in ("network", "agency"), kind


@pytest.mark.django_db
def test_without_a_file_of_its_own_every_kind_is_suggested_to_the_network_as_the_page_says(settings):
    from datetime import date

    from kingfisher.records.sharing import suggested_for
    from kingfisher.timeline.kinds import KINDS

    settings.PARTNERSHIP = ""
    assert not any(suggested_for(kind, date(2026, 11, 23)).agency_only for kind in KINDS)


def test_every_table_has_its_place_in_the_retention_schedule():
    from django.apps import apps

    held = {one.__name__ for room in ("records", "agencies") for one in apps.get_app_config(room).get_models()}
    named = set(re.findall(r"`([A-Z]\w+)`", PAGES["retention-schedule.md"]))
    assert held - named == set()
    assert named - held == set()


def hazards():
    parts = re.split(r"^### (H\d\d) ", PAGES["practice-safety-case.md"], flags=re.M)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_hazards_are_numbered_through():
    assert list(hazards()) == [f"H{number:02}" for number in range(1, len(hazards()) + 1)]


@pytest.mark.parametrize("hazard", hazards())
def test_every_hazard_says_cause_effect_control_and_what_is_left_and_names_a_test(hazard):
    told = hazards()[hazard]
    for word in ("Cause", "Effect", "Control", "Tested by", "Left over"):
        assert f"**{word}.**" in told, word
    assert NAMED_TEST.search(told)


@pytest.mark.parametrize("what", NOT_BUILT)
def test_what_is_said_not_to_be_built_is_not(what):
    sign, where = NOT_BUILT[what]
    assert f"| {what} |" in PAGES["README.md"]
    built = [path for path, text in CODE.items() if path.startswith(where) and re.search(sign, text)]
    assert built == [], f"'{what}' seems to be built now: say so in docs/governance, and take it out of the list here"


def test_everything_said_not_to_be_built_is_looked_for():
    table = PAGES["README.md"].split("| not built |", 1)[1].split("\n\n", 1)[0]
    said = [line.split("|")[1].strip() for line in table.splitlines()[2:]]
    assert said == list(NOT_BUILT)


def test_self_hosting_names_every_setting_that_is_read_and_no_other():
    read = set(re.findall(r"environ\.get\(\"(\w+)\"", CODE["kingfisher/config/settings.py"]))
    assert set(SETTING.findall(PAGES["self-hosting.md"])) == read


def test_nothing_in_the_house_calls_out():
    """What self-hosting.md promises: no module of the server or the command line reaches for the network."""
    calls = re.compile(
        r"^\s*(?:import|from) (?:requests|httpx|aiohttp|smtplib|ftplib|urllib\.request|http\.client|telnetlib)\b", re.M
    )
    assert [path for path, text in CODE.items() if calls.search(text)] == []
    with_sockets = {path for path, text in CODE.items() if re.search(r"^import socket\b", text, re.M)}
    assert with_sockets == {  # the name of this machine, and whether a port is free
        "kingfisher/records/jobs.py",
        "kingfisher/records/management/commands/demo.py",
    }
    assert calls.search("import requests")


def test_training_signs_in_only_as_those_the_demonstration_has():
    cast = yaml.safe_load((ROOT / "demo" / "cast.yaml").read_text(encoding="utf-8"))
    page = PAGES["training.md"]
    assert cast["word"] in page
    signed_in = set(re.findall(r"[Ss]ign in as `(\w+)`", page))
    assert signed_in
    assert signed_in <= set(cast["practitioners"])
