from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """In-site messages and the e-mail outbox. Delivers; never decides who or why."""

    name = "network.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.notifications.receivers import connect

        connect()
