"""The demonstration: two invented families whose returns come in through the importers, and people to sign in as.

Every step is one of the record's own actions, done by one of the cast in `demo/cast.yaml`; nothing is put in sideways.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kingfisher.agencies.models import Agency, Practitioner
from kingfisher.interchange.returns.read_people import read_people
from kingfisher.records import demonstration_learning, jobs
from kingfisher.records.actions import families, happenings, imports, memberships, people, releases, reviews
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.models import BatchState, Family, Review
from kingfisher.timeline.same_happening import suggest_pairs

SUFFIXES = (".docx", ".xlsx", ".csv")
Say = Callable[[str], None]


def is_empty() -> bool:
    """True until the demonstration (or anyone) has put a family in."""
    return not Family.objects.exists()


def fill(folder: Path, *, on: date, say: Say) -> None:
    """Bring in the cast and both families from the folder (demo/), as on the day; `say` hears of each step."""
    told = yaml.safe_load((folder / "cast.yaml").read_text(encoding="utf-8"))
    cast = _people(told)
    for case, wanted in told["families"].items():
        _family(folder / "returns" / case, wanted, cast, on, say)


def _people(told: dict[str, Any]) -> dict[str, Practitioner]:
    agencies = {slug: Agency.objects.create(slug=slug, **words) for slug, words in told["agencies"].items()}
    cast = {}
    for sign_in, words in told["practitioners"].items():
        about = {key: words[key] for key in ("name", "role", "capacity") if key in words}
        agency = agencies[words["agency"]]
        cast[sign_in] = Practitioner.objects.create_user(sign_in, told["word"], agency=agency, **about)
    return cast


def _family(folder: Path, wanted: dict[str, Any], cast: dict[str, Practitioner], on: date, say: Say) -> None:
    lead, manager = cast[wanted["leads"]], cast["marian"]
    everyone = read_people(folder / "people.yaml")
    family = families.open_family(by=lead, name=wanted["name"], new_because="the demonstration", at=on)
    people.add_everyone(by=lead, family=family, everyone=everyone, at=on)
    for sign_in, function in {**wanted["network"], "marian": "business manager"}.items():
        memberships.add_member(by=lead, family=family, who=cast[sign_in], function=function, since=on, at=on)
    review = reviews.open_review(by=manager, name=wanted["review"], families=[family], opens=wanted["opens"], at=on)
    reviews.add_panel_member(by=manager, review=review, who=cast["idris"], since=wanted["opens"], at=on)
    say(f"The {wanted['name']} family:")
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES:
            say(f"  {path.name}: {_return(path, family, review, manager, on)}")
    for sign_in in wanted["released_by"]:
        made = releases.release(by=cast[sign_in], family=family, reason="shared with the family's network", at=on)
        say(f"  {cast[sign_in].agency} released {made.released} entries")
    if wanted.get("learning"):
        steps = demonstration_learning.tell(folder.parent.parent / wanted["learning"], review, family, cast, on)
        say(f"  {steps} steps of its review so far, and an audit with one of two readings in")
    if wanted["join_pairs"]:
        say(f"  {_join(family, cast['idris'], on)} second accounts joined to the happening they tell of")


def _return(path: Path, family: Family, review: Review, manager: Practitioner, on: date) -> str:
    """One agency's file: received, read, everything readable accepted, filed. What could not be read stays a doubt."""
    batch = imports.receive_file(
        by=manager, family=family, file_name=path.name, content=path.read_bytes(), review=review, at=on
    )
    jobs.work_off()
    batch.refresh_from_db()
    if batch.state == BatchState.REFUSED:
        return f"refused. {batch.reason}"
    imports.settle_many(by=manager, batch=batch, at=on)
    filed = imports.file_batch(by=manager, batch=batch, at=on)
    return (
        f"{batch.rows_in} rows = {filed.entries} entries + {filed.left} doubts + {filed.structure} parts of the layout"
    )


def _join(family: Family, reviewer: Practitioner, on: date) -> int:
    chronology = chronology_of(family, reviewer, on)
    pairs = suggest_pairs(chronology.entries, chronology.family)
    for pair in pairs:
        happenings.confirm_same(
            by=reviewer, family=family, first=pair.first, second=pair.second, reason="; ".join(pair.reasons), at=on
        )
    return len(pairs)
