"""We decided: referrals, decisions, plans, agreed actions, assessments, legal steps."""

from typing import Any

from django import forms

from kingfisher.questions.own_rules import Level, Stage
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Action, AnyContent, Assessment, Claim, Decision, LegalStep, Plan, Referral
from kingfisher.web.forms.people import WhenField
from kingfisher.web.forms.reviews.step_form import Lines, Several
from kingfisher.web.forms.writing.entry_form import WriteEntry
from kingfisher.web.forms.writing.fields import Line, OneOfFew, Text, Which
from kingfisher.web.govuk.widgets import Radios

OUTCOMES = (
    ("no_further_action", "No further action"),
    ("assess", "Assess"),
    ("early_help", "Early help"),
    ("child_in_need", "Child in need plan"),
    ("strategy discussion", "Strategy discussion"),
    ("child protection conference", "Child protection conference"),
    ("close_plan", "Close the plan"),
)
PLANS = (
    ("early_help", "Early help"),
    ("child_in_need", "Child in need"),
    ("child_protection", "Child protection"),
    ("looked_after", "Looked after"),
)
CATEGORIES = (
    ("neglect", "Neglect"),
    ("emotional abuse", "Emotional abuse"),
    ("physical abuse", "Physical abuse"),
    ("sexual abuse", "Sexual abuse"),
)
ASSESSMENTS = (
    ("early_help", "Early help assessment"),
    ("pre_birth", "Pre-birth assessment"),
    ("single", "Assessment of the family by social care"),
    ("section_47", "Child protection enquiry (section 47)"),
    ("risk", "Risk assessment"),
    ("parenting", "Parenting assessment"),
    ("tool", "An assessment tool"),
    ("other", "Another assessment"),
)
STEPS = (
    "police protection",
    "emergency protection order",
    "child assessment order",
    "section 20 accommodation",
    "letter before proceedings",
    "pre-proceedings",
    "pre-proceedings meeting",
    "care proceedings",
    "interim care order",
    "care order",
    "supervision order",
    "special guardianship order",
    "no order",
)
ANOTHER = "another"
CLAIMS = 3


class _WithLevel(WriteEntry):
    """A level of need, in the words of the local threshold document, where there is one."""

    def _own(self, *, levels: list[Level], stages: list[Stage]) -> None:
        if not levels:
            self.fields.pop("level", None)
            return
        choices = [("", "Not said"), *((str(one.level), f"{one.key}, {one.name}") for one in levels)]
        self.fields["level"] = forms.ChoiceField(
            label="Which level of need?",
            choices=choices,
            required=False,
            widget=Radios(hints={str(one.level): one.means for one in levels}),
        )

    def _content(self, told: dict[str, Any]) -> AnyContent:
        told["level"] = int(told["level"]) if told.get("level") else None
        return super()._content(told)


class WriteReferral(_WithLevel):
    """To whom, and what the concerns are."""

    kind, content = "referral", Referral
    to = Which(
        "To which agency?", of="agencies", required=True, error_messages={"required": "Choose the agency it is to"}
    )
    concerns = Lines("The concerns", rows=3, required=False, max_length=2000)


class WriteDecision(_WithLevel):
    """What was decided, on what, why, leaning on whom, and who was told."""

    kind, content = "decision", Decision
    words = "What was decided, in your words"
    outcome = Which(
        "What was decided?", choices=OUTCOMES, required=True, error_messages={"required": "Choose what was decided"}
    )
    on = Several("On what?", of="earlier")
    reason = Text("The reason")
    told = Several("Who has been told?", of="agencies")
    relies_on = Several("Whose continuing part does it lean on?", of="members")
    considered = Several("Which earlier entries were weighed?", of="happenings")
    outstanding = Lines("What is still needed?", rows=2, required=False)
    early_help = OneOfFew(
        "Early help",
        choices=(
            ("offered", "Offered"), ("accepted", "Accepted"), ("declined", "Declined"), ("not_needed", "Not needed"),
        ),
    )  # fmt: skip
    folded = ("relies_on", "considered", "outstanding", "early_help")


class WritePlan(WriteEntry):
    """A plan opened, reviewed or closed for named children."""

    kind, content = "plan", Plan
    about_whom = "For which children?"
    words = "What the plan says, or what the review found"
    type = OneOfFew("Which plan?", choices=PLANS, required=True)
    stage = OneOfFew(
        "What happened to it?",
        choices=(("opened", "It was opened"), ("reviewed", "It was reviewed"), ("closed", "It was closed")),
        required=True,
    )
    categories = forms.MultipleChoiceField(label="Under which categories?", required=False)
    reason = Text("The reason")
    relies_on = Several("Whose part does it lean on?", of="members")
    outstanding = Lines("What is still needed?", rows=2, required=False, help_text="And who takes it on, if it closes")
    fathers_involved = Several("Which parents who live elsewhere had a part in making it?", of="adults")
    folded = ("fathers_involved",)
    order = ("happened", "type", "stage", "about", "categories", "reason", "text", "relies_on", "outstanding")

    def _own(self, *, levels: list[Level], stages: list[Stage]) -> None:
        field = Several("Under which categories?", of="")
        field.choices = list(CATEGORIES)
        self.fields["categories"] = field

    def blanks(self) -> list[str]:
        """A plan that ends says why."""
        told = self.cleaned_data
        return ["the reason it closes"] if told["stage"] == "closed" and not told["reason"] else []


class WriteAction(WriteEntry):
    """An agreed action: what, whose, by when, and who does it if they are away; or what became of one."""

    kind, content = "action", Action
    words = "What it is for, and how anyone will know that it helped"
    state = OneOfFew(
        "What are you writing down?",
        error_messages={"required": "Choose what you are writing down"},
        choices=(("agreed", "An action agreed"), ("done", "It is done"), ("not_done", "It was not done")),
        required=True,
    )
    what = Line("What is to be done?", required=True, error_messages={"required": "Write what is to be done"})
    owner = Which("Whose is it?", of="members")
    due = WhenField(label="By when?", required=False, help_text="For example 10/12/2019")
    cover = Which("Who does it if they are away?", of="members")
    on = Several("What does it come from?", of="to_act_on", help_text="For an action that is done: the action agreed")
    folded = ("cover",)
    order = ("happened", "state", "what", "owner", "due", "about", "on", "text")

    def blanks(self) -> list[str]:
        """Whose it is and by when, of an action agreed."""
        told = self.cleaned_data
        lacks = [("whose it is", told.get("owner")), ("by when", told["due"])]
        return [words for words, held in lacks if not held] if told["state"] == "agreed" else []


class WriteAssessment(WriteEntry):
    """An assessment begun or completed, what it weighed and on whose word."""

    kind, content = "assessment", Assessment
    words = "What was found"
    type = Which("Which assessment?", choices=ASSESSMENTS, required=True)
    stage = OneOfFew(
        "How far is it?",
        choices=(("started", "Started"), ("completed", "Completed")),
        required=True,
        error_messages={"required": "Choose how far it is"},
    )
    tool = Line("With which tool?", help_text="For example: neglect assessment tool. Empty if none was used")
    conclusion = Text("What it concludes")
    assessed = Several("Which adults were assessed?", of="adults", help_text="Fathers and partners too")
    considered = Several("Which earlier entries were weighed?", of="happenings")
    relies_on = Several("Whose continuing part does it lean on?", of="members")
    order = ("happened", "type", "stage", "about", "tool", "text", "conclusion", "assessed")

    def _own(self, *, levels: list[Level], stages: list[Stage]) -> None:
        names: list[str] = []
        for number in range(1, CLAIMS + 1):
            which = f"claim {number}" if number > 1 else "claim"
            self.fields[f"claim_{number}"] = Line(f"A {which} it rests on, that somebody told you")
            self.fields[f"said_by_{number}"] = Which("Who said so?", of="named")
            self.fields[f"could_confirm_{number}"] = Several("Who could confirm it?", of="agencies")
            self.fields[f"asked_{number}"] = Several("Who has been asked?", of="agencies")
            names += [f"{part}_{number}" for part in ("claim", "said_by", "could_confirm", "asked")]
        self.folded = (*names, "considered", "relies_on")

    def clean(self) -> dict[str, Any]:
        """Who said it or could confirm it belongs to a claim."""
        told = super().clean() or {}
        for number in range(1, CLAIMS + 1):
            rest = [told.get(f"{part}_{number}") for part in ("said_by", "could_confirm", "asked")]
            if any(rest) and not told.get(f"claim_{number}"):
                self.add_error(f"claim_{number}", "Write what was said, or leave its other answers empty")
        return told

    def held(self, entry: Entry) -> dict[str, Any]:
        """The first claims it rests on."""
        shown, assessment = super().held(entry), entry.content
        assert isinstance(assessment, Assessment)
        for number, claim in enumerate(assessment.accepted[:CLAIMS], 1):
            shown |= {f"{part}_{number}": getattr(claim, part) for part in ("claim", "said_by")}
            shown |= {f"{part}_{number}": list(getattr(claim, part)) for part in ("could_confirm", "asked")}
        return shown

    def beyond(self, content: AnyContent) -> dict[str, tuple[Any, ...]]:
        """Claims past the first few."""
        assert isinstance(content, Assessment)
        return {"accepted": content.accepted[CLAIMS:]}

    def says(self) -> dict[str, tuple[str, ...]]:
        """The claims have fields of their own."""
        parts = ("claim", "said_by", "could_confirm", "asked")
        return super().says() | {
            "accepted": tuple(f"{part}_{number}" for part in parts for number in range(1, CLAIMS + 1))
        }

    def _content(self, told: dict[str, Any]) -> AnyContent:
        told["accepted"] = tuple(
            Claim(
                claim=told[f"claim_{number}"],
                said_by=told.get(f"said_by_{number}"),
                could_confirm=told.get(f"could_confirm_{number}", ()),
                asked=told.get(f"asked_{number}", ()),
            )
            for number in range(1, CLAIMS + 1)
            if told.get(f"claim_{number}")
        )
        return super()._content(told)


class WriteLegalStep(WriteEntry):
    """A legal status or step."""

    kind, content = "legal_step", LegalStep
    step = Which(
        "Which step?", choices=[*((one, one.capitalize()) for one in STEPS), (ANOTHER, "Another")], required=True
    )
    other_step = Line("If another, which?")
    outcome = OneOfFew(
        "How far is it?",
        choices=(
            ("", "Made, taken or begun"), ("extended", "Extended"), ("applied for", "Applied for"),
            ("refused", "Refused"), ("ended", "Ended"),
        ),
    )  # fmt: skip
    order = ("happened", "step", "other_step", "outcome", "about", "text")

    def held(self, entry: Entry) -> dict[str, Any]:
        """A step that is not among those listed is another."""
        shown = super().held(entry)
        if shown.get("step") and shown["step"] not in STEPS:
            shown |= {"step": ANOTHER, "other_step": shown["step"]}
        return shown

    def says(self) -> dict[str, tuple[str, ...]]:
        """The step may be another."""
        return super().says() | {"step": ("step", "other_step")}

    def clean(self) -> dict[str, Any]:
        """Another step has a name."""
        told = super().clean() or {}
        if told.get("step") == ANOTHER and not told.get("other_step"):
            self.add_error("other_step", "Write which step it is")
        return told

    def _content(self, told: dict[str, Any]) -> AnyContent:
        return super()._content({**told, "step": told["other_step"] if told["step"] == ANOTHER else told["step"]})
