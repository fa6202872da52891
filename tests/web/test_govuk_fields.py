"""What people type in a date or choose as files, and what they are told when it cannot be used."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from kingfisher.web.govuk.fields import DateField, FilesField
from kingfisher.web.govuk.problems import problems
from kingfisher.web.govuk.renderer import GovukRenderer


@pytest.mark.parametrize(
    "typed",
    [("5", "7", "2018"), ("05", "07", "2018"), ("5", "July", "2018"), ("5", "jul", "2018"), ("5", "JULY", "2018")],
)
def test_a_month_may_be_a_number_or_a_name(typed: tuple[str, str, str]) -> None:
    assert DateField(label="Date of birth").clean(typed) == date(2018, 7, 5)


@pytest.mark.parametrize(
    ("typed", "told", "boxes"),
    [
        (("", "", ""), "Enter date of birth", "day month year"),
        (("5", "", ""), "Date of birth must include a month and a year", "month year"),
        (("31", "2", "2020"), "Date of birth must be a real date", "day month year"),
        (("5", "Smarch", "2020"), "Date of birth must be a real date", "day month year"),
        (("5", "7", "18"), "Year must have 4 numbers", "year"),
        (("5", "7", "²018"), "Year must have 4 numbers", "year"),
        (("x", "7", "2018"), "Date of birth must be a real date", "day month year"),
    ],
)
def test_a_date_that_cannot_be_is_told_kindly(typed: tuple[str, str, str], told: str, boxes: str) -> None:
    with pytest.raises(ValidationError) as raised:
        DateField(label="Date of birth").clean(typed)
    assert (raised.value.message, raised.value.code) == (told, boxes)


def test_a_date_may_be_left_empty_where_the_form_allows() -> None:
    assert DateField(required=False).clean(("", "", "")) is None


class Returns(forms.Form):
    due = DateField(label="Due date")
    files = FilesField(label="Returns")
    who = forms.ChoiceField(label="Who told you?", choices=[("a", "A")], widget=forms.RadioSelect)

    def clean(self) -> None:
        self.add_error(None, "These returns are of another family.")


def filled(data: dict[str, str], files: list[SimpleUploadedFile]) -> Returns:
    return Returns(data, MultiValueDict({"files": files}), renderer=GovukRenderer())


def test_several_files_come_in_the_order_chosen() -> None:
    form = filled({}, [SimpleUploadedFile("b.csv", b"x"), SimpleUploadedFile("a.csv", b"y")])
    form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["b.csv", "a.csv"]


def test_an_empty_file_is_named() -> None:
    form = filled({}, [SimpleUploadedFile("full.csv", b"x"), SimpleUploadedFile("empty.csv", b"")])
    assert form.errors["files"] == ["empty.csv: The submitted file is empty."]


def test_every_problem_leads_to_its_place_and_says_what_to_do() -> None:
    assert problems(filled({"due-day": "5", "due-month": "7"}, [])) == [
        {"text": "These returns are of another family.", "id": ""},
        {"text": "Due date must include a year", "id": "id_due-year"},
        {"text": "Choose returns", "id": "id_files"},
        {"text": "Answer “Who told you?”", "id": "id_who"},
    ]


def test_what_was_typed_is_shown_again() -> None:
    assert 'value="Smarch"' in str(
        filled({"due-day": "5", "due-month": "Smarch", "due-year": "2018"}, [])["due"].as_field_group()
    )
