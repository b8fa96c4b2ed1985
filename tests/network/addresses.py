"""Every address of the site outside the Wagtail admin, read from the URL configuration."""

import re
import uuid
from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# What stands for an object that nobody has.
MISSING = {int: 999_999_999, uuid.UUID: uuid.UUID("00000000-0000-4000-8000-000000000000")}


def routes() -> list[str]:
    """The routes as they are written, without the admin's, without the catch-all of the pages."""
    return [
        route
        for route in _walk(get_resolver().url_patterns, "")
        if not route.startswith("admin/") and not route.startswith("^((?:")
    ]


def has_parameters(route: str) -> bool:
    return "<" in route or "(" in route


def path_of(route: str, values: dict) -> str:
    """The address of a route for these values of its parameters."""
    return "/" + PARAMETER.sub(lambda match: str(values[match[1]]), route)


def missing(values: dict) -> dict:
    """The same values with every id replaced by one that is nobody's."""
    return {name: MISSING.get(type(value), value) for name, value in values.items()}


def _walk(patterns, before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _walk(pattern.url_patterns, route)
