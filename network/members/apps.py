from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig as BaseWagtailUsersAppConfig


class MembersConfig(AppConfig):
    """Accounts, profiles and membership."""

    name = "network.members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from network.members import notifications  # noqa: F401 -- importing registers the kinds
        from network.privacy import access_log

        access_log.register(application="An application to join, or a membership")


class WagtailUsersAppConfig(BaseWagtailUsersAppConfig):
    """Wagtail's user administration for accounts that have one name and no user name."""

    user_viewset = "network.members.admin_users.UserViewSet"
