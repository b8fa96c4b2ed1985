from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What every page shares: base, body blocks, authors, navigation, plain pages."""

    name = "network.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
