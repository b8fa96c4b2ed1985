from django.apps import AppConfig


class SectorsConfig(AppConfig):
    """A page for each sector: its latest material, its members, who coordinates it."""

    name = "network.sectors"
    label = "sectors"
    default_auto_field = "django.db.models.BigAutoField"
