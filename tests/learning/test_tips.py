import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils import WagtailPageTestCase

from learning.tips.models import TipIndexPage, TipPage
from network.pages.models import HomePage
from tests.factories.pages import make_tip, restrict

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [card.title for card in response.context["cards"]]


def test_tips_stand_only_in_their_section():
    case = WagtailPageTestCase()
    case.assertAllowedParentPageTypes(TipPage, {TipIndexPage})
    case.assertAllowedSubpageTypes(TipPage, set())
    case.assertAllowedParentPageTypes(TipIndexPage, {HomePage})
    case.assertAllowedSubpageTypes(TipIndexPage, {TipPage})


def test_every_installation_has_the_section(client):
    response = client.get("/tips/")
    assert response.status_code == 200
    assert titles(response) == []
    assert "No tips yet" in response.content.decode()


def test_the_section_lists_the_newest_first_with_authors_and_time(client, member):
    make_tip("Older", authors=["A. Writer", member])
    make_tip("Newer", minutes=90)
    response = client.get("/tips/")
    assert titles(response) == ["Newer", "Older"]
    newer, older = response.context["cards"]
    assert (newer.eyebrow, newer.meta) == ("", "Takes 1 hour 30 minutes")
    assert (older.eyebrow, older.meta) == (f"A. Writer, {member.name}", "Takes 15 minutes")


def test_the_section_can_be_narrowed_by_topic(client):
    make_tip("Bus", topics=("transport-safety",))
    make_tip("Map", topics=("safety-mapping", "transport-safety"))
    response = client.get("/tips/?topic=safety-mapping")
    assert titles(response) == ["Map"]
    assert [(t.slug, t.number) for t in response.context["topics"]] == [
        ("safety-mapping", 1),
        ("transport-safety", 2),
    ]
    assert response.context["querystring"] == "topic=safety-mapping"


@pytest.mark.parametrize("topic", ["no-such-topic", "bullying", "%00", ""])
def test_a_topic_that_no_tip_has_is_ignored(client, topic):
    make_tip("Bus", topics=("transport-safety",))
    response = client.get(f"/tips/?topic={topic}")
    assert response.context["topic"] is None
    assert titles(response) == ["Bus"]


@pytest.mark.parametrize(("page", "number"), [("1", 20), ("2", 1), ("9", 1), ("-1", 1), ("x", 20)])
def test_twenty_tips_stand_on_a_page(client, page, number):
    for place in range(21):
        make_tip(f"Tip {place}")
    assert len(titles(client.get(f"/tips/?page={page}"))) == number


def test_a_tip_shows_its_words_authors_and_terms(client, member):
    tip = make_tip(
        "Walk first",
        authors=[member],
        topics=("safety-mapping",),
        body=[("heading", "What to do"), ("text", "<p>Walk the <b>route</b>.</p>")],
    )
    html = client.get(tip.url).content.decode()
    assert "<h2>What to do</h2>" in html
    assert "<p>Walk the <b>route</b>.</p>" in html
    assert f"<li>{member.name}</li>" in html
    assert '<a class="tag" href="/tips/?topic=safety-mapping">Safety mapping</a>' in html
    assert "Takes 15 minutes" in html


def test_an_author_who_has_left_is_a_former_member(client, member):
    tip = make_tip(authors=[member])
    member.is_active = False
    member.save()
    assert "<li>Former member</li>" in client.get(tip.url).content.decode()
    assert client.get("/tips/").context["cards"][0].eyebrow == "Former member"


def test_a_tip_may_not_take_the_address_of_the_feed():
    with pytest.raises(ValidationError) as refusal:
        make_tip(slug="feed")
    assert refusal.value.message_dict == {
        "slug": ["The feed of the tips has this address. Choose another."]
    }


def test_a_restricted_tip_is_for_those_signed_in(client, member):
    make_tip("Open")
    closed = make_tip("Closed", topics=("bullying",))
    restrict(closed)
    visitor = client.get("/tips/")
    assert titles(visitor) == ["Open"]
    assert visitor.context["topics"] == []
    assert client.get(closed.url).status_code == 302
    client.force_login(member)
    assert titles(client.get("/tips/")) == ["Closed", "Open"]
    assert client.get(closed.url).status_code == 200


# Routing 4 (site, home, the page, its type), ancestors, restrictions, menu, breadcrumbs; 2 for the
# topics, count, entries, authors.
@pytest.mark.parametrize("rows", [1, 3])
def test_the_section_costs_the_same_at_any_length(client, django_assert_num_queries, member, rows):
    for place in range(rows):
        make_tip(f"Tip {place}", topics=("bullying",), authors=[member])
    client.get("/tips/")
    with django_assert_num_queries(13) as queries:
        client.get("/tips/")
    statements = [query["sql"] for query in queries.captured_queries]
    assert len(statements) == len(set(statements))


# Routing 6, ancestors, restrictions, menu, breadcrumbs, authors, topics, contexts, sectors,
# nations.
@pytest.mark.parametrize("rows", [1, 3])
def test_a_tip_costs_the_same_with_any_number_of_authors(
    client, django_assert_num_queries, member, rows
):
    tip = make_tip(topics=("bullying", "bystander-work")[:rows], authors=[member] * rows)
    client.get(tip.url)
    with django_assert_num_queries(15):
        client.get(tip.url)
