"""Settling one row of a file: take it as read or as changed, set it aside, or ask the agency."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict

from kingfisher.interchange.returns.agency_return import Doubt
from kingfisher.interchange.returns.dates_as_written import read_date
from kingfisher.records.acting import NotNow
from kingfisher.records.batch_page import RowShown
from kingfisher.records.settling import Changes, changed
from kingfisher.timeline.dates import DateError, When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.people import Family
from kingfisher.web.govuk.widgets import Checkboxes, QuickSelect, Radios
from kingfisher.web.words import HOW_KNOWN_WORDS, KIND_WORDS, OUTCOME_WORDS

TAKE, ASIDE, OTHER, ASK = "take", "set_aside", "other_family", "ask"
DECISIONS = (
    ("", "Leave for now"),
    (TAKE, "Accept"),
    (ASIDE, "Set aside"),
    (OTHER, "About another family"),
    (ASK, "Ask the agency"),
)
KINDS = sorted(KIND_WORDS.items(), key=lambda kind: kind[1])
OUTCOMES = [("", "None"), *((str(one), words.capitalize()) for one, words in OUTCOME_WORDS.items())]
WAYS = [("", "Not said"), *((str(one), words) for one, (_, words) in HOW_KNOWN_WORDS.items())]


class Choice(NamedTuple):
    """What someone decided about a row, as `records` takes it: decision "" leaves it open, with a question to ask."""

    decision: str
    changes: Changes | None
    why: str


def date_typed(text: str) -> When:
    """A date as anyone types it, also uncertain. Raises `DateError`, which says what to write instead."""
    try:
        return When.parse(text)
    except DateError:
        read = read_date(text)
    if read.problem or not read.when.is_known:
        raise DateError(
            f"{read.why or 'It is not clear which day is meant.'} Write it like 12 February 2018, February 2018, "
            "autumn term 2019, or before 1 March 2018"
        )
    return read.when


def date_shown(when: When) -> str:
    """A date as words that read back to the same date; "" when there is none."""
    if not when.is_known:
        return ""
    try:
        return when.words if date_typed(when.words) == when else str(when)
    except DateError:
        return str(when)


class SettleRow(forms.Form):
    """One row. Nothing chosen leaves it for later; what is changed counts once it is accepted."""

    decision = forms.ChoiceField(label="What becomes of it", choices=DECISIONS, required=False, widget=Radios())
    why = forms.CharField(label="Why it is set aside, or what to ask", required=False, max_length=1000)
    happened = forms.CharField(label="When it happened", required=False, max_length=80)
    about = forms.MultipleChoiceField(label="Whom it is about", required=False, widget=Checkboxes())
    seen = forms.MultipleChoiceField(label="Children seen", required=False, widget=Checkboxes())
    kind = forms.ChoiceField(label="Kind", choices=KINDS, widget=QuickSelect())
    outcome = forms.ChoiceField(label="What came of it", choices=OUTCOMES, required=False, widget=QuickSelect())
    how_known = forms.ChoiceField(label="How it is known", choices=WAYS, required=False, widget=QuickSelect())
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, shown: RowShown, family: Family, data: QueryDict | None = None) -> None:
        assert shown.entry is not None
        assert shown.proposed is not None
        self.shown, self.family, self.entry = shown, family, shown.entry
        self.as_read = shown.proposed.entry
        super().__init__(data, prefix=f"r{shown.row.number}", initial=_initial(shown, shown.entry))
        people = [(person.id, person.label) for person in family.people]
        children = {*family.children, *(one.child for one in shown.entry.seen)}
        self.fields["about"].choices = people  # type: ignore[attr-defined]
        self.fields["seen"].choices = [one for one in people if one[0] in children]  # type: ignore[attr-defined]

    def resume(self, draft: QueryDict) -> None:
        """Show what was typed before and not yet saved, wherever the draft has this row."""
        if self.add_prefix("kind") not in draft:
            return
        for name in self.fields:
            many = isinstance(self.fields[name], forms.MultipleChoiceField)
            key = self.add_prefix(name)
            if name != "version":
                self.initial[name] = draft.getlist(key) if many else draft.get(key, "")

    @property
    def part(self) -> str:
        """The part of a draft that is this row's."""
        return f"{self.prefix}-"

    @property
    def is_open_further(self) -> bool:
        """Whether to show the boxes for changing it at once: something in them needs attention, or is not as read."""
        if self.is_bound and self.errors:
            return True
        fresh = _initial(self.shown, self.entry)
        now = {name: self[name].value() for name in CHANGEABLE}
        return any(_plain(now[name]) != _plain(fresh[name]) for name in CHANGEABLE) or bool(self["why"].value())

    @property
    def seen_before(self) -> str:
        """The version of the row that the page showed."""
        return str(self.data.get(self.add_prefix("version"), ""))

    @property
    def was_touched(self) -> bool:
        """Whether anything of the row differs from how the page showed it."""
        return bool(set(self.changed_data) - {"version"})

    @property
    def choice(self) -> Choice | None:
        """What was decided; None where nothing on the page differs from how the row stood."""
        told, row = self.cleaned_data, self.shown.row
        if not self.was_touched:
            return None
        match told["decision"]:
            case "":
                return Choice("", None, "") if row.settled or row.why else None
            case str(decision) if decision == TAKE:
                changes = self._changes(told)
                return Choice("changed" if changes else "accepted", changes, "")
            case str(decision) if decision == ASK:
                return Choice("", None, told["why"])
            case decision:
                return Choice(decision, None, told["why"])

    def clean(self) -> dict[str, Any]:
        """Nothing half said: a reason where one is needed, and changes that fit together."""
        told = super().clean() or {}
        decision = told.get("decision", "")
        if decision == ASIDE and not told.get("why"):
            self.add_error("why", f"Say why {self._place} is set aside: the agency may ask")
        if decision == ASK and not told.get("why"):
            told["why"] = self._question()
            if not told["why"]:
                self.add_error("why", f"Write what to ask the agency about {self._place}")
        if not self.errors and decision == TAKE:
            self._try(told)
        if not self.errors and not decision:
            self._refuse_half_said(told)
        return told

    def _refuse_half_said(self, told: Mapping[str, Any]) -> None:
        if self._differs(told):
            self.add_error("decision", f"You changed {self._place}: choose Accept to keep that, or put it back")
        elif told.get("why", "") != self.shown.row.why:
            self.add_error("decision", f"You wrote something about {self._place}: choose Set aside or Ask the agency")

    @property
    def _place(self) -> str:
        return self.shown.row.place

    def _question(self) -> str:
        return self.shown.read.ask if isinstance(self.shown.read, Doubt) else ""

    def _try(self, told: Mapping[str, Any]) -> None:
        try:
            entry = changed(
                self.as_read, self._changes(told) or Changes(), people=frozenset(one.id for one in self.family.people)
            )
        except NotNow as not_so:
            self.add_error("outcome" if "outcome" in str(not_so) else "kind", str(not_so))
            return
        if not entry.happened.is_known:
            self.add_error(
                "happened", f"Write when {self._place} happened, as near as anyone can say, or ask the agency"
            )

    def clean_happened(self) -> str:
        """The date in its written form; as it was when nobody touched it."""
        text = str(self.cleaned_data["happened"])
        if text == date_shown(self.entry.happened):
            return str(self.entry.happened)
        try:
            return str(date_typed(text)) if text else str(self.entry.happened)
        except DateError as wrong:
            raise forms.ValidationError(f"{self._place}: {wrong}") from wrong

    def _differs(self, told: Mapping[str, Any]) -> bool:
        shown = _initial(self.shown, self.entry) | {"happened": str(self.entry.happened)}
        return any(_plain(told.get(name)) != _plain(shown[name]) for name in CHANGEABLE)

    def _changes(self, told: Mapping[str, Any]) -> Changes | None:
        """Only what differs from the row as read."""
        entry, differing = self.as_read, {}
        if told.get("happened", "") != str(entry.happened):
            differing["happened"] = told["happened"]
        if set(told.get("about", ())) != set(entry.about):
            differing["about"] = tuple(told["about"])
        if set(told.get("seen", ())) != {one.child for one in entry.seen}:
            differing["seen"] = tuple(told["seen"])
        if told.get("kind") != entry.kind:
            differing["kind"] = told["kind"]
        if told.get("outcome", "") != (entry.outcome or ""):
            differing["outcome"] = told["outcome"]
        if told.get("how_known", "") != (entry.how_known or ""):
            differing["how_known"] = told["how_known"]
        return Changes(**differing) if differing else None


CHANGEABLE = ("happened", "about", "seen", "kind", "outcome", "how_known")


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list | tuple) else str(value or "")


def _initial(shown: RowShown, entry: Entry) -> dict[str, Any]:
    """The row as it stands: what was decided before, or what the reader suggests."""
    row = shown.row
    decision = {"accepted": TAKE, "changed": TAKE}.get(row.settled, row.settled or (ASK if row.why else ""))
    return {
        "decision": decision,
        "why": row.why,
        "happened": date_shown(entry.happened),
        "about": list(entry.about),
        "seen": [one.child for one in entry.seen],
        "kind": entry.kind,
        "outcome": str(entry.outcome or ""),
        "how_known": str(entry.how_known or ""),
        "version": shown.version,
    }
