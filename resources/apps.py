from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """The library: resources, their versions and files, facets, downloads."""

    name = "resources"
    label = "resources"
    default_auto_field = "django.db.models.BigAutoField"
