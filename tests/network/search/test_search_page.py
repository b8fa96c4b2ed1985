from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group

from network.members.roles import EDITORS
from network.search.fulltext.hits import remembered
from tests.factories.pages import (
    make_answer,
    make_post,
    make_standard_page,
    make_tip,
    make_webinar,
    restrict,
)

pytestmark = pytest.mark.django_db


def found(client, words: str, **parameters) -> list[str]:
    response = client.get("/search/", {"q": words, **parameters})
    return [result.title for result in response.context["results"]]


def counts(client, words: str, **parameters) -> dict[str, int]:
    response = client.get("/search/", {"q": words, **parameters})
    return {tab["label"]: tab["count"] for tab in response.context["tabs"]}


def test_without_words_the_page_offers_ways_on(client):
    response = client.get("/search/")
    assert response.status_code == 200
    assert response.context["results"] == []
    assert '<a href="/resources/">the library</a>' in response.content.decode()


@pytest.mark.parametrize("words", ["&", "\x00", "\"'()*", "   ", "%", "-", "!" * 300])
def test_signs_alone_find_nothing_and_break_nothing(client, words):
    make_tip("Quokka depot")
    response = client.get("/search/", {"q": words})
    assert response.status_code == 200
    assert response.context["results"] == []


@pytest.mark.parametrize(
    "words", ["quokka AND", 'quokka "depot', "quokka*", "NOT quokka OR (", "quokka\x00"]
)
def test_signs_and_operators_beside_words_do_no_harm(client, words):
    assert client.get("/search/", {"q": words}).status_code == 200


def test_the_query_is_cut_at_two_hundred_characters(client):
    make_tip("Quokka depot")
    response = client.get("/search/", {"q": "quokka" + " " * 194 + "nowhere"})
    assert response.context["q"] == "quokka" + " " * 194
    assert [result.title for result in response.context["results"]] == ["Quokka depot"]


def test_what_was_typed_is_shown_as_text(client):
    html = client.get("/search/", {"q": "<script>quokka</script>"}).content.decode()
    assert "<script>quokka" not in html
    assert "&lt;script&gt;quokka&lt;/script&gt;" in html


def test_titles_summaries_bodies_and_terms_are_found(client):
    make_tip("Quokka in the title")
    make_tip("Summary", summary="A quokka here.")
    make_tip("Body", body=[("text", "<p>One <b>quokka</b>.</p>")])
    make_tip("Callout", body=[("callout", {"heading": "Quokka", "text": "", "kind": "info"})])
    make_tip("Other")
    assert found(client, "quokka")[0] == "Quokka in the title"
    assert sorted(found(client, "quokka")) == ["Body", "Callout", "Quokka in the title", "Summary"]
    make_tip("Topic", topics=("radicalisation",))
    assert found(client, "radicalisation") == ["Topic"]


def test_every_word_must_be_found(client):
    make_tip("Quokka", body=[("text", "<p>depot</p>")])
    make_tip("Quokka alone")
    assert found(client, "depot quokka") == ["Quokka"]


def test_answers_and_plain_pages_are_found(client):
    make_answer("Quokka answered", answer="<p>Ask the wallaby.</p>")
    make_standard_page("Quokka page", body=[("text", "<p>The wallaby lives here.</p>")])
    assert sorted(found(client, "wallaby")) == ["Quokka answered", "Quokka page"]
    assert counts(client, "wallaby") == {
        "Everything": 2,
        "Answered questions": 1,
        "Pages of this site": 1,
    }


def test_the_pages_that_the_migrations_made_are_found(client):
    assert found(client, "accessibility statement")[0] == "Accessibility statement"


def test_the_home_page_is_not_a_result(client):
    assert found(client, "keeping young people safe beyond the front door") == []


def test_a_kind_narrows_and_the_counts_stay(client):
    make_tip("Quokka tip")
    make_post("Quokka post")
    make_webinar("Quokka webinar", starts_at=datetime(2026, 5, 1, tzinfo=UTC))
    assert found(client, "quokka", kind="post") == ["Quokka post"]
    assert counts(client, "quokka", kind="post") == {
        "Everything": 3,
        "Tips": 1,
        "Webinars": 1,
        "Blog posts": 1,
    }


@pytest.mark.parametrize("kind", ["nothing", "", "HomePage"])
def test_an_unknown_kind_is_ignored(client, kind):
    make_tip("Quokka tip")
    make_post("Quokka post")
    assert sorted(found(client, "quokka", kind=kind)) == ["Quokka post", "Quokka tip"]


def test_a_draft_is_not_found(client):
    make_tip("Quokka").unpublish()
    assert found(client, "quokka") == []


@pytest.fixture
def closed():
    """A tip for those signed in and a tip for editors, which say so in every part."""
    for_members = make_tip("Quokka for members", summary="Quokka members secret.")
    for_editors = make_tip("Quokka for editors", summary="Quokka editors secret.")
    restrict(for_members)
    restrict(for_editors, Group.objects.get(name=EDITORS))


def test_a_visitor_learns_nothing_of_closed_pages(client, closed):
    response = client.get("/search/", {"q": "quokka"})
    assert response.context["results"] == []
    assert response.context["page_obj"].paginator.count == 0
    assert counts(client, "quokka") == {"Everything": 0}
    assert counts(client, "quokka", kind="tip") == {"Everything": 0, "Tips": 0}
    html = response.content.decode()
    assert [word for word in ("for members", "for editors", "secret") if word in html] == []


def test_a_member_finds_what_is_for_those_signed_in(client, closed, member):
    client.force_login(member)
    assert found(client, "quokka") == ["Quokka for members"]
    assert counts(client, "quokka") == {"Everything": 1, "Tips": 1}
    assert "editors secret" not in client.get("/search/", {"q": "quokka"}).content.decode()


def test_an_editor_finds_what_is_for_editors(client, closed, editor):
    client.force_login(editor)
    assert sorted(found(client, "quokka")) == ["Quokka for editors", "Quokka for members"]


def test_a_closed_section_hides_what_is_in_it(client, member):
    tip = make_tip("Quokka")
    restrict(tip.get_parent())
    assert found(client, "quokka") == []
    client.force_login(member)
    assert found(client, "quokka") == ["Quokka"]


def test_nothing_found_offers_topics_by_their_other_names(client):
    html = client.get("/search/", {"q": "gangs nowhere"}).content.decode()
    topics = client.get("/search/", {"q": "radicalisation nowhere"}).context["topics"]
    assert "Nothing found" in html
    assert [topic.slug for topic in topics] == ["radicalisation"]


def test_twenty_results_stand_on_a_page(client):
    for place in range(21):
        make_tip(f"Quokka {place}")
    assert [len(found(client, "quokka", page=page)) for page in ("1", "2", "99", "x")] == [
        20,
        1,
        1,
        20,
    ]


def test_robots_are_asked_to_leave_the_page_out(client):
    assert '<meta name="robots" content="noindex">' in client.get("/search/").content.decode()


def test_only_reading_is_answered(client):
    assert client.post("/search/", {"q": "quokka"}).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_costs_the_same_for_any_number_of_hits(client, django_assert_num_queries, rows):
    for place in range(rows):
        make_tip(f"Quokka {place}")
    client.get("/search/?q=quokka")
    remembered.forget()
    # Version of the catalogue; hits, closed files, ranks; rows of one page, passages; site, menu.
    with django_assert_num_queries(8):
        client.get("/search/?q=quokka")
    with django_assert_num_queries(5):  # Hits, ranks and passages are known.
        client.get("/search/?q=quokka")


def test_the_page_of_a_missing_address_searches_for_its_words(client):
    response = client.get("/tips/walk-the-way_home/")
    assert response.status_code == 404
    assert 'value="walk the way home"' in response.content.decode()
