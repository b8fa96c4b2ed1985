"""What a round costs, in queries."""

from datetime import timedelta

import pytest

from network.following.lines import lines_of_many
from network.following.models import NewsItem
from network.following.news import tell_news
from network.notifications.models import Message
from network.pages.models import PageAuthor
from network.search.fulltext.wanted import wanted
from network.search.models import CatalogueVersion
from tests.factories.pages import make_tip
from tests.network.following.rows import PUBLISHED, ROUND, follow, tell
from tests.personas import make_member
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db


def test_a_round_that_is_not_due_costs_two_queries(django_assert_num_queries):
    tell()
    with django_assert_num_queries(2):  # the clock's row, the claim
        tell()


def test_a_round_without_news_costs_seven_queries(django_assert_num_queries):
    tell()
    # the clock's row, the claim, its number; opened pages, unknown pages; what to tell; the end
    with django_assert_num_queries(7):
        tell(days=1)


@pytest.mark.parametrize("number", [1, 3])
def test_lines_cost_the_same_for_any_number_of_messages(member, number, django_assert_num_queries):
    people = [member, *(make_member(name) for name in ["Ada", "Bo"][: number - 1])]
    for person in people:
        follow(person, "topic", "peer-mapping")
    make_tip(first_published_at=PUBLISHED, topics=("peer-mapping",))
    tell()
    messages = list(Message.objects.filter(kind="news"))
    with django_assert_num_queries(3):  # items, entries, names of topics
        assert len(lines_of_many(messages)) == number
    assert NewsItem.objects.count() == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_round_costs_the_same_for_any_number_of_followers_and_pages(
    member, expert, number, django_assert_num_queries
):
    people = [member, *(make_member(name) for name in ["Ada", "Bo"][: number - 1])]
    for person in people:
        for slug in ["peer-mapping", "bullying", "county-lines"][:number]:
            follow(person, "topic", slug)
        follow(person, "member", expert.public_id)
        follow(person, "filter", "q=walk&topic=peer-mapping")
    for slug in ["one", "two", "three"][:number]:
        make_resource(
            slug, topics=["peer-mapping"], summary="Walk.", authors=(PageAuthor(member=expert),)
        )
    wanted("walk", CatalogueVersion.current())  # words that mean the same, once a process
    # the clock's row is made (4 with its savepoint), the claim, its number; opened pages, unknown
    # pages twice, the oldest follow, the new rows; what to tell, terms, authors; people twice; in
    # one transaction (2), with the state of the catalogue: members who may be named, follows, told
    # before, the words and whose files are closed, choices of pace, messages written and read,
    # items; the claim, pages closed, the end
    with django_assert_num_queries(31):
        assert tell_news(now=ROUND + timedelta(days=3000)) == number
    assert NewsItem.objects.count() == number * number
