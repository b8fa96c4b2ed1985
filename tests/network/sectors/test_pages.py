"""The pages of the sectors: what they list, whom they show to whom, what they cost."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from network.members.directory.entries import rebuild
from network.members.models import Profile
from network.search.models import CatalogueEntry
from network.sectors.models import SectorCoordinator, SectorIndexPage, SectorPage
from network.sectors.starting import words
from network.taxonomy.models import Sector
from tests.factories.pages import make_post
from tests.personas import make_member

PAGE = "/sectors/youth-work/"


@pytest.fixture
def youth_work(db):
    return Sector.objects.get(slug="youth-work")


def coordinates(user, sector, **fields):
    return SectorCoordinator.objects.create(sector=sector, member=user, **fields)


def show(user, name="members", **parts):
    """Let the member choose who sees their name and other parts of their profile."""
    Profile.objects.filter(user=user).update(name_visibility=name, visibility=parts)
    rebuild()


def names(answer, of="members") -> list[str]:
    return [person["name"] for person in answer.context[of]]


def make_entries(kind: str, number: int, *, sector="youth-work", **fields):
    """Rows of the catalogue as pages of this kind leave them."""
    made = []
    for n in range(number):
        page = make_post(f"{kind} {sector} {uuid.uuid4().hex}")
        entry = CatalogueEntry.objects.get(page=page)
        moment = timezone.now() - timedelta(days=number - n)
        values = {"kind": kind, "title": f"{kind} {n}", "published_at": moment, **fields}
        CatalogueEntry.objects.filter(pk=entry.pk).update(**values)
        entry.terms.create(facet="sector", slug=sector)
        made.append(entry)
    return made


# --- The pages an installation starts with ------------------------------------------------------


def test_every_sector_has_a_page_with_words(db):
    pages = SectorPage.objects.live().public().select_related("sector")
    assert {page.sector.slug for page in pages} == set(
        Sector.objects.values_list("slug", flat=True)
    )
    assert len(pages) == 13
    assert all(len(page.intro) > 150 and page.summary for page in pages)
    assert set(words()) == {page.slug for page in pages}


def test_the_section_lists_the_sectors_in_the_order_of_the_vocabulary(client, db):
    answer = client.get("/sectors/")
    assert [row["page"].sector for row in answer.context["sectors"]] == list(Sector.objects.all())


def test_there_is_one_section_and_it_holds_sector_pages_only():
    assert SectorIndexPage.max_count == 1
    assert SectorIndexPage.allowed_subpage_models() == [SectorPage]
    assert SectorPage.allowed_parent_page_models() == [SectorIndexPage]


def test_the_pages_are_in_the_sitemap_and_the_footer(client, db):
    assert f"{PAGE}</loc>" in client.get("/sitemap.xml").content.decode()
    assert 'href="/sectors/"' in client.get("/about/").content.decode()


# --- What is new --------------------------------------------------------------------------------


def test_the_four_newest_of_each_kind_are_shown_the_newest_first(client, db):
    make_entries("tip", 5)
    make_entries("post", 1)
    make_entries("tip", 1, sector="police")
    lists = {row["slug"]: row["cards"] for row in client.get(PAGE).context["lists"]}
    assert [card.title for card in lists["tip"]] == ["tip 4", "tip 3", "tip 2", "tip 1"]
    assert [card.title for card in lists["post"]] == ["post 0"]
    assert set(lists) == {"tip", "post"}


def test_webinars_to_come_stand_first_the_next_one_at_the_top(client, db):
    now = timezone.now()
    for title, days in (("Past", -9), ("Later", 20), ("Next", 3), ("Long past", -90)):
        make_entries("webinar", 1, title=title, starts_at=now + timedelta(days=days))
    answer = client.get(PAGE)
    assert [card.title for card in answer.context["webinars"]] == [
        "Next",
        "Later",
        "Past",
        "Long past",
    ]
    assert answer.context["webinars_heading"] == "Webinars"


def test_the_feed_has_public_entries_of_the_sector_of_every_kind(client, db):
    make_entries("tip", 1)
    make_entries("resource", 1)
    make_entries("post", 1, sector="police")
    for address in ("feed/", "feed.rss"):
        feed = client.get(PAGE + address).content.decode()
        assert ("tip 0" in feed, "resource 0" in feed, "post 0" in feed) == (True, True, False)


def test_a_sector_without_a_page_has_no_feed(client, db):
    assert client.get("/sectors/gardening/feed/").status_code == 404


# --- Members ------------------------------------------------------------------------------------


def test_a_visitor_sees_those_who_show_name_and_field_to_everybody(client, db):
    for name, shown, parts in (
        ("Pat Public", "public", {"sectors": "public"}),
        ("Nell Nofield", "public", {"sectors": "members"}),
        ("Mel Members", "members", {"sectors": "public"}),
    ):
        show(make_member(name), shown, **parts)
    answer = client.get(PAGE)
    assert names(answer) == ["Pat Public"]
    assert answer.context["member_count"] == 1
    assert "Mel Members" not in answer.content.decode()


def test_a_member_sees_what_the_directory_shows_and_the_way_into_it(client, member):
    show(make_member("Mel Members"))
    show(make_member("Cleo Closed"), "coordinators")
    client.force_login(member)
    answer = client.get(PAGE)
    assert names(answer) == ["Mel Members"]
    assert answer.context["member_count"] == 1
    assert 'href="/members/?sector=youth-work"' in answer.content.decode()


def test_who_is_not_approved_sees_what_a_visitor_sees(client, applicant):
    show(make_member("Mel Members"))
    client.force_login(applicant)
    assert names(client.get(PAGE)) == []


# --- Coordinators -------------------------------------------------------------------------------


def test_without_a_coordinator_the_page_says_how_to_offer(client, db):
    answer = client.get(PAGE)
    assert answer.context["coordinators"] == []
    assert "Would you like to?" in answer.content.decode()


def test_members_see_the_coordinator_and_may_write(client, member, youth_work):
    someone = make_member("Mel Members")
    coordinates(someone, youth_work)
    rebuild()
    client.force_login(member)
    answer = client.get(PAGE)
    assert names(answer, "coordinators") == ["Mel Members"]
    assert f"/me/letters/to/{someone.public_id}/" in answer.content.decode()


def test_a_visitor_learns_that_there_is_one_but_not_who(client, youth_work):
    coordinates(make_member("Mel Members"), youth_work)
    rebuild()
    answer = client.get(PAGE)
    assert names(answer, "coordinators") == []
    assert "Members see who coordinates this sector." in answer.content.decode()
    assert "Mel" not in answer.content.decode()


def test_a_public_coordinator_is_public_and_a_visitor_is_offered_no_letter(client, youth_work):
    someone = make_member("Pat Public")
    coordinates(someone, youth_work)
    show(someone, "public")
    answer = client.get(PAGE)
    assert names(answer, "coordinators") == ["Pat Public"]
    assert "/me/letters/to/" not in answer.content.decode()


def test_nobody_is_offered_to_write_to_themselves(client, member, youth_work):
    coordinates(member, youth_work)
    rebuild()
    client.force_login(member)
    assert f"/me/letters/to/{member.public_id}/" not in client.get(PAGE).content.decode()


def test_a_coordinator_whose_account_is_closed_is_gone_at_once(client, member, youth_work):
    someone = make_member("Mel Members")
    coordinates(someone, youth_work)
    rebuild()
    get_user_model().objects.filter(pk=someone.pk).update(is_active=False)
    client.force_login(member)
    answer = client.get(PAGE)
    assert names(answer, "coordinators") == []
    assert answer.context["hidden_coordinators"] == 0


# --- What it costs ------------------------------------------------------------------------------


def fill(rows, sector):
    for kind in ("resource", "tip", "post", "answer"):
        make_entries(kind, rows)
    make_entries("webinar", rows, starts_at=timezone.now())
    for n in range(rows):
        someone = make_member(f"Pat Number{n}")
        coordinates(someone, sector)
        Profile.objects.filter(user=someone).update(
            name_visibility="public", visibility={"sectors": "public"}
        )
    rebuild()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_visitors_page_costs_the_same_at_any_number(
    client, youth_work, rows, django_assert_num_queries
):
    fill(rows, youth_work)
    client.get(PAGE)
    # the way to the page: site, home, two levels of two; restrictions above it: 2; its sector;
    # newest of each kind, webinars, authors; coordinators, how many act, members, how many;
    # menus; breadcrumbs
    with django_assert_num_queries(18):
        client.get(PAGE)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_members_page_costs_the_same_at_any_number(
    client, member, youth_work, rows, django_assert_num_queries
):
    fill(rows, youth_work)
    client.force_login(member)
    client.get(PAGE)
    # as a visitor's, and: session, user with groups, restrictions that are passed, groups,
    # membership, unread messages, what is followed
    with django_assert_num_queries(25):
        client.get(PAGE)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_section_costs_the_same_at_any_number(client, db, rows, django_assert_num_queries):
    make_entries("tip", rows)
    client.get("/sectors/")
    # the way to the page: site, home, one level of two; restrictions above it: 2; restrictions;
    # entries of each sector, pages with their sectors; menus; breadcrumbs
    with django_assert_num_queries(11):
        client.get("/sectors/")
