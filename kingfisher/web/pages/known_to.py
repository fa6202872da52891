"""As known to … on …: a replay of what one agency had written or been told by the end of a day."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kingfisher.records.access import Act, family_for
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.family_page import contributors
from kingfisher.timeline.dates import said
from kingfisher.web.forms.narrowing import Replay
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.picture import Scope, draw, mark_of
from kingfisher.web.policy import policy
from kingfisher.web.table import rows_of
from kingfisher.web.words import several

PER_PAGE = 100


@policy("see family")
def replay(request: HttpRequest, ref: str) -> HttpResponse:
    """Choose an agency and a day; see what it knew then, labelled as a replay, with nothing later."""
    family = family_for(reader(request), ref, Act.SEE, today())
    names = {one.agency: one.name for one in contributors(reader(request), family, at=today())}
    agencies = sorted(names.items(), key=lambda one: one[1])
    form = Replay(request.GET if "agency" in request.GET or "on" in request.GET else None, agencies=agencies)
    context = framed(family, "known_to", "As known to", form=form)
    if form.is_valid():
        agency, on = form.cleaned_data["agency"], form.cleaned_data["on"]
        known = chronology_of(family, reader(request), today()).as_known_to(agency, on)
        page = Paginator([*known.entries, *known.undated], PER_PAGE).get_page(request.GET.get("page", 1))
        scope = Scope(title=f"What {names[agency]} knew on {said(on)}", names=names, as_at=on)
        context |= {
            "shown": {"heading": scope.title, "agency": names[agency], "day": said(on)},
            "strip_label": f"What {names[agency]} knew, as a strip",
            "strip": draw([mark_of(entry) for entry in (*known.entries, *known.undated)], scope),
            "how_many": f"{several(page.paginator.count, 'entry', 'entries')} known to it by then.",
            "rows": rows_of(list(page.object_list), known.family, names),
            "page": page,
            "address": f"?agency={agency}&on={on.isoformat()}&",
        }
    return render(request, "known_to/known_to.html", context, status=422 if form.errors else 200)
