from django.apps import AppConfig


class RelayConfig(AppConfig):
    """Letters between members that show no e-mail address: screened, blockable, reportable."""

    name = "network.relay"
    label = "relay"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.privacy import access_log
        from network.relay import notifications  # noqa: F401 -- importing registers the kinds

        access_log.register(reported_letter="A letter between members that was reported")
        # Whoever is told of the look would learn that somebody has reported the letter.
        access_log.withhold("reported_letter")
