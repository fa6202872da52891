"""Single papers of a review: the letters to the family, and documents kept as they came."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kingfisher.interchange.copies.family_letter import FamilyLetter, write_family_letter
from kingfisher.interchange.copies.laid_out import Printed
from kingfisher.practice.reviews.steps import DocumentKept, IncidentKnown, LetterSent, ReviewerAppointed
from kingfisher.practice.steps import Steps
from kingfisher.records.access import Act, family_for, review_for
from kingfisher.records.chronologies import family_value
from kingfisher.records.learning import steps_of
from kingfisher.records.review_page import family_in, original_of
from kingfisher.timeline.dates import said
from kingfisher.timeline.people import Family
from kingfisher.web.attachments import as_sent, kept_as
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.policy import policy, refused


@policy("take out")
@require_safe
def family_letter(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """The letter recorded in a step, in Word, with what is the partnership's to fill in left in brackets."""
    review = review_for(reader(request), ref, Act.SEE, today(), purpose="letter to the family")
    steps = steps_of(review)
    sent = dict(steps.kept(LetterSent)).get(step)
    found = family_in(review, sent.family) if sent else None
    if sent is None or found is None:
        return refused(request, "There is no such letter in this review.")
    family = family_for(reader(request), found.ref, Act.EXPORT, today(), purpose="letter to the family")
    letter = _letter(sent, steps, family_value(family))
    file = BytesIO()
    write_family_letter(letter, Printed(by=reader(request).label, at=timezone.localtime()), file)
    return kept_as(file.getvalue(), f"Letter {sent.number} to {letter.person}.docx")


def _letter(sent: LetterSent, steps: Steps, family: Family) -> FamilyLetter:
    earlier = [
        one.day
        for one in steps.of(LetterSent)
        if (one.family, one.person, one.number) == (sent.family, sent.person, sent.number - 1)
    ]
    reviewer, incident = steps.last(ReviewerAppointed), steps.last(IncidentKnown)
    told = incident.children if incident else ()
    ids = [one.rpartition(":")[2] for one in told if one.rpartition(":")[0] in ("", sent.family)]
    return FamilyLetter(
        person=family.label(sent.person),
        number=sent.number,
        day=said(sent.day),
        children=tuple(family.label(one) for one in ids if one != sent.person),
        reviewer=reviewer.name if reviewer else "",
        before=said(earlier[-1]) if earlier else "",
    )


@policy("see review")
@require_safe
def document(request: HttpRequest, ref: str, digest: str) -> HttpResponse:
    """A document kept for the review, byte for byte as it was sent."""
    review = review_for(reader(request), ref, Act.SEE, today(), purpose=f"document {digest[:12]}")
    kept = next((one for one in steps_of(review).of(DocumentKept) if one.digest == digest), None)
    content = original_of(kept.digest) if kept else None
    if kept is None or content is None:
        return refused(request, "There is no such document in this review.")
    return as_sent(content, kept.file_name)
