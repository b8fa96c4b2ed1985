from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One place that says what is findable by whom: the catalogue and the search page."""

    name = "network.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.search import signal_handlers

        signal_handlers.connect()
