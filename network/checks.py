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
