"""Organisations to choose from, while somebody writes theirs."""

import pytest
from django.core.cache import cache

from network.taxonomy.models import Organisation
from tests.personas import make_account, make_organisation

ADDRESS = "/join/organisations/"


@pytest.fixture
def listed(db):
    return make_organisation("Southmere Council", "Southmere")


def test_a_fragment_with_what_resembles_the_words(client, outsider, listed):
    client.force_login(outsider)
    answer = client.get(ADDRESS, {"organisation": "southm"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (
        200,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert f'name="organisation_pick" id="organisation_pick_{listed.pk}"' in page
    assert "None of these: add “southm”" in page
    assert "<html" not in page


def test_nothing_for_one_letter(client, outsider, listed):
    client.force_login(outsider)
    assert "radio" not in client.get(ADDRESS, {"organisation": "s"}).content.decode()


def test_another_field_and_only_the_list(client, outsider, listed):
    client.force_login(outsider)
    page = client.get(
        ADDRESS, {"field": "parent", "parent": "southmere", "listed": "1"}
    ).content.decode()
    assert f'name="parent_pick" id="parent_pick_{listed.pk}"' in page
    assert "None of these" not in page


def test_what_was_written_is_text_and_nothing_else(client, outsider, listed):
    client.force_login(outsider)
    page = client.get(ADDRESS, {"organisation": "southmere <script>"}).content.decode()
    assert "<script>" not in page


@pytest.mark.parametrize("field", ["", "1a", "a b", 'a"b', "a" * 60])
def test_a_field_has_a_plain_name(client, outsider, field):
    client.force_login(outsider)
    assert client.get(ADDRESS, {"field": field}).status_code == 404


def test_visitors_sign_in_first(client, db):
    assert client.get(ADDRESS, {"organisation": "southm"}).status_code == 302


def test_an_address_that_is_not_confirmed_sees_none(client, db):
    user = make_account("Una Confirmed")
    user.emailaddress_set.update(verified=False)
    client.force_login(user)
    assert client.get(ADDRESS, {"organisation": "southm"}).status_code == 404


def test_more_than_a_person_writes_is_refused(client, outsider, listed, monkeypatch):
    monkeypatch.setattr("network.members.organisations.search_allowance.PER_MINUTE", 2)
    cache.clear()
    client.force_login(outsider)
    codes = [client.get(ADDRESS, {"organisation": "southm"}).status_code for _ in range(3)]
    assert codes == [200, 200, 429]


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_at_any_number(client, outsider, number, django_assert_num_queries):
    for place in range(number):
        Organisation.objects.create(name=f"Peerless {place}", slug=f"p{place}")
    client.force_login(outsider)
    client.get(ADDRESS, {"organisation": "peerless"})
    # Session, account, its use noted; the confirmed address; the search.
    with django_assert_num_queries(4):
        page = client.get(ADDRESS, {"organisation": "peerless"}).content.decode()
    assert page.count('type="radio"') == number + 1
