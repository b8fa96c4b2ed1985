"""The pages that belong to one person, as the navigation of ``/me/`` lists them.

An app offers its pages in its ``own_pages.py``; the navigation shows those that are for the person.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

from network.discovery import discover

# The headings of the navigation, in order.
GROUPS = {
    "work": "My work",
    "profile": "My profile",
    "messages": "Messages",
    "sign-in": "Signing in",
    "data": "My data",
}
_pages: dict[str, "OwnPage"] = {}


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A link of the navigation.

    ``code`` is what a template names as ``current``; ``url_name`` takes no arguments; ``group`` is
    a key of :data:`GROUPS`; ``about`` is one plain sentence for the overview; ``is_for`` must cost
    no query of its own beyond what the request has asked already (the membership is one of them).
    ``needs`` is asked on the overview only, one query at most: a short sentence when something on
    that page waits for the person ("Two invitations wait for your answer"), else nothing.
    """

    code: str
    title: str
    url_name: str
    group: str
    order: int = 50
    about: str = ""
    is_for: Callable[..., bool] = field(default=lambda user: True)
    needs: Callable[..., str] = field(default=lambda user: "")

    @property
    def url(self) -> str:
        """Where the page is.

        :raises NoReverseMatch: when the app that declared it has no such address.
        """
        return reverse(self.url_name)


def register(*pages: OwnPage) -> None:
    """Add pages to the navigation. Registering the same code again replaces it.

    :raises ValueError: for a group that does not exist.
    """
    for page in pages:
        if page.group not in GROUPS:
            raise ValueError(f"There is no group of own pages called {page.group!r}.")
        _pages[page.code] = page


def own_pages_for(user) -> dict[str, list[OwnPage]]:
    """The pages this person sees, by heading, in order."""
    discover("own_pages")
    ordered = sorted(_pages.values(), key=lambda page: (page.order, page.code))
    shown = {
        heading: [page for page in ordered if page.group == group and page.is_for(user)]
        for group, heading in GROUPS.items()
    }
    return {heading: pages for heading, pages in shown.items() if pages}


def needs_of(user) -> list[dict]:
    """What waits for this person, as ``page`` and ``words``, in the order of the navigation."""
    asked = ((page, page.needs(user)) for pages in own_pages_for(user).values() for page in pages)
    return [{"page": page, "words": words} for page, words in asked if words]
