"""Accounts that may tell of the same happening, one pair after the other, for a person to say. Both stay whole."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kingfisher.records.access import Act, family_for
from kingfisher.records.actions import happenings
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.models import Family
from kingfisher.records.pairs import unanswered_pairs
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.same_happening import Pair
from kingfisher.web.accounts import account
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy

PER_PAGE = 20


@policy("change family")
@require_http_methods(["GET", "HEAD", "POST"])
def pairs(request: HttpRequest, ref: str) -> HttpResponse:
    """Every pair that nobody has answered, with the reasons we ask; an answer takes it from the list."""
    if request.method == "POST":
        return _say(request, family_for(reader(request), ref, Act.SAY_SAME, today()))
    family = family_for(reader(request), ref, Act.SEE, today())
    seen = chronology_of(family, reader(request), today())
    names = {slug: agency.name for slug, agency in agencies_to_choose().items()}
    page = Paginator(unanswered_pairs(family, seen), PER_PAGE).get_page(request.GET.get("page", 1))
    context = framed(
        family, "returns", "Perhaps the same", page=page, pairs=[_pair(one, seen, names) for one in page.object_list]
    )
    return render(request, "family/pairs.html", context)


def _pair(pair: Pair, seen: Chronology, names: dict[str, str]) -> dict[str, Any]:
    shown = [account(seen.by_id[one], seen.family, names) for one in (pair.first, pair.second)]
    return {"first": pair.first, "second": pair.second, "accounts": shown, "reasons": pair.reasons}


def _say(request: HttpRequest, family: Family) -> HttpResponse:
    is_same = request.POST.get("same") == "yes"
    say = happenings.confirm_same if is_same else happenings.say_different
    first, second = request.POST.get("first", ""), request.POST.get("second", "")
    say(by=reader(request), family=family, first=first, second=second)
    messages.success(request, "Noted: the same happening." if is_same else "Noted: not the same.")
    return redirect("pairs", family.ref)
