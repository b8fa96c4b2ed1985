import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from tests.factories.pages import make_tip

pytestmark = pytest.mark.django_db


def test_an_editors_redirect_leads_to_the_page(client):
    tip = make_tip("Quokka")
    site = Site.objects.get(is_default_site=True)
    Redirect.objects.create(
        old_path=Redirect.normalise_path("/old/tip.html"), site=site, redirect_page=tip
    )
    response = client.get("/old/tip.html")
    assert (response.status_code, response["Location"]) == (301, tip.url)


def test_an_address_without_a_redirect_is_not_found(client):
    assert client.get("/old/tip.html").status_code == 404
