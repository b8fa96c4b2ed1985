"""``/join/``: one form, what it refuses, what it keeps."""

import pytest
from bs4 import BeautifulSoup

from network.members.forms import JoinForm
from network.members.models import Membership, User
from network.taxonomy.models import Area, Nation, Sector
from tests.personas import make_account, make_organisation


@pytest.fixture
def form(db):
    make_organisation("Northfield Council", "Northfield")
    return {
        "name": "Nell  New",
        "sectors": [Sector.objects.get(slug="education").pk],
        "role_title": "Head of year",
        "organisation": "northfield council",
        "nation": Nation.objects.get(slug="england").pk,
        "area": Area.objects.get(slug="northfield").pk,
        "why": "To learn from others.",
    }


def test_a_visitor_makes_an_account_first(client, db):
    answer = client.get("/join/", follow=True)
    assert answer.redirect_chain == [("/account/signup/?next=/join/", 302)]
    page = BeautifulSoup(answer.content, "html.parser").main
    assert page.select_one("button[type=submit]").get_text(strip=True) == "Make an account"
    assert (
        page.select_one("a[href^='/account/login/']")["href"] == "/account/login/?next=%2Fjoin%2F"
    )


def test_a_form_that_comes_without_a_session_leads_to_signing_in(client, db):
    assert client.post("/join/", {"why": "To learn."}).url == "/account/login/?next=/join/"


def test_an_unconfirmed_address_is_told_what_to_do(client, db):
    user = make_account("Una Confirmed")
    user.emailaddress_set.update(verified=False)
    client.force_login(user)
    answer = client.get("/join/")
    assert answer.status_code == 403
    assert "Confirm your e-mail address first" in answer.content.decode()


def test_a_complete_form_becomes_an_application(client, outsider, form):
    client.force_login(outsider)
    answer = client.post("/join/", form)
    assert (answer.status_code, answer.url) == (302, "/join/next/")
    user = User.objects.get(pk=outsider.pk)
    profile = user.profile
    assert user.name == "Nell New"
    assert profile.organisation.name == "Northfield Council"
    assert profile.proposed_organisation == ""
    assert user.membership.why == "To learn from others."
    assert "This is what happens next" in client.get("/join/next/").content.decode()


def test_an_organisation_that_is_not_in_the_list_is_a_proposal(client, outsider, form):
    client.force_login(outsider)
    client.post("/join/", {**form, "organisation": "Fernwick Lantern Club"})
    profile = User.objects.get(pk=outsider.pk).profile
    assert (profile.organisation, profile.proposed_organisation) == (None, "Fernwick Lantern Club")


def test_the_area_belongs_to_the_nation(client, outsider, form):
    client.force_login(outsider)
    page = client.post(
        "/join/", {**form, "nation": Nation.objects.get(slug="scotland").pk}
    ).content.decode()
    assert "Northfield is in England, and you chose Scotland. Change one of the two." in page
    assert not Membership.objects.filter(user=outsider).exists()


def test_what_was_typed_stays_when_something_is_missing(client, outsider, form):
    client.force_login(outsider)
    page = client.post("/join/", {**form, "sectors": []}).content.decode()
    assert "There is a problem" in page
    assert "Choose at least one." in page
    assert "To learn from others.</textarea>" in page
    assert 'value="Head of year"' in page


def test_words_that_resemble_the_list_are_asked_about_once(client, outsider, form):
    client.force_login(outsider)
    page = client.post("/join/", {**form, "organisation": "Northfield"}).content.decode()
    assert "Choose which one you mean, or say that yours is not among them." in page
    assert "None of these: add “Northfield”" in page
    client.post("/join/", {**form, "organisation": "Northfield", "organisation_pick": "as-written"})
    profile = User.objects.get(pk=outsider.pk).profile
    assert (profile.organisation, profile.proposed_organisation) == (None, "Northfield")


def test_a_pick_counts_more_than_the_words(client, outsider, form):
    listed = make_organisation("Southmere Council", "Southmere")
    client.force_login(outsider)
    client.post("/join/", {**form, "organisation": "South", "organisation_pick": listed.pk})
    assert User.objects.get(pk=outsider.pk).profile.organisation == listed


@pytest.mark.parametrize("pick", ["0", "999999999999999999999", "-1", "x"])
def test_a_pick_of_nothing_is_no_pick(client, outsider, form, pick):
    client.force_login(outsider)
    client.post("/join/", {**form, "organisation_pick": pick})
    assert User.objects.get(pk=outsider.pk).profile.organisation.name == "Northfield Council"


def test_a_work_address_of_the_list_is_let_in_at_once(client, form):
    user = make_account("Nell New", "nell@northfield.gov.uk")
    client.force_login(user)
    client.post("/join/", form)
    assert "Welcome, you are a member" in client.get("/join/next/").content.decode()


def test_what_identifies_a_child_has_to_go(client, outsider, form):
    client.force_login(outsider)
    answer = client.post("/join/", {**form, "why": "About NHS number 943 476 5919."})
    assert "“943 476 5919”" in " ".join(answer.context["form"].errors["why"])
    assert "What may identify somebody" in answer.content.decode()
    assert not Membership.objects.filter(user=outsider).exists()


def test_what_may_identify_a_child_is_kept_with_a_reason(client, outsider, form):
    client.force_login(outsider)
    words = {**form, "why": "I teach at Northfield Primary School."}
    asked = client.post("/join/", words).context["form"]
    (name,) = asked.reason_fields
    assert asked.errors[name] == [
        "Say why “Northfield Primary School” is safe to keep, or change it above."
    ]
    client.post("/join/", {**words, name: "It is where I work."})
    assert Membership.objects.get(user=outsider).kept_phrases == [
        {
            "type": "school",
            "phrase": "Northfield Primary School",
            "why": "It is where I work.",
        }
    ]


def test_sending_twice_is_one_application(client, outsider, form):
    client.force_login(outsider)
    client.post("/join/", form)
    assert client.post("/join/", form).url == "/me/"
    assert Membership.objects.filter(user=outsider).count() == 1


def test_building_the_form_costs_the_same_at_any_number_of_choices(
    client, outsider, form, django_assert_num_queries
):
    # sectors, nations, areas
    with django_assert_num_queries(3):
        JoinForm().as_p()


@pytest.mark.parametrize("field", ["name", "role_title"])
def test_a_line_that_shows_nothing_is_missing(client, outsider, form, field):
    client.force_login(outsider)
    answer = client.post("/join/", {**form, field: "\u200b\u202e\u3164"})
    assert dict(answer.context["form"].errors) == {field: ["Fill this in."]}
    assert Membership.objects.filter(user=outsider).count() == 0


def test_an_organisation_without_a_letter_is_none(client, outsider, form):
    client.force_login(outsider)
    answer = client.post("/join/", {**form, "organisation": "\u202e…"})
    assert list(answer.context["form"].errors) == ["organisation"]


def test_what_cannot_be_seen_is_not_saved(client, outsider, form):
    client.force_login(outsider)
    client.post(
        "/join/",
        {
            **form,
            "name": "Zoë\u202e evil\u202c q\u0301\u0301\u0301\u0301\u0301",
            "role_title": "\u200bHead of year",
            "organisation": "Fernwick\u2060 Lantern Club",
        },
    )
    user = User.objects.get(pk=outsider.pk)
    assert user.name == "Zoë evil q\u0301\u0301\u0301"
    assert user.profile.role_title == "Head of year"
    assert user.profile.proposed_organisation == "Fernwick Lantern Club"
