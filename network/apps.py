from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The project itself: management commands, system checks, autodiscovery by convention."""

    name = "network"

    def ready(self) -> None:
        from network import checks  # noqa: F401 -- importing registers the checks
