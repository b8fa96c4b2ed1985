"""Setting up, changing and giving up the second step of signing in, beyond allauth's pages."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.internal.flows.add import redirect_if_add_not_allowed
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from network.members.signing_in import second_factor
from network.members.signing_in.adapters import SecondFactorAdapter


@require_safe
@login_required
def needed(request: HttpRequest) -> HttpResponse:
    """Why somebody's role asks for a second step, and the two ways to set one up."""
    if not second_factor.is_missing(request.user):
        return redirect("mfa_index")
    return render(request, "mfa/needed.html")


class RemovePasskeyView(RemoveWebAuthnView):
    """Take a passkey away, unless the role needs a second step and it is the only one."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            passkey = get_object_or_404(self.get_queryset(), pk=kwargs["pk"])
            if second_factor.is_last(passkey):
                raise_if_reauthentication_required(request, app="allauth.mfa")
                messages.error(
                    request, SecondFactorAdapter.error_messages["cannot_delete_authenticator"]
                )
                return redirect("mfa_list_webauthn")
        return super().dispatch(request, *args, **kwargs)


@method_decorator(
    [login_required, redirect_if_add_not_allowed, reauthentication_required(app="allauth.mfa")],
    name="dispatch",
)
class ReplaceAppView(ActivateTOTPView):
    """Move the authenticator app to another phone.

    The old one goes at the moment in which the new one has shown its first code, so nobody is
    without a second step in between.
    """

    template_name = "mfa/totp/replace_form.html"
    success_url = reverse_lazy("mfa_index")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """Past allauth's own, which sends away whoever has an app already."""
        if not self.present(request).exists():
            return redirect("mfa_activate_totp")
        return super(ActivateTOTPView, self).dispatch(request, *args, **kwargs)

    @staticmethod
    def present(request: HttpRequest):
        return Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP)

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "action_url": reverse("mfa_replace_totp")}

    def get_success_url(self) -> str:
        return str(self.success_url)

    def form_valid(self, form) -> HttpResponse:
        with transaction.atomic():
            self.present(self.request).select_for_update().delete()
            TOTP.activate(self.request.user, form.secret)
            SecondFactorAdapter().send_notification_mail(
                "mfa/email/totp_replaced", self.request.user
            )
        clear_totp_secret(self.request)
        messages.success(self.request, "Your authenticator app is on the new phone now.")
        return redirect(self.get_success_url())
