from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """The texts that members agree to, their versions, and who agreed to which and when."""

    name = "network.consents"
    label = "consents"
    default_auto_field = "django.db.models.BigAutoField"
