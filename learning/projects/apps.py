from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Learning projects: guided, collaborative research and writing."""

    name = "learning.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"
