"""Anybody can complain: without an account, without cookies, without script."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from network.complaints.models import Complaint
from network.notifications.models import Message
from network.safeguarding.models import UrgentHelpNotice
from network.taxonomy.models import Nation
from tests.network.complaints.sending import FORM

pytestmark = pytest.mark.django_db


def token_of(page) -> str:
    return re.search(r'name="token" value="([^"]+)"', page.content.decode()).group(1)


def received_by_mail(address: str) -> Message:
    return Message.objects.get(to_address=address, kind__endswith="complaint_received")


def test_a_visitor_without_cookies_complains():
    client = Client(enforce_csrf_checks=True)
    token = token_of(client.get("/complaints/"))
    client.cookies.clear()
    answer = client.post("/complaints/", {**FORM, "token": token})
    complaint = Complaint.objects.get()
    assert answer.status_code == 302
    assert complaint.reference in client.get(answer.url).content.decode()
    assert (complaint.user, complaint.text) == (None, FORM["text"])


def test_urgent_help_stands_first_with_its_first_step_and_the_rest_folded(client):
    UrgentHelpNotice.objects.create(
        nation=Nation.objects.get(slug="england"),
        heading="Help first",
        body="<p>Call the <b>out-of-hours</b> team.</p>",
        reviewed_date=date(2026, 1, 1),
        review_due_date=date(2099, 1, 1),
    )
    page = BeautifulSoup(client.get("/complaints/").content, "html.parser").main
    notice = page.select_one(".notice--urgent")
    folded = notice.select_one("details").extract()
    assert notice.select_one("b").get_text() == "999"
    assert "open" not in folded.attrs
    assert "out-of-hours" in folded.get_text()
    assert page.find_all(["section", "form"])[0] is notice


def test_the_acknowledgement_leaves_at_once_with_the_link_and_no_words(client):
    client.post("/complaints/", FORM)
    complaint, message = Complaint.objects.get(), received_by_mail(FORM["email"])
    assert message.body.endswith(complaint.tracking_url)
    assert message.subject == f"We have your complaint: {complaint.reference}"
    assert "will be looked into" in message.body
    assert FORM["text"] not in message.body


def test_the_link_is_told_to_the_mail_box_only(client):
    answer = client.post("/complaints/", FORM, follow=True)
    assert "/complaints/track/" not in answer.content.decode()


def test_known_and_unknown_addresses_are_answered_alike(client, member):
    pages = []
    for address in (member.email, "nobody@elsewhere.example"):
        page = client.post("/complaints/", {**FORM, "email": address}, follow=True)
        reference = Complaint.objects.latest("pk").reference
        pages.append(
            re.sub(
                r'nonce="[^"]+"|csrf\S+ value="[^"]+"',
                "",
                page.content.decode().replace(reference, ""),
            )
        )
    assert pages[0] == pages[1]
    assert received_by_mail(member.email).in_site is False
    assert Complaint.objects.filter(user=member).count() == 0


def test_a_double_click_is_one_complaint(client):
    token = token_of(client.get("/complaints/"))
    urls = {client.post("/complaints/", {**FORM, "token": token}).url for _ in range(2)}
    assert len(urls) == 1
    assert Complaint.objects.count() == 1
    assert Message.objects.filter(to_address=FORM["email"]).count() == 1


def test_opening_the_form_makes_nothing(client):
    client.get("/complaints/")
    client.head("/complaints/")
    assert not Complaint.objects.exists()


def test_a_member_finds_name_and_address_filled_in(client, member):
    client.force_login(member)
    page = client.get("/complaints/").content.decode()
    assert f'value="{member.email}"' in page
    client.post("/complaints/", {**FORM, "email": member.email})
    assert Complaint.objects.get().user == member
    message = Message.objects.get(recipient=member, kind="complaint_received")
    assert message.url == Complaint.objects.get().own_url


def test_a_member_who_gives_another_address_is_written_to_there(client, member):
    client.force_login(member)
    client.post("/complaints/", FORM)
    assert received_by_mail(FORM["email"]).recipient is None


@pytest.mark.parametrize("missing", ["name", "email", "whose", "text"])
def test_what_is_missing_is_said_and_nothing_is_lost(client, missing):
    answer = client.post("/complaints/", {**FORM, missing: ""})
    page = answer.content.decode()
    assert list(answer.context["form"].errors) == [missing]
    assert "There is a problem" in page
    assert all(value in page for name, value in FORM.items() if name != missing)


def test_the_trap_tells_a_person_and_becomes_visible(client):
    answer = client.post("/complaints/", {**FORM, "website": "https://spam.example"})
    page = answer.content.decode()
    assert not Complaint.objects.exists()
    assert "Empty this field and send the form again." in page
    assert 'class="field-trap"' not in page


def test_too_many_are_slowed_down_and_the_words_stay(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"complaint": "2/h/ip"}
    for _ in range(2):
        assert client.post("/complaints/", FORM).status_code == 302
    answer = client.post("/complaints/", FORM)
    assert answer.status_code == 429
    assert FORM["text"] in answer.content.decode()
    assert Complaint.objects.count() == 2


def test_names_of_children_do_not_stop_a_complaint(client):
    text = "You told the school of Darren Smith, born on 3 May 2010."
    assert client.post("/complaints/", {**FORM, "text": text}).status_code == 302
    assert Complaint.objects.get().is_marked


def test_a_reference_that_was_not_given_is_no_page(client):
    assert client.get("/complaints/received/DP-AAAAAA:forged/").status_code == 404


def test_the_footer_leads_here(client):
    assert 'href="/complaints/"' in client.get("/").content.decode()


@pytest.mark.parametrize("who", ["applicant", "outsider"])
def test_whoever_is_no_member_complains_too(request, client, who):
    user = request.getfixturevalue(who)
    client.force_login(user)
    client.post("/complaints/", FORM)
    assert Complaint.objects.get().user == user


def test_a_suspended_member_complains_and_follows_it(client, member):
    member.membership.__class__.objects.filter(user=member).update(status="suspended")
    client.force_login(member)
    client.post("/complaints/", FORM)
    assert client.get(Complaint.objects.get().own_url).status_code == 200
