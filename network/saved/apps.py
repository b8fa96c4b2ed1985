from django.apps import AppConfig


class SavedConfig(AppConfig):
    """What members keep in lists of their own."""

    name = "network.saved"
    label = "saved"
    default_auto_field = "django.db.models.BigAutoField"
