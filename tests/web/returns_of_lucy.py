"""The ten returns of the first sample case, a review's panel that takes them in, and its family."""

from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from kingfisher.agencies.models import Agency, Capacity, Practitioner
from kingfisher.interchange.returns.read_people import read_people
from kingfisher.records.actions.families import open_family
from kingfisher.records.actions.people import add_everyone
from kingfisher.records.actions.reviews import open_review
from kingfisher.records.models import Family

LUCY = Path(__file__).resolve().parents[2] / "demo" / "returns" / "lucy"
RETURNS = sorted(path for path in LUCY.iterdir() if path.suffix in (".docx", ".xlsx", ".csv"))


def uploads(*names: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(path.name, path.read_bytes()) for path in RETURNS if not names or path.name in names]


def open_lucy(manager: Practitioner) -> Family:
    """The family as the review's people file gives it, with a review of it whose panel the manager sits on."""
    everyone = read_people(LUCY / "people.yaml")
    family = open_family(by=manager, name="Marsden", new_because="invented", at=OPENED)
    add_everyone(by=manager, family=family, everyone=everyone, at=OPENED)
    open_review(by=manager, name="Rapid review of Lucy", families=[family], opens=OPENED, at=OPENED)
    return family


def make_manager() -> Practitioner:
    """The ten agencies, and the business manager of the partnership."""
    for slug in ("partnership", *(path.stem for path in RETURNS)):
        Agency.objects.get_or_create(
            slug=slug, defaults={"name": slug.replace("_", " ").capitalize(), "short": slug[:24]}
        )
    return Practitioner.objects.create(
        sign_in="marian",
        name="Marian Holt",
        role="business manager",
        capacity=Capacity.PARTNERSHIP,
        agency=Agency.objects.get(slug="partnership"),
    )


OPENED = date(2026, 1, 5)
