"""The log is the safeguarding leads'; a member sees the looks at themselves."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group

from network.members.models import User
from network.members.roles import COORDINATORS
from network.members.workflow.leaving import leave
from network.privacy.access_log import record_access
from network.privacy.models import AccessRecord
from network.privacy.spreadsheet import safe_cell
from tests.network.complaints.sending import make_complaint

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
LOG = "/desk/access-log/"
EXPORT = f"{LOG}export/"
UNKNOWN = "3f2a91c0-0000-4000-8000-000000000000"


def look(actor, subject, *, what: str = "application", day: int = 0, about: str = "a") -> None:
    now = NOW + timedelta(days=day)
    record_access(actor=actor, subject=subject, what=what, now=now, about=about)


def shown(client, **query) -> list[str]:
    """What the log shows, without the look at the log itself."""
    rows = client.get(LOG, query).context["rows"]
    return [row["record"].about for row in rows if row["record"].what != "access_log"]


def downloaded(client, **data) -> list[list[str]]:
    answer = client.post(EXPORT, data)
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


@pytest.mark.parametrize("who", ["coordinator", "member", "researcher", "editor", "outsider"])
def test_the_log_does_not_exist_for_others(request, client, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(LOG).status_code == 404
    assert client.post(EXPORT).status_code == 404
    assert not AccessRecord.objects.exists()


def test_visitors_sign_in_first(client):
    assert client.get(LOG).url == f"/account/login/?next={LOG}"


def test_the_newest_look_comes_first_and_looking_is_a_look(client, safeguarding_lead, member):
    look(safeguarding_lead, member, about="old")
    look(safeguarding_lead, member, about="new", day=1)
    client.force_login(safeguarding_lead)
    assert shown(client) == ["new", "old"]
    assert AccessRecord.objects.filter(what="access_log").count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"actor": "corin"}, ["second", "first"]),
        ({"actor": "CORIN-COORDINATOR@people.example"}, ["second", "first"]),
        ({"actor": "corin-coordinator"}, []),
        ({"subject": "Esme"}, ["third", "second"]),
        ({"what": "question"}, ["third"]),
        ({"since": "2026-09-02", "until": "2026-09-02"}, ["second"]),
        ({"since": "nonsense", "what": "nonsense"}, ["third", "second", "first"]),
    ],
)
def test_the_log_is_narrowed(client, coordinator, safeguarding_lead, member, expert, query, found):
    look(coordinator, member, about="first")
    look(coordinator, expert, about="second", day=1)
    look(safeguarding_lead, expert, about="third", day=2, what="question")
    client.force_login(safeguarding_lead)
    assert shown(client, **query) == found


@pytest.mark.parametrize("number", [1, 3])
def test_the_log_costs_the_same_at_any_length(
    client, safeguarding_lead, member, number, django_assert_num_queries
):
    for place in range(number):
        look(safeguarding_lead, member, about=str(place))
    client.force_login(safeguarding_lead)
    client.get(LOG)
    with django_assert_num_queries(10):
        # Session, person, roles, number and rows with their people, whose profile there is, the
        # look at the log; then the frame of every signed-in page.
        client.get(LOG)


def test_the_log_leads_to_what_its_reader_may_open(client, coordinator, safeguarding_lead, member):
    complaint = make_complaint(user=member)
    look(coordinator, member, what="complaint", about=complaint.reference)
    look(coordinator, member, about=member.public_id, day=1)
    look(coordinator, member, what="question", about=UNKNOWN, day=2)
    client.force_login(safeguarding_lead)
    rows = client.get(LOG).context["rows"]
    assert [(row["record"].what, row["url"], row["number"], row["has_page"]) for row in rows] == [
        ("question", "", "3f2a91c0", True),
        ("application", "", "", True),
        ("complaint", complaint.desk_url, complaint.reference, True),
    ]


def test_a_lead_who_coordinates_too_is_led_to_the_application(client, safeguarding_lead, member):
    safeguarding_lead.groups.add(Group.objects.get(name=COORDINATORS))
    look(safeguarding_lead, member, about=member.public_id)
    client.force_login(safeguarding_lead)
    assert [row["url"] for row in client.get(LOG).context["rows"]] == [member.membership.desk_url]


def test_who_has_left_has_no_page_to_lead_to(client, safeguarding_lead, coordinator, member):
    look(coordinator, member, about=member.public_id)
    leave(user=member, now=NOW, keeps_credit=False)
    client.force_login(safeguarding_lead)
    row = client.get(LOG).context["rows"][0]
    assert (row["url"], row["has_page"], row["number"]) == ("", False, "")


def test_an_export_is_what_was_narrowed_and_is_recorded_each_time(
    client, safeguarding_lead, coordinator, member
):
    look(coordinator, member, about="wanted")
    look(safeguarding_lead, member, about="other")
    client.force_login(safeguarding_lead)
    for _ in range(2):
        rows = downloaded(client, actor="Corin")
    assert [row[1:] for row in rows[1:]] == [
        ["Corin Coordinator", "Coordinator", "", "Mina Member", words(), "wanted"]
    ]
    assert AccessRecord.objects.filter(what="access_log_export").count() == 2


def words() -> str:
    return "An application to join, or a membership"


def test_reading_the_address_of_the_export_exports_nothing(client, safeguarding_lead):
    client.force_login(safeguarding_lead)
    assert client.get(EXPORT).status_code == 405


def test_a_name_that_is_a_formula_stays_text(client, safeguarding_lead, member):
    User.objects.filter(pk=member.pk).update(name='=HYPERLINK("https://elsewhere.example")')
    look(safeguarding_lead, member)
    client.force_login(safeguarding_lead)
    assert downloaded(client)[-1][4] == '\'=HYPERLINK("https://elsewhere.example")'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_every_start_of_a_formula_is_made_text(start):
    assert safe_cell(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("value", ["", "1=1", 0, "a\n=b"])
def test_other_cells_stay_as_they_are(value):
    assert safe_cell(value) == str(value)


def test_a_member_sees_looks_at_themselves_by_role(client, coordinator, member, expert):
    look(coordinator, member)
    look(coordinator, expert, about="b")
    client.force_login(member)
    page = client.get("/me/data/looks/")
    assert len(page.context["rows"]) == 1
    assert "Coordinator" in page.content.decode()
    assert coordinator.name not in page.content.decode()


def test_visitors_see_no_looks(client):
    assert client.get("/me/data/looks/").url == "/account/login/?next=/me/data/looks/"


@pytest.mark.parametrize("number", [1, 3])
def test_the_looks_cost_the_same_at_any_length(
    client, coordinator, member, number, django_assert_num_queries
):
    for place in range(number):
        look(coordinator, member, about=str(place))
    client.force_login(member)
    client.get("/me/data/looks/")
    with django_assert_num_queries(9):
        # As every own page, and the looks with their number.
        client.get("/me/data/looks/")


def test_an_application_opened_at_the_desk_is_a_look(client, coordinator, applicant):
    client.force_login(coordinator)
    for _ in range(2):
        client.get(f"/desk/members/{applicant.public_id}/")
    record = AccessRecord.objects.get()
    assert (record.actor, record.subject, record.what) == (coordinator, applicant, "application")


def test_the_list_of_applications_is_no_look(client, coordinator, applicant):
    client.force_login(coordinator)
    client.get("/desk/members/")
    assert not AccessRecord.objects.exists()


def test_the_desk_links_the_log_for_leads_only(client, coordinator, safeguarding_lead):
    pages = []
    for user in (coordinator, safeguarding_lead):
        client.force_login(user)
        pages.append(f'href="{LOG}"' in client.get("/desk/").content.decode())
    assert pages == [False, True]
