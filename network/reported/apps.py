from django.apps import AppConfig


class ReportedConfig(AppConfig):
    """Pages that were reported because they identify a child."""

    name = "network.reported"
    label = "reported"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from network.privacy import access_log
        from network.reported import notifications  # noqa: F401 -- importing registers the kinds
        from network.reported.models import PageReport
        from network.reported.workflow import on_published

        # After the catalogue and the withdrawn addresses, which do as if the page were public.
        page_published.connect(on_published, dispatch_uid="reported_stays_down")

        access_log.register(reported_page="A page that was reported because it identifies a child")
        # Whoever is told of the look would learn that their report is being read, by whom.
        access_log.withhold("reported_page")
        access_log.open_with(
            "reported_page", access_log.by("public_id", PageReport.objects.visible_to)
        )
