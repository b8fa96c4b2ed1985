from django.apps import AppConfig


class FollowingConfig(AppConfig):
    """What members follow, and the news that is made of it."""

    name = "network.following"
    label = "following"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.following import notifications  # noqa: F401 -- importing registers the kind
