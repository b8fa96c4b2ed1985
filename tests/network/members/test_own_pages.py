"""The navigation of ``/me/``: every page it names exists, and each person sees their own."""

import pytest
from django.urls import reverse

from network.members.my_pages import GROUPS, OwnPage, own_pages_for, register
from tests.personas import make_account


def codes(user) -> list[str]:
    return [page.code for pages in own_pages_for(user).values() for page in pages]


def test_every_page_has_an_address_and_a_sentence(member):
    pages = [page for group in own_pages_for(member).values() for page in group]
    assert [page.code for page in pages if not page.url.startswith("/")] == []
    assert [page.code for page in pages if not page.about] == []


def test_every_page_of_a_member_opens(client, member):
    client.force_login(member)
    pages = [page for group in own_pages_for(member).values() for page in group]
    # 302: pages of the account ask for the password once more.
    broken = [page.code for page in pages if client.get(page.url).status_code not in (200, 302)]
    assert broken == []


def test_groups_come_in_their_order(member):
    headings = list(own_pages_for(member))
    assert headings == [heading for heading in GROUPS.values() if heading in headings]


def test_who_has_not_asked_to_join_sees_no_pages_of_a_profile(outsider, applicant):
    assert {"profile", "topics", "employers"}.isdisjoint(codes(outsider))
    assert {"profile", "topics", "employers"}.issubset(codes(applicant))


def test_asking_and_answering_is_for_members(member, applicant):
    assert {"questions", "invitations"}.issubset(codes(member))
    assert {"questions", "invitations"}.isdisjoint(codes(applicant))


def test_a_page_of_no_group_is_refused():
    with pytest.raises(ValueError, match="There is no group of own pages called 'attic'"):
        register(OwnPage("x", "X", "me", "attic"))


def test_the_navigation_marks_where_one_is(client, member):
    client.force_login(member)
    page = client.get(reverse("me_topics")).content.decode()
    assert '<a class="side-nav__link" href="/me/topics/" aria-current="page">' in page


def test_the_navigation_costs_what_the_header_asks_for_too(db, django_assert_num_queries):
    user = make_account("Nan Avigation")
    # the membership, the roles
    with django_assert_num_queries(2):
        own_pages_for(user)
    with django_assert_num_queries(0):
        own_pages_for(user)
