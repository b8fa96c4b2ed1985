"""A button that one person presses twice is answered like the first time; others are told truly."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from network.complaints.models import ComplaintEvent
from network.notifications.models import Message
from network.reported import workflow as reported
from resources.enums import FilesFor, WantedFormat
from resources.models import AccessRequest, FormatRequest, VersionFile
from resources.requests import access, formats
from tests.factories.pages import make_tip
from tests.network.complaints.sending import make_complaint
from tests.personas import make_member
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
FASTER = "Somebody else was faster. This is how it stands now."
ALREADY = "You have decided on this already. This is how it stands now."


def press(client, address: str, data: dict) -> list[str]:
    """What the page says after the button."""
    page = client.post(address, data, follow=True)
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def asked(member, editor) -> AccessRequest:
    page = make_resource(files_for=FilesFor.REQUEST)
    return access.ask(page=page, member=member, reason="We review our panel.", now=NOW)


def grant(days: int = 10, answer: str = "") -> dict:
    return {"until": (timezone.localdate() + timedelta(days=days)).isoformat(), "answer": answer}


@pytest.mark.parametrize(
    ("action", "data"),
    [("grant", grant(answer="Use it well.")), ("decline", {"answer": "Not at the moment."})],
)
def test_files_decided_twice(client, asked, editor, member, action, data):
    client.force_login(editor)
    address = f"{asked.desk_url}{action}/"
    first, second = press(client, address, data), press(client, address, data)
    assert first == second != []
    assert Message.objects.filter(recipient=member).count() == 1


def test_a_grant_ended_twice(client, asked, editor):
    client.force_login(editor)
    press(client, f"{asked.desk_url}grant/", grant())
    address, data = f"{asked.desk_url}revoke/", {"answer": "It has to end."}
    assert press(client, address, data) == press(client, address, data)


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("grant", grant(days=30)),
        ("grant", grant(answer="Other words.")),
        ("decline", {"answer": "No."}),
    ],
)
def test_another_decision_of_the_same_person_is_not_taken_for_the_first(
    client, asked, editor, action, data
):
    client.force_login(editor)
    press(client, f"{asked.desk_url}grant/", grant())
    assert press(client, f"{asked.desk_url}{action}/", data) == [ALREADY]
    asked.refresh_from_db()
    assert timezone.localdate(asked.expires_at) == timezone.localdate() + timedelta(days=10)


def test_a_press_much_later_is_no_second_press(client, asked, editor):
    client.force_login(editor)
    press(client, f"{asked.desk_url}grant/", grant())
    AccessRequest.objects.update(decided_at=timezone.now() - timedelta(minutes=2))
    assert press(client, f"{asked.desk_url}grant/", grant()) == [ALREADY]


def test_the_same_button_of_two_people(client, asked, editor):
    client.force_login(make_member("Another Editor", groups=("Editors",)))
    press(client, f"{asked.desk_url}grant/", grant())
    client.force_login(editor)
    assert press(client, f"{asked.desk_url}grant/", grant()) == [FASTER]


@pytest.mark.parametrize("action", ["restore", "keep_down"])
def test_a_reported_page_decided_twice(client, safeguarding_lead, action):
    row = reported.report(page=make_tip(), now=NOW)
    client.force_login(safeguarding_lead)
    address, data = f"{row.desk_url}{action}/", {"note": "Looked at."}
    first, second = press(client, address, data), press(client, address, data)
    assert first == second != []
    assert row.events.count() == 2
    other = {"restore": "keep_down", "keep_down": "restore"}[action]
    assert press(client, f"{row.desk_url}{other}/", data) == [ALREADY]


@pytest.mark.parametrize(
    ("action", "data"),
    [("take", {}), ("done", {"answer": "In the post."}), ("decline", {"answer": "It is a film."})],
)
def test_a_format_answered_twice(client, editor, member, action, data):
    file = VersionFile.objects.get(version__resource=make_resource())
    wanted = WantedFormat.LARGE_PRINT
    row = formats.ask(page=file.version.resource, file=file, wanted=wanted, now=NOW, user=member)
    client.force_login(editor)
    address = f"{row.desk_url}{action}/"
    first, second = press(client, address, data), press(client, address, data)
    assert first == second != []
    client.force_login(make_member("Another Editor", groups=("Editors",)))
    assert press(client, address, data) == [FASTER]
    assert FormatRequest.objects.get().handled_by == editor


def test_a_complaint_acknowledged_twice(client, coordinator):
    complaint = make_complaint()
    client.force_login(coordinator)
    address, data = f"{complaint.desk_url}acknowledge/", {"acknowledge-words": "We have it."}
    first, second = press(client, address, data), press(client, address, data)
    assert first == second != []
    assert ComplaintEvent.objects.filter(action="acknowledge").count() == 1
    other = client.post(address, {"acknowledge-words": "Other words."})
    assert other.status_code == 409
