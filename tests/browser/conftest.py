"""Chromium for the browser tests: pages at two sizes, axe, and an ear for the console.

A browser test asks for ``browser_page`` and gets a function that opens pages on the live server::

    def test_home(browser_page, look_at):
        page = browser_page("/", size="phone")
        assert look_at(page, "home") == []

When the test ends, every page it opened must have been silent: no error or content security policy
violation on the console, no script error, no request to another host, no missing file.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.looking import SIZES, problems
from tests.browser.restoring import by_copying

HERE = Path(__file__).parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Runs as root, without a screen, and keeps the browser from calling home.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items):
    """Mark everything in this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str | None:
    """Path of a Chromium of this machine; ``CHROMIUM`` in the environment comes first."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def cannot_run(words: str) -> None:
    """Skip, saying why; in CI a browser test that does not run is a failure."""
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


@pytest.fixture(scope="session")
def chromium_browser(django_db_setup, django_db_blocker) -> Iterator[Browser]:
    """One browser per test process. Skips where there is none, and on SQLite, except in CI.

    While Playwright's event loop runs in this thread, Django keeps its database connections in
    another place than before (asgiref's ``Local``). The connection found there gets the serialized
    data of the test database, from which every browser test is restored, and is closed at the end.
    """
    if connection.vendor == "sqlite":
        cannot_run(
            "browser tests need PostgreSQL: the threads of the live server lock each other out of "
            "SQLite's memory (python -m tests.postgres COMMAND brings one)"
        )
    path = chromium()
    if path is None:
        cannot_run("no Chromium on this machine (Debian and Ubuntu: apt install chromium)")
    # Playwright keeps an event loop in this thread, where Django then refuses plain queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    serialized = connections[DEFAULT_DB_ALIAS]._test_serialized_contents
    with sync_playwright() as playwright:
        here = connections[DEFAULT_DB_ALIAS]
        here._test_serialized_contents = serialized
        here.creation.deserialize_db_from_string = by_copying(here)
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
        with django_db_blocker.unblock():
            connections.close_all()


@dataclass
class Ear:
    """What the pages of one test said that they should not have said."""

    address: str
    heard: list[str] = field(default_factory=list)
    covered: bool = False

    @contextmanager
    def cover(self) -> Iterator[None]:
        """Hear nothing for a while: a checking tool is at work in the page."""
        self.covered = True
        try:
            yield
        finally:
            self.covered = False

    def say(self, words: str) -> None:
        if not self.covered:
            self.heard.append(words)

    def listen(self, page: Page) -> None:
        """Write down console errors, script errors, foreign requests and missing files."""
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.say(f"script error: {error}"))
        page.on("request", self.request)
        page.on("response", self.response)

    def console(self, message) -> None:
        # The browser also reports the status of the page itself, which is the test's business;
        # missing files of a page are heard by `response`.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.say(f"console: {message.text}")

    def request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and f"{parts.scheme}://{parts.netloc}" != self.address:
            self.say(f"request to another host: {request.url}")

    def response(self, response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.say(f"{response.status} for {response.url}")


def session_cookie(user, address: str) -> dict:
    """The cookie of a session in which ``user`` is signed in."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}


@pytest.fixture
def ear(live_server) -> Iterator[Ear]:
    """The ear of one test; what it heard fails the test at the end."""
    ear = Ear(live_server.url)
    yield ear
    assert ear.heard == []


@pytest.fixture
def browser_page(chromium_browser, live_server, django_db_serialized_rollback, ear):
    """Return a function that opens a page in a browser window of its own.

    ``browser_page(path, *, size="desktop", user=None, dark=False, scripts=True)``: ``size`` is
    ``phone`` (360 px) or ``desktop`` (1280 px), ``user`` is signed in beforehand, ``scripts=False``
    switches JavaScript off. The vocabularies and the page tree's roots are there in every test.
    """
    contexts: list[BrowserContext] = []

    def open_page(path: str, *, size="desktop", user=None, dark=False, scripts=True) -> Page:
        context = chromium_browser.new_context(
            base_url=live_server.url,
            viewport=SIZES[size],
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        ear.listen(page)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def look_at(ear):
    """Return a function that gives everything wrong with the page that is open, by its name."""

    def look(page: Page, name: str) -> list[str]:
        # axe tries out styles of its own, which the content security policy blocks and reports.
        with ear.cover():
            return [f"{name}, {line}" for line in problems(page)]

    return look


@pytest.fixture
def go_round(look_at):
    """Return a function that opens pages one after the other and gives all their problems.

    A page is its name, its address and, where something has to be done on it first, a function
    that does it.
    """

    def go(page: Page, *pages: tuple) -> list[str]:
        found = []
        for name, path, *before in pages:
            answer = page.goto(path)
            if answer.status not in (200, 403):
                found.append(f"{name}: status {answer.status}")
            for step in before:
                step(page)
            found += look_at(page, name)
        return found

    return go
