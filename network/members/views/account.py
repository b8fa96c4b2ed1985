"""Where the links of account mails lead. Opening one changes nothing; the button does."""

from allauth.account import views as account_views


class OnlyByButtonMixin:
    """allauth signs somebody else out as soon as a link is opened; here, when it is acted on."""

    def logout(self) -> None:
        if self.request.method == "POST":
            super().logout()


class ConfirmAddressView(OnlyByButtonMixin, account_views.ConfirmEmailView):
    """Ask whether this is one's address."""


class ChooseNewPasswordView(OnlyByButtonMixin, account_views.PasswordResetFromKeyView):
    """Ask for a new password."""
