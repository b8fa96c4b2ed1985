"""Who reaches a data copy: its owner, signed in, with the password given again. Nobody else."""

import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from network.members.roles import COORDINATORS, SAFEGUARDING_LEADS
from network.privacy import copies
from network.privacy.models import CopyState, DataCopy
from tests.personas import PASSWORD, make_member, make_organisation

PAGE = "/me/data/"


def address(copy: DataCopy) -> str:
    return f"{PAGE}copy/{copy.public_id}/"


@pytest.fixture
def ready(member):
    now = timezone.now()
    copy = DataCopy.objects.create(user=member, requested_at=now, try_at=now)
    copies.make_copy(copy.pk, now=now)
    return DataCopy.objects.get(pk=copy.pk)


def test_a_visitor_is_asked_to_sign_in(client, ready):
    for path in (PAGE, address(ready)):
        assert client.get(path).status_code == 302
        assert client.get(path)["Location"].startswith("/account/login/")
    assert client.post(f"{PAGE}copy/")["Location"].startswith("/account/login/")
    assert DataCopy.objects.count() == 1


def test_asking_needs_the_password_again_and_then_goes_on_by_itself(client, member):
    client.force_login(member)
    answer = client.post(f"{PAGE}copy/")
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert DataCopy.objects.count() == 0
    client.post(answer["Location"], {"password": PASSWORD})
    assert DataCopy.objects.get().user == member


def test_a_wrong_password_starts_nothing(client, member):
    client.force_login(member)
    answer = client.post(f"{PAGE}copy/")
    client.post(answer["Location"], {"password": "not this one at all"})
    assert DataCopy.objects.count() == 0


def test_looking_starts_nothing(prove, member):
    client = prove(member)
    assert client.get(PAGE).status_code == 200
    assert client.get(f"{PAGE}copy/").status_code == 405
    assert DataCopy.objects.count() == 0


def test_a_double_click_is_one_copy(prove, member):
    client = prove(member)
    for _ in range(2):
        assert client.post(f"{PAGE}copy/")["Location"] == PAGE
    assert DataCopy.objects.count() == 1


def test_the_owner_gets_the_file_and_no_cache_does(prove, member, ready):
    answer = prove(member).get(address(ready))
    assert answer.status_code == 200
    assert len(b"".join(answer.streaming_content)) == ready.size
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith('attachment; filename="everything-about-me-')
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_fetching_needs_the_password_again(client, member, ready):
    client.force_login(member)
    answer = client.get(address(ready))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/reauthenticate/")


@pytest.mark.parametrize("groups", [(), (COORDINATORS,), (SAFEGUARDING_LEADS,)])
def test_nobody_else_finds_it(prove, ready, groups):
    other = make_member(
        "Odd Other", organisation=make_organisation("Farrow", "Farrow"), groups=groups
    )
    client = prove(other)
    unknown = client.get(f"{PAGE}copy/{uuid.uuid4()}/")
    for method in (client.get, client.head):
        assert method(address(ready)).status_code == unknown.status_code
    assert client.get(address(ready), HTTP_RANGE="bytes=0-1").status_code == unknown.status_code


def test_a_member_finds_nothing_of_others_on_the_page(prove, expert, ready):
    page = prove(expert).get(PAGE).content.decode()
    assert str(ready.public_id) not in page
    assert "Your copy is ready" not in page


def test_the_link_ends_after_seven_days(prove, member, ready):
    DataCopy.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert prove(member).get(address(ready)).status_code == 404


def test_a_copy_that_waits_cannot_be_fetched(prove, member):
    copy = copies.ask_for_copy(user=member, now=timezone.now())
    assert prove(member).get(address(copy)).status_code == 404


def test_a_lapsed_member_still_gets_it(prove, member, ready):
    """The right to one's data does not hang on the membership."""
    member.membership.status = "lapsed"
    member.membership.save(update_fields=["status"])
    assert prove(member).get(address(ready)).status_code == 200


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("none", "Make my copy"),
        ("waiting", "Your copy is being made"),
        ("ready", "Fetch my copy"),
        ("failed", "We could not make your copy"),
    ],
)
def test_the_page_says_where_the_copy_stands(prove, member, state, words):
    now = timezone.now()
    if state != "none":
        copy = DataCopy.objects.create(user=member, requested_at=now, try_at=now)
        if state == "ready":
            copies.make_copy(copy.pk, now=now)
        elif state == "failed":
            copies.let_go(copy=copy, now=now + timedelta(days=7))
    assert words in prove(member).get(PAGE).content.decode()


def test_the_page_says_what_is_kept_how_long(prove, member):
    page = prove(member).get(PAGE).content.decode()
    assert "7 days after it was made" in page
    assert "30 days after the last change" in page


def test_what_one_can_do_stands_before_the_long_table(prove, member):
    page = BeautifulSoup(prove(member).get(PAGE).content, "html.parser")
    headings = [heading["id"] for heading in page.main.select("section.stack > h2")]
    assert headings == ["copy", "more", "kept"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_at_any_number_of_copies(
    client, member, number, django_assert_num_queries
):
    now = timezone.now()
    for days in range(number):
        DataCopy.objects.create(
            user=member,
            requested_at=now - timedelta(days=days),
            try_at=now,
            state=CopyState.FAILED,
        )
    client.force_login(member)
    client.get(PAGE)
    # Session, person, the newest copy; then the frame of one's own pages: roles, membership, site,
    # menus, unread messages.
    with django_assert_num_queries(8):
        client.get(PAGE)
