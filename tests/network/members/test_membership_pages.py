"""A reply, an appeal, a confirmation, an organisation: one's own pages about membership."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.members import workflow
from network.members.models import Membership, Profile, User
from network.members.organisations import proposals
from tests.personas import make_organisation

PAGES = ["reply", "appeal", "confirm", "organisation"]
OPEN_IN = {
    "reply": ["asked"],
    "appeal": ["declined", "suspended"],
    "confirm": ["approved", "lapsed"],
}
STATUSES = ["applied", "asked", "approved", "declined", "appealed", "suspended", "lapsed"]


def put_into(user, status, **fields):
    fields = {"decided_at": timezone.now(), "reason": "Words for you.", **fields}
    Membership.objects.filter(user=user).update(status=status, **fields)


@pytest.mark.parametrize("page", PAGES)
def test_visitors_sign_in_first(client, db, page):
    assert client.get(f"/me/{page}/").url == f"/account/login/?next=/me/{page}/"


@pytest.mark.parametrize("page", PAGES)
def test_nothing_to_see_without_an_application(client, outsider, page):
    client.force_login(outsider)
    assert client.get(f"/me/{page}/").status_code == 404


@pytest.mark.parametrize("page", OPEN_IN)
def test_each_page_is_open_in_its_states_only(client, applicant, page):
    client.force_login(applicant)
    found = {}
    for status in STATUSES:
        put_into(applicant, status)
        found[status] = client.get(f"/me/{page}/").status_code
    assert found == {status: 200 if status in OPEN_IN[page] else 404 for status in STATUSES}


def test_an_applicant_appeals(client, applicant, coordinator):
    put_into(applicant, "declined", decided_by=coordinator)
    client.force_login(applicant)
    assert "Words for you." in client.get("/me/appeal/").content.decode()
    answer = client.post("/me/appeal/", {"text": "You took me for another."}, follow=True)
    assert "Another coordinator looks at the decision again" in answer.content.decode()
    membership = Membership.objects.get(user=applicant)
    assert (membership.status, membership.appeal) == ("appealed", "You took me for another.")


def test_a_second_appeal_is_told_why_not(client, applicant):
    put_into(applicant, "declined", appealed_at=timezone.now())
    client.force_login(applicant)
    page = client.get("/me/appeal/", follow=True).content.decode()
    assert "the decision is final" in page
    assert "Ask for a second look" not in page


def test_who_names_a_colleague_reads_what_to_write_of_colleagues(client, member):
    put_into(member, "asked")
    client.force_login(member)
    answer = client.post("/me/reply/", {"text": "My manager is Harriet Oldfield."})
    words = " ".join(answer.context["form"].errors["text"])
    assert ("Of a colleague write what they do" in words, "the young person" in words) == (
        True,
        False,
    )


@pytest.mark.parametrize(("page", "status"), [("reply", "asked"), ("appeal", "declined")])
def test_words_that_identify_a_child_stay_on_the_page(client, applicant, page, status):
    put_into(applicant, status)
    client.force_login(applicant)
    answer = client.post(f"/me/{page}/", {"text": "NHS number 943 476 5919"})
    assert list(answer.context["form"].errors) == ["text"]
    assert "943 476 5919</textarea>" in answer.content.decode()
    assert Membership.objects.get(user=applicant).status == status


def test_a_decision_in_between_is_told(client, applicant, coordinator, monkeypatch):
    put_into(applicant, "asked")

    def decided_meanwhile(**kwargs):
        raise workflow.TransitionNotAllowed("reply", "approved")

    monkeypatch.setattr(workflow, "reply", decided_meanwhile)
    client.force_login(applicant)
    page = client.post("/me/reply/", {"text": "A club."}, follow=True).content.decode()
    assert "This has been decided or sent already." in page


def test_the_page_shows_what_is_confirmed_and_get_does_nothing(client, member):
    client.force_login(member)
    page = client.get("/me/confirm/").content.decode()
    for words in ("Practitioner", "Northfield Council", "Education", "England", member.email):
        assert words in page
    before = Membership.objects.get(user=member).confirmed_at
    assert client.get("/me/confirm/").status_code == 200
    assert Membership.objects.get(user=member).confirmed_at == before


def test_one_button_confirms(client, member):
    client.force_login(member)
    answer = client.post("/me/confirm/", follow=True)
    assert "Thank you. We ask again in a year." in answer.content.decode()
    assert timezone.now() - Membership.objects.get(user=member).confirmed_at < timedelta(minutes=5)


def test_a_lapsed_member_is_shut_out_in_the_same_request_and_comes_back_at_once(client, member):
    client.force_login(member)
    assert client.get("/members/").status_code == 200
    put_into(member, "lapsed")
    assert client.get("/members/").status_code == 403
    assert "Your membership has lapsed" in client.get("/me/").content.decode()
    client.post("/me/confirm/")
    assert client.get("/members/").status_code == 200


def test_a_lapsed_member_who_moved_waits(client, member):
    put_into(member, "lapsed")
    Profile.objects.filter(user=member).update(
        organisation=make_organisation("Hillbeck Council", "Hillbeck")
    )
    client.force_login(member)
    page = client.post("/me/confirm/", follow=True).content.decode()
    assert "a coordinator looks at it first" in page
    assert Membership.objects.get(user=member).status == "applied"


def test_an_unconfirmed_address_confirms_nothing(client, member):
    member.emailaddress_set.update(verified=False)
    client.force_login(member)
    assert "Confirm your address" in client.get("/me/confirm/").content.decode()
    client.post("/me/confirm/")
    assert Membership.objects.get(user=member).confirmed_at < timezone.now() - timedelta(days=1)


def test_the_organisation_is_changed_by_itself(client, member):
    listed = make_organisation("Hillbeck Council", "Hillbeck")
    client.force_login(member)
    client.post("/me/organisation/", {"organisation": "hillbeck council"})
    assert Profile.objects.get(user=member).organisation == listed
    client.post("/me/organisation/", {"organisation": "Peerless Club"})
    profile = Profile.objects.get(user=member)
    assert (profile.organisation, profile.proposed_organisation) == (None, "Peerless Club")
    assert "A coordinator looks at it" in client.get("/me/organisation/").content.decode()


def test_why_a_name_was_not_added_is_said(client, member, coordinator):
    Profile.objects.filter(user=member).update(
        organisation=None, proposed_organisation="Peerless Club"
    )
    proposals.refuse(
        key="peerless club", reason="It has closed.", actor=coordinator, now=timezone.now()
    )
    client.force_login(User.objects.get(pk=member.pk))
    assert "It has closed." in client.get("/me/organisation/").content.decode()
