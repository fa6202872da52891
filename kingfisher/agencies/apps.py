"""The room's place in Django."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Agencies, teams and practitioners."""

    name = "kingfisher.agencies"
