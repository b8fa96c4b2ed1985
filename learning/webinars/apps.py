from django.apps import AppConfig


class WebinarsConfig(AppConfig):
    """Webinars, past and coming."""

    name = "learning.webinars"
    label = "webinars"
    default_auto_field = "django.db.models.BigAutoField"
