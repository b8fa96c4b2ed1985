"""A changed text asks again, at the next request, and nothing is lost."""

import pytest
from django.utils import timezone

from network.consents.agreeing import agree, ids_of, outstanding, versions_in_force
from network.consents.models import Agreement, AgreementVersion, How
from network.members.interrupted import signature
from network.members.models import InterruptedForm, User
from tests.network.consents.changes import ask_again, publish, terms
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db

SIGNUP = {"email": "new@people.example", "password1": PASSWORD, "terms": "on", "website": ""}


@pytest.fixture
def asked(client, member):
    """A member who signs in after the terms have changed."""
    version = ask_again()
    client.force_login(member)
    return version


def agreed_to(user) -> list[tuple[str, int, str]]:
    rows = Agreement.objects.filter(user=user).order_by("version__page__code", "version__number")
    return list(rows.values_list("version__page__code", "version__number", "how"))


def test_signing_up_records_both_texts(client):
    client.post("/account/signup/", SIGNUP)
    user = User.objects.get(email="new@people.example")
    assert agreed_to(user) == [("privacy", 1, "sign_up"), ("terms", 1, "sign_up")]
    assert user.terms_accepted_at is not None


def test_signing_up_records_what_the_form_showed(client):
    shown = ids_of(versions_in_force())
    ask_again()
    client.post("/account/signup/", {**SIGNUP, "versions": shown})
    user = User.objects.get(email="new@people.example")
    assert agreed_to(user) == [("privacy", 1, "sign_up"), ("terms", 1, "sign_up")]
    assert [ask.version.number for ask in outstanding(user)] == [2]
    assert user.terms_accepted_at is None


@pytest.mark.parametrize("value", ["", "x", "999999", "1,2,3,999999999999", "-1"])
def test_a_forged_field_records_the_texts_in_force(client, value):
    AgreementVersion.objects.filter(pk__lt=0).delete()
    client.post("/account/signup/", {**SIGNUP, "versions": value if value != "1,2,3" else ""})
    user = User.objects.get(email="new@people.example")
    assert [row[0] for row in agreed_to(user)] == ["privacy", "terms"]


@pytest.mark.parametrize("path", ["/me/", "/ask/new/", "/members/", "/me/messages/", "/desk/"])
def test_ones_own_pages_ask_first(client, asked, path):
    answer = client.get(path)
    assert (answer.status_code, answer.url) == (
        302,
        f"/me/agreements/?next={path.replace('/', '%2F')}",
    )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/resources/",
        "/blog/",
        "/terms-of-use/",
        "/terms-of-use/versions/1/",
        "/urgent-help/",
        "/search/?q=map",
        "/complaints/",
        "/me/agreements/",
        "/me/agreements/without/",
        "/account/logout/",
        "/sitemap.xml",
    ],
)
def test_public_pages_leaving_and_help_stay_open(client, asked, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/me/data/", "/me/data/leave/", "/me/messages/settings/"])
def test_the_data_copy_leaving_and_stopping_e_mail_stay_open(client, asked, path):
    assert client.get(path).status_code == 200


def test_a_public_page_reminds(client, asked, member):
    assert "Our terms have changed" in client.get("/resources/").content.decode()
    agree(user=member, versions=[asked], how=How.ASKED, now=timezone.now())
    assert "Our terms have changed" not in client.get("/resources/").content.decode()


def test_visitors_are_not_asked_and_pay_nothing(client, django_assert_num_queries):
    ask_again()
    client.get("/urgent-help/")
    with django_assert_num_queries(4):
        # Nations, the notice with its nation, the site, and its menus with the pages they link.
        page = client.get("/urgent-help/").content.decode()
    assert "Our terms have changed" not in page


def test_whoever_has_agreed_pays_nothing(client, member, django_assert_num_queries):
    client.force_login(member)
    client.get("/me/agreements/without/")
    with django_assert_num_queries(7):
        # Session, person, second factor's groups, membership, menu, messages, menu's site.
        client.get("/me/agreements/without/")


def test_the_page_says_what_changed_and_links_both_texts(client, asked):
    page = client.get("/me/agreements/").content.decode()
    assert "You may be asked for proof." in page
    assert 'href="/terms-of-use/versions/2/"' in page
    assert 'href="/terms-of-use/versions/1/"' in page


def test_opening_the_page_agrees_to_nothing(client, asked, member):
    client.get("/me/agreements/")
    client.get("/me/agreements/without/")
    assert client.get("/me/agreements/agree/").status_code == 405
    assert agreed_to(member) == [("privacy", 1, "sign_up"), ("terms", 1, "sign_up")]


def test_agreeing_opens_everything_and_leads_on(client, asked, member):
    answer = client.post(
        "/me/agreements/agree/", {"versions": ids_of([asked]), "next": "/me/messages/"}
    )
    assert (answer.status_code, answer.url) == (302, "/me/messages/")
    assert agreed_to(member)[1:] == [("terms", 1, "sign_up"), ("terms", 2, "asked")]
    assert client.get("/me/messages/").status_code == 200


def test_agreeing_twice_is_one_agreement(client, asked, member):
    for _ in range(2):
        client.post("/me/agreements/agree/", {"versions": ids_of([asked])})
    assert len(agreed_to(member)) == 3


def test_one_agrees_to_what_the_page_showed(client, asked, member):
    later = ask_again("And more proof.")
    answer = client.post("/me/agreements/agree/", {"versions": ids_of([asked])})
    assert answer.url == "/me/agreements/"
    assert [ask.version for ask in outstanding(member)] == [later]


def test_a_later_correction_of_spelling_is_agreed_to_with_it(client, asked, member):
    publish(summary="New, spelt right.")
    assert [ask.version.number for ask in outstanding(member)] == [3]
    client.post("/me/agreements/agree/", {"versions": ids_of([asked])})
    assert outstanding(member) == []


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere.example", "me", ""])
def test_one_is_led_to_this_site_only(client, asked, page):
    answer = client.post("/me/agreements/agree/", {"versions": ids_of([asked]), "next": page})
    assert answer.url == "/me/"


def test_what_was_begun_before_the_change_goes_through(client, applicant):
    """The reply form was open when the terms changed: the words arrive, then the page asks."""
    client.force_login(applicant)
    ask_again()
    answer = client.post("/me/about/", {"statement": "I map."})
    assert "/me/agreements/" not in answer.get("Location", "")
    assert client.get("/me/").url.startswith("/me/agreements/")


def test_a_new_session_cannot_post_and_its_words_are_kept(client, asked, member):
    data = {"statement": "I map.", "kept_for": signature(member), "kept_from": "/me/profile/"}
    answer = client.post("/me/profile/", data)
    assert answer.url == "/me/agreements/?next=%2Fme%2Fprofile%2F"
    assert InterruptedForm.objects.get(user=member).fields == {"statement": ["I map."]}


def test_somebody_elses_words_are_not_kept_for_me(client, asked, member, expert):
    data = {"statement": "Theirs.", "kept_for": signature(expert), "kept_from": "/me/profile/"}
    assert client.post("/me/profile/", data).url == "/me/agreements/"
    assert not InterruptedForm.objects.filter(user=member).exists()


def test_a_button_without_words_has_to_be_pressed_again(client, asked):
    assert client.post("/me/messages/read/").url == "/me/agreements/"


def test_htmx_is_led_to_the_page_and_not_into_a_fragment(client, asked):
    answer = client.get("/members/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/me/agreements/?next=%2Fmembers%2F"


def test_an_account_without_any_agreement_is_asked_for_both(client, member):
    Agreement.objects.filter(user=member).delete()
    User.objects.filter(pk=member.pk).update(terms_accepted_at=None)
    client.force_login(member)
    page = client.get("/me/agreements/").content.decode()
    assert "You say" not in page
    assert page.count("Read the whole text") == 2


def test_a_text_that_was_taken_down_is_not_asked_for(client, asked):
    terms().unpublish()
    assert client.get("/me/").status_code == 200


def test_a_text_that_comes_back_asks_those_who_missed_it(client, asked, member):
    terms().unpublish()
    User.objects.filter(pk=member.pk).update(terms_accepted_at=timezone.now())
    terms().save_revision().publish()
    assert client.get("/me/").status_code == 302


def test_the_list_shows_mine_only(client, member, expert):
    client.force_login(member)
    publish(summary="Shorter.")
    agree(
        user=expert,
        versions=AgreementVersion.objects.filter(number=2),
        how=How.ASKED,
        now=timezone.now(),
    )
    rows = client.get("/me/agreements/").context["agreed"]
    assert {row.user for row in rows} == {member}


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_at_any_length(client, member, number, django_assert_num_queries):
    for place in range(number):
        version = publish(summary=f"Text {place}.")
        agree(user=member, versions=[version], how=How.FORM, now=timezone.now())
    client.force_login(member)
    client.get("/me/agreements/")
    with django_assert_num_queries(8):
        # As every own page of somebody who has agreed, and the agreements.
        assert len(client.get("/me/agreements/").context["agreed"]) == number + 2


@pytest.mark.parametrize("path", ["", "without/"])
def test_visitors_sign_in_first(client, path):
    answer = client.get(f"/me/agreements/{path}")
    assert answer.url == f"/account/login/?next=/me/agreements/{path}"
