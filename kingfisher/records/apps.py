"""The room's place in Django."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Entries, people, documents, drafts, standings, and who may see them."""

    name = "kingfisher.records"

    def ready(self) -> None:
        """Say what to tell those who wait for a job that is given up."""
        from kingfisher.records import reading as _  # noqa: F401
