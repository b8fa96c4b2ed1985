"""The desk of complaints: who sees which, and what a step does."""

import uuid

import pytest
from bs4 import BeautifulSoup

from network.complaints.desk import complaint_rows
from network.complaints.enums import Status
from network.complaints.models import Complaint
from network.privacy.models import AccessRecord
from tests.network.complaints.sending import FORM, NOW, answered, make_complaint

pytestmark = pytest.mark.django_db
LIST = "/desk/complaints/"


@pytest.mark.parametrize("who", ["member", "expert", "researcher", "editor", "outsider"])
def test_the_desk_of_complaints_does_not_exist_for_others(request, client, who):
    complaint = make_complaint()
    client.force_login(request.getfixturevalue(who))
    assert client.get(LIST).status_code == 404
    assert client.get(complaint.desk_url).status_code == 404
    assert client.post(f"{complaint.desk_url}acknowledge/", {}).status_code == 404


def test_visitors_sign_in_first(client):
    assert client.get(LIST).url == f"/account/login/?next={LIST}"


@pytest.mark.parametrize("who", ["coordinator", "safeguarding_lead"])
def test_the_desk_reads_complaints_and_each_look_is_recorded(request, client, member, who):
    user = request.getfixturevalue(who)
    complaint = make_complaint(user=member)
    client.force_login(user)
    assert FORM["text"] in client.get(complaint.desk_url).content.decode()
    record = AccessRecord.objects.get()
    assert (record.actor, record.subject, record.what) == (user, member, "complaint")
    assert record.about == complaint.reference


def test_about_the_team_exists_for_leads_only_and_is_not_counted(
    client, coordinator, safeguarding_lead
):
    complaint = make_complaint(is_about_team=True)
    client.force_login(coordinator)
    assert client.get(complaint.desk_url).status_code == 404
    assert client.get(LIST).context["page_obj"].paginator.count == 0
    assert complaint_rows(user=coordinator, now=NOW) == []
    client.force_login(safeguarding_lead)
    assert client.get(complaint.desk_url).status_code == 200
    assert client.get(LIST).context["page_obj"].paginator.count == 1
    assert len(complaint_rows(user=safeguarding_lead, now=NOW)) == 1


def test_ones_own_complaint_is_not_on_ones_desk(client, coordinator):
    complaint = make_complaint(user=coordinator, email=coordinator.email)
    client.force_login(coordinator)
    assert client.get(complaint.desk_url).status_code == 404
    assert complaint_rows(user=coordinator, now=NOW) == []


def test_the_panel_shows_late_ones_as_late(coordinator):
    make_complaint()
    late = complaint_rows(user=coordinator, now=NOW.replace(month=12))
    assert [(row.is_late, row.detail) for row in late] == [(True, "Nobody has it")]


def test_an_id_that_is_none_is_not_found(client, coordinator):
    client.force_login(coordinator)
    assert client.get(f"{LIST}{uuid.uuid4()}/").status_code == 404


def test_a_step_by_its_form(client, coordinator):
    complaint = make_complaint()
    client.force_login(coordinator)
    answer = client.post(f"{complaint.desk_url}acknowledge/", {"acknowledge-words": "We have it."})
    assert (answer.status_code, answer.url) == (302, complaint.desk_url)
    assert Complaint.objects.get().status == Status.ACKNOWLEDGED


@pytest.mark.parametrize("action", ["acknowledge", "answer", "assign", "close", "write"])
def test_reading_an_address_of_a_step_does_nothing(client, coordinator, action):
    complaint = make_complaint()
    client.force_login(coordinator)
    assert client.get(f"{complaint.desk_url}{action}/").status_code == 405
    assert complaint.events.count() == 1


def test_an_unknown_step_is_not_found(client, coordinator):
    client.force_login(coordinator)
    assert client.post(f"{make_complaint().desk_url}make/", {}).status_code == 404


def test_a_step_that_somebody_else_has_taken_keeps_the_words(client, coordinator):
    complaint = answered(make_complaint(), coordinator)
    client.force_login(coordinator)
    answer = client.post(
        f"{complaint.desk_url}acknowledge/", {"acknowledge-words": "Careful words."}
    )
    assert answer.status_code == 409
    assert "Careful words." in answer.content.decode()


def test_an_answer_needs_an_outcome_and_words(client, coordinator):
    complaint = make_complaint()
    client.force_login(coordinator)
    answer = client.post(f"{complaint.desk_url}answer/", {"answer-words": "Found it."})
    assert answer.status_code == 422
    assert "Found it." in answer.content.decode()
    assert Complaint.objects.get().status == Status.RECEIVED


def test_it_is_given_to_somebody_who_may_handle_it(client, coordinator, safeguarding_lead, member):
    complaint = make_complaint()
    client.force_login(coordinator)
    address = f"{complaint.desk_url}assign/"
    assert client.post(address, {"assign-handler": member.pk}).status_code == 422
    assert client.post(address, {"assign-handler": safeguarding_lead.pk}).status_code == 302
    assert Complaint.objects.get().handler == safeguarding_lead


def test_marks_are_shown_and_hold_nothing_back(client, coordinator):
    complaint = make_complaint(text="You told of Darren Smith, born on 3 May 2010.")
    client.force_login(coordinator)
    page = BeautifulSoup(client.get(complaint.desk_url).content, "html.parser")
    marks = [mark.get_text() for mark in page.select("mark")]
    reasons = [reason.get_text(" ", strip=True) for reason in page.select(".marked-reasons__item")]
    assert marks == ["Darren Smith", "3 May 2010"]
    assert reasons == [
        "“Darren Smith” This looks like a name.",
        "“3 May 2010” This looks like a date of birth.",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_at_any_length(
    client, coordinator, number, django_assert_num_queries
):
    for _ in range(number):
        make_complaint()
    client.force_login(coordinator)
    client.get(LIST)
    with django_assert_num_queries(8):
        # Session, person, roles, number and complaints; then the frame of every signed-in page.
        assert len(client.get(LIST).context["rows"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_the_panel_costs_one_query(coordinator, number, django_assert_num_queries):
    for _ in range(number):
        make_complaint()
    assert coordinator.groups.exists()
    complaint_rows(user=coordinator, now=NOW)
    with django_assert_num_queries(1):
        assert len(complaint_rows(user=coordinator, now=NOW)) == number
