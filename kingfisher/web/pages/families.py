"""Whom I work with: my families and reviews; looking for a family, and opening a record for a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kingfisher.records.access import Act, decide
from kingfisher.records.actions.families import Found, PerhapsKnown, open_family, search_families
from kingfisher.records.visible import families_for, reviews_for
from kingfisher.web.forms.people import Look, NewFamily
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.policy import policy
from kingfisher.web.searched import MARK, keep, kept
from kingfisher.web.words import in_list


@policy("signed in")
def mine(request: HttpRequest) -> HttpResponse:
    """The families whose record this practitioner may open today."""
    families = families_for(reader(request), today())
    return render(request, "families/families.html", {"families": families, "look": reverse("look")})


@policy("signed in")
def reviews(request: HttpRequest) -> HttpResponse:
    """The open reviews on whose panel this practitioner sits."""
    mine = reviews_for(reader(request), today()).prefetch_related("families")
    may_open = bool(decide(reader(request), Act.OPEN_REVIEW, None, today()))
    context = {"reviews": mine, "may_open": may_open, "new_review": reverse("new_review")}
    return render(request, "families/reviews.html", context)


@policy("signed in")
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Search before create: near names and names that sound alike, and whom to speak to about the rest. Nothing of what
    is looked for stands in an address."""
    form = Look(request.POST if request.method == "POST" else kept(request, "look") or None)
    if request.method == "POST" and form.is_valid():
        keep(request, "look", {name: request.POST.get(name, "") for name in form.fields})
        return redirect(f"{reverse('look')}?{MARK}")
    found = None
    if form.is_valid():
        born = form.cleaned_data["born"]
        found = search_families(by=reader(request), words=form.cleaned_data["words"], born=born)
    context = {
        "form": form,
        "crumbs": [("Families", reverse("families")), ("Look for a family", "")],
        "looked": found is not None,
        "found": _listed(found) if found else [],
        "new": f"{reverse('new_family')}?{MARK}" if found is not None else "",
    }
    return render(request, "families/search.html", context, status=422 if form.errors else 200)


def _listed(found: Found) -> list[dict[str, str]]:
    hits = [
        {
            "words": f"{hit.label}, in the record {hit.family.name}",
            "href": reverse("family", args=[hit.family.ref]),
            "hint": f"Found because of {hit.why}.",
        }
        for hit in found.hits
    ]
    if found.speak_to:
        words = "Someone of this name and date of birth is known to a family you do not work with"
        hits.append({"words": words, "href": "", "hint": f"Speak to {in_list(list(found.speak_to), 'or')}."})
    return hits


@policy("signed in")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a record, once the search has not found the family."""
    looked_for = kept(request, "look").get("words", "")
    form = NewFamily(request.POST) if request.method == "POST" else NewFamily(initial={"name": looked_for})
    if form.is_valid():
        child = form.person()
        try:
            family = open_family(
                by=reader(request),
                name=form.cleaned_data["family_name"],
                members=[child],
                children=[child.id],
                new_because=form.cleaned_data["new_because"],
            )
        except PerhapsKnown as known:
            form.add_error("new_because", str(known))
        else:
            messages.success(request, f"The record {family.name} is open. Add the other people, then send in returns.")
            return redirect("people", family.ref)
    trail = [("Families", reverse("families")), ("Look for a family", reverse("look")), ("Open a record", "")]
    context = {"form": form, "crumbs": trail}
    return render(request, "families/new.html", context, status=422 if form.errors else 200)
