"""Something happened, or somebody said so: incidents, health and school, records checked, and accounts."""

from collections.abc import Mapping
from typing import Any

from kingfisher.timeline.kinds import Account, Check, Education, Health, Incident, Outcome
from kingfisher.web.forms.reviews.step_form import Lines, Several
from kingfisher.web.forms.writing.entry_form import WriteEntry
from kingfisher.web.forms.writing.fields import Line, Number, OneOfFew, Text, Which
from kingfisher.web.forms.writing.seen import OUTCOMES

RESULTS = (
    ("asked", "Asked, not answered yet"),
    ("replied", "Answered"),
    ("no_reply", "No reply came"),
    ("not_asked", "Not asked"),
    ("not_possible", "Could not be asked"),
)


class WriteIncident(WriteEntry):
    """Something that any agency might have had to act on; the writer's own view stands apart from what was said."""

    kind, content = "incident", Incident
    what = Lines(
        "What was it?", rows=2, required=False, help_text="In a word or two, one on each line: shouting, injury"
    )
    own_view = Text("Your own view of it", help_text="Apart from what others told you")
    outcome = Line("What was done about it?")
    address = Line("At which address?")
    considered = Several("Which earlier entries did you weigh?", of="earlier")
    folded = ("address", "considered")
    order = ("happened", "about", "what", "text", "own_view", "outcome")


class WriteHealth(WriteEntry):
    """A consultation, a result, an immunisation, a birth."""

    kind, content = "health", Health
    what = Line("What was it?", help_text="For example: two-year review, immunisation, weight")
    outcome = Which("If it was an appointment, what came of it?", choices=OUTCOMES, of_sort=Outcome)
    order = ("happened", "about", "what", "outcome", "text")


class WriteEducation(WriteEntry):
    """Attendance over a time, how a child is at school, an exclusion."""

    kind, content = "education", Education
    what = Line("What was it?", help_text="For example: attendance, exclusion, how the child came to school")
    attendance_percent = Number("Attendance, in per cent", most=100, help_text="For a time, give its dates above")
    outcome = Which("If the child was expected, what came of it?", choices=OUTCOMES, of_sort=Outcome)
    order = ("happened", "about", "what", "attendance_percent", "outcome", "text")


class WriteCheck(WriteEntry):
    """One agency's records asked about one person."""

    kind, content = "check", Check
    words = "What was asked, and what came back"
    held_by = Which("Whose records?", of="agencies", required=True)
    of = Which("About whom?", of="people")
    result = OneOfFew("What came of it?", choices=RESULTS, required=True)
    reason = Text("If not asked or not possible: why?")
    about_found, about_whom = True, "For which children?"
    order = ("happened", "of", "held_by", "result", "reason", "about", "text")

    def _found(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        return (told["of"],) if told.get("of") else ()


class WriteAccount(WriteEntry):
    """What someone said of events, kept as theirs."""

    kind, content = "account", Account
    words = "What they said, in their words"
    said_by = Which("Who said it?", of="named", required=True)
    of_entry = Several("Of which earlier happening?", of="happenings")
    could_confirm = Several("Who was there, or holds the fact?", of="agencies")
    asked = Several("Which of them have been asked?", of="agencies")
    folded = ("of_entry",)
    order = ("happened", "said_by", "about", "text", "could_confirm", "asked")
