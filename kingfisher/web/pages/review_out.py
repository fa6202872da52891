"""What leaves a review: the report so far with what it cites, packs, signatures, publication, the end of the papers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kingfisher.practice.reviews.citations import Citation, broken
from kingfisher.practice.reviews.standing import review_clocks
from kingfisher.practice.reviews.steps import PackMade
from kingfisher.practice.steps import Steps
from kingfisher.records.access import Act, review_for
from kingfisher.records.citations import citations_in
from kingfisher.records.learning import recorded_in
from kingfisher.records.models import Review
from kingfisher.records.review_page import names_in, steps_with_files
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.pages.review import PAGES, can_record, framed, lines
from kingfisher.web.policy import policy
from kingfisher.web.review_words import RECORDED_ON, clock_words


@policy("see review")
@require_safe
def report(request: HttpRequest, ref: str) -> HttpResponse:
    """The report so far, each part with what it cites and whether that holds; then packs, copies and the end."""
    review = review_for(reader(request), ref, Act.SEE, today())
    steps = steps_with_files(review, today())
    names = names_in(review, steps, today())
    cited = citations_in(review, recorded_in(review), reader(request), today())
    clocks = [one for one in review_clocks(steps, today()) if one.id == "cspr_copy_to_panel"]
    context = framed(
        review,
        "review_out",
        "Report and pack",
        parts=_parts(review, steps, names, cited),
        elsewhere=_elsewhere(review, steps, names, cited),
        packs=_packs(steps, lines(steps, names, "pack_made", "signed_off")),
        copy_clock=clock_words(clocks[0]) if clocks else None,
        end=lines(steps, names, "copy_sent", "published", "retention_decided", "copies_destroyed"),
        record=can_record(review, "review_out"),
    )
    return render(request, "reviews/out.html", context)


def _parts(review: Review, steps: Steps, names: Mapping[str, str], cited: Sequence[Citation]) -> list[dict[str, Any]]:
    """Each part written, with its citations in place of their bare ids."""
    shown = []
    for one in lines(steps, names, "part_written"):
        rows = [row for row in one["rows"] if row["key"] not in ("Heading", "Cites")]
        heading = next((row["value"] for row in one["rows"] if row["key"] == "Heading"), one["title"])
        its = [_cited(review, steps, names, each) for each in cited if each.by == one["id"]]
        shown.append({**one, "heading": heading, "rows": rows, "cites": its})
    return shown


def _packs(steps: Steps, listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each pack with whether it holds names, how it was checked and the SHA-256 of each of its files."""
    made = dict(steps.kept(PackMade))
    return [{**one, "rows": _pack_rows(made[one["id"]])} if one["id"] in made else one for one in listed]


def _pack_rows(pack: PackMade) -> list[dict[str, str]]:
    files = [(name, f"SHA-256 {digest}") for name, _, digest in (line.rpartition(" ") for line in pack.files)]
    rows = [("For", pack.audience), ("With names", "Yes" if pack.named else "No"), ("Checked", pack.checked), *files]
    return [{"key": key, "value": value} for key, value in rows if value]


def _elsewhere(
    review: Review, steps: Steps, names: Mapping[str, str], cited: Sequence[Citation]
) -> list[dict[str, Any]]:
    """Broken citations of steps that are not parts of the report: learning points, episodes, queries …"""
    titles = {
        one["id"]: one for one in lines(steps, names, *(kind for kinds in RECORDED_ON.values() for kind in kinds))
    }
    pages = {one.id: _page_of(review, one.kind) for one in steps.all}
    return [
        {
            "title": titles[one.by]["title"],
            "day": titles[one.by]["day"],
            "href": f"{pages[one.by]}#{one.by}",
            "cited": _cited(review, steps, names, one),
        }
        for one in broken(cited)
        if one.by in titles and pages[one.by] and next(s.kind for s in steps.all if s.id == one.by) != "part_written"
    ]


def _cited(review: Review, steps: Steps, names: Mapping[str, str], one: Citation) -> dict[str, str]:
    if one.family:
        words, href = one.words, reverse("entry", args=[one.family, one.cited])
        instead = reverse("entry", args=[one.family, one.instead]) if one.instead else ""
    else:
        found = next((step for step in steps.all if step.id == one.cited), None)
        words = names.get(one.cited, found.kind.replace("_", " ").capitalize() if found else one.cited)
        href = f"{_page_of(review, found.kind)}#{one.cited}" if found else ""
        instead = f"{reverse('review_steps', args=[review.ref])}#{one.instead}" if one.instead else ""
    return {"words": words, "href": href, "why": one.why, "instead": instead}


def _page_of(review: Review, kind: str) -> str:
    page = next((page for page, kinds in RECORDED_ON.items() if kind in kinds), "review_steps")
    return reverse(page if page in dict(PAGES).values() else "review_steps", args=[review.ref])
