from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images and documents: stored privately, checked by content, served by a checking view."""

    name = "network.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.media.previews import receivers  # noqa: F401 -- registers them
        from network.media.reading import receivers as reading  # noqa: F401 -- as above
