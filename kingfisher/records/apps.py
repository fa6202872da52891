"""The room's place in Django."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Entries, people, documents, drafts, standings, and who may see them."""

    name = "kingfisher.records"
