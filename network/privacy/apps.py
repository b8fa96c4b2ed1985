from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """What is held about whom, for how long, who looked, and how to take it along or leave."""

    name = "network.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.privacy import notifications  # noqa: F401 -- importing registers the kinds
