"""Withdrawn pages: their addresses answer 410, "gone for good reason", and nothing finds them.

An unpublished page is simply not found (404). A *withdrawn* one was taken down because of what it
said or because somebody took their consent back: search engines drop an address that answers 410
at once, and a person who follows an old link is told kindly. Publishing a page at the address
again lifts it.

Cost: one look-up by an index, and only for what would have been "not found".
"""

import hashlib
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from network.pages.models.gone import WithdrawnAddress

NEUTRAL_WORDS = "It was withdrawn. Nothing that was here is kept for readers."
# No page lies deeper, and nobody makes the site look for more.
DEEPEST = 50


@transaction.atomic
def take_down(page: Page, *, now: datetime, words: str = NEUTRAL_WORDS, user=None) -> None:
    """Withdraw a page: out of every list, feed, search and the sitemap, its address answers 410.

    In order: remember its address, and those that led to it before, with ``words`` (neutral ones:
    never why in this case); forget when it was to be published again; unpublish, which takes it
    out of the catalogue. The page itself stays for editors; whoever wants it gone deletes it after.
    All in the caller's transaction, so from the commit on.
    """
    for path in _paths_of(page):
        withdraw(path, now=now, words=words)
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    specific = page.specific
    specific.go_live_at = None
    UnpublishPageAction(specific, user=user).execute(skip_permission_checks=True)


def withdraw(path: str, *, now: datetime, words: str = NEUTRAL_WORDS) -> None:
    """Let an address, and all below it, answer 410 where nothing is found."""
    WithdrawnAddress.objects.update_or_create(
        digest=digest_of(path), defaults={"words": words, "withdrawn_at": now}
    )


def is_withdrawn(path: str) -> bool:
    """Whether this very address was withdrawn: one query."""
    return WithdrawnAddress.objects.filter(digest=digest_of(path)).exists()


def lift(page: Page) -> None:
    """A page is published at an address again."""
    WithdrawnAddress.objects.filter(digest__in=map(digest_of, _paths_of(page))).delete()


def on_published(sender, instance, **kwargs) -> None:
    """Wagtail sends this signal for what is only scheduled too: its address stays withdrawn."""
    if instance.live:
        lift(instance)


def withdrawn_address(path: str) -> WithdrawnAddress | None:
    """The withdrawn page at this path, or above it: its downloads and versions are gone too.

    One query.
    """
    parts = [part for part in path.split("/") if part]
    above = [f"/{'/'.join(parts[:length])}/" for length in range(1, len(parts) + 1)]
    depths = {digest_of(candidate): len(candidate) for candidate in above[:DEEPEST]}
    if not depths:
        return None
    found = WithdrawnAddress.objects.filter(digest__in=depths)
    return max(found, key=lambda address: depths[address.digest], default=None)


def digest_of(path: str) -> str:
    """What is kept of an address: it is made of a page's title, which may be why the page went."""
    return hashlib.sha256(path.encode()).hexdigest()


class GoneMiddleware:
    """Answer 410 instead of 404 where a page was withdrawn, to be kept by no cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if "\0" in request.path:  # PostgreSQL refuses to look for it
            return response
        address = withdrawn_address(request.path)
        if address is None:
            return response
        gone = render(request, "410.html", {"address": address}, status=410)
        patch_cache_control(gone, no_store=True)
        return gone


def _paths_of(page: Page) -> set[str]:
    """The page's path, and the old ones that redirect to it."""
    parts = page.get_url_parts()
    paths = set(Redirect.objects.filter(redirect_page=page).values_list("old_path", flat=True))
    paths.add(parts[2] if parts else "")
    return {f"/{path.strip('/')}/" for path in paths if path.strip("/")}
