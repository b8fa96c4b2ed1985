from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from resources.enums import UsageKind
from resources.models import UsageEvent, UsageSalt
from resources.usage.recording import note
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
NOW = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)


@pytest.fixture
def page():
    return make_resource("audit")


def noted(
    page, *, status=200, method="get", user=None, agent=BROWSER, now=NOW, sent=None, **headers
) -> int:
    """How many uses are noted; ``sent`` are headers of the answer, all others of the request."""
    request = getattr(RequestFactory(), method)("/", HTTP_USER_AGENT=agent, **headers)
    request.user = user or AnonymousUser()
    before = UsageEvent.objects.count()
    note(
        request,
        HttpResponse(status=status, headers=sent),
        page_id=page.pk,
        version=1,
        document_id=5,
        kind=UsageKind.REQUEST,
        now=now,
    )
    return UsageEvent.objects.count() - before


@pytest.mark.parametrize("status", [200, 206, 304])
def test_answers_that_gave_the_file_count(page, status):
    assert noted(page, status=status) == 1


@pytest.mark.parametrize("status", [302, 403, 404, 410, 416, 500])
def test_other_answers_do_not_count(page, status):
    assert noted(page, status=status) == 0


@pytest.mark.parametrize("method", ["head", "post", "options"])
def test_only_get_counts(page, method):
    assert noted(page, method=method) == 0


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ("bytes=0-", 1),
        ("bytes=0-499", 1),
        ("Bytes = 0-99, 200-299", 1),
        ("bytes=1-", 0),
        ("bytes=500-999", 0),
        ("bytes=-500", 0),
    ],
)
def test_of_a_file_in_parts_the_first_part_counts(page, wanted, number):
    assert noted(page, status=206, HTTP_RANGE=wanted) == number


@pytest.mark.parametrize(
    ("sent", "number"),
    [("bytes 0-499/500", 1), ("bytes 0-9/500", 1), ("bytes 100-499/500", 0)],
)
def test_the_part_that_was_sent_decides(page, sent, number):
    sent = {"Content-Range": sent}
    assert noted(page, status=206, HTTP_RANGE="bytes=-500", sent=sent) == number


@pytest.mark.parametrize("wanted", ["bytes=100-", "items=5-9", "bytes=9-5", "bytes=1-2, 5-9"])
def test_the_whole_file_counts_whatever_part_was_asked_for(page, wanted):
    assert noted(page, HTTP_RANGE=wanted, HTTP_IF_RANGE='"of-another-state"') == 1


@pytest.mark.parametrize("header", ["X-Accel-Redirect", "X-Sendfile"])
@pytest.mark.parametrize(
    ("wanted", "number"), [("", 1), ("bytes=0-", 1), ("bytes=9-", 0), ("a=9-", 1)]
)
def test_where_a_web_server_sends_the_file_the_request_decides(page, header, wanted, number):
    assert noted(page, HTTP_RANGE=wanted, sent={header: "/files/a"}) == number


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_PURPOSE": "preview"},
        {"HTTP_X_MOZ": "prefetch"},
    ],
)
def test_what_a_browser_fetches_unasked_does_not_count(page, asked):
    assert noted(page, **asked) == 0


@pytest.mark.parametrize(
    ("agent", "number"),
    [
        ("Googlebot/2.1 (+http://www.google.com/bot.html)", 0),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", 0),
        ("", 0),
        ("python-requests/2.32", 1),
        (BROWSER, 1),
    ],
)
def test_robots_do_not_count_programs_of_people_do(page, agent, number):
    assert noted(page, agent=agent) == number


def test_member_without_a_user_agent_counts(page, member):
    assert noted(page, agent="", user=member) == 1


def test_event_holds_a_key_sectors_and_nation_and_no_name(page, member):
    noted(page, user=member)
    event = UsageEvent.objects.get()
    profile = member.profile
    assert event.sectors == sorted(profile.sectors.values_list("slug", flat=True))
    assert event.nation == (profile.nation.slug if profile.nation else "")
    assert len(event.person) == 32
    assert str(member.pk) not in (event.person, event.nation)


def test_key_is_the_same_within_a_month_and_another_in_the_next(page, member):
    noted(page, user=member, now=datetime(2026, 3, 2, 9, tzinfo=UTC))
    noted(page, user=member, now=datetime(2026, 3, 30, 9, tzinfo=UTC))
    # Half past eleven in London's winter is half past midnight of its first of April.
    noted(page, user=member, now=NOW)
    first, second, third = UsageEvent.objects.order_by("pk").values_list("person", flat=True)
    assert first == second
    assert third != first
    assert UsageSalt.objects.count() == 2


def test_deleted_page_is_left_out(page):
    number = page.pk
    page.delete()
    page.pk = number
    assert noted(page) == 0


def test_writing_a_note_of_a_visitor_costs_four_queries(page, django_assert_num_queries):
    noted(page)
    request = RequestFactory().get("/", HTTP_USER_AGENT=BROWSER)
    request.user = AnonymousUser()
    # Whether the page is there, the month's salt, the event.
    with django_assert_num_queries(3):
        note(
            request,
            HttpResponse(),
            page_id=page.pk,
            version=1,
            kind=UsageKind.INVESTIGATION,
            now=NOW,
        )


def test_link_to_the_file_in_another_store_counts(page):
    request = RequestFactory().get("/", HTTP_USER_AGENT=BROWSER)
    request.user = AnonymousUser()
    response = HttpResponse(status=302)
    response.gives_file = True
    note(request, response, page_id=page.pk, version=1, kind=UsageKind.REQUEST, now=NOW)
    assert UsageEvent.objects.count() == 1


def test_a_later_part_of_a_file_that_has_changed_is_the_whole_file_and_counts(client, page):
    file = page.versions.get().files.get()
    ask = {"HTTP_USER_AGENT": BROWSER, "HTTP_RANGE": "bytes=5-"}
    assert client.get(file.address("audit", 1), **ask).status_code == 206
    assert UsageEvent.objects.count() == 0
    answer = client.get(file.address("audit", 1), **ask, HTTP_IF_RANGE='"old"')
    assert answer.status_code == 200
    assert UsageEvent.objects.count() == 1
