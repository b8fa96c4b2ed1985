"""Matching by sets gives what looking at every page and follow gives."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.following.matching import WHY_FIRST, FreshPages, bits_of, news_for
from network.following.models import Follow, FollowKind

START = datetime(2026, 3, 1, tzinfo=UTC)
FACETS = ("topic", "sector", "context", "type")
SLUGS = ("a", "b", "c")
WORDS = ("oak", "elm")

pages = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["resource", "tip"]),
            "day": st.integers(0, 5),
            "terms": st.sets(st.tuples(st.sampled_from(FACETS), st.sampled_from(SLUGS))),
            "authors": st.sets(st.integers(1, 3)),
            "words": st.sets(st.sampled_from(WORDS)),
        }
    ),
    max_size=8,
)
chosen = st.dictionaries(
    st.sampled_from(FACETS), st.lists(st.sampled_from(SLUGS), min_size=1, unique=True)
)
follows = st.lists(
    st.one_of(
        st.builds(
            lambda kind, key, day: (kind, key, day),
            st.sampled_from(["topic", "sector", "context"]),
            st.sampled_from(SLUGS),
            st.integers(0, 5),
        ),
        st.tuples(st.just("member"), st.integers(1, 3), st.integers(0, 5)),
        st.tuples(
            st.just("filter"),
            st.tuples(chosen, st.sampled_from(["", *WORDS])),
            st.integers(0, 5),
        ),
    ),
    max_size=6,
)


def make_follow(pk: int, kind: str, what, day: int) -> Follow:
    row = Follow(pk=pk, kind=kind, followed_at=START + timedelta(days=day))
    if kind == FollowKind.MEMBER:
        row.member_id = what
    elif kind == FollowKind.FILTER:
        row.terms, row.words = what
    else:
        row.key = what
    return row


def is_about(follow: Follow, page: dict) -> bool:
    """The rule, page by page."""
    if follow.kind == FollowKind.MEMBER:
        return follow.member_id in page["authors"]
    if follow.kind == FollowKind.FILTER:
        return (
            page["kind"] == "resource"
            and all(
                any((facet, slug) in page["terms"] for slug in slugs)
                for facet, slugs in follow.terms.items()
            )
            and (not follow.words or follow.words in page["words"])
        )
    return (follow.kind, follow.key) in page["terms"]


# Making the cases is slow on a busy machine; checking them is not.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages, follows, st.integers(0, 3))
def test_matching_by_sets_is_matching_one_by_one(rows, wanted, person):
    rows = sorted(rows, key=lambda row: row["day"])
    fresh = FreshPages()
    for number, row in enumerate(rows):
        fresh.add(100 + number, row["kind"], START + timedelta(days=row["day"]))
    fresh.mark_terms((100 + n, *term) for n, row in enumerate(rows) for term in row["terms"])
    fresh.mark_authors((100 + n, who) for n, row in enumerate(rows) for who in row["authors"])
    fresh.find = lambda words: [100 + n for n, row in enumerate(rows) if words in row["words"]]
    own_follows = [make_follow(pk, *row) for pk, row in enumerate(wanted)]

    expected = []
    for number, row in reversed(list(enumerate(rows))):
        reasons = [
            follow
            for follow in own_follows
            if is_about(follow, row)
            and START + timedelta(days=row["day"]) >= follow.followed_at
            and person not in row["authors"]
        ]
        if reasons:
            why = min(reasons, key=lambda follow: (WHY_FIRST.index(follow.kind), follow.pk))
            expected.append((100 + number, why.pk))
    found = news_for(own_follows, fresh, own=fresh.authors.get(person, 0))
    assert [(page_id, follow.pk) for page_id, follow in found] == expected


@given(st.sets(st.integers(0, 200)))
def test_the_places_of_bits_are_found(places):
    assert list(bits_of(sum(1 << place for place in places))) == sorted(places)


def test_each_wording_is_searched_once():
    asked = []
    fresh = FreshPages(find=lambda words: asked.append(words) or [1])
    fresh.add(1, "resource", START)
    searches = [make_follow(pk, "filter", ({}, words), 0) for pk, words in enumerate(["oak"] * 3)]
    for search in searches:
        assert news_for([search], fresh) == [(1, search)]
    assert asked == ["oak"]


def test_a_search_whose_terms_fit_no_page_is_not_made():
    fresh = FreshPages(find=lambda words: 1 / 0)
    fresh.add(1, "resource", START)
    search = make_follow(1, "filter", ({"topic": ["a"]}, "oak"), 0)
    assert news_for([search], fresh) == []
