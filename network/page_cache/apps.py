from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created


class PageCacheConfig(AppConfig):
    """Ready answers for visitors, and what is kept while nothing of the site has changed."""

    name = "network.page_cache"
    label = "page_cache"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.page_cache.changes import watch_connection

        if settings.KEEP_UNCHANGED or settings.PAGE_CACHE:
            connection_created.connect(watch_connection, dispatch_uid="page_cache")
