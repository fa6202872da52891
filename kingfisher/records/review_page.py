"""What the pages of a review need: its steps with the files that came for it, and what its forms choose from.

Everything here is given a review that `access.review_for` has handed over.
"""

from datetime import date

from kingfisher.agencies.models import Agency, Practitioner
from kingfisher.practice.children import children
from kingfisher.practice.reviews.citations import cited_ids
from kingfisher.practice.reviews.standing import review_clocks
from kingfisher.practice.reviews.steps import (
    DocumentKept,
    EarlierReview,
    EventHeld,
    EvidenceShown,
    LearnedThere,
    LearningPoint,
    PackMade,
    QueryAnswered,
    QuerySent,
    Recommendation,
    ReturnReceived,
)
from kingfisher.practice.steps import Recorded, Steps
from kingfisher.records.chronologies import family_value
from kingfisher.records.content import read_entry
from kingfisher.records.learning import recorded_in
from kingfisher.records.models import Batch, BatchState, EntryRow, Family, Original, Review
from kingfisher.records.visible import reviews_for


def steps_with_files(review: Review, as_at: date | None = None) -> Steps:
    """The review's steps, and for every file that came in for it and was read, that it was received."""
    return Steps([*recorded_in(review), *_received(review)], as_at)


def _received(review: Review) -> list[Recorded]:
    """Files in the order they came: an agency's second file is its second version unless the first was of another
    family. One withdrawn is not listed, and its number stays its own: a corrected return is a new version."""
    found: list[Recorded] = []
    versions: dict[tuple[str, int], int] = {}
    batches = Batch.objects.filter(review=review).exclude(agency=None).exclude(state=BatchState.REFUSED)
    batches = batches.order_by("received_at", "pk")
    for batch in batches.select_related("agency", "received_by__agency"):
        agency = batch.agency.slug if batch.agency else ""
        version = versions[agency, batch.family_id] = versions.get((agency, batch.family_id), 0) + 1
        if batch.state == BatchState.WITHDRAWN:
            continue
        step = ReturnReceived(
            day=batch.received_at.date(), agency=agency, file=batch.ref, file_name=batch.file_name, version=version
        )
        by = batch.received_by.label
        found.append(Recorded(id=batch.ref, step=step, by=by, agency=agency, recorded_at=batch.received_at))
    return found


def families_of(review: Review) -> list[Family]:
    """The families the review is of, by name."""
    return list(review.families.order_by("name", "ref"))


def original_of(digest: str) -> bytes | None:
    """A file exactly as it was sent, by its digest; ask only for one that a step of the review names."""
    found = Original.objects.filter(digest=digest).first()
    return bytes(found.content) if found else None


def family_in(review: Review, ref: str) -> Family | None:
    """The family of that ref if the review is of it."""
    return review.families.filter(ref=ref).first()


def choices_for(review: Review, by: Practitioner, steps: Steps, at: date) -> dict[str, list[tuple[str, str]]]:
    """What the forms of its steps choose from, each list by the name the forms give it."""
    answered = {step.query for step in steps.of(QueryAnswered)}
    return {
        **_people(review, at),
        "agencies": [(one.slug, one.name) for one in Agency.objects.order_by("name")],
        "reviews": [(one.ref, one.name) for one in reviews_for(by, at)],
        "clocks": [(one.id, one.title) for one in review_clocks(steps, at)],
        "queries": [(k, _short(one.words)) for k, one in steps.kept(QuerySent) if k not in answered],
        "events": [(name, f"{one.title}, {one.day:%-d %B %Y}") for name, one in steps.kept(EventHeld)],
        "earlier": [(name, one.title) for name, one in steps.kept(EarlierReview)],
        "points": [(name, _short(one.words)) for name, one in steps.kept(LearningPoint)],
        "recommendations": [(name, _short(one.words)) for name, one in steps.kept(Recommendation)],
        "evidence": [(name, f"{one.day:%-d %B %Y}: {_short(one.words)}") for name, one in steps.kept(EvidenceShown)],
        "packs": [(name, f"{one.what.replace('_', ' ')}, {one.day:%-d %B %Y}") for name, one in steps.kept(PackMade)],
        "files": [
            *((one.file, f"{one.agency}: {one.file_name}, version {one.version}") for one in steps.of(ReturnReceived)),
            *((one.digest, f"{one.agency}: {one.title}") for one in steps.of(DocumentKept)),
        ],
    }


class Names(dict[str, str]):
    """Ids as people say them; `families` holds, for each entry among them, the ref of the family whose record it is."""

    families: dict[str, str]


def names_in(review: Review, steps: Steps, at: date) -> Names:
    """People (with or without their family), agencies, reviews, entries and steps by id, as people say them."""
    people = {one.id: one.label for family in review.families.all() for one in family_value(family).people}
    listed = _people(review, at)["people"]
    entries = _entries(review, steps)
    names = Names(
        {
            **people,
            **dict(listed),
            **{one.slug: one.name for one in Agency.objects.all()},
            **{one.ref: one.name for one in Review.objects.filter(families__in=review.families.all())},
            **{name: one.title for name, one in steps.kept(EventHeld)},
            **{name: one.title for name, one in steps.kept(EarlierReview)},
            **{name: _short(one.words) for kind in _NAMED for name, one in steps.kept(kind)},
            **{row.entry_id: _entry_words(row) for row in entries},
        }
    )
    names.families = {row.entry_id: row.stream.family.ref for row in entries if row.stream.family}
    return names


def _entries(review: Review, steps: Steps) -> list[EntryRow]:
    """The entries of the review's families that its steps name."""
    wanted = {*cited_ids(steps.all), *(one.entry for one in steps.of(LearnedThere))}
    rows = EntryRow.objects.filter(stream__family__in=review.families.all(), is_account=True, entry_id__in=wanted)
    return list(rows.select_related("agency", "payload", "stream__family"))


def _entry_words(row: EntryRow) -> str:
    happened = read_entry(row.payload.content).happened
    return f"{row.agency.name}, {happened.words if happened.is_known else 'no date'}"


_NAMED: tuple[type[Recommendation | LearningPoint | QuerySent | EvidenceShown], ...] = (
    Recommendation,
    LearningPoint,
    QuerySent,
    EvidenceShown,
)


def _people(review: Review, at: date) -> dict[str, list[tuple[str, str]]]:
    people, young = [], []
    for family in review.families.order_by("name", "ref"):
        value = family_value(family)
        its = set(children(value, at)) | set(value.children)
        for one in value.people:
            people.append((f"{family.ref}:{one.id}", f"{one.label} ({family.name})"))
            young += [people[-1]] if one.id in its else []
    return {"people": people, "children": young}


def _short(words: str, length: int = 90) -> str:
    return words if len(words) <= length else f"{words[: length - 1].rsplit(' ', 1)[0]}…"
