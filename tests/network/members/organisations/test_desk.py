"""New organisations and duplicates at the desk."""

import pytest
from bs4 import BeautifulSoup

from network.desk.views import filled_panels
from network.members.models import PreviousEmployment, Profile, User
from network.members.organisations.proposals import code_of
from network.privacy.models import AccessRecord
from network.taxonomy.models import Organisation
from tests.network.members.organisations.test_proposals import KEY, NOW, writers  # noqa: F401
from tests.personas import make_organisation

CODE = code_of(KEY)


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


def shown_on(page) -> str:
    return BeautifulSoup(page.content, "html.parser").main.get_text(" ", strip=True)


@pytest.fixture
def pair(db):
    keep = make_organisation("Southmere Council", "Southmere")
    return keep, Organisation.objects.create(name="Southmere C.", slug="southmere-c")


@pytest.mark.parametrize("who", ["member", "safeguarding_lead", "editor", "outsider"])
def test_they_are_for_coordinators(request, client, pair, writers, who):  # noqa: F811
    keep, duplicate = pair
    client.force_login(request.getfixturevalue(who))
    assert {
        client.get(f"/desk/organisations/{page}").status_code
        for page in (
            "",
            "merge/",
            f"merge/{duplicate.pk}/into/{keep.pk}/",
            f"proposals/{CODE}/",
        )
    } == {404}
    assert client.post(f"/desk/organisations/proposals/{CODE}/add/").status_code == 404
    assert (
        client.post(f"/desk/organisations/merge/{duplicate.pk}/into/{keep.pk}/").status_code == 404
    )
    assert Organisation.objects.filter(pk=duplicate.pk).exists()


def test_the_panel_shows_what_waits(coordinator, writers):  # noqa: F811
    panel = next(p for p in filled_panels(coordinator, NOW) if p.panel.code == "organisations")
    assert [(row.title, row.detail) for row in panel.rows] == [
        ("Peerless Youth Club", "written by 2 members"),
        ("Another Club", "written by one member"),
    ]


def test_adding(desk, writers):  # noqa: F811
    answer = desk.post(
        f"/desk/organisations/proposals/{CODE}/add/",
        {"name": "Peerless Youth Club", "kind": "charity"},
        follow=True,
    )
    assert "Decided, and told to everybody" in answer.content.decode()
    assert Profile.objects.get(user=writers[1]).organisation.kind == "charity"


def test_adding_what_is_there_is_refused(desk, writers):  # noqa: F811
    Organisation.objects.create(name="PEERLESS youth club", slug="p")
    answer = desk.post(
        f"/desk/organisations/proposals/{CODE}/add/", {"name": "Peerless Youth Club"}
    )
    assert "Point to it instead." in answer.content.decode()


def test_pointing_to_one_of_the_list(desk, writers, pair):  # noqa: F811
    desk.post(f"/desk/organisations/proposals/{CODE}/point/", {"organisation": "southmere council"})
    assert Profile.objects.get(user=writers[0]).organisation == pair[0]


def test_pointing_to_nothing_is_refused(desk, writers):  # noqa: F811
    answer = desk.post(f"/desk/organisations/proposals/{CODE}/point/", {"organisation": "Nowhere"})
    assert "No organisation in the list has this name." in answer.content.decode()


def test_leaving_out_needs_a_reason(desk, writers):  # noqa: F811
    answer = desk.post(f"/desk/organisations/proposals/{CODE}/refuse/", {"reason": ""})
    assert list(answer.context["refuse"].errors) == ["reason"]


def test_what_is_decided_twice_is_told(desk, writers):  # noqa: F811
    address = f"/desk/organisations/proposals/{CODE}/refuse/"
    desk.post(address, {"reason": "It has closed."})
    desk.post(f"/desk/organisations/proposals/{CODE}/add/", {"name": "Peerless Youth Club"})
    page = desk.post(address, {"reason": "It has closed."}, follow=True).content.decode()
    assert "This name has been decided on already." in page
    page = desk.get(f"/desk/organisations/proposals/{CODE}/", follow=True).content.decode()
    assert "has been decided on" in page


def test_merging_shows_both_first(desk, pair, member):
    keep, duplicate = pair
    Profile.objects.filter(user=member).update(organisation=duplicate)
    answer = desk.post(
        "/desk/organisations/merge/", {"keep": keep.name, "duplicate": duplicate.name}
    )
    assert answer.url == f"/desk/organisations/merge/{duplicate.pk}/into/{keep.pk}/"
    page = desk.get(answer.url)
    assert page.context["columns"][0][2] == {"profiles": 1}
    assert Organisation.objects.filter(pk=duplicate.pk).exists()
    desk.post(answer.url)
    assert User.objects.get(pk=member.pk).profile.organisation == keep
    assert "“Southmere C.” merged into" in desk.get("/desk/organisations/").content.decode()


def test_the_page_counts_nothing_that_members_are_promised_nobody_sees(desk, pair, member):
    keep, duplicate = pair
    address = f"/desk/organisations/merge/{duplicate.pk}/into/{keep.pk}/"
    before = shown_on(desk.get(address))
    assert "No profile and no other name points to it" in before
    PreviousEmployment.objects.create(
        profile=member.profile, organisation=duplicate, until_date=NOW.date()
    )
    assert shown_on(desk.get(address)) == before


def test_what_an_organisation_does_not_say_is_not_called_none(desk, pair):
    keep, duplicate = pair
    shown = shown_on(desk.get(f"/desk/organisations/merge/{duplicate.pk}/into/{keep.pk}/"))
    assert "None" not in shown
    assert "Not given" in shown
    assert "Belongs to" not in shown


def test_one_with_itself_is_refused(desk, pair):
    keep, _ = pair
    answer = desk.post("/desk/organisations/merge/", {"keep": keep.name, "duplicate": keep.name})
    assert "one and the same organisation" in answer.content.decode()
    assert desk.get(f"/desk/organisations/merge/{keep.pk}/into/{keep.pk}/").status_code == 404


@pytest.mark.parametrize(("page", "shown"), [("", 3), (f"proposals/{CODE}/", 2)])
def test_looking_at_who_wrote_a_name_is_recorded(desk, coordinator, writers, page, shown):  # noqa: F811
    desk.get(f"/desk/organisations/{page}")
    looks = AccessRecord.objects.filter(what="proposed_organisation").order_by("pk")
    assert list(looks.values_list("actor", "subject")) == [
        (coordinator.pk, person.pk) for person in writers[:shown]
    ]
