"""I want to say: a challenge, a strength; the chair's oversight and an audit's advice, and the answer to either."""

from typing import Any

from kingfisher.questions.own_rules import Level, Stage
from kingfisher.timeline.kinds import Answer, AnyContent, Audit, ChairsOversight, Challenge, Strength
from kingfisher.web.forms.people import WhenField
from kingfisher.web.forms.reviews.step_form import Lines, Several
from kingfisher.web.forms.writing.entry_form import WriteEntry
from kingfisher.web.forms.writing.fields import Line, OneOfFew, Text, Which

GRADES = (("red", "Red"), ("amber", "Amber"), ("green", "Green"))
GRADE_HINTS = {
    "red": "Something must change before the next meeting",
    "amber": "Something is wanting, or is not known",
    "green": "The plan goes on as it should",
}
ANSWERS = (
    ("done", "This is what was done"),
    ("disagree", "We do not agree, because …"),
    ("will_be_done", "It will be done by a day"),
)


def themes() -> Lines:
    """Themes, in words of the writer's own."""
    return Lines(
        "Themes", rows=2, required=False, max_length=600,
        help_text="One on each line, without names: they are counted for the partnership, never by family",
    )  # fmt: skip


class WriteChallenge(WriteEntry):
    """What is disagreed with, of whom it is asked, and at which local stage."""

    kind, content = "challenge", Challenge
    to = Which(
        "Of which agency?", of="agencies", required=True, error_messages={"required": "Choose the agency it is put to"}
    )
    on = Several(
        "What is challenged?", of="earlier", required=True, error_messages={"required": "Choose what is challenged"}
    )
    stage = Which("At which stage?")
    themes = themes()
    folded = ("themes",)

    def _own(self, *, levels: list[Level], stages: list[Stage]) -> None:
        if not stages:
            del self.fields["stage"]
            return
        choices = [(f"stage {one.stage}", f"{one.key}, {one.words}") for one in stages]
        self.fields["stage"].choices = choices  # type: ignore[attr-defined]


class WriteStrength(WriteEntry):
    """Something going well, dated and sourced. It stands beside harm and never cancels it."""

    kind, content = "strength", Strength
    words = "What goes well, and how it shows"
    of = Which("Whose strength is it?", of="people")
    what = Line("In a few words", help_text="For example: grandmother collects the children every day")
    order = ("happened", "of", "what", "about", "text")


class WriteChairsOversight(WriteEntry):
    """A chair's oversight between meetings: a grade the chair gives, a question, whom it is put to, and by when."""

    kind, content = "chairs_oversight", ChairsOversight
    lede = "The grade is the chair’s own judgement: Kingfisher computes none, and only asks for the answer."
    about_whom = "About which children?"
    words = "What the chair looked at and found"
    grade = OneOfFew("The chair’s grade", choices=GRADES, hints=GRADE_HINTS, required=True)
    question = Text("The chair’s question", rows=2)
    addressed_to = Which("Who is to answer?", of="agencies")
    answer_due = WhenField(label="By when?", required=False, help_text="For example 10/12/2019")
    themes = themes()
    folded = ("themes",)
    order = ("happened", "about", "grade", "text", "question", "addressed_to", "answer_due")

    def clean(self) -> dict[str, Any]:
        """A question is put to somebody, and a day and an addressee belong to a question."""
        told = super().clean() or {}
        if told.get("question") and not told.get("addressed_to"):
            self.add_error("addressed_to", "Choose who is to answer the question")
        if not told.get("question") and (told.get("addressed_to") or told.get("answer_due")):
            self.add_error("question", "Write the question that is to be answered")
        return told

    def blanks(self) -> list[str]:
        """A question with no day may wait for long."""
        told = self.cleaned_data
        return ["the day by which an answer is due"] if told["question"] and not told["answer_due"] else []


class WriteAudit(WriteEntry):
    """An audit's advice about this family, made outside Kingfisher's own audits."""

    kind, content = "audit", Audit
    words = "What the audit found"
    recommends = Text("What it advises")
    addressed_to = Which("Who is to answer?", of="agencies")
    answer_due = WhenField(label="By when?", required=False, help_text="For example 10/12/2019")
    order = ("happened", "about", "text", "recommends", "addressed_to", "answer_due")


class WriteAnswer(WriteEntry):
    """The answer to a chair's question or an audit's advice; it names the entry it answers."""

    kind, content = "answer", Answer
    words = "What was done, or the reason"
    on = Several(
        "What does it answer?", of="asked", required=True,
        error_messages={"required": "Choose what it answers. If nothing is listed, no chair or audit has asked yet"},
    )  # fmt: skip
    answer = OneOfFew("Your answer", choices=ANSWERS, required=True)
    by_when = WhenField(
        label="If it will be done: by when?", required=False, help_text="It is asked again after that day"
    )
    about_whom = "About which children?"
    order = ("happened", "on", "answer", "by_when", "about", "text")

    def clean(self) -> dict[str, Any]:
        """A promise has a day."""
        told = super().clean() or {}
        if told.get("answer") == "will_be_done" and "by_when" not in self.errors and not told.get("by_when"):
            self.add_error("by_when", "Enter the day by which it will be done")
        return told

    def says(self) -> dict[str, tuple[str, ...]]:
        """The reason is the words themselves."""
        more = {"reason": ("text",), "by_when": ("by_when", "answer"), "question": ("on",)}
        return super().says() | more

    def _content(self, told: dict[str, Any]) -> AnyContent:
        until = told["by_when"] if told["answer"] == "will_be_done" else None
        waits = {dict(self.choices["asked_as"]).get(one) for one in told["on"]}
        question = waits.pop() if len(waits) == 1 else None  # a promise holds the question back until its day
        return super()._content({**told, "question": question, "by_when": until, "reason": told["text"].strip()})
