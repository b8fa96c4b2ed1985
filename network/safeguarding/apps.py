from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    """Screening of texts and files, and what to do when a child is at risk now."""

    name = "network.safeguarding"
    label = "safeguarding"
    default_auto_field = "django.db.models.BigAutoField"
