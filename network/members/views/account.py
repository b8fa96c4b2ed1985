"""The sign-in pages, and where the links of account mails lead.

Opening a page or a link changes nothing; its button does.
"""

from allauth.account import views as account_views
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import EmailVerificationStage, LoginStage, LoginStageController
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from network.members.forms.account import CodeAgainForm, ConfirmAddressForm
from network.members.models import User
from network.members.signing_in import code_again


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


@method_decorator([login_required, never_cache], name="dispatch")
class ReauthenticateByCodeView(account_views.BaseReauthenticateView):
    """Show by a code from an e-mail that it is still the same person, then go on where one was.

    Opening the page sends nothing; its button does. Only for whom the adapter offers it.
    """

    form_class = CodeAgainForm
    template_name = "account/reauthenticate_by_code.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "send" in request.POST:
            if not code_again.send(request):
                messages.error(
                    request, "That was tried too often. Use your password, or wait an hour."
                )
            return redirect(self.passthrough_next_url(request.path))
        if not code_again.is_waiting(request):
            messages.info(request, "That code is too old or used up. Ask for a new one.")
            return redirect(self.passthrough_next_url(request.path))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: CodeAgainForm) -> HttpResponse:
        if code_again.accept(self.request, form.cleaned_data["code"]):
            return super().form_valid(form)
        if not code_again.is_waiting(self.request):
            messages.error(self.request, "That was not the code three times. Ask for a new one.")
            return redirect(self.passthrough_next_url(self.request.path))
        form.add_error("code", "That is not the code. Check it, or ask for a new one.")
        return self.form_invalid(form)

    def get_context_data(self, **kwargs) -> dict:
        waiting = code_again.is_waiting(self.request)
        return {**super().get_context_data(**kwargs), "is_waiting": waiting}


class OnlyByButtonMixin:
    """allauth signs somebody else out as soon as a link is opened; here, when it is acted on."""

    def logout(self) -> None:
        if self.request.method == "POST":
            super().logout()


def _is_theirs(request: HttpRequest, user: User) -> bool:
    """Whether this browser signed up or signed in with the account's password.

    Until the address is confirmed nobody is let in; allauth remembers in the session for whom the
    confirmation is waited for.
    """
    if request.user.is_authenticated:
        return request.user.pk == user.pk
    stage = LoginStageController.enter(request, EmailVerificationStage.key)
    return bool(stage and stage.login.user and stage.login.user.pk == user.pk)


class ConfirmAddressView(OnlyByButtonMixin, account_views.ConfirmEmailView):
    """Ask whether this is one's address; and for the password, unless this browser has shown that
    the account is theirs."""

    form: ConfirmAddressForm | None = None

    def post(self, *args, **kwargs) -> HttpResponse:
        """Confirm it. A link that has been used is answered as when it is opened, not as unknown:
        the button may have been pressed twice."""
        try:
            self.object = self.get_object()
        except Http404:
            return super().get(*args, **kwargs)
        self.form = self._form(self.request.POST)
        if self.form and not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        return super().post(*args, **kwargs)

    def _form(self, data: QueryDict | None = None) -> ConfirmAddressForm | None:
        user = self.object.email_address.user
        if _is_theirs(self.request, user):
            return None
        return ConfirmAddressForm(data, user=user)

    def get_context_data(self, **kwargs) -> dict:
        form = self.form or (self._form() if self.object else None)
        return {**super().get_context_data(**kwargs), "form": form}


class ChooseNewPasswordView(OnlyByButtonMixin, account_views.PasswordResetFromKeyView):
    """Ask for a new password."""
