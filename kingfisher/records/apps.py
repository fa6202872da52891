"""The room's place in Django."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class RecordsConfig(AppConfig):
    """Entries, people, documents, drafts, standings, and who may see them."""

    name = "kingfisher.records"

    def ready(self) -> None:
        """A partnership's file that is not fit to use is told when the server starts, not on somebody's page."""
        from kingfisher.questions.own_rules import PartnershipError
        from kingfisher.records.partnership import ours

        try:
            ours()
        except PartnershipError as wrong:
            raise ImproperlyConfigured(f"KINGFISHER_PARTNERSHIP: {wrong}") from wrong
