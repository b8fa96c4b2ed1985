"""How allauth speaks to people here: every mail goes through the outbox, so none is lost."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.urls import reverse
from django.utils import timezone

from network.members.models import Membership
from network.members.roles import group_names
from network.notifications.outbox import send_account_mail


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Render allauth's message and put it into the outbox instead of sending it at once.

        A mail server that is down then delays a confirmation instead of answering with an error,
        and an address that is known takes as long as one that is not.
        """
        site = get_current_site(self.request) if self.request else None
        message = self.render_mail(
            template_prefix,
            email,
            {
                "request": self.request,
                "current_site": site,
                "site_name": settings.SITE_NAME,
                "email": email,
                **context,
            },
        )
        send_account_mail(
            to_address=email,
            kind=template_prefix.rsplit("/", 1)[-1],
            subject=message.subject,
            body=message.body,
            now=timezone.now(),
        )

    def get_from_email(self) -> str:
        return settings.DEFAULT_FROM_EMAIL

    def get_login_redirect_url(self, request) -> str:
        """The joining form for somebody who has not filled it in, else one's own page.

        People with a role work here without having joined. Asked only when the sign-in page was
        not opened on the way to another one.
        """
        user = request.user
        if not group_names(user) and not Membership.objects.filter(user=user).exists():
            return reverse("join")
        return super().get_login_redirect_url(request)
