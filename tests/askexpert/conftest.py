"""Browsers of named people, for the views."""

import pytest
from django.test import Client


@pytest.fixture
def browser_of():
    """A client signed in as the person; ``None`` is a visitor. ``strict`` checks form tokens."""

    def open_browser(user=None, *, strict: bool = False) -> Client:
        browser = Client(enforce_csrf_checks=strict)
        if user is not None:
            browser.force_login(user)
        return browser

    return open_browser
