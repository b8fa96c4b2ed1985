"""The sign-in pages, and where the links of account mails lead.

Opening a page or a link changes nothing; its button does.
"""

from allauth.account import views as account_views
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage
from django.http import Http404, HttpRequest, HttpResponse


class BeginAnewMixin:
    """allauth leads back to a code that was asked for; here the door shows all ways in again.

    Who uses one of them gives up what was begun before.
    """

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:
        if request.method == "POST":
            clear_login(request)


class SignInView(BeginAnewMixin, account_views.LoginView):
    """The door: a password, or the way to a code or a passkey."""


class RequestCodeView(BeginAnewMixin, account_views.RequestLoginCodeView):
    """Ask for a code by e-mail, or for another one."""


class OnlyByButtonMixin:
    """allauth signs somebody else out as soon as a link is opened; here, when it is acted on."""

    def logout(self) -> None:
        if self.request.method == "POST":
            super().logout()


class ConfirmAddressView(OnlyByButtonMixin, account_views.ConfirmEmailView):
    """Ask whether this is one's address."""

    def post(self, *args, **kwargs) -> HttpResponse:
        """Confirm it. A link that has been used is answered as when it is opened, not as unknown:
        the button may have been pressed twice."""
        try:
            return super().post(*args, **kwargs)
        except Http404:
            return super().get(*args, **kwargs)


class ChooseNewPasswordView(OnlyByButtonMixin, account_views.PasswordResetFromKeyView):
    """Ask for a new password."""
