"""allauth's forms for the second step of signing in with the site's markup and words."""

from allauth.mfa.base import forms as base_forms
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms

from network.forms import SiteFormMixin

DID_NOT_FIT = "That passkey did not fit. Try again, or choose another way."


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


class SoundCredentialMixin(SiteFormMixin):
    """Refuse in words what no browser sends, where allauth would answer with an error (500)."""

    def _soundly(self, clean):
        try:
            return clean()
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise forms.ValidationError(DID_NOT_FIT, code="incorrect_code") from error
        except forms.ValidationError as error:
            if error.code == "incorrect_code":
                raise forms.ValidationError(DID_NOT_FIT, code=error.code) from error
            raise


class SignInByPasskeyForm(SoundCredentialMixin, webauthn_forms.LoginWebAuthnForm):
    """A passkey instead of everything else."""

    def clean_credential(self):
        return self._soundly(super().clean_credential)


class PasskeyForm(SoundCredentialMixin, webauthn_forms.AuthenticateWebAuthnForm):
    """A passkey or security key as the second step."""

    def clean_credential(self):
        return self._soundly(super().clean_credential)


class ConfirmPasskeyForm(SoundCredentialMixin, webauthn_forms.ReauthenticateWebAuthnForm):
    """The same, once more, before something is changed that matters."""

    def clean_credential(self):
        return self._soundly(super().clean_credential)


class AddPasskeyForm(SoundCredentialMixin, webauthn_forms.AddWebAuthnForm):
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

    def clean_credential(self) -> dict:
        """allauth takes a false value for nothing to check."""
        if not isinstance(self.cleaned_data["credential"], dict):
            raise forms.ValidationError(DID_NOT_FIT, code="incorrect_code")
        return self.cleaned_data["credential"]

    def clean(self):
        return self._soundly(super().clean)


class RenamePasskeyForm(SiteFormMixin, webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name"
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs["maxlength"] = "60"
