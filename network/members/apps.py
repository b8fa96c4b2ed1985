from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig as BaseWagtailUsersAppConfig


class MembersConfig(AppConfig):
    """Accounts, profiles and membership."""

    name = "network.members"
    label = "members"
    # There are two configurations in this module: without this Django would take neither.
    default = True
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account.signals import email_confirmed
        from django.contrib.auth.signals import user_logged_in

        from network.members import circle_signals, notifications  # noqa: F401 -- importing registers the kinds
        from network.members.directory import signal_handlers
        from network.members.signing_in import proving, sessions
        from network.privacy import access_log

        access_log.register(
            application="An application to join, or a membership",
            hidden_profile="What a member shows to coordinators only",
            proposed_organisation="The organisation that a new member wrote",
        )
        access_log.open_with("application", access_log.by("user__public_id", _applications))
        signal_handlers.connect()
        circle_signals.connect()

        user_logged_in.connect(sessions.begin, dispatch_uid="members.sessions.begin")
        email_confirmed.connect(
            proving.drop_unproven_password, dispatch_uid="members.drop_unproven_password"
        )


def _applications(user):
    from network.members.models import Membership
    from network.members.roles import is_coordinator

    memberships = Membership.objects.select_related("user")
    return memberships.visible_to(user) if is_coordinator(user) else memberships.none()


class WagtailUsersAppConfig(BaseWagtailUsersAppConfig):
    """Wagtail's user administration for accounts that have one name and no user name."""

    user_viewset = "network.members.signing_in.admin_users.UserViewSet"
    group_viewset = "network.members.signing_in.admin_groups.GroupViewSet"
