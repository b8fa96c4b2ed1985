"""How an account is found for each request."""

from allauth.account.auth_backends import AuthenticationBackend

from network.members.models import User
from network.members.roles import role_names
from network.members.signing_in.second_factor import account_of_request


class AccountBackend(AuthenticationBackend):
    """allauth's sign-in by e-mail address and password, and the account of each request.

    The account comes with the answer to "is a second factor required, and is there one?" in the
    same query, so that asking at every request costs none.
    """

    def get_user(self, user_id) -> User | None:
        user = account_of_request(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None

    def get_group_permissions(self, user_obj, obj=None) -> set[str]:
        """The rights of the groups, as long as the roles hold (see ``roles.role_names``)."""
        return super().get_group_permissions(user_obj, obj) if role_names(user_obj) else set()
