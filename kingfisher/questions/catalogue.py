"""What questions are there? The catalogue for practitioners, made from the questions themselves."""

import inspect
import re

from kingfisher.practice.guidance import Guidance, guidance
from kingfisher.questions.engine import Kind, register
from kingfisher.questions.parameters import Parameter, standard

HEADINGS = ("Asks", "Looks at", "Does not ask when", "Guidance", "In force", "Settled by")
CHANGED = "Changed"  # what changed in each version: only once there is a second
TABLE = ("| parameter | says | from | value | guidance |", "|---|---|---|---|---|")
SHARED = (
    ("For every question about something past", "asked_for."),
    ("For every question about what was offered and what came of it", "came_of_it."),
)
TIERS = {1: "stop and confirm", 2: "at the point of decision", 3: "quiet, on the child's page"}


def parts(kind: Kind) -> dict[str, str]:
    """A question's docstring by heading, each on one line; its first line under "Question"."""
    first, _, rest = inspect.cleandoc(kind.doc).partition("\n")
    found = {"Question": first}
    headings = "|".join((*HEADINGS, CHANGED))
    for heading, words in re.findall(rf"^({headings}): (.*?)(?=^\S|\Z)", rest, re.MULTILINE | re.DOTALL):
        found[heading] = " ".join(words.split())
    return found


def own_parameters(kind: Kind) -> dict[str, Parameter]:
    """The parameters that come with Kingfisher and that only this question looks at, by full name."""
    return {name: held for name, held in standard().held.items() if name.startswith(f"{kind.id}.")}


def catalogue() -> str:
    """Every question, its numbers and its ground, as Markdown. The same record of questions gives the same text."""
    lines = [
        "# The questions",
        "",
        "Made from the questions themselves. Kingfisher asks; it never scores a family, predicts or decides. A status "
        "(age, sex, time in care, number of children) raises nothing.",
        "",
    ]
    for kind in register().values():
        lines += _question(kind)
    for heading, named in SHARED:
        held = ((name, one) for name, one in standard().held.items() if name.startswith(named))
        lines += [f"## {heading}", "", *TABLE, *(row for name, one in held for row in _parameter(name, one)), ""]
    lines += ["## Guidance", "", *(_guidance(one) for one in guidance().values()), ""]
    return "\n".join(lines)


def _question(kind: Kind) -> list[str]:
    said = parts(kind)
    lines = [f"## {kind.id}", "", f"**{said['Question']}**", "", f"Shown: {TIERS[kind.tier]}.", ""]
    lines += [f"- **{heading}** {said[heading]}" for heading in (*HEADINGS, CHANGED) if heading in said]
    lines += ["", *TABLE]
    lines += [row for name, held in own_parameters(kind).items() for row in _parameter(name, held)]
    return [*lines, ""]


def _parameter(name: str, held: Parameter) -> list[str]:
    rows = []
    for value in held.values:
        shown = f"{value.value} {held.unit}" if isinstance(value.value, int) else ", ".join(value.value)
        rows.append(f"| {name} | {held.says} | {value.start} | {shown} | {value.guidance} |")
    return rows


def _guidance(one: Guidance) -> str:
    end = f" to {one.end}" if one.end else ""
    return (
        f"- **{one.id}** ({one.kind}; {one.title}, {one.edition}; from {one.start}{end}; {one.paragraph}): {one.says}"
    )
