from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from wagtail.test.utils import WagtailPageTestCase

from learning.webinars.models import WebinarAim, WebinarIndexPage, WebinarPage
from network.pages.models import HomePage
from tests.factories.pages import make_webinar, restrict

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
SOON = datetime(2026, 7, 9, 11, 30, tzinfo=UTC)
BEFORE = datetime(2026, 1, 20, 12, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_june(time_machine):
    time_machine.move_to(NOW, tick=False)


def cards(response, name: str) -> list[tuple]:
    return [(card.title, card.eyebrow) for card in response.context[name]]


def test_webinars_stand_only_in_their_section():
    case = WagtailPageTestCase()
    case.assertAllowedParentPageTypes(WebinarPage, {WebinarIndexPage})
    case.assertAllowedSubpageTypes(WebinarPage, set())
    case.assertAllowedParentPageTypes(WebinarIndexPage, {HomePage})
    case.assertAllowedSubpageTypes(WebinarIndexPage, {WebinarPage})


def test_the_next_webinar_comes_first_and_the_latest_past_one(client):
    make_webinar("Later", starts_at=SOON + timedelta(days=30))
    make_webinar("Soon", starts_at=SOON)
    make_webinar("Long ago", starts_at=BEFORE - timedelta(days=90))
    make_webinar("Before", starts_at=BEFORE)
    response = client.get("/webinars/")
    assert cards(response, "upcoming") == [
        ("Soon", "Thursday 9 July 2026, 12:30"),
        ("Later", "Saturday 8 August 2026, 12:30"),
    ]
    assert cards(response, "past") == [
        ("Before", "Tuesday 20 January 2026, 12:30"),
        ("Long ago", "Wednesday 22 October 2025, 13:30"),
    ]


@pytest.mark.parametrize(("seconds", "listed"), [(0, "upcoming"), (-1, "past")])
def test_a_webinar_is_past_from_the_minute_it_begins(client, seconds, listed):
    make_webinar("Now", starts_at=NOW + timedelta(seconds=seconds))
    response = client.get("/webinars/")
    assert [len(response.context[name]) for name in ("upcoming", "past")] == (
        [1, 0] if listed == "upcoming" else [0, 1]
    )


def test_a_topic_narrows_both_lists(client):
    make_webinar("A", starts_at=SOON, topics=("bullying",))
    make_webinar("B", starts_at=BEFORE, topics=("bullying",))
    make_webinar("C", starts_at=SOON)
    response = client.get("/webinars/?topic=bullying")
    assert [card.title for card in response.context["upcoming"]] == ["A"]
    assert [card.title for card in response.context["past"]] == ["B"]


def test_a_coming_webinar_says_how_to_join_and_offers_its_calendar_file(client, member):
    webinar = make_webinar(
        starts_at=SOON,
        authors=[member],
        joining_text="Write to webinars@network.example.",
        aims=[WebinarAim(text="Plan a first conversation")],
    )
    response = client.get(webinar.url)
    html = response.content.decode()
    assert '<a href="mailto:webinars@network.example">webinars@network.example</a>' in html
    assert f'href="{webinar.url}calendar.ics"' in html
    assert "<li>Plan a first conversation</li>" in html
    assert response.context["facts"] == [
        {"term": "Date", "value": "Thursday 9 July 2026"},
        {"term": "Time", "value": "12:30 to 13:45, UK time"},
        {"term": "Length", "value": "1 hour 15 minutes"},
    ]


def test_a_past_webinar_tells_of_its_recording_and_no_longer_how_to_join(client):
    webinar = make_webinar(
        starts_at=BEFORE,
        joining_text="Write to us.",
        has_recording=True,
        recording_note="With captions.",
    )
    html = client.get(webinar.url).content.decode()
    assert "With captions." in html
    assert "Write to us." not in html
    assert "calendar.ics" not in html
    assert client.get("/webinars/").context["past"][0].badges == [
        {"label": "Recorded", "variant": "info"}
    ]


def test_the_calendar_file_holds_one_event_at_londons_time(client):
    webinar = make_webinar("Trains; buses, trams", starts_at=SOON)
    response = client.get(f"{webinar.url}calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{webinar.slug}.ics"'
    calendar = icalendar.Calendar.from_ical(response.content)
    (event,) = calendar.events
    assert event["SUMMARY"] == "Trains; buses, trams"
    assert event.start == SOON
    assert event.end == SOON + timedelta(minutes=75)
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert event["UID"] == f"{webinar.translation_key}@localhost"
    assert event["URL"] == f"http://localhost{webinar.url}"
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/London"]
    assert calendar.get_missing_tzids() == set()


def test_the_calendar_file_keeps_its_identifier_when_the_webinar_moves(client):
    webinar = make_webinar(starts_at=SOON)
    first = icalendar.Calendar.from_ical(client.get(f"{webinar.url}calendar.ics").content)
    webinar.starts_at = SOON + timedelta(days=7)
    webinar.save_revision().publish()
    second = icalendar.Calendar.from_ical(client.get(f"{webinar.url}calendar.ics").content)
    assert first.events[0]["UID"] == second.events[0]["UID"]
    assert second.events[0].start == SOON + timedelta(days=7)


def test_the_calendar_file_of_a_restricted_webinar_is_not_for_visitors(client, member):
    webinar = make_webinar(starts_at=SOON)
    restrict(webinar)
    assert client.get(f"{webinar.url}calendar.ics").status_code == 404
    client.force_login(member)
    assert client.get(f"{webinar.url}calendar.ics").status_code == 200


def test_a_draft_and_an_unknown_webinar_have_no_calendar_file(client):
    webinar = make_webinar(starts_at=SOON)
    webinar.unpublish()
    assert client.get(f"{webinar.url}calendar.ics").status_code == 404
    assert client.get("/webinars/nothing/calendar.ics").status_code == 404


def test_a_restricted_webinar_is_not_listed_for_visitors(client):
    restrict(make_webinar(starts_at=SOON))
    restrict(make_webinar("Past", starts_at=BEFORE))
    response = client.get("/webinars/")
    assert cards(response, "upcoming") == []
    assert cards(response, "past") == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_section_costs_the_same_at_any_length(client, django_assert_num_queries, rows):
    # As the section of tips, and one more list.
    for place in range(rows):
        make_webinar(f"Next {place}", starts_at=SOON, topics=("bullying",))
        make_webinar(f"Past {place}", starts_at=BEFORE, topics=("bullying",))
    client.get("/webinars/")
    with django_assert_num_queries(14):
        client.get("/webinars/")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_webinar_costs_the_same_with_any_number_of_aims(
    client, django_assert_num_queries, member, rows
):
    # As a tip, and one for the aims.
    aims = [WebinarAim(text=f"Aim {place}") for place in range(rows)]
    webinar = make_webinar(starts_at=SOON, aims=aims, authors=[member] * rows)
    client.get(webinar.url)
    with django_assert_num_queries(16):
        client.get(webinar.url)
