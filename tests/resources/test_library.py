"""The list of the library: facets, words, order, pages, the htmx answer, and who sees what."""

from datetime import date

import pytest

from network.search.fulltext.hits import remembered
from network.search.models import CatalogueEntry
from resources.models import ResourcePage
from tests.resources.building import make_resource, restrict
from tests.resources.lists import LIBRARY, counts, titles

pytestmark = pytest.mark.django_db

# page of the library; version of the catalogue; site; menus. Cards that were not shown since the
# catalogue changed are one more
LIST_QUERIES = 4


def test_an_empty_library_says_so(client):
    response = client.get(LIBRARY)
    assert response.status_code == 200
    assert "The library is being filled" in response.text
    assert response.context["facets"] == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    client, django_assert_num_queries, number
):
    for position in range(number):
        make_resource(f"audit-{position}", sectors=["police"], contexts=["school"])
    client.get(LIBRARY)
    with django_assert_num_queries(LIST_QUERIES) as captured:
        response = client.get(LIBRARY)
    assert response.context["number"] == number
    statements = [query["sql"] for query in captured.captured_queries]
    assert len(set(statements)) == len(statements)


def test_a_card_that_was_shown_is_not_shown_when_its_resource_has_changed(client):
    page = make_resource("audit")
    assert titles(client.get(LIBRARY)) == ["Audit"]
    page.title = "Another title"
    page.save_revision().publish()
    assert titles(client.get(LIBRARY)) == ["Another title"]
    page.unpublish()
    assert titles(client.get(LIBRARY)) == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_takes_four_queries_more_and_one_the_second_time(
    client, django_assert_num_queries, number
):
    for position in range(number):
        make_resource(f"audit-{position}")
    client.get(LIBRARY, {"q": "audit"})
    remembered.forget()
    with django_assert_num_queries(LIST_QUERIES + 4):  # hits, closed files, ranks, passages
        client.get(LIBRARY, {"q": "audit"})
    with django_assert_num_queries(LIST_QUERIES + 1):  # closed files
        response = client.get(LIBRARY, {"q": "audit"})
    assert response.context["number"] == number


def test_newest_come_first(client, three):
    assert titles(client.get(LIBRARY)) == ["Bus stops", "Classrooms", "Audit"]


def test_the_order_by_title(client, three):
    response = client.get(LIBRARY, {"sort": "title"})
    assert titles(response) == ["Audit", "Bus stops", "Classrooms"]


@pytest.mark.parametrize("sort", ["relevance", "nonsense", ""])
def test_an_order_that_is_not_on_offer_gives_the_newest(client, three, sort):
    assert titles(client.get(LIBRARY, {"sort": sort})) == ["Bus stops", "Classrooms", "Audit"]


def test_the_most_used_come_first(client, three):
    CatalogueEntry.objects.filter(title="Audit").update(used=7)
    CatalogueEntry.objects.filter(title="Classrooms").update(used=3)
    response = client.get(LIBRARY, {"sort": "used"})
    assert titles(response) == ["Audit", "Classrooms", "Bus stops"]
    CatalogueEntry.objects.filter(title="Bus stops").update(used=9)
    assert titles(client.get(LIBRARY, {"sort": "used"}))[0] == "Bus stops"


def test_a_year_of_closed_resources_alone_is_unknown(client, three):
    restrict(ResourcePage.objects.get(slug="audit"))
    response = client.get(LIBRARY, {"year": "2025"})
    assert response.context["chips"] == []
    assert response.context["number"] == 2


def test_two_values_of_one_facet_widen(client, three):
    response = client.get(LIBRARY, {"sector": ["health", "transport"]})
    assert titles(response) == ["Bus stops", "Audit"]


def test_two_facets_narrow(client, three):
    response = client.get(LIBRARY, {"sector": "police", "nation": "england"})
    assert titles(response) == ["Audit"]


def test_each_facet_narrows(client, three):
    for facet, value in {
        "context": "school",
        "sector": "health",
        "type": "briefing",
        "harm": "bullying",
        "stage": "assess",
        "topic": "peer-mapping",
        "nation": "england",
        "format": "txt",
        "year": "2025",
    }.items():
        response = client.get(LIBRARY, {facet: value})
        assert counts(response, facet)[value] == response.context["number"]
        assert "Audit" in titles(response)


def test_every_count_is_what_choosing_gives(client, three):
    for chosen in ({}, {"sector": ["police"]}, {"context": ["school"], "year": ["2026"]}):
        first = client.get(LIBRARY, chosen)
        for facet in first.context["facets"]:
            before = chosen.get(facet["key"], [])
            for option in facet["options"]:
                choice = {**chosen, facet["key"]: [*before, option["value"]]}
                assert client.get(LIBRARY, choice).context["number"] == option["count"]


def test_options_that_lead_nowhere_are_hidden(client, three):
    response = client.get(LIBRARY, {"sector": "transport"})
    assert counts(response, "context") == {"neighbourhood-and-public-space": 1}
    assert counts(response, "sector") == {"health": 2, "police": 3, "transport": 1}


def test_a_chosen_option_stays_when_it_leads_nowhere(client, three):
    response = client.get(LIBRARY, {"sector": "transport", "context": "school"})
    assert response.context["number"] == 0
    assert counts(response, "context")["school"] == 0
    assert "Nothing fits all of that" in response.text


@pytest.mark.parametrize(
    "query", [{"sector": "astronauts"}, {"colour": "red"}, {"sector": ["", "' OR 1=1"]}]
)
def test_unknown_values_are_ignored(client, three, query):
    response = client.get(LIBRARY, query)
    assert response.context["number"] == 3
    assert response.context["chips"] == []


def test_chips_take_one_choice_away(client, three):
    response = client.get(LIBRARY, {"sector": ["police", "health"], "q": "audit"})
    assert response.context["chips"] == [
        {"label": "“audit”", "remove_url": "/resources/?sector=health&sector=police"},
        {"label": "Health", "remove_url": "/resources/?q=audit&sector=police"},
        {"label": "Police", "remove_url": "/resources/?q=audit&sector=health"},
    ]


def test_the_only_chip_leads_to_the_whole_library(client, three):
    response = client.get(LIBRARY, {"sector": "health"})
    assert response.context["chips"] == [{"label": "Health", "remove_url": "/resources/"}]


def test_words_narrow_and_count(client, three):
    make_resource("lockers", summary="Walk the corridor before you audit it.", sectors=["police"])
    response = client.get(LIBRARY, {"q": "Audit"})
    assert sorted(titles(response)) == ["Audit", "Lockers"]
    assert counts(response, "sector") == {"health": 1, "police": 2}


def test_all_words_are_wanted(client, three):
    make_resource("lockers", summary="Walk the corridor before you audit it.")
    assert titles(client.get(LIBRARY, {"q": "audit corridor"})) == ["Lockers"]


def test_the_best_match_comes_first(client):
    make_resource("lockers", summary="An audit of sorts.", published_date=date(2026, 5, 1))
    make_resource("audit", summary="An audit.", published_date=date(2025, 5, 1))
    assert titles(client.get(LIBRARY, {"q": "audit"})) == ["Audit", "Lockers"]
    assert titles(client.get(LIBRARY, {"q": "audit", "sort": "newest"})) == ["Lockers", "Audit"]


@pytest.mark.parametrize(
    "q",
    ["children's", '"', "(", "NOT", "a AND", "*", "title:x", "\0", "-", "%", "é" * 500, "NEAR("],
)
def test_no_search_breaks_the_page(client, three, q):
    assert client.get(LIBRARY, {"q": q}).status_code == 200


def test_signs_alone_find_nothing(client, three):
    assert client.get(LIBRARY, {"q": "***"}).context["number"] == 0


def test_twenty_a_page(client):
    for number in range(21):
        make_resource(f"audit-{number}", versions=[])
    assert len(client.get(LIBRARY).context["cards"]) == 20
    assert len(client.get(LIBRARY, {"page": "2"}).context["cards"]) == 1


@pytest.mark.parametrize(("page", "shown"), [("1", 2), ("2", 1), ("99", 1), ("x", 2), ("-1", 1)])
def test_an_impossible_page_number_gives_the_nearest_page(client, three, monkeypatch, page, shown):
    monkeypatch.setattr("resources.models.ResourceIndexPage.PAGE_SIZE", 2)
    assert len(client.get(LIBRARY, {"page": page}).context["cards"]) == shown


def test_the_card_tells_type_formats_contexts_and_review(client, settings):
    make_resource(
        "audit",
        contexts=["peer-group", "school"],
        reviewed_date=date(2020, 1, 1),
        review_due_date=date(2021, 1, 1),
    )
    (card,) = client.get(LIBRARY).context["cards"]
    assert card.type_label == "Briefing"
    assert card.formats == ("TXT",)
    assert card.contexts == ("Peer group", "School")
    assert card.reviewed_date == date(2020, 1, 1)
    assert card.is_stale


# htmx


def test_htmx_gets_the_results_and_the_options_alone(client, three):
    response = client.get(
        LIBRARY, {"sector": "police", "q": "", "sort": "newest"}, HTTP_HX_REQUEST="true"
    )
    assert "<html" not in response.text
    assert "2 resources" in response.text
    assert 'id="library-sector" hx-swap-oob="innerHTML"' in response.text
    assert response["HX-Push-Url"] == "/resources/?sector=police"
    assert "HX-Request" in response["Vary"]


def test_the_back_button_gets_the_whole_page(client, three):
    response = client.get(LIBRARY, HTTP_HX_REQUEST="true", HTTP_HX_HISTORY_RESTORE_REQUEST="true")
    assert "<html" in response.text
    assert "HX-Request" in response["Vary"]


def test_the_same_state_is_the_same_list_with_and_without_htmx(client, three):
    query = {"context": "school", "sort": "title"}
    plain = client.get(LIBRARY, query)
    quick = client.get(LIBRARY, query, HTTP_HX_REQUEST="true")
    assert titles(plain) == titles(quick) == ["Audit", "Classrooms"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_list_is_only_read(client, method):
    assert getattr(client, method)(LIBRARY).status_code == 405


# Who sees what


def test_a_card_says_for_whom_the_files_are(client):
    make_resource("open")
    make_resource("closed", files_for="members")
    assert client.get("/resources/").content.decode().count("Files for members") == 1
