"""Files given on request: asked by the account, decided by a button, ended by the clock."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from network.members import workflow as membership
from network.members.screening import TextHeldBack
from network.notifications.models import Message
from network.privacy.models import AccessRecord
from network.workflows import NotPermitted, TransitionNotAllowed
from resources.access import may_have_files
from resources.due import run_due
from resources.enums import AccessState, FilesFor
from resources.models import AccessRequest
from resources.requests import access
from tests.resources.building import make_resource, restrict

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
UNTIL = NOW + timedelta(days=30)
WHY = "We review how our panel works and want to try the form."

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return make_resource(files_for=FilesFor.REQUEST)


@pytest.fixture
def asked(page, member, editor):
    return access.ask(page=page, member=member, reason=WHY, now=NOW)


def test_those_who_look_after_the_library_are_told_without_words_or_names(
    asked, editor, coordinator, member
):
    message = Message.objects.get(kind="desk_files_asked", recipient=editor)
    assert message.url == f"/desk/library/files/{asked.public_id}/"
    assert not Message.objects.filter(recipient=member).exists()
    for secret in (WHY, member.name, asked.resource.title):
        assert secret not in f"{message.subject}{message.body}"


def test_asked_twice_it_is_one_request(asked, page, member):
    again = access.ask(page=page, member=member, reason="Other words.", now=NOW)
    assert (again.pk, again.reason) == (asked.pk, WHY)


def test_only_verified_members_ask_and_only_where_files_are_on_request(page, outsider, member):
    with pytest.raises(NotPermitted):
        access.ask(page=page, member=outsider, reason=WHY, now=NOW)
    with pytest.raises(NotPermitted):
        access.ask(page=make_resource("open"), member=member, reason=WHY, now=NOW)


def test_nobody_asks_for_what_they_may_not_open(page, member):
    restrict(page, "Researchers")
    with pytest.raises(NotPermitted):
        access.ask(page=page, member=member, reason=WHY, now=NOW)


def test_a_reason_that_identifies_somebody_is_held_back(page, member):
    with pytest.raises(TextHeldBack):
        access.ask(page=page, member=member, reason="For NHS number 943 476 5919.", now=NOW)
    assert not AccessRequest.objects.exists()


def test_ten_requests_a_day(page, member):
    for number in range(access.REQUESTS_A_DAY):
        other = make_resource(f"other-{number}", files_for=FilesFor.REQUEST)
        AccessRequest.objects.create(resource=other, member=member, reason=WHY, asked_at=NOW)
    with pytest.raises(NotPermitted, match="10 resources within a day"):
        access.ask(page=page, member=member, reason=WHY, now=NOW)


def test_a_grant_opens_the_files_until_its_end(asked, editor, member, page):
    access.grant(request=asked, actor=editor, until=UNTIL, now=NOW)
    assert may_have_files(member, page, UNTIL - timedelta(seconds=1))
    assert not may_have_files(member, page, UNTIL)
    assert Message.objects.get(kind="files_granted").recipient == member


@pytest.mark.parametrize("until", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=400)])
def test_a_grant_ends_in_the_future_within_a_year(asked, editor, until):
    with pytest.raises(ValueError, match="within a year"):
        access.grant(request=asked, actor=editor, until=until, now=NOW)


def test_nobody_but_keepers_decides_and_nobody_on_their_own(
    asked, member, safeguarding_lead, researcher, editor, page
):
    for person in (member, safeguarding_lead, researcher):
        with pytest.raises(NotPermitted):
            access.grant(request=asked, actor=person, until=UNTIL, now=NOW)
    own = AccessRequest.objects.create(resource=page, member=editor, reason=WHY, asked_at=NOW)
    with pytest.raises(NotPermitted, match="your own request"):
        access.grant(request=own, actor=editor, until=UNTIL, now=NOW)


def test_declined_with_a_reason_and_asked_again(asked, editor, member, page):
    access.decline(request=asked, actor=editor, answer="It is being rewritten.", now=NOW)
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == (AccessState.DECLINED, "It is being rewritten.")
    again = access.ask(page=page, member=member, reason=WHY, now=NOW)
    assert again.pk != asked.pk


def test_revoked_it_closes_at_once(asked, coordinator, member, page):
    access.grant(request=asked, actor=coordinator, until=UNTIL, now=NOW)
    access.revoke(request=asked, actor=coordinator, answer="Withdrawn by its author.", now=NOW)
    assert not may_have_files(member, page, NOW)
    assert Message.objects.filter(kind="files_revoked", recipient=member).count() == 1


def test_taken_back_by_the_member_alone(asked, member, expert):
    with pytest.raises(NotPermitted):
        access.withdraw(request=asked, member=expert, now=NOW)
    access.withdraw(request=asked, member=member, now=NOW)
    asked.refresh_from_db()
    assert asked.state == AccessState.WITHDRAWN


def test_a_second_decision_comes_too_late(asked, editor, coordinator):
    access.grant(request=asked, actor=editor, until=UNTIL, now=NOW)
    with pytest.raises(TransitionNotAllowed):
        access.decline(request=asked, actor=coordinator, answer="No.", now=NOW)


def test_the_clock_closes_what_has_run_out_once(asked, editor, member):
    access.grant(request=asked, actor=editor, until=UNTIL, now=NOW)
    assert run_due(now=UNTIL - timedelta(seconds=1))["grants of files expired"] == 0
    assert run_due(now=UNTIL)["grants of files expired"] == 1
    assert run_due(now=UNTIL)["grants of files expired"] == 0
    asked.refresh_from_db()
    assert asked.state == AccessState.EXPIRED
    assert Message.objects.filter(kind="files_expired", recipient=member).count() == 1


def test_after_the_end_the_member_asks_anew_even_before_the_clock_has_run(
    asked, editor, member, page
):
    access.grant(request=asked, actor=editor, until=UNTIL, now=NOW)
    again = access.ask(page=page, member=member, reason="For another year.", now=UNTIL)
    asked.refresh_from_db()
    assert (asked.state, again.state) == (AccessState.EXPIRED, AccessState.ASKED)


def test_a_member_whose_membership_ends_has_nothing_by_a_grant(asked, editor, coordinator, page):
    access.grant(request=asked, actor=editor, until=UNTIL, now=NOW)
    row = asked.member.membership
    membership.suspend(membership=row, actor=coordinator, now=NOW, reason="A check.")
    again = type(asked.member).objects.get(pk=asked.member_id)
    assert not may_have_files(again, page, NOW)


# Pages


def test_the_form_asks_for_the_reason_and_takes_no_name(client, page, member):
    client.force_login(member)
    url = "/resources/audit/request/"
    assert list(client.get(url).context["form"].fields) == ["reason"]
    client.post(url, {"reason": WHY, "name": "Somebody Else", "member": "1", "organisation": "X"})
    request = AccessRequest.objects.get()
    assert (request.member, request.reason) == (member, WHY)
    assert WHY in client.get(url).content.decode()


def test_words_that_identify_a_child_are_shown_at_the_field(client, page, member):
    client.force_login(member)
    response = client.post("/resources/audit/request/", {"reason": "NHS number 943 476 5919"})
    assert "Take this out" in str(response.context["form"].errors["reason"])
    assert not AccessRequest.objects.exists()


def test_a_visitor_signs_in_first_and_is_told_of_nothing_by_mail(client, page, mailoutbox):
    response = client.post("/resources/audit/request/", {"reason": WHY, "email": "x@y.example"})
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")
    assert mailoutbox == []


def test_there_is_no_form_where_files_are_not_on_request(client, member):
    make_resource("open")
    client.force_login(member)
    assert client.get("/resources/open/request/").status_code == 404


def test_the_link_shows_the_account_and_only_the_button_decides(
    client, asked, editor, member, page
):
    client.force_login(editor)
    shown = client.get(asked.desk_url).content.decode()
    for words in (member.name, "Northfield Council", "Education", WHY):
        assert words in shown
    asked.refresh_from_db()
    assert asked.state == AccessState.ASKED
    assert client.get(f"{asked.desk_url}grant/").status_code == 405
    until = timezone.localdate() + timedelta(days=10)
    client.post(f"{asked.desk_url}grant/", {"until": until.isoformat(), "answer": ""})
    asked.refresh_from_db()
    assert asked.state == AccessState.GRANTED
    assert timezone.localdate(asked.expires_at) == until
    assert AccessRecord.objects.filter(what="file_request", subject=member).exists()
    client.force_login(member)
    assert client.get("/resources/audit/download/").status_code == 200


def test_pressed_twice_the_second_is_told(client, asked, editor, coordinator):
    access.decline(request=asked, actor=coordinator, answer="Not now.", now=NOW)
    client.force_login(editor)
    until = (timezone.localdate() + timedelta(days=10)).isoformat()
    response = client.post(f"{asked.desk_url}grant/", {"until": until}, follow=True)
    assert "Somebody else was faster" in response.content.decode()
    asked.refresh_from_db()
    assert asked.state == AccessState.DECLINED


@pytest.mark.parametrize("who", ["member", "expert", "safeguarding_lead", "researcher"])
def test_the_desk_is_closed_to_others(client, asked, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(asked.desk_url).status_code == 404
    assert client.get("/desk/library/").status_code == 404
    assert client.post(f"{asked.desk_url}grant/").status_code == 404


def test_the_list_costs_the_same_for_more_requests(
    client, asked, editor, expert, other_expert, page, django_assert_max_num_queries
):
    client.force_login(editor)
    client.get("/desk/library/")

    def count() -> int:
        with django_assert_max_num_queries(40) as queries:
            client.get("/desk/library/")
        return len(queries)

    one = count()
    for person in (expert, other_expert):
        access.ask(page=page, member=person, reason=WHY, now=NOW)
    assert count() == one


def test_coordinators_find_it_on_the_desk(client, asked, coordinator):
    client.force_login(coordinator)
    assert asked.desk_url in client.get("/desk/").content.decode()


def test_taken_back_on_the_page(client, asked, member):
    client.force_login(member)
    assert client.get("/resources/audit/request/withdraw/").status_code == 405
    client.post("/resources/audit/request/withdraw/")
    asked.refresh_from_db()
    assert asked.state == AccessState.WITHDRAWN


def test_the_day_that_is_proposed_is_one_that_the_browser_takes(client, asked, coordinator):
    client.force_login(coordinator)
    page = client.get(f"/desk/library/files/{asked.public_id}/").content.decode()
    value = re.search(r'name="until" value="([^"]+)"', page).group(1)
    assert date.fromisoformat(value) > timezone.localdate()
