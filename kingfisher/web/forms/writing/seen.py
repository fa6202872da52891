"""The child was seen, or a contact was offered: few fields first, because a visit leaves four minutes for writing."""

from collections.abc import Mapping
from typing import Any

from kingfisher.timeline.entries import Entry, Seen
from kingfisher.timeline.kinds import Appointment, Contact, Observation, Outcome, Setting, Sighting
from kingfisher.timeline.people import HowKnown
from kingfisher.web.forms.reviews.step_form import Several
from kingfisher.web.forms.writing.entry_form import WriteEntry
from kingfisher.web.forms.writing.fields import Line, Number, Text, Which, YesNo
from kingfisher.web.words import OUTCOME_WORDS, SETTING_WORDS

SETTINGS = [(str(one), words.capitalize()) for one, words in SETTING_WORDS.items()]
OUTCOMES = [(str(one), words.capitalize()) for one, words in OUTCOME_WORDS.items()]
NOT_SEEN = (Setting.TELEPHONE, Setting.WRITTEN)
DAY_LONG = 24 * 60  # minutes


class WithSeen(WriteEntry):
    """Which children were seen, where, which of them alone, and for how long."""

    about_found = True
    about_whom = "Who else is it about?"
    setting = Which("Where?", choices=SETTINGS, of_sort=Setting)
    seen = Several("Which children did you see?", of="children")
    alone = Several("Which of them alone?", of="children", help_text="Without a parent or carer in the room")
    minutes = Number("For how many minutes?", most=DAY_LONG)
    address = Line("At which address?", help_text="Only if it is not where the child lives")

    def clean(self) -> dict[str, Any]:
        """Only a child who was seen can have been seen alone, and nobody is seen by telephone."""
        told = super().clean() or {}
        if extra := [name for name in told.get("alone", ()) if name not in told.get("seen", ())]:
            who = " and ".join(words for value, words in self.choices["children"] if value in extra)
            self.add_error("alone", f"You say that you saw {who} alone: tick them among the children you saw too")
        if told.get("seen") and told.get("setting") in NOT_SEEN:
            self.add_error("setting", "A child is not seen by telephone or in writing. Choose where, or tick nobody")
        return told

    def _found(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(told.get("seen", ()))

    def _seen(self, told: Mapping[str, Any]) -> tuple[Seen, ...]:
        one_was_alone = bool(told["alone"])
        return tuple(
            Seen(
                child=child,
                setting=told["setting"],
                address=told["address"],
                alone=(child in told["alone"]) if one_was_alone else None,
                minutes=told["minutes"],
            )
            for child in told["seen"]
        )

    def _known_how(self, told: Mapping[str, Any]) -> HowKnown | None:
        return HowKnown.OBSERVED if told["seen"] else None

    def held(self, entry: Entry) -> dict[str, Any]:
        """Where each child was seen alike, that; else nothing, and each child's own stays."""
        shown = super().held(entry)
        for name in ("setting", "address", "minutes"):
            alike = {getattr(one, name) for one in entry.seen}
            shown[name] = shown.get(name) or (alike.pop() if len(alike) == 1 else None)
        alone = [one.child for one in entry.seen if one.alone]
        return shown | {"seen": [one.child for one in entry.seen], "alone": alone}


class WriteSighting(WithSeen):
    """A child was seen: that is the whole of it."""

    kind, content = "sighting", Sighting
    words = "What you saw and heard"
    folded = ("about", "address")
    order = ("happened", "seen", "setting", "alone", "minutes", "text")
    seen = Several(
        "Which children did you see?", of="children", required=True,
        error_messages={"required": "Choose each child you saw"},
    )  # fmt: skip


class WriteContact(WithSeen):
    """A visit, a call or a meeting with the family, offered or made."""

    kind, content = "contact", Contact
    words = "What happened, and what you saw and heard"
    with_whom = Several("With which adults?", of="adults")
    outcome = Which("What came of it?", choices=OUTCOMES, of_sort=Outcome)
    announced = YesNo("Did they know you were coming?")
    planned_work_possible = YesNo("Could you do what you came to do?")
    folded = ("about", "address", "announced", "planned_work_possible")
    order = ("happened", "outcome", "setting", "with_whom", "seen", "alone", "minutes", "text")

    def _found(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*told.get("seen", ()), *told.get("with_whom", ()))))

    def clean(self) -> dict[str, Any]:
        """Nobody is seen at a visit that did not take place, unless on the way."""
        told = super().clean() or {}
        if told.get("outcome") in (Outcome.CANCELLED_BY_SERVICE, Outcome.CANCELLED_BY_FAMILY) and told.get("seen"):
            self.add_error("outcome", "It was cancelled, and children were seen. Choose which of the two is so")
        return told


class WriteAppointment(WriteEntry):
    """An appointment offered to someone, and what came of it. A child is not brought; an adult does not attend."""

    kind, content = "appointment", Appointment
    about_found, about_whom = True, "Who else is it about?"
    whose = Which("For whom was it?", of="people", required=True, error_messages={"required": "Choose for whom it was"})
    service = Line("With which service?", help_text="For example: speech and language therapy")
    outcome = Which("What came of it?", choices=OUTCOMES, of_sort=Outcome, required=True)
    reason = Text("The reason, as it was given", help_text="Say below how you know it")
    folded = ("about",)
    order = ("happened", "whose", "service", "outcome", "reason", "text")

    def _found(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        return (told["whose"],) if told.get("whose") else ()


class WriteObservation(WriteEntry):
    """What a practitioner saw or noticed."""

    kind, content = "observation", Observation
    words = "What you saw and heard, not what you make of it"
    of_what = Line("Of what?", help_text="For example: home conditions, how mother and baby are together")
    order = ("happened", "about", "of_what", "text")

    def _known_how(self, told: Mapping[str, Any]) -> HowKnown | None:
        return HowKnown.OBSERVED
