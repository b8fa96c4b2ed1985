"""Help somebody who has lost phone, key and recovery codes back in (docs/sign-in.md)."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from network.members.models import User
from network.members.signing_in.sessions import end_all
from network.notifications.outbox import send_account_mail

BODY = (
    "The network's administrators have taken the second step for signing in away from your "
    "account, because somebody told them that your phone or key is lost. Sign in with your "
    "password and set it up anew.\n\n"
    "If you did not ask for this, set a new password at once and tell us."
)


class Command(BaseCommand):
    help = "Take all second factors away from an account, end its sessions and tell its owner."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email", help="the address of the account")

    @transaction.atomic
    def handle(self, *args, email: str, **options) -> None:
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise CommandError("No active account has this address.")
        found = Authenticator.objects.filter(user=user)
        if not found.exists():
            raise CommandError("This account has no second factor.")
        found.delete()
        end_all(user)
        send_account_mail(
            to_address=user.email,
            kind="second_factor_removed",
            subject="The second step for signing in has been removed",
            body=BODY,
            now=timezone.now(),
        )
        self.stdout.write("Done. The owner has been told by e-mail.")
