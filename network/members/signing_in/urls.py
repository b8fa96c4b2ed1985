"""Addresses under ``/account/`` that stand before allauth's own. Where one has the same name and
path as allauth's, it takes its place."""

from django.urls import path, re_path

from network.members.views import account, second_factor, sessions

urlpatterns = [
    path("login/", account.SignInView.as_view(), name="account_login"),
    path("login/code/", account.RequestCodeView.as_view(), name="account_request_login_code"),
    path(
        "reauthenticate/code/",
        account.ReauthenticateByCodeView.as_view(),
        name="account_reauthenticate_by_code",
    ),
    path("second-step/", second_factor.needed, name="second_factor"),
    path("2fa/totp/replace/", second_factor.ReplaceAppView.as_view(), name="mfa_replace_totp"),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        second_factor.RemovePasskeyView.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("sessions/", sessions.own_sessions, name="usersessions_list"),
    path("sessions/<int:pk>/end/", sessions.end_session, name="usersessions_end"),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$",
        account.ConfirmAddressView.as_view(),
        name="account_confirm_email",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.ChooseNewPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
]
