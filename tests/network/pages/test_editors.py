from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Workflow

from network.members.roles import EDITORS
from network.pages.editors import grant_editors
from network.pages.models import HomePage, Navigation
from tests.factories.pages import make_tip

pytestmark = pytest.mark.django_db


@pytest.fixture
def editors(db) -> Group:
    return Group.objects.get(name=EDITORS)


@pytest.fixture
def editing(client, editor):
    client.force_login(editor)
    return client


def test_editors_have_every_right_on_the_home_page_and_none_above_it(editors):
    rights = GroupPagePermission.objects.filter(group=editors)
    home = HomePage.objects.get()
    assert {(right.page_id, right.permission.codename) for right in rights} == {
        (home.pk, name)
        for name in (
            "add_page",
            "bulk_delete_page",
            "change_page",
            "lock_page",
            "publish_page",
            "unlock_page",
        )
    }


def test_editors_manage_images_documents_and_collections(editors):
    rights = GroupCollectionPermission.objects.filter(group=editors)
    assert {right.permission.codename for right in rights} == {
        *(f"{action}_collection" for action in ("add", "change", "delete")),
        *(f"{action}_document" for action in ("add", "change", "choose")),
        *(f"{action}_image" for action in ("add", "change", "choose")),
    }


def test_editors_manage_snippets_redirects_and_menus_and_nobodys_account(editors):
    names = set(editors.permissions.values_list("codename", flat=True))
    assert {
        "access_admin",
        "change_topic",
        "delete_organisation",
        "change_urgenthelpnotice",
        "change_cannedtext",
        "add_redirect",
        "change_navigation",
    } - names == set()
    labels = set(editors.permissions.values_list("content_type__app_label", flat=True))
    assert {"auth", "sessions", "mfa", "account", "notifications"} & labels == set()
    about_people = {"user", "profile", "membership", "profilephoto", "directoryentry"}
    assert {name for name in names if name.partition("_")[2] in about_people} == set()
    assert [name for name in names if "question" in name or "answer" in name] == []


def test_rights_are_given_again_after_migrate_and_extra_ones_kept(editors):
    extra = Permission.objects.get(codename="view_site")
    editors.permissions.add(extra)
    editors.permissions.remove(*Permission.objects.filter(codename="add_redirect"))
    GroupPagePermission.objects.filter(group=editors).delete()
    call_command("migrate", verbosity=0, stdout=StringIO())
    names = set(editors.permissions.values_list("codename", flat=True))
    assert {"view_site", "add_redirect"} <= names
    assert GroupPagePermission.objects.filter(group=editors).count() == 6


def test_giving_the_rights_twice_changes_nothing(editors):
    before = set(editors.permissions.values_list("pk", flat=True))
    pages, collections = (
        GroupPagePermission.objects.count(),
        GroupCollectionPermission.objects.count(),
    )
    grant_editors()
    assert set(editors.permissions.values_list("pk", flat=True)) == before
    assert GroupPagePermission.objects.count() == pages
    assert GroupCollectionPermission.objects.count() == collections


def test_an_editor_opens_what_is_theirs(editing):
    home = HomePage.objects.get()
    navigation = Navigation.objects.get()
    addresses = [
        "/admin/",
        f"/admin/pages/{home.pk}/",
        f"/admin/pages/{home.pk}/edit/",
        "/admin/images/",
        "/admin/documents/",
        "/admin/collections/",
        "/admin/redirects/",
        "/admin/snippets/taxonomy/topic/",
        "/admin/snippets/safeguarding/urgenthelpnotice/",
        f"/admin/settings/pages/navigation/{navigation.site_id}/",
    ]
    assert {path: editing.get(path).status_code for path in addresses} == dict.fromkeys(
        addresses, 200
    )


@pytest.mark.parametrize("path", ["/admin/users/", "/admin/groups/", "/admin/sites/"])
def test_an_editor_is_turned_away_from_accounts_and_sites(editing, path):
    response = editing.get(path)
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_a_member_is_turned_away_from_the_admin(client, member):
    client.force_login(member)
    assert client.get("/admin/").status_code == 404
    assert client.get("/admin/pages/").status_code == 404


@pytest.mark.parametrize("person", ["coordinator", "safeguarding_lead"])
def test_roles_of_the_desk_give_no_way_into_the_admin(client, request, person):
    client.force_login(request.getfixturevalue(person))
    assert client.get("/admin/").status_code == 404


def test_an_editor_publishes_and_unpublishes(editing):
    tip = make_tip("Quokka")
    editing.post(f"/admin/pages/{tip.pk}/unpublish/")
    assert not Page.objects.get(pk=tip.pk).live


def test_no_workflow_waits_for_a_group_that_is_empty():
    assert Workflow.objects.filter(active=True).count() == 0
    assert not Group.objects.filter(name="Moderators").exists()
