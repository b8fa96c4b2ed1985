from django.apps import AppConfig


class RelayConfig(AppConfig):
    """Letters between members that show no e-mail address: screened, blockable, reportable."""

    name = "network.relay"
    label = "relay"
    default_auto_field = "django.db.models.BigAutoField"
