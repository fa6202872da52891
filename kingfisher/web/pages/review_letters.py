"""The letter to an agency that was asked for its return, made from what was recorded of the request."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kingfisher.interchange.copies.laid_out import Printed
from kingfisher.interchange.copies.request_letter import RequestLetter, write_request_letter_docx
from kingfisher.practice.reviews.returns import returns
from kingfisher.practice.reviews.steps import TermsSet
from kingfisher.practice.steps import Steps
from kingfisher.records.access import Act, family_for, review_for
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.records.chronologies import family_value
from kingfisher.records.models import Family
from kingfisher.records.review_page import steps_with_files
from kingfisher.timeline.dates import said
from kingfisher.web.attachments import kept_as
from kingfisher.web.children import born_words
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.policy import policy, refused


@policy("take out")
@require_safe
def request_letter(request: HttpRequest, ref: str, agency: str) -> HttpResponse:
    """The latest request to this agency as a letter in Word. Each family's trail tells of it."""
    review = review_for(reader(request), ref, Act.SEE, today())
    steps = steps_with_files(review, today())
    asked = next((one.requested for one in returns(steps, today()) if one.agency == agency), None)
    if asked is None:
        return refused(request, "That agency has not been asked for a return yet. Ask it, then its letter is here.")
    purpose = f"request letter to {agency[:40]}"
    families = [
        family_for(reader(request), one.ref, Act.EXPORT, today(), purpose=purpose) for one in review.families.all()
    ]
    name = agencies_to_choose()[agency].name
    letter = RequestLetter(
        agency=name,
        review=review.name,
        authority=asked.authority.rstrip("."),
        first=said(asked.first),
        last=said(asked.last),
        people=_people(families, asked.people),
        asks=_asks(steps),
        due=said(asked.due) if asked.due else "",
        day=said(asked.day),
    )
    file = BytesIO()
    write_request_letter_docx(letter, Printed(by=reader(request).label, at=timezone.localtime()), file)
    return kept_as(file.getvalue(), f"Request to {name} for {review.name}.docx")


def _asks(steps: Steps) -> tuple[str, ...]:
    terms = steps.last(TermsSet)
    return terms.lines_of_enquiry if terms else ()


def _people(families: list[Family], chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Each person the agency was asked about, with when they were born; the children when nobody was chosen."""
    found = []
    for family in families:
        value = family_value(family)
        for one in value.people:
            if f"{family.ref}:{one.id}" in chosen or (not chosen and one.id in value.children):
                born = born_words(one)
                found.append(f"{one.label}. {born}" if born else one.label)
    return tuple(found)
