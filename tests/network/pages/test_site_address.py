"""The default site takes its address from BASE_URL."""

import pytest
from wagtail.models import Site

from network.pages.site_address import after_migrate, follow_base_url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("base_url", "host", "port"),
    [
        ("https://network.example.org", "network.example.org", 443),
        ("http://127.0.0.1:8100", "127.0.0.1", 8100),
    ],
)
def test_the_site_follows_base_url_once(settings, base_url, host, port):
    settings.WAGTAILADMIN_BASE_URL = base_url
    assert follow_base_url() is True
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == (host, port)
    assert follow_base_url() is False


def test_it_stays_as_it_is_unless_the_settings_say_so(settings):
    before = Site.objects.values_list("hostname", flat=True).get(is_default_site=True)
    settings.WAGTAILADMIN_BASE_URL = "https://network.example.org"
    after_migrate(sender=None)
    assert Site.objects.get(is_default_site=True).hostname == before
    settings.SITE_FOLLOWS_BASE_URL = True
    after_migrate(sender=None)
    assert Site.objects.get(is_default_site=True).hostname == "network.example.org"
