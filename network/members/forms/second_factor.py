"""allauth's forms for the second step of signing in with the site's markup and words."""

from allauth.mfa.base import forms as base_forms
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms

from network.forms import SiteFormMixin


class SixDigitsMixin(SiteFormMixin):
    """A code is digits on a phone's keyboard, and spaces in it do not matter."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Six-digit code"
        self.fields["code"].widget.attrs.update(inputmode="numeric", spellcheck="false")


class CodeForm(SixDigitsMixin, base_forms.AuthenticateForm):
    """The second step: a code of the app, or a recovery code."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code from your authenticator app, or a recovery code"


class ConfirmCodeForm(SixDigitsMixin, base_forms.ReauthenticateForm):
    """The same, once more, before something is changed that matters."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code from your authenticator app, or a recovery code"


class ActivateAppForm(SixDigitsMixin, totp_forms.ActivateTOTPForm):
    """The first code of an app that has just been set up."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Six-digit code that the app shows now"


class RemoveAppForm(SiteFormMixin, totp_forms.DeactivateTOTPForm):
    """Nothing to fill in; says why when the app must stay."""


class NewRecoveryCodesForm(SiteFormMixin, GenerateRecoveryCodesForm):
    """Nothing to fill in."""


class AddPasskeyForm(SiteFormMixin, webauthn_forms.AddWebAuthnForm):
    """A name for the passkey; the browser fills in the rest.

    A passkey that can sign in by itself is what nearly everybody wants, so it is the default; a
    security key that only stands beside the password is the exception.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name"
        self.fields["name"].help_text = "So that you can tell it from others: “Work laptop”."
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs["maxlength"] = "60"
        self.fields["passwordless"].label = "Sign in with it alone, without a password"
        self.fields["passwordless"].help_text = (
            "Your device asks for your finger, your face or its PIN instead. Take this off for an "
            "old security key without a PIN."
        )
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(SiteFormMixin, webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name"
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs["maxlength"] = "60"
