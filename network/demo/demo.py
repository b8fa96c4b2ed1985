"""Everybody in the demo whose role needs a second factor has an authenticator app already."""

from allauth.mfa.models import Authenticator

from network.demo.accounts import totp_secret
from network.demo.world import World
from network.members.models import User
from network.members.signing_in import second_factor

ORDER = 11  # right after the people


def load(world: World) -> None:
    """Give an app to those who need one and have none. The mailbox page shows its codes."""
    for user in second_factor.with_second_factor(User.objects.active()):
        if second_factor.is_missing(user):
            Authenticator.objects.create(
                user=user,
                type=Authenticator.Type.TOTP,
                data={"secret": totp_secret(user.email)},
                created_at=world.now,
            )
