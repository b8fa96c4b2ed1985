"""Whoever may change or publish a page in the admin sees it on the site, closed or not."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from network.members.models import Membership, User
from network.pages.editors import permissions_by_name
from network.search.findable import findable_pages
from network.search.models import CatalogueEntry
from resources.models import ResourceIndexPage
from tests.factories.pages import make_tip
from tests.factories.pages import restrict as restrict_to
from tests.resources.black_box.closed import add_picture
from tests.resources.building import make_resource, restrict
from tests.resources.packs.building import make_pack

pytestmark = pytest.mark.django_db


def browser_of(user) -> Client:
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk))
    return browser


def person_with(*rights: str, on: Page) -> User:
    """Somebody of a group of its own, who is no member, with these rights on a page."""
    group = Group.objects.create(name=f"Writers of {on.title}")
    for right in permissions_by_name({"wagtailcore": rights}):
        GroupPagePermission.objects.create(group=group, page=on, permission=right)
    user = User.objects.create_user("writer@people.example", name="Writer")
    user.groups.add(group)
    return user


def statuses(user, page) -> set[int]:
    """Of what there is to read of a resource: itself, its version, files, previews and use."""
    client = browser_of(user)
    document = page.versions.get().files.get().document_id
    below = (
        "",
        "versions/1/",
        "download/",
        "versions/1/download/",
        f"versions/1/download/{document}/",
        f"versions/1/preview/{document}/",
        f"versions/1/preview/{document}/1.webp",
        "cite/bib/",
        "adaptations/",
        "usage/",
        "usage/json/",
    )
    return {client.get(f"{page.url}{address}").status_code for address in below}


def resource_for_police():
    page = make_resource("quillon", title="Quillon audit", sectors=["police"])
    restrict(page, "Sector: Police")
    add_picture(page.versions.get().files.get().document)
    return page


@pytest.mark.parametrize("who", ["editor", "coordinator"])
def test_who_keeps_the_library_opens_all_of_a_resource_for_others(request, who):
    assert statuses(request.getfixturevalue(who), resource_for_police()) == {200}


@pytest.mark.parametrize(
    "who", ["member", "expert", "researcher", "safeguarding_lead", "applicant"]
)
def test_for_everybody_else_nothing_of_it_is_there(request, who):
    assert statuses(request.getfixturevalue(who), resource_for_police()) == {404}


@pytest.mark.parametrize(("who", "number"), [("editor", 1), ("coordinator", 1), ("member", 0)])
def test_lists_counts_and_search_agree_with_the_page(request, who, number):
    resource_for_police()
    client = browser_of(request.getfixturevalue(who))
    library = client.get("/resources/?sector=police").context
    searched = client.get("/search/?q=quillon").context
    assert (library["number"], len(library["cards"])) == (number, number)
    assert len(searched["results"]) == number


@pytest.mark.parametrize("right", ["change_page", "publish_page"])
def test_a_right_on_the_page_is_enough(right):
    page = resource_for_police()
    assert browser_of(person_with(right, on=page)).get(page.url).status_code == 200


@pytest.mark.parametrize("right", ["lock_page", "add_page"])
def test_other_rights_open_nothing(right):
    page = resource_for_police()
    assert browser_of(person_with(right, on=page)).get(page.url).status_code == 404


def test_an_editor_of_another_part_of_the_tree_meets_nothing():
    page, tip = resource_for_police(), make_tip("Nightshift notes")
    elsewhere = person_with("change_page", "publish_page", on=tip.get_parent())
    assert statuses(elsewhere, page) == {404}
    assert not findable_pages(elsewhere).filter(pk=page.pk).exists()
    assert not CatalogueEntry.objects.visible_to(elsewhere).filter(page=page).exists()


def test_one_page_of_a_closed_part_opens_alone():
    page, other = make_resource("quillon"), make_resource("wharncliffe")
    restrict(ResourceIndexPage.objects.get(), "Safeguarding leads")
    writer = person_with("change_page", on=page)
    client = browser_of(writer)
    assert [client.get(p.url).status_code for p in (page, other)] == [200, 404]
    assert {p.slug for p in findable_pages(writer) if p.pk in (page.pk, other.pk)} == {"quillon"}


def test_what_somebody_made_is_theirs_where_they_may_add():
    own, other = make_resource("quillon"), make_resource("wharncliffe")
    library = ResourceIndexPage.objects.get()
    restrict(library, "Safeguarding leads")
    writer = person_with("add_page", on=library)
    Page.objects.filter(pk=own.pk).update(owner=writer)
    client = browser_of(writer)
    assert [client.get(p.url).status_code for p in (own, other)] == [200, 404]
    assert {p.pk for p in findable_pages(writer) if p.pk in (own.pk, other.pk)} == {own.pk}


def test_a_right_rests_with_the_role(editor):
    page = resource_for_police()
    Membership.objects.filter(user=editor).update(status="suspended")
    assert browser_of(editor).get(page.url).status_code == 404


def test_a_page_that_is_not_published_stays_away(editor):
    page = resource_for_police()
    page.unpublish()
    assert browser_of(editor).get(page.url).status_code == 404


def test_a_pack_opens_too(editor, coordinator, member):
    pack = make_pack(sessions=[[]])
    restrict(pack, "Sector: Police")
    people = (editor, coordinator, member)
    assert [browser_of(who).get(pack.url).status_code for who in people] == [200, 200, 404]


def test_pages_that_wagtail_serves_open_to_editors_and_are_not_kept(editor, coordinator, member):
    tip = make_tip("Nightshift notes")
    restrict_to(tip, Group.objects.get(name="Sector: Police"))
    response = browser_of(editor).get(tip.url)
    assert (response.status_code, b"Nightshift notes" in response.content) == (200, True)
    assert "no-store" in response["Cache-Control"]
    assert [browser_of(who).get(tip.url).status_code for who in (coordinator, member)] == [404, 404]


def test_a_writer_who_is_no_member_is_not_sent_to_sign_in():
    tip = make_tip("Nightshift notes")
    restrict_to(tip)
    assert browser_of(person_with("change_page", on=tip)).get(tip.url).status_code == 200


def test_members_pay_no_query_for_it(member, django_assert_num_queries):
    resource_for_police()
    reader = User.objects.get(pk=member.pk)
    with django_assert_num_queries(3):  # rules, groups, pages
        assert findable_pages(reader).filter(slug="quillon").exists() is False
