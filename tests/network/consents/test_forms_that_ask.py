"""A text that is agreed to in a form: being willing to answer questions."""

import pytest

from askexpert.models import ExpertAvailability
from network.consents.agreeing import asked_by_form, outstanding
from network.consents.models import Agreement, AgreementPage, How
from tests.network.consents.changes import publish

pytestmark = pytest.mark.django_db

CODE, URL = "willing-to-answer", "/ask/availability/"
WILLING = {"willing": "on", "capacity": "1"}


def text() -> AgreementPage:
    return AgreementPage.objects.get(code=CODE)


def agreed(user) -> list[tuple[int, str]]:
    rows = Agreement.objects.filter(user=user, version__page__code=CODE).order_by("pk")
    return list(rows.values_list("version__number", "how"))


def test_every_installation_has_the_text_and_nobody_is_asked_for_it_elsewhere(client, member):
    assert client.get("/willing-to-answer/").status_code == 200
    assert [version.number for version in text().versions.all()] == [1]
    assert outstanding(member) == []


def test_saying_that_one_is_willing_agrees_to_the_version_shown(client, member):
    client.force_login(member)
    shown = text().versions.get()
    page = client.get(URL).content.decode()
    assert f'name="agreement" value="{shown.pk}"' in page
    assert shown.get_absolute_url() in page
    publish(CODE, summary="New words.", asks_again=True, note="We ask more.")
    client.post(URL, {**WILLING, "agreement": shown.pk})
    assert agreed(member) == [(1, How.FORM)]
    assert asked_by_form(member, CODE).number == 2


@pytest.mark.parametrize("value", ["", "x", "999999"])
def test_a_form_that_does_not_say_what_it_showed_agrees_to_the_newest(client, member, value):
    client.force_login(member)
    client.post(URL, {**WILLING, "agreement": value})
    assert agreed(member) == [(1, How.FORM)]


def test_another_text_cannot_be_put_in_its_place(client, member):
    client.force_login(member)
    terms = AgreementPage.objects.get(code="terms").versions.first()
    client.post(URL, {**WILLING, "agreement": terms.pk})
    assert agreed(member) == [(1, How.FORM)]


def test_who_has_agreed_is_not_asked_again(client, member):
    client.force_login(member)
    for _ in range(2):
        client.post(URL, WILLING)
    assert agreed(member) == [(1, How.FORM)]
    assert 'name="agreement"' not in client.get(URL).content.decode()


def test_not_being_willing_agrees_to_nothing(client, member):
    client.force_login(member)
    client.post(URL, {"capacity": "1"})
    assert agreed(member) == []


def test_a_text_that_was_taken_off_the_site_stands_in_nobodys_way(client, member):
    AgreementPage.objects.filter(code=CODE).update(live=False)
    client.force_login(member)
    client.post(URL, WILLING)
    assert agreed(member) == []
    assert ExpertAvailability.objects.get(user=member).consented_at is not None
