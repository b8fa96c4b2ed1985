"""A page is found by the names of its authors as they are printed now."""

import pytest
from django.utils import timezone

from network.members import departing
from network.members.models import User
from network.members.workflow.leaving import come_back, leave
from network.search import catalogue, forgetting
from network.search.models import PageText
from tests.factories.pages import make_post, make_tip

pytestmark = pytest.mark.django_db


def found(client, words: str) -> list[str]:
    return [result.title for result in client.get("/search/", {"q": words}).context["results"]]


def rename(user: User, name: str) -> None:
    user.name = name
    user.save(update_fields=["name"])


def test_a_page_is_found_by_whoever_is_credited(client, member):
    make_tip("Walk first", authors=["Amara Lindqvist-Osei"])
    rename(member, "Quilla Vantongeren")
    make_post("A long bus ride", authors=[member])
    assert found(client, "lindqvist osei") == ["Walk first"]
    assert found(client, "Quilla Vantongeren") == ["A long bus ride"]


def test_a_name_that_was_given_up_finds_nothing(client, member):
    rename(member, "Quilla Vantongeren")
    make_tip("Walk first", authors=[member])
    rename(member, "Bea Ostrander")
    assert found(client, "vantongeren") == []
    assert found(client, "ostrander") == ["Walk first"]


@pytest.mark.parametrize("keeps_credit", [False, True])
def test_a_former_member_is_found_as_they_agreed(client, member, keeps_credit):
    rename(member, "Quilla Vantongeren")
    make_tip("Walk first", authors=[member])
    leave(user=member, cause="own_choice", keeps_credit=keeps_credit, now=timezone.now())
    assert found(client, "vantongeren") == (["Walk first"] if keeps_credit else [])
    assert found(client, "former member") == []
    come_back(departure=member.departures.get(), now=timezone.now())
    assert found(client, "vantongeren") == ["Walk first"]


def test_leaving_and_coming_back_write_each_page_once(member, monkeypatch):
    pages = {make_tip("Walk first", authors=[member]).pk, make_post(authors=[member]).pk}
    written = []
    for module in (catalogue, forgetting):
        write = module.write_text
        monkeypatch.setattr(
            module,
            "write_text",
            lambda page, write=write, **how: written.append(page.pk) or write(page, **how),
        )
    leave(user=member, cause="own_choice", keeps_credit=False, now=timezone.now())
    assert (len(written), set(written)) == (2, pages)
    written.clear()
    come_back(departure=member.departures.get(), now=timezone.now())
    assert (len(written), set(written)) == (2, pages)


def test_what_breaks_off_a_departure_leaves_no_page_waiting(client, member, monkeypatch):
    rename(member, "Quilla Vantongeren")
    make_tip("Walk first", authors=[member])
    monkeypatch.setattr(departing, "close_account", lambda user, now: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        leave(user=member, cause="own_choice", keeps_credit=False, now=timezone.now())
    member.refresh_from_db()
    rename(member, "Bea Ostrander")
    assert found(client, "ostrander") == ["Walk first"]


def test_an_account_that_is_closed_by_hand_is_found_no_more(client, member):
    rename(member, "Quilla Vantongeren")
    make_tip("Walk first", authors=[member])
    member.is_active = False
    member.save()
    assert found(client, "vantongeren") == []


def test_signing_in_writes_no_text(member, django_assert_num_queries):
    make_tip("Walk first", authors=[member])
    before = PageText.objects.values_list("pk", flat=True).count()
    member.last_login = timezone.now()
    with django_assert_num_queries(1):
        member.save(update_fields=["last_login"])
    assert PageText.objects.count() == before
