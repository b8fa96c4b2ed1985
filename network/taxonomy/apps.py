from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    """The controlled vocabularies, editable by editors."""

    name = "network.taxonomy"
    label = "taxonomy"
    default_auto_field = "django.db.models.BigAutoField"
