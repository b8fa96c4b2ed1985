"""Following and stopping by the button."""

import pytest
from django.template import engines

from network.following import follows
from network.following.models import Follow
from tests.factories.pages import make_tip
from tests.network.following.rows import follow

pytestmark = pytest.mark.django_db
TOPIC = {"kind": "topic", "key": "peer-mapping", "next": "/tips/?topic=peer-mapping"}
HTMX = {"HX-Request": "true"}


def keys(user) -> list[tuple[str, str]]:
    return list(Follow.objects.filter(user=user).values_list("kind", "key"))


def test_the_button_follows_and_leads_back(client, member):
    client.force_login(member)
    response = client.post("/me/following/start/", TOPIC)
    assert (response.status_code, response["Location"]) == (302, "/tips/?topic=peer-mapping")
    assert keys(member) == [("topic", "peer-mapping")]


def test_a_second_press_changes_nothing(client, member):
    client.force_login(member)
    for _ in range(2):
        assert client.post("/me/following/start/", TOPIC).status_code == 302
    assert keys(member) == [("topic", "peer-mapping")]


def test_the_button_stops(client, member, expert):
    for person in (member, expert):
        follow(person, "topic", "peer-mapping")
    client.force_login(member)
    for _ in range(2):
        assert client.post("/me/following/stop/", TOPIC).status_code == 302
    assert (keys(member), keys(expert)) == ([], [("topic", "peer-mapping")])


@pytest.mark.parametrize("address", ["/me/following/start/", "/me/following/stop/"])
def test_a_link_does_nothing(client, member, address):
    follow(member, "topic", "peer-mapping")
    client.force_login(member)
    assert client.get(address, TOPIC).status_code == 405
    assert keys(member) == [("topic", "peer-mapping")]


def test_a_visitor_signs_in_and_comes_back_to_the_page(client):
    response = client.post("/me/following/start/", TOPIC)
    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/tips/%3Ftopic%3Dpeer-mapping"
    assert Follow.objects.count() == 0


def test_a_visitor_with_htmx_is_led_to_sign_in_by_the_browser(client):
    response = client.post("/me/following/start/", TOPIC, headers=HTMX)
    assert response.status_code == 200
    assert response["HX-Redirect"] == "/account/login/?next=/tips/%3Ftopic%3Dpeer-mapping"


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere.example/", "me", ""])
def test_the_button_leads_nowhere_else(client, member, page):
    client.force_login(member)
    response = client.post("/me/following/start/", {**TOPIC, "next": page})
    assert response["Location"] == "/resources/?topic=peer-mapping"


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("topic", "no-such-topic"),
        ("sector", ""),
        ("member", "not-a-uuid"),
        ("member", "00000000-0000-4000-8000-000000000000"),
        ("filter", ""),
        ("filter", "topic=no-such-topic&sort=title"),
        ("filter", "q=" + "a" * 1000),
        ("harm", "bullying"),
        ("", ""),
    ],
)
def test_what_does_not_exist_cannot_be_followed(client, member, kind, key):
    client.force_login(member)
    response = client.post("/me/following/start/", {"kind": kind, "key": key})
    assert response.status_code == 404
    assert Follow.objects.count() == 0


def test_a_filter_is_kept_in_the_one_way_of_writing_it(client, member):
    client.force_login(member)
    for query in (
        "sort=title&q=+walk++home&topic=peer-mapping&nonsense=1",
        "topic=peer-mapping&q=walk home",
    ):
        client.post("/me/following/start/", {"kind": "filter", "key": query})
    row = Follow.objects.get()
    assert (row.key, row.words, row.terms, row.label) == (
        "q=walk+home&topic=peer-mapping",
        "walk home",
        {"topic": ["peer-mapping"]},
        "“walk home”, Peer mapping",
    )


@pytest.mark.parametrize("visibility", ["members", "public"])
def test_a_member_can_be_followed_by_members_who_see_them(client, member, expert, visibility):
    expert.profile.name_visibility = visibility
    expert.profile.save()
    client.force_login(member)
    response = client.post("/me/following/start/", {"kind": "member", "key": str(expert.public_id)})
    assert response["Location"] == f"/members/{expert.public_id}/"
    assert Follow.objects.get().member == expert


def test_a_hidden_member_cannot_be_followed_not_even_by_the_desk(
    client, member, coordinator, expert
):
    expert.profile.name_visibility = "coordinators"
    expert.profile.save()
    for person in (member, coordinator):
        client.force_login(person)
        data = {"kind": "member", "key": str(expert.public_id)}
        assert client.post("/me/following/start/", data).status_code == 404


def test_an_account_without_membership_follows_topics_but_no_members(client, outsider, expert):
    client.force_login(outsider)
    assert client.post("/me/following/start/", TOPIC).status_code == 302
    data = {"kind": "member", "key": str(expert.public_id)}
    assert client.post("/me/following/start/", data).status_code == 404


def test_nobody_follows_themselves(client, member):
    client.force_login(member)
    data = {"kind": "member", "key": str(member.public_id)}
    assert client.post("/me/following/start/", data).status_code == 404


def test_there_is_a_greatest_number(client, member, monkeypatch):
    monkeypatch.setattr(follows, "MAX_FOLLOWS", 1)
    follow(member, "sector", "police")
    client.force_login(member)
    response = client.post("/me/following/start/", TOPIC, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "You follow 1 things, and there is no room for more. Stop following something first."
    ]
    assert keys(member) == [("sector", "police")]


def test_htmx_gets_the_button_as_it_is_now(client, member):
    client.force_login(member)
    started = client.post("/me/following/start/", TOPIC, headers=HTMX).content.decode()
    stopped = client.post("/me/following/stop/", TOPIC, headers=HTMX).content.decode()
    assert ("You follow Peer mapping" in started, "<html" in started) == (True, False)
    assert ("> Follow Peer mapping" in stopped.replace("\n", ""), "<html" in stopped) == (
        True,
        False,
    )


# --- The button on pages ------------------------------------------------------------------------

BUTTONS = engines["django"].from_string(
    "{% load following %}{% for slug in slugs %}"
    '{% follow_button kind="topic" slug=slug label=slug %}{% endfor %}'
)


@pytest.mark.parametrize("slugs", [["bullying"], ["bullying", "county-lines", "peer-mapping"]])
def test_any_number_of_buttons_costs_a_member_one_query(
    rf, member, slugs, django_assert_num_queries
):
    request = rf.get("/page/")
    request.user = member
    with django_assert_num_queries(1):  # what they follow
        BUTTONS.render({"slugs": slugs}, request)


def test_a_button_costs_a_visitor_nothing(client, django_assert_num_queries):
    make_tip(topics=("peer-mapping",))
    client.get("/tips/")  # the menus and site roots are remembered
    with django_assert_num_queries(0):
        page = BUTTONS.render({"slugs": ["bullying"]}, client.get("/robots.txt").wsgi_request)
    assert "/account/login/?next=/robots.txt" in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/tips/?topic=peer-mapping", "Follow Peer mapping"),
        ("/resources/?topic=peer-mapping", "Follow Peer mapping"),
        ("/resources/?context=school", "Follow School"),
        ("/resources/?sector=police", "Follow Police"),
        ("/resources/?topic=peer-mapping&sector=police", "Tell me when there is something new"),
        ("/resources/?q=walk", "Tell me when there is something new like this"),
        ("/resources/?type=briefing", "Tell me when there is something new like this"),
    ],
)
def test_lists_offer_to_follow_what_they_are_narrowed_to(client, member, address, words):
    make_tip(topics=("peer-mapping",))
    client.force_login(member)
    assert words in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/tips/", "/resources/", "/resources/?sort=title"])
def test_lists_that_are_not_narrowed_offer_nothing(client, member, address):
    client.force_login(member)
    page = client.get(address).content.decode()
    assert "/me/following/start/" not in page
