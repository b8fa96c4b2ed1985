"""``/me/saved/``: one's own lists, and nobody else's."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from network.members.enums import MembershipStatus
from network.privacy.holdings import all_holdings, full_address
from network.saved import lists
from network.saved.forms import ListNameForm
from network.saved.models import SavedItem, SavedList
from tests.factories.pages import make_tip, restrict
from tests.network.saved.rows import NOW, make_list, names, note_on, titles

pytestmark = pytest.mark.django_db


def shown(client, address: str) -> list[str]:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return [heading.get_text() for heading in page.select("#main .desk-list__title")]


def test_lists_stand_in_their_order_with_their_numbers(client, member, expert):
    make_list(member, "Spring", make_tip("One"), make_tip("Two"))
    make_list(member, "Autumn")
    make_list(expert, "Theirs")
    client.force_login(member)
    page = BeautifulSoup(client.get("/me/saved/").content, "html.parser")
    rows = [row.get_text(" ", strip=True) for row in page.select("#main .desk-list__facts")]
    assert shown(client, "/me/saved/") == ["Spring", "Autumn"]
    assert rows == ["2 things The button “Save” puts things here", "0 things"]


def test_a_list_shows_what_is_in_it_the_last_on_top(client, member):
    saved_list = make_list(member, "Spring")
    for title in ("One", "Two"):
        lists.save_page(saved_list=saved_list, page_id=make_tip(title).pk, now=NOW)
    client.force_login(member)
    assert shown(client, saved_list.get_absolute_url()) == ["Two", "One"]


@pytest.mark.parametrize("how", ["unpublish", "restrict", "delete"])
def test_what_is_not_there_any_more_has_no_title_but_keeps_its_note(client, member, editor, how):
    tip = make_tip("Secret plans")
    saved_list = make_list(member, "Spring", tip)
    note_on(saved_list, tip, "My words on it.")
    {
        "unpublish": tip.unpublish,
        "restrict": lambda: restrict(tip, *editor.groups.filter(name="Editors")),
        "delete": tip.delete,
    }[how]()
    client.force_login(member)
    page = client.get(saved_list.get_absolute_url()).content.decode()
    assert shown(client, saved_list.get_absolute_url()) == ["This is not available any more"]
    assert ("Secret plans" in page, "My words on it." in page) == (False, True)
    item = SavedItem.objects.get()
    assert "Secret plans" not in client.get(f"/me/saved/item/{item.public_id}/").content.decode()


def test_what_is_closed_stays_open_to_those_who_may_see_it(client, editor):
    tip = make_tip("Secret plans")
    saved_list = make_list(editor, "Spring", tip)
    restrict(tip, *editor.groups.filter(name="Editors"))
    client.force_login(editor)
    assert shown(client, saved_list.get_absolute_url()) == ["Secret plans"]


@pytest.mark.parametrize(
    "status", [MembershipStatus.LAPSED, MembershipStatus.SUSPENDED, MembershipStatus.DECLINED]
)
def test_without_a_membership_ones_lists_stay_ones_own(client, member, status):
    tip = make_tip()
    saved_list = make_list(member, "Spring", tip)
    member.membership.__class__.objects.filter(user=member).update(status=status)
    client.force_login(member)
    assert shown(client, saved_list.get_absolute_url()) == ["Walk first"]
    assert client.post(f"/me/saved/page/{tip.pk}/remove/").status_code == 302


# --- Whose they are -----------------------------------------------------------------------------

LIST_PAGES = ["", "name/", "delete/"]
LIST_BUTTONS = ["name/", "delete/", "place/"]
ITEM_BUTTONS = ["", "remove/", "place/"]


@pytest.mark.parametrize("what", LIST_PAGES)
def test_somebody_elses_list_is_not_there(client, member, expert, what):
    theirs = make_list(expert, "Theirs", make_tip())
    client.force_login(member)
    assert client.get(theirs.get_absolute_url() + what).status_code == 404
    assert client.get(f"/me/saved/{uuid4()}/{what}").status_code == 404


@pytest.mark.parametrize("what", LIST_BUTTONS)
def test_somebody_elses_list_cannot_be_changed(client, member, expert, what):
    theirs = make_list(expert, "Theirs", make_tip())
    client.force_login(member)
    address = theirs.get_absolute_url() + what
    assert client.post(address, {"name": "Mine", "way": "up"}).status_code == 404
    assert (names(expert), titles(theirs)) == (["Theirs"], ["Walk first"])


@pytest.mark.parametrize("what", ITEM_BUTTONS)
def test_somebody_elses_item_cannot_be_changed(client, member, expert, what):
    theirs = make_list(expert, "Theirs", make_tip())
    mine = make_list(member, "Mine")
    item = SavedItem.objects.get(saved_list=theirs)
    client.force_login(member)
    data = {"note": "Mine now", "saved_list": mine.pk, "way": "up", "with_note": "yes"}
    assert client.post(f"/me/saved/item/{item.public_id}/{what}", data).status_code == 404
    assert client.get(f"/me/saved/item/{item.public_id}/").status_code == 404
    item.refresh_from_db()
    assert (item.saved_list, item.note) == (theirs, "")


def test_an_item_cannot_be_put_into_somebody_elses_list(client, member, expert):
    mine, theirs = make_list(member, "Mine", make_tip()), make_list(expert, "Theirs")
    item = SavedItem.objects.get(saved_list=mine)
    client.force_login(member)
    response = client.post(
        f"/me/saved/item/{item.public_id}/", {"note": "Hello", "saved_list": theirs.pk}
    )
    assert response.context["form"].errors == {"saved_list": ["Choose one of your lists."]}
    assert titles(theirs) == []


def test_not_even_an_administrator_sees_anothers_lists(client, admin_user, member):
    saved_list = make_list(member, "Mine")
    assert not SavedList.objects.visible_to(admin_user).filter(pk=saved_list.pk).exists()


NOBODYS = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("address", ["/me/saved/", f"/me/saved/{NOBODYS}/", "/me/saved/page/1/"])
def test_a_visitor_is_sent_to_sign_in(client, address):
    assert client.get(address)["Location"] == f"/account/login/?next={address}"


# --- Changing them ------------------------------------------------------------------------------


def test_a_list_is_made_once(client, member):
    client.force_login(member)
    assert client.post("/me/saved/", {"name": "  Team   day "}).status_code == 302
    response = client.post("/me/saved/", {"name": "team DAY"})
    assert response.context["form"].errors == {"name": ["You have a list with this name already."]}
    assert names(member) == ["Team day"]


def test_two_members_may_use_the_same_name(client, member, expert):
    make_list(expert, "Team day")
    client.force_login(member)
    client.post("/me/saved/", {"name": "Team day"})
    assert names(member) == ["Team day"]


def test_a_list_is_renamed_but_not_to_the_name_of_another(client, member):
    spring = make_list(member, "Spring")
    make_list(member, "Autumn")
    client.force_login(member)
    refused = client.post(spring.get_absolute_url() + "name/", {"name": "autumn"})
    assert refused.context["form"].errors == {"name": ["You have another list with this name."]}
    client.post(spring.get_absolute_url() + "name/", {"name": "SPRING"})
    assert names(member) == ["SPRING", "Autumn"]


def test_deleting_says_first_what_goes_with_the_list(client, member):
    one, two = make_tip("One"), make_tip("Two")
    spring = make_list(member, "Spring", one, two)
    note_on(spring, one, "Words.")
    client.force_login(member)
    page = client.get(spring.get_absolute_url() + "delete/").content.decode()
    assert "the 2 things in it and your 1 note." in page
    assert names(member) == ["Spring"]


def test_a_list_is_deleted_and_a_second_press_is_no_error(client, member):
    spring = make_list(member, "Spring", make_tip())
    make_list(member, "Autumn")
    client.force_login(member)
    answers = [client.post(spring.get_absolute_url() + "delete/") for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/me/saved/"] * 2
    assert (names(member), SavedItem.objects.count()) == (["Autumn"], 0)


def test_lists_change_places_and_stay_at_the_ends(client, member):
    made = {name: make_list(member, name) for name in ("A", "B", "C")}
    client.force_login(member)
    seen = []
    for name, way in [("C", "up"), ("C", "up"), ("C", "up"), ("A", "down"), ("B", "down")]:
        client.post(made[name].get_absolute_url() + "place/", {"way": way})
        seen.append("".join(names(member)))
    assert seen == ["ACB", "CAB", "CAB", "CBA", "CAB"]


def test_items_change_places_and_stay_at_the_ends(client, member):
    saved_list = make_list(member, "Spring", *(make_tip(title) for title in "ABC"))
    items = {item.page.title: item for item in SavedItem.objects.all()}
    client.force_login(member)
    seen = []
    for name, way in [("C", "up"), ("C", "up"), ("C", "up"), ("A", "down")]:
        client.post(f"/me/saved/item/{items[name].public_id}/place/", {"way": way})
        seen.append("".join(titles(saved_list)))
    assert seen == ["ACB", "CAB", "CAB", "CBA"]


def test_a_note_is_written_and_the_item_moved(client, member):
    tip = make_tip()
    spring, autumn = make_list(member, "Spring", tip), make_list(member, "Autumn", make_tip("Two"))
    item = SavedItem.objects.get(saved_list=spring)
    client.force_login(member)
    response = client.post(
        f"/me/saved/item/{item.public_id}/", {"note": "For June.", "saved_list": autumn.pk}
    )
    assert response["Location"] == autumn.get_absolute_url()
    assert (titles(spring), titles(autumn)) == ([], ["Walk first", "Two"])
    assert SavedItem.objects.get(page=tip).note == "For June."


def test_moving_to_a_list_that_has_the_page_leaves_one(client, member):
    tip = make_tip()
    spring, autumn = make_list(member, "Spring", tip), make_list(member, "Autumn", tip)
    lists.change_item(
        item=SavedItem.objects.get(saved_list=spring), note="New words.", saved_list=autumn
    )
    assert [(item.saved_list, item.note) for item in SavedItem.objects.all()] == [
        (autumn, "New words.")
    ]


def test_a_note_is_at_most_300_characters_and_what_was_typed_stays(client, member):
    spring = make_list(member, "Spring", make_tip())
    item = SavedItem.objects.get()
    client.force_login(member)
    data = {"note": "x" * 301, "saved_list": spring.pk}
    response = client.post(f"/me/saved/item/{item.public_id}/", data)
    assert response.context["form"]["note"].value() == "x" * 301
    assert list(response.context["form"].errors) == ["note"]


def test_an_item_with_a_note_is_removed_only_when_that_was_said(client, member):
    tip = make_tip()
    spring = make_list(member, "Spring", tip)
    item = note_on(spring, tip, "Words.")
    address = f"/me/saved/item/{item.public_id}/"
    client.force_login(member)
    assert client.post(address + "remove/")["Location"] == address
    assert titles(spring) == ["Walk first"]
    for _ in range(2):
        answer = client.post(address + "remove/", {"with_note": "yes"})
        assert answer["Location"] == spring.get_absolute_url()
    assert titles(spring) == []


@pytest.mark.parametrize("what", ["remove/", "place/"])
def test_a_link_moves_and_removes_nothing(client, member, what):
    make_list(member, "Spring", make_tip())
    item = SavedItem.objects.get()
    client.force_login(member)
    assert client.get(f"/me/saved/item/{item.public_id}/{what}").status_code == 405


# --- Costs and holdings -------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_costs_the_same_at_any_length(client, member, number, django_assert_num_queries):
    saved_list = make_list(member, "Spring", *(make_tip(title) for title in "ABC"[:number]))
    client.force_login(member)
    client.get(saved_list.get_absolute_url())
    # session, account; the list, its number, its items; restrictions, groups, entries; unread,
    # site, menus, membership
    with django_assert_num_queries(12):
        client.get(saved_list.get_absolute_url())


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_cost_the_same_at_any_number(client, member, number, django_assert_num_queries):
    for name in "ABC"[:number]:
        make_list(member, name, make_tip(name))
    client.force_login(member)
    client.get("/me/saved/")
    # session, account; what was kept of the form; unread, groups, site, menus, membership; lists
    with django_assert_num_queries(9):
        client.get("/me/saved/")


def test_the_export_holds_lists_and_items_and_nothing_of_others(member, expert):
    one, two = make_tip("One"), make_tip("Two")
    saved_list = make_list(member, "Spring", one, two)
    note_on(saved_list, two, "Words.")
    make_list(expert, "Theirs", one)
    two.unpublish()
    rows = {
        held.model: list(held.rows(member)) for held in all_holdings() if "saved." in held.model
    }
    assert rows == {
        "saved.SavedList": [{"name": "Spring", "made": NOW, "things in it": 2}],
        "saved.SavedItem": [
            {
                "list": "Spring",
                "what": "One",
                "address": full_address("/tips/one/"),
                "note": "",
                "saved": NOW,
            },
            {
                "list": "Spring",
                "what": "Not available any more",
                "address": "",
                "note": "Words.",
                "saved": NOW,
            },
        ],
    }


def test_after_leaving_for_good_no_list_is_left(member, expert):
    make_list(member, "Spring", make_tip("One"))
    make_list(expert, "Theirs", make_tip("Two"))
    for held in all_holdings():
        if held.model.startswith("saved."):
            held.on_final(member, NOW)
    assert (names(member), names(expert)) == ([], ["Theirs"])


def test_the_name_of_a_list_is_what_can_be_seen():
    assert ListNameForm({"name": "\u200b\u202e"}).errors["name"] == ["Give the list a name."]
    form = ListNameForm({"name": " 2026\u202e "})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "2026"
