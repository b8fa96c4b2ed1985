from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    """One place that says what is findable by whom: the catalogue and the search page."""

    name = "network.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.search import completeness, signal_handlers

        signal_handlers.connect()
        post_migrate.connect(
            completeness.after_migrate, sender=self, dispatch_uid="search_completeness"
        )
