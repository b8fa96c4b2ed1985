"""The project's own system checks: silent as things are, loud when a rule is broken."""

from types import SimpleNamespace

import pytest

from network import checks


def ids(errors) -> list[str]:
    return [error.id for error in errors]


@pytest.mark.parametrize(
    "check", [checks.demo_mode_only_in_the_demo, checks.one_login_door, checks.nothing_calls_home]
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
