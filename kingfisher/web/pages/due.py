"""Due: what has to be done on a family and by when, what ran over, and across one's own families; also for a diary."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kingfisher.agencies.models import Practitioner
from kingfisher.interchange.copies.write_ics import reference, write_ics
from kingfisher.practice.due_lists import Due, due
from kingfisher.records.access import Act, family_for
from kingfisher.records.actions.calendar_addresses import address_of, end_address, make_address, whose_address
from kingfisher.records.due import DueSeen, due_seen, is_named, is_waited_for, own_due
from kingfisher.records.family_page import contributors
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.web.attachments import kept_as
from kingfisher.web.due import by_agency, line, open_ones, ran_over, since_words
from kingfisher.web.forms.narrowing import StandsAt
from kingfisher.web.pages.family import contributors_shown, stands_at
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy


@policy("see family")
@require_safe
def of_family(request: HttpRequest, ref: str) -> HttpResponse:
    """What is due on this family and what ran over, as at a day: by child, then by agency."""
    family = family_for(reader(request), ref, Act.SEE, today())
    form = StandsAt(request.GET)
    asked: date | None = form.cleaned_data["on"] if form.is_valid() else None
    seen = due_seen(reader(request), family, lambda record: asked or stands_at(record), at=today())
    everything = "all" in request.GET
    first = None if everything else seen.since
    written = contributors(reader(request), family, at=today())
    called = {one.agency: one.name for one in written}
    opened, over = open_ones(seen, first, called), ran_over(seen, first, called)
    address = f"{reverse('due', args=[ref])}?on={seen.on.isoformat()}"
    context = framed(
        family,
        "due",
        "Due",
        form=form,
        day=said(seen.on),
        first=since_words(first),
        other=address if everything else f"{address}&all=yes",
        children=[
            {
                "id": f"child-{number}",
                "name": seen.chronology.family.label(child),
                "open": opened.get(child, []),
                "over": over.get(child, []),
            }
            for number, child in enumerate(_people(seen.chronology, *opened, *over), 1)
        ],
        agencies=by_agency(seen, first, called),
        contributors=contributors_shown(written, ref),
        sees_all=seen.sees_all,
    )
    return render(request, "due/family.html", context, status=422 if form.errors else 200)


def _people(record: Chronology, *others: str) -> dict[str, None]:
    """Every child of the record, then anyone else something is due for."""
    return dict.fromkeys((*record.family.children, *others))


@policy("signed in")
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What is this practitioner's to do, or their agency's, in each family they may open; and what was asked, as by a
    chair, and is not answered."""
    found = own_due(reader(request), stands_at, at=today(), purpose="what is due")
    families = [
        {
            "name": seen.family.name,
            "id": f"family-{seen.family.ref}",
            "href": reverse("due", args=[seen.family.ref]),
            "day": said(seen.on),
            "lines": _mine(listed, seen, request),
        }
        for seen in found
        if (listed := _listed(seen))
    ]
    return render(
        request, "due/mine.html", {"families": families, "calendar": reverse("due_calendar"), "diary": reverse("diary")}
    )


def _listed(seen: DueSeen) -> list[Due]:
    """The last twelve months and what is to come, brothers' and sisters' together, soonest first."""
    return [one for each in due(seen.clocks, by="family", first=seen.since).values() for one in each]


def _mine(listed: list[Due], seen: DueSeen, request: HttpRequest) -> list[dict[str, object]]:
    called = {one.agency: one.name for one in contributors(reader(request), seen.family, at=today())}
    called |= {reader(request).agency.slug: reader(request).agency.name}
    return [
        {
            **line(one, seen, called),
            "yours": is_named(reader(request), one.clock, seen.chronology),
            "waited_for": is_waited_for(reader(request), one.clock, seen.chronology),
            "reference": reference(one, _secret()) if one.clock.due else "",
        }
        for one in listed
    ]


@policy("signed in")
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The same for a diary, without anybody's name: the references are those on the page."""
    return kept_as(_written(reader(request), "what is due, without names"), "due.ics")


def _written(practitioner: Practitioner, purpose: str) -> bytes:
    found = own_due(practitioner, stands_at, at=today(), act=Act.EXPORT, purpose=purpose)
    listed = [one for seen in found for one in _listed(seen)]
    return write_ics(listed, printed=timezone.now(), secret=_secret()).encode()


@policy("signed in")
@require_safe
def diary(request: HttpRequest) -> HttpResponse:
    """The private address for a diary program: whether there is one and since when, made, renewed or taken back."""
    return _diary(request)


@policy("signed in")
@require_POST
def make_diary(request: HttpRequest) -> HttpResponse:
    """A new address, shown this once; any before it is read no more."""
    made = reverse("subscribed", args=[make_address(by=reader(request))])
    return _diary(request, made=request.build_absolute_uri(made))


@policy("signed in")
@require_POST
def end_diary(request: HttpRequest) -> HttpResponse:
    """Take the address back."""
    if end_address(by=reader(request)):
        messages.success(request, "The address is taken back. A diary that used it reads nothing more.")
    return redirect("diary")


def _diary(request: HttpRequest, made: str = "") -> HttpResponse:
    held = address_of(reader(request))
    since = said(timezone.localtime(held.since).date()) if held else ""
    crumbs = [("Due", reverse("my_due")), ("An address for your diary", "")]
    return render(request, "due/diary.html", {"crumbs": crumbs, "since": since, "made": made})


@policy("private address")
@require_safe
def subscribed(request: HttpRequest, token: str) -> HttpResponse:
    """What a diary program reads at a private address: no names, and trailed as its owner's. Anything that is no
    open address is not there."""
    practitioner = whose_address(token)
    if practitioner is None:
        raise Http404("There is nothing here.")
    return kept_as(_written(practitioner, "what is due, without names, read by their diary"), "due.ics")


def _secret() -> bytes:
    return settings.SECRET_KEY.encode()
