"""The link shows and never acts; one's own pages show one's own."""

import pytest

from network.complaints import workflow
from network.complaints.enums import Status
from network.complaints.models import Complaint
from tests.network.complaints.sending import FORM, NOW, answered, make_complaint

pytestmark = pytest.mark.django_db


def status_of(complaint) -> str:
    return Complaint.objects.get(pk=complaint.pk).status


def test_the_link_shows_the_state_and_the_words_only_when_asked(client, coordinator):
    complaint = answered(make_complaint(), coordinator)
    opened = client.get(complaint.tracking_url).content.decode()
    shown = client.post(complaint.tracking_url).content.decode()
    assert complaint.reference in opened
    assert ("We have deleted it." in opened, FORM["text"] in opened) == (False, False)
    assert ("We have deleted it." in shown, FORM["text"] in shown) == (True, True)
    assert "Information Commissioner" in shown


def test_opening_the_link_changes_nothing(client, coordinator):
    complaint = answered(make_complaint(), coordinator)
    client.get(complaint.tracking_url)
    client.post(complaint.tracking_url)
    assert client.get(f"{complaint.tracking_url}again/").status_code == 405
    assert (status_of(complaint), complaint.events.count()) == (Status.ANSWERED, 2)


def test_the_page_of_the_link_is_kept_by_nobody(client):
    answer = client.get(make_complaint().tracking_url)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


@pytest.mark.parametrize("token", ["x", "{id}", "{id}:forged", ":"])
def test_a_forged_link_is_not_found(client, token):
    complaint = make_complaint()
    address = f"/complaints/track/{token.format(id=complaint.public_id)}/"
    assert client.get(address).status_code == 404
    assert client.post(f"{address}again/", {"words": "Mine."}).status_code == 404


def test_who_looks_after_it_is_not_told(client, coordinator, safeguarding_lead):
    complaint = make_complaint()
    workflow.assign(complaint=complaint, actor=coordinator, now=NOW, handler=safeguarding_lead)
    page = client.post(complaint.tracking_url).content.decode()
    assert (coordinator.name in page, safeguarding_lead.name in page) == (False, False)
    assert "Somebody else looks after it" not in page


def test_by_the_link_one_says_that_the_answer_is_not_enough(client, coordinator):
    complaint = answered(make_complaint(), coordinator)
    answer = client.post(f"{complaint.tracking_url}again/", {"words": "You missed the copy."})
    assert answer.status_code == 302
    assert status_of(complaint) == Status.INVESTIGATING
    assert complaint.events.last().words == "You missed the copy."


def test_saying_it_twice_is_told_and_nothing_is_lost(client, coordinator):
    complaint = answered(make_complaint(), coordinator)
    pages = [
        client.post(f"{complaint.tracking_url}again/", {"words": "You missed the copy."})
        for _ in range(2)
    ]
    assert pages[1].status_code == 200
    assert "You missed the copy." in pages[1].content.decode()
    assert complaint.events.filter(action="reopen").count() == 1


def test_nothing_said_is_no_step(client, coordinator):
    complaint = answered(make_complaint(), coordinator)
    page = client.post(f"{complaint.tracking_url}again/", {"words": ""}).content.decode()
    assert "Say what we should look at again." in page
    assert status_of(complaint) == Status.ANSWERED


def test_a_member_reads_their_own(client, member, coordinator):
    complaint = answered(make_complaint(user=member), coordinator)
    client.force_login(member)
    page = client.get(complaint.own_url).content.decode()
    assert "We have deleted it." in page
    client.post(f"{complaint.own_url}again/", {"words": "Not so."})
    assert status_of(complaint) == Status.INVESTIGATING


@pytest.mark.parametrize("who", ["expert", "coordinator", "safeguarding_lead", "outsider"])
def test_nobody_reads_it_under_their_own_pages(request, client, member, who):
    complaint = make_complaint(user=member)
    client.force_login(request.getfixturevalue(who))
    assert client.get(complaint.own_url).status_code == 404
    assert client.post(f"{complaint.own_url}again/", {"words": "Mine."}).status_code == 404
    assert client.get("/complaints/mine/").context["page_obj"].object_list.count() == 0


def test_visitors_sign_in_first(client):
    complaint = make_complaint()
    assert client.get(complaint.own_url).url == f"/account/login/?next={complaint.own_url}"


def test_a_complaint_sent_as_a_visitor_is_not_listed_under_an_account(client, member):
    make_complaint(email=member.email)
    client.force_login(member)
    assert list(client.get("/complaints/mine/").context["page_obj"]) == []


@pytest.mark.parametrize("number", [1, 3])
def test_my_list_costs_the_same_at_any_length(client, member, number, django_assert_num_queries):
    for _ in range(number):
        make_complaint(user=member)
    client.force_login(member)
    client.get("/complaints/mine/")
    with django_assert_num_queries(9):
        # As every own page, and the complaints with their number.
        client.get("/complaints/mine/")
