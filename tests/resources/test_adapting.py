"""The register "adapted for our area"."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from network.members import workflow as membership
from network.members.profile.writing import save_visibility
from network.members.screening import TextHeldBack
from network.notifications.models import Message
from network.taxonomy.models import Area
from network.workflows import NotPermitted
from resources import adapting, telling
from resources.enums import FilesFor
from resources.models import Adaptation, ResourcePage
from tests.resources.building import document, make_resource, make_version, restrict
from tests.resources.packs.building import SLIDES, make_pack

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
WHAT = "We put our own panel's steps in place of the sample ones."

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return make_resource()


@pytest.fixture
def area(member):
    return Area.objects.get(slug="northfield")


@pytest.fixture
def entry(page, member, area):
    return adapting.add(
        page=page, member=member, area=area, what_changed=WHAT, version_number=1, now=NOW
    )


def test_the_area_is_shown_to_everybody_and_the_name_as_the_profile_says(
    entry, page, member, expert
):
    [for_visitor] = adapting.entries_for(page, AnonymousUser())
    [for_member] = adapting.entries_for(page, expert)
    assert (for_visitor.area, for_visitor.name, for_visitor.profile_url) == ("Northfield", "", "")
    assert (for_member.area, for_member.name) == ("Northfield", "Mina Member")
    save_visibility(profile=member.profile, choices={"name": "coordinators"}, now=NOW)
    [hidden] = adapting.entries_for(page, expert)
    assert hidden.name == ""


def test_the_same_area_again_replaces_the_words(entry, page, member, area):
    adapting.add(
        page=page,
        member=member,
        area=area,
        what_changed="Shorter now.",
        version_number=1,
        now=NOW + timedelta(days=1),
    )
    assert [row.what_changed for row in Adaptation.objects.all()] == ["Shorter now."]


def test_only_members_who_may_have_the_files_add(page, outsider, member, area):
    words = {"area": area, "what_changed": WHAT, "version_number": 1, "now": NOW}
    with pytest.raises(NotPermitted):
        adapting.add(page=page, member=outsider, **words)
    closed = make_resource("closed", files_for=FilesFor.REQUEST)
    with pytest.raises(NotPermitted):
        adapting.add(page=closed, member=member, **words)
    with pytest.raises(TextHeldBack):
        adapting.add(
            page=page, member=member, **{**words, "what_changed": "NHS number 943 476 5919"}
        )


def test_the_register_costs_two_queries_at_any_number(
    entry, page, expert, area, django_assert_num_queries
):
    # the entries, whose profiles the viewer may see
    viewer = AnonymousUser()
    with django_assert_num_queries(2):
        adapting.entries_for(page, viewer)
    adapting.add(page=page, member=expert, area=area, what_changed=WHAT, version_number=1, now=NOW)
    with django_assert_num_queries(2):
        assert len(adapting.entries_for(page, viewer)) == 2


def test_an_adapter_is_told_once_when_the_source_changes(entry, page, member):
    assert adapting.tell_adapters(now=NOW) == 0
    fresh = ResourcePage.objects.get(pk=page.pk)
    fresh.versions.add(make_version(2, document("two.txt", b"two"), note="A new question."))
    fresh.save_revision().publish()
    assert adapting.tell_adapters(now=NOW) == 1
    assert adapting.tell_adapters(now=NOW) == 0
    message = Message.objects.get(kind="adapted_source_changed")
    assert (message.recipient, message.url) == (member, "/resources/audit/versions/2/")


def test_nobody_waits_behind_adapters_who_may_not_be_told(
    entry, page, member, expert, area, coordinator, monkeypatch
):
    monkeypatch.setattr(telling, "AT_A_TIME", 1)
    adapting.add(page=page, member=expert, area=area, what_changed=WHAT, version_number=1, now=NOW)
    membership.suspend(membership=member.membership, actor=coordinator, now=NOW, reason="A check.")
    fresh = ResourcePage.objects.get(pk=page.pk)
    fresh.versions.add(make_version(2, document("two.txt", b"two"), note="A new question."))
    fresh.save_revision().publish()
    assert adapting.tell_adapters(now=NOW) == 1
    assert Message.objects.get(kind="adapted_source_changed").recipient == expert


# Pages


def test_noted_on_the_page_and_listed_with_the_resource(client, page, member, area):
    client.force_login(member)
    url = "/resources/audit/adaptations/"
    client.post(url, {"area": area.pk, "what_changed": WHAT})
    assert Adaptation.objects.get().member == member
    client.logout()
    for address in (url, "/resources/audit/"):
        words = client.get(address).content.decode()
        assert "Northfield" in words
        assert "Mina Member" not in words


def test_a_visitor_reads_the_register_and_adds_nothing(client, page, area):
    url = "/resources/audit/adaptations/"
    assert client.get(url).context["form"] is None
    assert client.post(url, {"area": area.pk, "what_changed": WHAT}).status_code == 404
    assert not Adaptation.objects.exists()


def test_one_takes_out_ones_own_and_keepers_hide(client, entry, member, expert, editor):
    url = f"/resources/audit/adaptations/{entry.public_id}/end/"
    client.force_login(expert)
    assert client.post(url).status_code == 404
    client.force_login(editor)
    assert client.get(url).status_code == 405
    client.post(url)
    entry.refresh_from_db()
    assert entry.hidden_at is not None
    assert client.get("/resources/audit/adaptations/").context["entries"] == []
    client.force_login(member)
    assert "Hidden by the team" in client.get("/me/library/").content.decode()
    client.post(url)
    assert not Adaptation.objects.exists()


def test_a_keeper_does_not_hide_through_another_resource(client, entry, editor):
    make_resource("other")
    client.force_login(editor)
    url = f"/resources/other/adaptations/{entry.public_id}/end/"
    assert client.post(url).status_code == 404


# Packs


@pytest.fixture
def pack(page):
    return make_pack(sessions=[[(SLIDES, page, "")]])


def test_a_pack_has_a_register_of_its_own(client, pack, page, member, expert, area):
    url = "/resources/packs/training/adaptations/"
    assert url in client.get("/resources/packs/training/").content.decode()
    assert client.get(url).context["form"] is None
    assert client.post(url, {"area": area.pk, "what_changed": WHAT}).status_code == 404
    client.force_login(member)
    words = client.get(url).content.decode()
    assert "You are told when a newer version" not in words
    assert client.post(url, {"area": area.pk, "what_changed": WHAT})["Location"] == url
    entry = Adaptation.objects.get()
    assert (entry.page_id, entry.version_number, entry.told_number) == (pack.pk, 0, 0)
    client.logout()
    for address in (url, "/resources/packs/training/"):
        words = client.get(address).content.decode()
        assert WHAT in words.replace("&#x27;", "'")
        assert "from version" not in words
        assert member.name not in words
    assert client.get("/resources/audit/adaptations/").context["entries"] == []
    assert adapting.tell_adapters(now=NOW) == 0


def test_an_entry_of_a_pack_leads_back_to_its_register(client, pack, member, editor, area):
    entry = adapting.add(
        page=pack, member=member, area=area, what_changed=WHAT, version_number=0, now=NOW
    )
    url = f"/resources/training/adaptations/{entry.public_id}/end/"
    client.force_login(editor)
    assert client.post(url)["Location"] == "/resources/packs/training/adaptations/"
    client.force_login(member)
    words = client.get("/me/library/").content.decode()
    assert 'href="/resources/packs/training/adaptations/"' in words
    own = reverse("take_out_adaptation", args=[entry.public_id])
    assert client.post(own)["Location"] == "/me/library/"
    assert not Adaptation.objects.exists()


def test_the_register_of_a_pack_is_closed_with_the_pack(client, pack, member):
    restrict(pack, "Researchers")
    url = "/resources/packs/training/adaptations/"
    assert client.get(url).status_code == 302
    client.force_login(member)
    assert client.get(url).status_code == 404
