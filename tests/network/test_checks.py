"""The project's own system checks: silent as things are, loud when a rule is broken."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from network import checks
from network.settings import signing_in


def ids(errors) -> list[str]:
    return [error.id for error in errors]


@pytest.mark.parametrize(
    "check",
    [
        checks.demo_mode_only_in_the_demo,
        checks.one_login_door,
        checks.nothing_calls_home,
        checks.nobody_passes_the_doorkeepers,
    ],
)
def test_the_project_as_it_is_passes(check):
    assert check(None) == []


def test_demo_mode_under_production_settings_is_an_error(settings, monkeypatch):
    settings.DEMO_MODE = True
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "network.settings.production")
    assert ids(checks.demo_mode_only_in_the_demo(None)) == ["network.E001"]


def test_demo_mode_off_is_never_an_error(settings, monkeypatch):
    settings.DEMO_MODE = False
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "network.settings.production")
    assert checks.demo_mode_only_in_the_demo(None) == []


def test_a_login_of_the_admin_s_own_is_an_error(settings):
    settings.WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
    assert ids(checks.one_login_door(None)) == ["network.E002"]


def test_the_django_admin_is_an_error(monkeypatch):
    # A stand-in: to set INSTALLED_APPS would load the app.
    stand_in = SimpleNamespace(
        WAGTAILADMIN_LOGIN_URL="account_login", INSTALLED_APPS=["django.contrib.admin"]
    )
    monkeypatch.setattr(checks, "settings", stand_in)
    assert ids(checks.one_login_door(None)) == ["network.E003"]


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("WAGTAIL_GRAVATAR_PROVIDER_URL", "//avatars.example", "network.E004"),
        ("WAGTAIL_ENABLE_UPDATE_CHECK", True, "network.E005"),
        ("WAGTAILEMBEDS_FINDERS", [{"class": "any"}], "network.E006"),
    ],
)
def test_whatever_would_call_a_third_party_is_an_error(settings, name, value, error):
    setattr(settings, name, value)
    assert ids(checks.nothing_calls_home(None)) == [error]


@pytest.mark.parametrize("missing", ["SessionLimitsMiddleware", "SecondFactorMiddleware"])
def test_a_missing_doorkeeper_is_an_error(settings, missing):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith(missing)]
    assert ids(checks.nobody_passes_the_doorkeepers(None)) == ["network.E007"]


def test_doorkeepers_before_who_is_signed_in_is_known_are_an_error(settings):
    settings.MIDDLEWARE = list(reversed(settings.MIDDLEWARE))
    assert ids(checks.nobody_passes_the_doorkeepers(None)) == ["network.E007"]


@pytest.fixture
def as_in_production(settings):
    """What the settings of production have and those of the tests have not."""
    settings.ACCOUNT_RATE_LIMITS = signing_in.ACCOUNT_RATE_LIMITS
    settings.SESSION_COOKIE_SECURE = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache"}}
    return settings


def test_signing_in_as_production_has_it_passes(as_in_production):
    assert checks.signing_in_is_safe(None) == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        *((name, "something else", words) for name, _, words in checks.SIGNING_IN),
        ("ACCOUNT_RATE_LIMITS", False, "Passwords and codes can be guessed without a limit."),
        ("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", True, "Passkeys are taken from any site."),
        (
            "MFA_SUPPORTED_TYPES",
            ["totp"],
            "Staff cannot set up the second factor that is asked of them.",
        ),
        (
            "SESSION_IDLE_STAFF",
            timedelta(days=1),
            "Sessions without use outlive what their settings say.",
        ),
        (
            "CACHES",
            {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
            "Each process counts tries for itself, so limits do not hold.",
        ),
    ],
)
def test_whatever_weakens_signing_in_is_an_error(as_in_production, name, value, words):
    setattr(as_in_production, name, value)
    [error] = checks.signing_in_is_safe(None)
    assert (error.id, error.msg) == ("network.E008", words)
