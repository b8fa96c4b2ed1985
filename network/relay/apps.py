from django.apps import AppConfig


class RelayConfig(AppConfig):
    """Letters between members that show no e-mail address: screened, blockable, reportable."""

    name = "network.relay"
    label = "relay"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.members.earlier import add_tie
        from network.privacy import access_log
        from network.relay import (
            earlier,
            notifications,  # noqa: F401 -- importing registers the kinds
        )
        from network.relay.models import LetterReport

        add_tie(earlier.BLOCKED)
        add_tie(earlier.REPORTED)
        access_log.register(reported_letter="A letter between members that was reported")
        # Whoever is told of the look would learn that somebody has reported the letter.
        access_log.withhold("reported_letter")
        access_log.open_with(
            "reported_letter", access_log.by("public_id", LetterReport.objects.visible_to)
        )
