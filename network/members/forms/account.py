"""allauth's forms for accounts with the site's markup and words."""

import uuid

from allauth.account import forms as account_forms
from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.account.forms import SignupForm as BaseSignupForm
from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from network.consents.agreeing import agree, ids_of, versions_in_force, versions_signed_up_to
from network.consents.models import How
from network.forms import SiteForm, SiteFormMixin
from network.members.models import User
from network.members.signing_in import proving

# What ``templates/allauth/elements/fields.html`` moves off the page by the site's style sheet.
# The value is never sent to the browser: inline styles are forbidden by the policy.
OFF_THE_PAGE = {"style": "off the page", "tabindex": "-1", "autocomplete": "off"}
WHAT_TO_CHOOSE = (
    "At least 12 characters. Three words that do not belong together work well, and a password "
    "manager may fill this in."
)


class SignupForm(SiteFormMixin, BaseSignupForm):
    """E-mail address, one password, the terms; and a trap for automatic sign-ups.

    The trap is labelled. Who fills it in, which an eager browser may do for a person, is told so
    and sees the field: nobody is turned away in silence.
    """

    terms = forms.BooleanField(
        label="I have read and accept the terms of use and the privacy notice",
        error_messages={"required": "You can only join if you accept the terms."},
    )
    website = forms.CharField(
        label="Leave this empty", required=False, widget=forms.TextInput(attrs=dict(OFF_THE_PAGE))
    )
    # Which texts the page offered to read: they may change before the form comes back.
    versions = forms.CharField(
        required=False,
        max_length=200,
        initial=lambda: ids_of(versions_in_force()),
        widget=forms.HiddenInput,
    )
    field_order = ["email", "password1", "terms", "website"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        email, password = self.fields["email"], self.fields["password1"]
        email.label = "E-mail address"
        email.help_text = "Your work address, if you have one. We send a link to it."
        password.label = "Password"
        password.help_text = WHAT_TO_CHOOSE

    def validate_unique_email(self, value: str) -> str:
        """An address is taken by whoever has it, not by whoever has given it as their new one."""
        email = super().validate_unique_email(value)
        own = Q(email__iexact=email)
        confirmed = Q(emailaddress__email__iexact=email, emailaddress__verified=True)
        is_taken = User.objects.filter(own | confirmed).exists()
        self.account_already_exists = self.account_already_exists and is_taken
        return email

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            for attribute in OFF_THE_PAGE:
                self.fields["website"].widget.attrs.pop(attribute, None)
            raise forms.ValidationError("Empty this field and send the form again.")
        return ""

    def signup(self, request, user) -> None:
        """Record which texts were accepted. Called by allauth with the new account."""
        shown = versions_signed_up_to(self.cleaned_data["versions"])
        agree(user=user, versions=shown, how=How.SIGN_UP, now=timezone.now())

    def try_save(self, request):
        """As allauth's, at the same cost for a known address as for a new one.

        allauth hashes a password and writes rows only for a new account, which makes the answer
        for a known address several times faster and so tells who is a member (ASVS 5.0 6.3.8).
        """
        if self.account_already_exists:
            self._make_and_undo_an_account(request)
        return super().try_save(request)

    def _make_and_undo_an_account(self, request) -> None:
        """Do what a new account takes, with an invented address, and leave nothing of it."""
        known = self.cleaned_data["email"]
        self.cleaned_data["email"] = f"{uuid.uuid4().hex}@nobody.invalid"
        self.account_already_exists = False
        try:
            with transaction.atomic():
                super().try_save(request)
                transaction.set_rollback(True)
        finally:
            self.cleaned_data["email"] = known
            self.account_already_exists = True


class EmailWordsMixin(SiteFormMixin):
    """The one word for an e-mail address, whatever allauth calls the field."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("login", "email"):
            if name in self.fields:
                self.fields[name].label = "E-mail address"


class LoginForm(EmailWordsMixin, BaseLoginForm):
    """E-mail address and password. The page has the link for a forgotten password."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # The first of two parts of a sign-in for a password manager and for a passkey of the
        # browser's own list.
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        self.fields["password"].help_text = ""


class RequestCodeForm(EmailWordsMixin, account_forms.RequestLoginCodeForm):
    """Where to send a code for signing in."""

    def clean_email(self) -> str:
        email = super().clean_email()
        if self._user and not proving.owners([self._user], email):
            self._user = None
        return email


class ResetPasswordForm(EmailWordsMixin, account_forms.ResetPasswordForm):
    """Where to send the link for a new password."""

    def clean_email(self) -> str:
        email = super().clean_email()
        self.users = proving.owners(self.users, email)
        return email


class ConfirmAddressForm(SiteForm):
    """The account's password, where a link is opened in another browser than it was asked for."""

    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="The one you chose when you asked for this link.",
        error_messages={"required": "Type your password."},
        max_length=128,
    )

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Try it. A refusal that it was tried too often comes from allauth."""
        password = self.cleaned_data["password"]
        if not proving.knows_password(self.user, password):
            raise forms.ValidationError("That is not the password of this account.")
        return password


class ChangeEmailForm(EmailWordsMixin, account_forms.AddEmailForm):
    """The address to use from now on, once it is confirmed."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "New e-mail address"
        self.fields["email"].help_text = "We send a link to it. Until you confirm, nothing changes."


class ConfirmCodeForm(SiteFormMixin, account_forms.ConfirmLoginCodeForm):
    """The code from the e-mail, with or without its dash, in capitals or not."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = "Code from the e-mail"
        code.help_text = "Eight letters. Capitals and the dash do not matter."
        code.widget.attrs.update(autocapitalize="characters", spellcheck="false")


class ReauthenticateForm(SiteFormMixin, account_forms.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class CodeAgainForm(SiteForm):
    """The code that answers "is it still you?"."""

    code = forms.CharField(
        label="Code from the e-mail",
        help_text="Eight letters. Capitals and the dash do not matter.",
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class NewPasswordMixin(SiteFormMixin):
    """One field for a new password: it can be shown, so it need not be typed twice."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = WHAT_TO_CHOOSE
        if "oldpassword" in self.fields:
            self.fields["oldpassword"].label = "Present password"
            self.fields["oldpassword"].help_text = ""


class ChangePasswordForm(NewPasswordMixin, account_forms.ChangePasswordForm):
    """The present password and the new one."""


class SetPasswordForm(NewPasswordMixin, account_forms.SetPasswordForm):
    """A first password, for an account that has none."""


class ChoosePasswordForm(NewPasswordMixin, account_forms.ResetPasswordKeyForm):
    """The new password, where the link from the e-mail leads."""
