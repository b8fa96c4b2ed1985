"""Saving by the button on a page."""

from datetime import timedelta

import pytest
from django.template import engines
from django.utils import timezone

from network.saved import lists
from network.saved.models import SavedItem
from tests.factories.pages import (
    make_answer,
    make_post,
    make_project,
    make_standard_page,
    make_tip,
    make_webinar,
    restrict,
)
from tests.network.saved.rows import make_list, names, note_on, titles
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def address(page, what: str = "save") -> str:
    return f"/me/saved/page/{page.pk}/{what}/"


def test_the_first_thing_saved_makes_the_first_list(client, member):
    tip = make_tip()
    client.force_login(member)
    response = client.post(address(tip), {"next": "/tips/?topic=x"})
    assert (response.status_code, response["Location"]) == (302, "/tips/?topic=x")
    assert names(member) == ["Saved"]
    assert titles(member.saved_lists.get()) == ["Walk first"]


def test_without_a_page_to_go_back_to_it_leads_to_what_was_saved(client, member):
    client.force_login(member)
    assert client.post(address(make_tip()))["Location"] == "/tips/walk-first/"


def test_it_goes_into_the_first_list(client, member):
    make_list(member, "Spring")
    make_list(member, "Autumn")
    client.force_login(member)
    client.post(address(make_tip()))
    assert [titles(saved_list) for saved_list in member.saved_lists.all()] == [["Walk first"], []]


def test_a_second_press_changes_nothing(client, member):
    tip = make_tip()
    client.force_login(member)
    assert [client.post(address(tip)).status_code for _ in range(2)] == [302, 302]
    assert SavedItem.objects.count() == 1


@pytest.mark.parametrize("what", ["save", "remove"])
def test_a_link_does_nothing(client, member, what):
    tip = make_tip()
    make_list(member, "Saved", tip)
    client.force_login(member)
    assert client.get(address(tip, what)).status_code == 405
    assert SavedItem.objects.count() == 1


@pytest.mark.parametrize("what", ["save", "remove"])
def test_a_visitor_signs_in_and_comes_back_to_the_page(client, what):
    response = client.post(address(make_tip(), what), {"next": "/tips/walk-first/"})
    assert response["Location"] == "/account/login/?next=/tips/walk-first/"


def test_taking_out_empties_ones_own_lists_only(client, member, expert):
    tip = make_tip()
    make_list(member, "A", tip)
    make_list(member, "B", tip)
    make_list(expert, "C", tip)
    client.force_login(member)
    client.post(address(tip, "remove"))
    assert [item.saved_list.user for item in SavedItem.objects.all()] == [expert]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_note_is_not_lost_by_a_press_of_the_button(client, member, headers):
    tip = make_tip()
    note_on(make_list(member, "Saved", tip), tip, "Ask the bus depot.")
    client.force_login(member)
    response = client.post(address(tip, "remove"), headers=headers)
    assert response.headers.get("HX-Redirect" if headers else "Location") == (
        f"/me/saved/page/{tip.pk}/"
    )
    assert SavedItem.objects.get().note == "Ask the bus depot."


def test_what_is_closed_to_somebody_cannot_be_saved(client, member, editor):
    tip = make_tip()
    restrict(tip, *editor.groups.filter(name="Editors"))
    client.force_login(member)
    assert client.post(address(tip)).status_code == 404
    client.force_login(editor)
    assert client.post(address(tip)).status_code == 302


def test_what_is_not_published_or_not_in_the_catalogue_cannot_be_saved(client, member):
    tip, plain = make_tip(), make_standard_page()
    tip.unpublish()
    client.force_login(member)
    assert [client.post(address(page)).status_code for page in (tip, plain)] == [404, 404]
    assert client.post("/me/saved/page/999999999/save/").status_code == 404
    assert client.post("/me/saved/page/99999999999999999999/save/").status_code == 404


def test_a_full_list_says_so_and_leads_to_the_other_lists(client, member, monkeypatch):
    monkeypatch.setattr(lists, "MAX_ITEMS", 1)
    make_list(member, "Saved", make_tip("One"))
    two = make_tip("Two")
    client.force_login(member)
    response = client.post(address(two), follow=True)
    assert response.redirect_chain == [(f"/me/saved/page/{two.pk}/", 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "The list “Saved” holds 1 things and is full. Choose another list, or take something out."
    ]


def test_htmx_gets_the_button_as_it_is_now(client, member):
    tip = make_tip()
    client.force_login(member)
    saved = client.post(address(tip), headers=HTMX).content.decode()
    taken = client.post(address(tip, "remove"), headers=HTMX).content.decode()
    assert ("Saved in" in saved, "<html" in saved) == (True, False)
    assert (address(tip) in taken, "<html" in taken) == (True, False)


# --- The button on pages ------------------------------------------------------------------------

BUTTON = engines["django"].from_string("{% load saved %}{% save_button page %}")


@pytest.mark.parametrize("number", [0, 1, 3])
def test_the_button_costs_a_member_one_query(rf, member, number, django_assert_num_queries):
    tip = make_tip()
    for name in ["A", "B", "C"][:number]:
        make_list(member, name, tip)
    request = rf.get("/page/")
    request.user = member
    with django_assert_num_queries(1):  # the lists that hold the page
        BUTTON.render({"page": tip}, request)


def test_the_button_costs_a_visitor_nothing(client, django_assert_num_queries):
    tip = make_tip()
    request = client.get("/robots.txt").wsgi_request
    with django_assert_num_queries(0):
        page = BUTTON.render({"page": tip}, request)
    assert "/account/login/?next=/robots.txt" in page


def test_a_preview_shows_no_button(rf, member):
    request = rf.get("/page/")
    request.user, request.is_preview = member, True
    assert BUTTON.render({"page": make_tip()}, request) == ""


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_resource("audit"),
        make_tip,
        make_post,
        make_project,
        make_answer,
        lambda: make_webinar(starts_at=timezone.now() + timedelta(days=3)),
    ],
)
def test_every_kind_of_page_offers_to_save_it(client, member, make):
    page = make()
    client.force_login(member)
    assert f'action="{address(page)}"' in client.get(page.get_url()).content.decode()
    client.logout()
    assert "Sign in to save this" in client.get(page.get_url()).content.decode()


# --- Choosing lists -----------------------------------------------------------------------------


def choose(client, page, **data):
    return client.post(f"/me/saved/page/{page.pk}/", data)


def test_a_page_can_stand_in_several_lists_and_in_a_new_one(client, member):
    tip = make_tip()
    spring, autumn = make_list(member, "Spring"), make_list(member, "Autumn", tip)
    client.force_login(member)
    response = choose(client, tip, lists=[spring.pk], name=" For  new colleagues ")
    assert response["Location"] == "/tips/walk-first/"
    found = {saved_list.name: titles(saved_list) for saved_list in member.saved_lists.all()}
    assert found == {
        "Spring": ["Walk first"],
        "Autumn": [],
        "For new colleagues": ["Walk first"],
    }
    assert titles(autumn) == []


def test_a_list_that_stays_chosen_keeps_its_note(client, member):
    tip = make_tip()
    spring = make_list(member, "Spring", tip)
    note_on(spring, tip, "Print two.")
    client.force_login(member)
    choose(client, tip, lists=[spring.pk], name="Autumn")
    notes = SavedItem.objects.order_by("saved_list__position").values_list("note", flat=True)
    assert list(notes) == ["Print two.", ""]


def test_the_name_of_a_list_that_is_there_means_that_list(client, member):
    tip = make_tip()
    make_list(member, "Spring")
    client.force_login(member)
    choose(client, tip, name="SPRING")
    assert (names(member), SavedItem.objects.count()) == (["Spring"], 1)


def test_somebody_elses_list_cannot_be_chosen(client, member, expert):
    tip, theirs = make_tip(), make_list(expert, "Theirs")
    make_list(member, "Mine")
    client.force_login(member)
    response = choose(client, tip, lists=[theirs.pk])
    assert response.context["form"].errors == {"lists": ["Choose from your lists."]}
    assert SavedItem.objects.count() == 0


def test_when_there_is_no_room_nothing_is_changed_and_the_words_stay(client, member, monkeypatch):
    monkeypatch.setattr(lists, "MAX_LISTS", 1)
    tip = make_tip()
    spring = make_list(member, "Spring", tip)
    client.force_login(member)
    response = choose(client, tip, name="Autumn")
    assert response.context["form"].non_field_errors() == [
        "You have 1 lists, and there is no room for more. Delete one that you no longer need."
    ]
    assert response.context["form"]["name"].value() == "Autumn"
    assert (names(member), titles(spring)) == (["Spring"], ["Walk first"])


def test_choosing_needs_a_page_that_may_be_opened(client, member, editor):
    tip = make_tip()
    restrict(tip, *editor.groups.filter(name="Editors"))
    client.force_login(member)
    assert client.get(f"/me/saved/page/{tip.pk}/").status_code == 404


def test_the_first_list_needs_a_name(client, member):
    tip = make_tip()
    client.force_login(member)
    assert client.get(f"/me/saved/page/{tip.pk}/").context["form"]["name"].value() == "Saved"
    response = choose(client, tip, name=" ")
    assert response.context["form"].errors == {"name": ["Give the list a name."]}
    assert (names(member), SavedItem.objects.count()) == ([], 0)
