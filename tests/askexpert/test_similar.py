"""What is offered before a question is sent: only what its writer may open."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from askexpert.models import AnswerPage, AskIndexPage
from askexpert.similar import similar_entries
from network.members.roles import COORDINATORS
from network.search.catalogue import index_tree
from network.taxonomy.models import Context, Topic
from tests.askexpert import stories


def publish(title: str, *, topics: tuple[str, ...] = (), contexts: tuple[str, ...] = ()):
    page = AnswerPage(
        title=title,
        question="How?",
        short_answer="Like this.",
        answer="<p>Like this.</p>",
        reviewed_date=date(2026, 1, 5),
        review_due_date=date(2027, 1, 5),
    )
    page.topics.set(Topic.objects.filter(slug__in=topics))
    page.contexts = Context.objects.filter(slug__in=contexts)
    AskIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page


def titles(question, person) -> list[str]:
    return [entry.title for entry in similar_entries(question, person)]


@pytest.fixture
def question(member):
    """On peer mapping and detached youth work, among peers."""
    return stories.draft(member)


def test_the_more_topics_are_shared_the_earlier(question, member):
    publish("One topic", topics=("peer-mapping",))
    publish("Two topics", topics=("peer-mapping", "detached-youth-work"))
    publish("Another subject", topics=("radicalisation",))
    assert titles(question, member) == ["Two topics", "One topic"]


def test_a_shared_context_alone_is_not_enough_when_topics_are_chosen(question, member):
    publish("Peers only", topics=("radicalisation",), contexts=("peer-group",))
    assert titles(question, member) == []


def test_what_is_closed_to_the_asker_is_not_offered(question, member, coordinator):
    page = publish("For the desk", topics=("peer-mapping",))
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.set(Group.objects.filter(name=COORDINATORS))
    index_tree(page)
    assert titles(question, member) == []
    assert titles(question, coordinator) == ["For the desk"]


def test_a_page_that_was_taken_back_is_not_offered(question, member):
    page = publish("Taken back", topics=("peer-mapping",))
    page.unpublish()
    assert titles(question, member) == []


def test_without_a_subject_nothing_is_offered(member):
    publish("One topic", topics=("peer-mapping",))
    question = stories.draft(member)
    question.topics.clear()
    question.contexts.clear()
    assert titles(question, member) == []


def test_it_is_offered_before_sending_for_a_fixed_number_of_queries(
    question, member, browser_of, django_assert_num_queries
):
    publish("One topic", topics=("peer-mapping",))
    page = browser_of(member).get(f"/ask/q/{question.public_id}/check/").content.decode()
    assert page.index("One topic") < page.index("Send your question")
    # topics and contexts of the question · names of topics · restricted pages · membership and
    # groups of the person · entries
    with django_assert_num_queries(7):
        similar_entries(question, type(member).objects.get(pk=member.pk))
