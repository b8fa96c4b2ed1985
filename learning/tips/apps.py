from django.apps import AppConfig


class TipsConfig(AppConfig):
    """Tips from practitioners: short practical guides by members."""

    name = "learning.tips"
    label = "tips"
    default_auto_field = "django.db.models.BigAutoField"
