"""System checks that hold this project's rules."""

import os

from django.conf import settings
from django.core.checks import Error, Tags, register

DEMO_SETTINGS = ("network.settings.demo", "network.settings.test")


@register(Tags.security)
def demo_mode_only_in_the_demo(app_configs, **kwargs) -> list[Error]:
    """The persona switch signs anybody in as anybody: refuse it outside the demo and the tests."""
    module = os.environ.get("DJANGO_SETTINGS_MODULE", "")
    if settings.DEMO_MODE and module not in DEMO_SETTINGS:
        return [
            Error(
                f"DEMO_MODE is on under {module or 'unknown settings'}.",
                hint="Use network.settings.demo for the demonstration, nothing else.",
                id="network.E001",
            )
        ]
    return []


@register(Tags.security)
def one_login_door(app_configs, **kwargs) -> list[Error]:
    """Every sign-in goes through allauth, where limits and second factors are."""
    errors = []
    if settings.WAGTAILADMIN_LOGIN_URL != "account_login":
        errors.append(Error("The Wagtail admin has a login of its own.", id="network.E002"))
    if "django.contrib.admin" in settings.INSTALLED_APPS:
        errors.append(Error("The Django admin is a second login door.", id="network.E003"))
    return errors


@register(Tags.security)
def nothing_calls_home(app_configs, **kwargs) -> list[Error]:
    """No page, of the site or of the admin, calls a third party."""
    errors = []
    if settings.WAGTAIL_GRAVATAR_PROVIDER_URL:
        errors.append(Error("Avatars are fetched from a third party.", id="network.E004"))
    if settings.WAGTAIL_ENABLE_UPDATE_CHECK:
        errors.append(Error("The admin asks a third party for updates.", id="network.E005"))
    if settings.WAGTAILEMBEDS_FINDERS:
        errors.append(Error("Editors can embed pages of third parties.", id="network.E006"))
    return errors


@register(Tags.security)
def nobody_passes_the_doorkeepers(app_configs, **kwargs) -> list[Error]:
    """What asks for second factors and ends sessions stands in its place."""
    keepers = [
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "network.members.signing_in.middleware.SessionLimitsMiddleware",
        "network.members.signing_in.middleware.SecondFactorMiddleware",
    ]
    places = [settings.MIDDLEWARE.index(name) for name in keepers if name in settings.MIDDLEWARE]
    if len(places) == len(keepers) and places == sorted(places):
        return []
    return [
        Error(
            "Second factors are not asked for, or sessions do not end.",
            hint=f"MIDDLEWARE needs, in this order: {', '.join(keepers)}.",
            id="network.E007",
        )
    ]


# Setting, what it must be, what would be wrong otherwise.
SIGNING_IN = (
    ("ACCOUNT_PREVENT_ENUMERATION", True, "Pages tell who has an account."),
    ("ACCOUNT_EMAIL_VERIFICATION", "mandatory", "Addresses need not be confirmed."),
    ("ACCOUNT_CONFIRM_EMAIL_ON_GET", False, "Opening a link confirms an address."),
    ("ACCOUNT_LOGOUT_ON_GET", False, "Opening a link signs people out."),
    ("ACCOUNT_REAUTHENTICATION_REQUIRED", True, "An unlocked screen can take an account over."),
    ("ACCOUNT_EMAIL_NOTIFICATIONS", True, "Nobody is told when their password changes."),
    ("MFA_RECOVERY_CODES_SHOW_ONCE", True, "Recovery codes can be read again and again."),
    ("SESSION_COOKIE_SECURE", True, "The session's cookie travels without encryption."),
)


@register(Tags.security, deploy=True)
def signing_in_is_safe(app_configs, **kwargs) -> list[Error]:
    """Production keeps what ``network.settings.signing_in`` sets, and counts tries in one place."""
    wrong = [words for name, right, words in SIGNING_IN if getattr(settings, name, None) != right]
    if not getattr(settings, "ACCOUNT_RATE_LIMITS", None):
        wrong.append("Passwords and codes can be guessed without a limit.")
    if getattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False):
        wrong.append("Passkeys are taken from any site.")
    if not {"totp", "webauthn"} <= set(settings.MFA_SUPPORTED_TYPES):
        wrong.append("Staff cannot set up the second factor that is asked of them.")
    if not settings.SESSION_IDLE_STAFF <= settings.SESSION_IDLE <= settings.SESSION_LONGEST:
        wrong.append("Sessions without use outlive what their settings say.")
    if "locmem" in settings.CACHES["default"]["BACKEND"]:
        wrong.append("Each process counts tries for itself, so limits do not hold.")
    return [Error(words, id="network.E008") for words in wrong]
