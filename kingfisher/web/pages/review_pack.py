"""Making a review's pack: chosen, made, read again, its digests kept with the review, and handed over."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kingfisher.interchange.copies.laid_out import Printed
from kingfisher.practice.reviews.steps import PackMade, TermsSet
from kingfisher.practice.steps import Steps
from kingfisher.records.access import Act, family_for, review_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.review_steps import record_step
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.records.citations import citations_in
from kingfisher.records.copies import material_for
from kingfisher.records.learning import recorded_in
from kingfisher.records.models import Review
from kingfisher.records.review_page import families_of, names_in, steps_with_files
from kingfisher.timeline.dates import said
from kingfisher.web.attachments import kept_as
from kingfisher.web.documents import NOT_MADE, what_was_amiss
from kingfisher.web.forms.reviews.pack import MakePack
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.pages.review import framed
from kingfisher.web.policy import policy
from kingfisher.web.review_pack import Kept, Order, Pack, make_pack
from kingfisher.web.review_scaffold import Told


@policy("record review")
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, ref: str) -> HttpResponse:
    """Choose a pack; it is made there and then, after it is written down who took it and for whom."""
    posted = request.method == "POST"
    review = review_for(reader(request), ref, Act.RECORD_STEP if posted else Act.SEE, today(), purpose="review pack")
    steps = steps_with_files(review, today())
    until = last_day(steps)
    form = MakePack(request.POST if posted else None, initial={"days": said(until)})
    amiss: dict[str, object] = {}
    if posted and form.is_valid():
        try:
            return _made(request, review, steps, form)
        except (*NOT_MADE, NotNow) as not_made:
            amiss = what_was_amiss(not_made)
            form.add_error(None, str(not_made).partition("\n")[0])
    context = framed(
        review,
        "review_out",
        "Make a pack",
        form=form,
        until=said(until),
        **amiss,
    )
    return render(request, "reviews/pack.html", context, status=422 if form.errors else 200)


def last_day(steps: Steps) -> date:
    """The last day the terms look at; today while there are none."""
    terms = steps.last(TermsSet)
    return terms.last if terms else today()


def _made(request: HttpRequest, review: Review, steps: Steps, form: MakePack) -> HttpResponse:
    """Each family's record is proved for taking out, and the step recorded, before anything is handed over."""
    told = form.cleaned_data
    families = []
    for one in families_of(review):
        family = family_for(reader(request), one.ref, Act.EXPORT, today(), purpose=form.words)
        families.append(Kept(one.ref, one.name, material_for(reader(request), family, today())))
    now = timezone.localtime()
    by = reader(request).label
    order = Order(
        title=f"Review pack: {review.name}",
        reader=told["recipient"],
        printed=Printed(by=by, at=now),
        days=told["days"],
        until=last_day(steps),
        since=terms.first if (terms := steps.last(TermsSet)) else None,
        paper=told["paper"],
        without_names=form.choices,
    )
    pack = make_pack(order, families, _told(request, review, steps))
    _keep(request, review, form, pack)
    messages.success(request, "The pack is made, and what is in it is kept with the review.")
    stamp = (now.year, now.month, now.day, now.hour, now.minute, now.second)
    name = f"Review pack{'' if form.choices is None else ' without names'}, {said(today())}.zip"
    return kept_as(pack.as_zip(stamp), name)


def _told(request: HttpRequest, review: Review, steps: Steps) -> Told:
    return Told(
        steps=steps,
        names=names_in(review, steps, today()),
        cited=citations_in(review, recorded_in(review), reader(request), today()),
        notes={},
        agencies={slug: agency.name for slug, agency in agencies_to_choose().items()},
        differences=(),
        at=today(),
    )


def _keep(request: HttpRequest, review: Review, form: MakePack, pack: Pack) -> None:
    step = PackMade(
        day=today(),
        what="review_pack",
        audience=form.cleaned_data["recipient"],
        named=form.choices is None,
        files=pack.digests,
        checked=pack.checked,
    )
    record_step(by=reader(request), review=review, step=step, at=today())
