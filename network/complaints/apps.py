from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints about data protection, with the clock that the law sets."""

    name = "network.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"
