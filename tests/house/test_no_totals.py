"""No totals per family or practitioner: nothing adds up questions, answers, receipts or what is late."""

import ast
import re
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "kingfisher"
OF_QUESTIONS = re.compile(r"\b(questions?|receipts?|answers?|standings?|spells?|kinds|clocks|late|over)\b", re.I)
LENGTH = re.compile(r"\{[{%][^}]*?\b([\w.]+)\|length\b")
ADDING = {"Count", "Sum", "Avg"}


def totals_in_template(text):
    """Lists of questions, receipts or what is due whose length a template prints or compares."""
    return [one for one in LENGTH.findall(text) if OF_QUESTIONS.search(one.replace("_", " ").replace(".", " "))]


def totals_in_code(text):
    """Where a module that reads receipts, standings or questions counts or adds in the database."""
    tree = ast.parse(text)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if names.isdisjoint({"Receipt", "Standing", "Question", "CalendarAddress"}):
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = [node.func.id for node in calls if isinstance(node.func, ast.Name) and node.func.id in ADDING]
    return found + [
        node.func.attr for node in calls if isinstance(node.func, ast.Attribute) and node.func.attr == "count"
    ]


def test_no_template_prints_how_many_questions_there_are():
    for path in (HOUSE / "web" / "templates").rglob("*.html"):
        assert totals_in_template(path.read_text(encoding="utf-8")) == [], path
    assert totals_in_template("{{ questions|length }}") == ["questions"]
    assert totals_in_template("{% if family.receipts|length > 3 %}") == ["family.receipts"]
    assert totals_in_template("{{ row.accounts|length }}") == []


def test_nothing_counts_receipts_standings_or_questions():
    for room in ("records", "web"):
        for path in (HOUSE / room).rglob("*.py"):
            if "models" not in path.parts and "migrations" not in path.parts:
                assert totals_in_code(path.read_text(encoding="utf-8")) == [], path
    assert totals_in_code("Receipt.objects.filter(family=f).count()") == ["count"]
    assert totals_in_code("Standing.objects.annotate(n=Count('pk'))") == ["Count"]
