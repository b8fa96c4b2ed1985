from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The coordinators' and safeguarding leads' desk: one screen made of the apps' panels."""

    name = "network.desk"
    label = "desk"
