from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ConsentsConfig(AppConfig):
    """The texts that members agree to, their versions, and who agreed to which and when."""

    name = "network.consents"
    label = "consents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.consents import signal_handlers

        signal_handlers.connect()
        post_migrate.connect(
            signal_handlers.after_migrate, sender=self, dispatch_uid="consents_versions"
        )
