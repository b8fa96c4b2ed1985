"""What is kept of a search in the library."""

import pytest

from network.search import saved_filters
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db


def test_a_filter_is_read_as_the_library_reads_it():
    make_resource("audit")
    found = saved_filters.read("resource", "year=2026&sort=title&sector=police&sector=health&q=a+b")
    assert found == saved_filters.SavedFilter(
        kind="resource",
        query="q=a+b&sector=health&sector=police&year=2026",
        url="/resources/?q=a+b&sector=health&sector=police&year=2026",
        label="“a b”, Health, Police, 2026",
        words="a b",
        terms={"sector": ("health", "police"), "year": ("2026",)},
    )


@pytest.mark.parametrize(
    "query", ["", "sort=title", "page=2", "topic=unknown", "q=%22%22", "q=" + "%20" * 50]
)
def test_what_chooses_nothing_is_no_filter(query):
    assert saved_filters.read("resource", query) is None


def test_a_list_that_cannot_be_narrowed_has_no_filters():
    assert saved_filters.read("tip", "topic=peer-mapping") is None


def test_what_would_be_too_long_to_keep_is_refused():
    assert saved_filters.read("resource", "q=" + "é" * 200) is None


def test_reading_costs_one_query(django_assert_num_queries):
    saved_filters.read("resource", "topic=peer-mapping")
    with django_assert_num_queries(1):  # how far the catalogue has changed
        saved_filters.read("resource", "topic=peer-mapping")
