from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images and documents: stored privately, checked by content, served by a checking view."""

    name = "network.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.media import notifications  # noqa: F401 -- importing registers the kinds
        from network.media import receivers as own  # noqa: F401 -- registers them
        from network.media.held import known
        from network.media.models import HeldFile
        from network.media.previews import receivers  # noqa: F401 -- registers them
        from network.media.reading import receivers as reading  # noqa: F401 -- as above
        from network.privacy import access_log
        from network.safeguarding.files import decided

        decided.register(known.decided)
        access_log.register(held_file="A file that was held back because it identifies somebody")
        access_log.open_with("held_file", access_log.by("public_id", HeldFile.objects.visible_to))
