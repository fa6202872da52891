"""Making a review's pack: for whom, with names or without, pictures as at which days, on what paper."""

from datetime import date

from django import forms

from kingfisher.web.forms.dates_typed import DAYS
from kingfisher.web.forms.reviews.names_left_out import NamesLeftOut
from kingfisher.web.forms.reviews.step_form import Lines
from kingfisher.web.govuk.widgets import Radios

MOST_PICTURES = 6


class MakePack(NamesLeftOut):
    """What pack to make. It goes to the review's panel; a copy for anyone else is made on the family's Downloads."""

    field_order = ("recipient", "days", "paper")

    recipient = forms.CharField(
        label="Who will have it?",
        max_length=200,
        help_text="A name and a role. It is kept with what was made, and printed on every page.",
        error_messages={"required": "Write who will have it"},
    )
    days = Lines(
        "Pictures as at which days?",
        rows=3,
        help_text=f"One on each line, {MOST_PICTURES} at most: a genogram for each, home and supports at the last",
        error_messages={"required": "Give at least one day"},
    )
    paper = forms.ChoiceField(label="Paper", choices=(("a3", "A3"), ("a4", "A4")), initial="a3", widget=Radios())

    def clean_days(self) -> tuple[date, ...]:
        """The days, each as anyone types it, in order."""
        found = []
        for line in self.cleaned_data["days"]:
            try:
                found.append(forms.DateField(input_formats=DAYS).clean(line))
            except forms.ValidationError as wrong:
                raise forms.ValidationError(f"“{line}” must be a day that exists, like 14/4/2020") from wrong
        if len(found) > MOST_PICTURES:
            raise forms.ValidationError(f"Choose at most {MOST_PICTURES} days")
        return tuple(sorted(set(found)))

    @property
    def words(self) -> str:
        """In words, for the trail: named or not, and for whom."""
        return f"review pack, {self.names_in_words}, for {self.cleaned_data['recipient']}"
