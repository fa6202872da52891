"""To whom a question was shown, when, and under which version of it. Nothing is added up by family or practitioner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kingfisher.records.access import Act, family_for
from kingfisher.records.actions.receipts import receipts_of
from kingfisher.timeline.dates import said
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy

OURS = "What comes with Kingfisher"


@policy("see receipts")
@require_safe
def of_question(request: HttpRequest, ref: str, question: str) -> HttpResponse:
    """The receipts of one question on one family, newest first, for the lead and the panel."""
    family = family_for(reader(request), ref, Act.SEE_RECEIPTS, today())
    kept = receipts_of(by=reader(request), family=family, question=question)
    context = framed(
        family,
        "questions",
        "To whom it was shown",
        sentence=kept[0].sentence if kept else "",
        receipts=[
            {
                "who": one.who,
                "when": f"{said(timezone.localtime(one.at).date())}, {timezone.localtime(one.at):%H:%M}",
                "version": one.version,
                "under": one.under or OURS,
                "file": one.under_digest,
                "place": one.place,
                "sentence": one.sentence if one.sentence != kept[0].sentence else "",
            }
            for one in kept
        ],
    )
    return render(request, "questions/receipts.html", context)
