"""How an account is found for each request."""

from allauth.account.auth_backends import AuthenticationBackend

from network.members.models import User
from network.members.second_factor import with_second_factor


class AccountBackend(AuthenticationBackend):
    """allauth's sign-in by e-mail address and password, and the account of each request.

    The account comes with the answer to "is a second factor required, and is there one?" in the
    same query, so that asking at every request costs none.
    """

    def get_user(self, user_id) -> User | None:
        user = with_second_factor(User.objects.filter(pk=user_id)).first()
        return user if user is not None and self.user_can_authenticate(user) else None
