"""Canonical addresses, feeds and the sitemap speak of the host that BASE_URL names."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from wagtail.models import Site

from network.migrated import is_fully_migrated

PORTS = {"http": 80, "https": 443}


def follow_base_url() -> bool:
    """Give the default site the host and port of BASE_URL; return whether that changed it."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    host, port = address.hostname, address.port or PORTS[address.scheme]
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or (site.hostname, site.port) == (host, port):
        return False
    site.hostname, site.port = host, port
    site.save()
    return True


def after_migrate(sender, using: str = DEFAULT_DB_ALIAS, **kwargs) -> None:
    """Receiver of ``post_migrate``. Does nothing when only a part was migrated."""
    if settings.SITE_FOLLOWS_BASE_URL and using == DEFAULT_DB_ALIAS and is_fully_migrated(using):
        follow_base_url()
