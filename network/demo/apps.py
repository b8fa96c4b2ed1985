from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration's own pages: the persona switch and the mailbox. Never in production."""

    name = "network.demo"
    label = "demo"
