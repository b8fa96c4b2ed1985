"""Forms that need no cookie are still sent from this site's own pages."""

import pytest
from django.test import Client

from network.complaints.models import Complaint
from network.reported.models import PageReport
from tests.factories.pages import make_tip
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
HOME = "http://testserver"
FROM_HERE = [{}, {"Origin": HOME}, {"Origin": "null"}, {"Sec-Fetch-Site": "same-origin"}]
FROM_ELSEWHERE = [
    {"Origin": "https://elsewhere.example"},
    {"Origin": "https://testserver.elsewhere.example"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Origin": HOME, "Sec-Fetch-Site": "same-site"},
]


@pytest.fixture
def strict() -> Client:
    """A browser without cookies, at a site that checks forms."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("headers", FROM_HERE)
def test_a_page_is_reported_without_a_cookie(strict, headers):
    tip = make_tip()
    answer = strict.post(f"/report/{tip.pk}/", {"where": ""}, headers=headers)
    assert answer.status_code in (200, 302)
    assert PageReport.objects.get().page_id == tip.pk


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
def test_a_foreign_page_reports_nothing(strict, headers):
    tip = make_tip()
    answer = strict.post(f"/report/{tip.pk}/", {"where": ""}, headers=headers)
    assert answer.status_code == 403
    assert not PageReport.objects.exists()
    assert type(tip).objects.get().live


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
@pytest.mark.parametrize("address", ["/complaints/", "/resources/audit/another-format/"])
def test_a_foreign_page_asks_and_complains_of_nothing(strict, address, headers):
    make_resource()
    assert strict.post(address, {}, headers=headers).status_code == 403
    assert strict.post(address, {}).status_code == 200
    assert not Complaint.objects.exists()
