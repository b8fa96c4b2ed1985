from django.apps import AppConfig


class BlogConfig(AppConfig):
    """The network's blog: reflection by practitioners."""

    name = "blog"
    label = "blog"
    default_auto_field = "django.db.models.BigAutoField"
