from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints about data protection, with the clock that the law sets."""

    name = "network.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.complaints import notifications  # noqa: F401 -- importing registers the kinds
        from network.complaints.models import Complaint
        from network.privacy import access_log

        access_log.register(complaint="A complaint about data")
        access_log.open_with("complaint", access_log.by("reference", Complaint.objects.for_desk))
