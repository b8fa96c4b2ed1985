"""What is offered while a question is written, and before it is begun."""

import pytest
from wagtail.models import PageViewRestriction

from network.search.catalogue import index_tree
from network.taxonomy.models import Context, Topic
from tests.askexpert import stories
from tests.askexpert.rows import stored
from tests.askexpert.test_similar import publish

SIMILAR, LOOK = "/ask/similar/", "/ask/look-first/"


@pytest.fixture
def page(db):
    return publish("Drawing friendships with young people", topics=("peer-mapping",))


def test_words_alone_find_it_before_any_topic_is_chosen(member, page, browser_of):
    publish("Friendships without suspicion")
    answer = browser_of(member).post(
        SIMILAR, {"title": "How do we look at friendships?", "text": "Nobody wants suspicion."}
    )
    assert [entry.title for entry in answer.context["similar"]] == ["Friendships without suspicion"]


def test_a_topic_named_in_the_text_finds_it(member, page, browser_of):
    answer = browser_of(member).post(
        SIMILAR, {"title": "", "text": "We have heard about peer mapping. Is it for us?"}
    )
    assert [entry.title for entry in answer.context["similar"]] == [page.title]


def test_chosen_topics_and_contexts_find_it(member, page, browser_of):
    sent = {
        "topics": [Topic.objects.get(slug="peer-mapping").pk, "x", "-1"],
        "contexts": [Context.objects.get(slug="school").pk],
    }
    answer = browser_of(member).post(SIMILAR, sent)
    assert [entry.title for entry in answer.context["similar"]] == [page.title]


def test_one_chance_word_is_not_enough(member, page, browser_of):
    answer = browser_of(member).post(SIMILAR, {"title": "Drawing money from a till", "text": ""})
    assert answer.context["similar"] == []


def test_what_is_closed_to_the_member_is_not_offered(member, page, browser_of):
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="none"
    )
    index_tree(page)
    for url, sent in (
        (SIMILAR, {"text": "peer mapping"}),
        (LOOK, {"about": "peer mapping"}),
    ):
        assert page.title not in browser_of(member).post(url, sent).content.decode()


@pytest.mark.parametrize("url", [SIMILAR, LOOK])
def test_nothing_is_kept_and_no_link_acts(member, page, url, browser_of):
    browser = browser_of(member)
    before = stored()
    browser.post(url, {"title": "peer mapping", "text": "peer mapping", "about": "peer mapping"})
    assert browser.get(url).status_code == 405
    assert stored() == before


def test_who_is_no_member_or_has_been_signed_out_gets_nothing(applicant, page, browser_of):
    for browser in (browser_of(), browser_of(applicant)):
        answer = browser.post(SIMILAR, {"text": "peer mapping"})
        assert (answer.status_code, answer.content) == (200, b"")


def test_a_visitor_does_not_look_first(db, browser_of):
    assert browser_of().post(LOOK, {"about": "x"})["Location"].startswith("/account/login/")


def test_looking_first_works_without_scripts_below_urgent_help(member, page, browser_of):
    answer = browser_of(member).post(LOOK, {"about": "peer mapping"})
    source = answer.content.decode()
    assert source.index("notice--urgent") < source.index(page.title)
    assert 'name="at_risk"' in source
    assert answer.context["look"]["about"].value() == "peer mapping"


def test_looking_first_says_when_there_is_nothing(member, page, browser_of):
    answer = browser_of(member).post(LOOK, {"about": "beekeeping"}, headers={"HX-Request": "true"})
    assert answer.templates[0].name == "askexpert/_found.html"
    assert "Nothing on the site is close to that." in answer.content.decode()


def test_an_empty_field_says_nothing(member, page, browser_of):
    answer = browser_of(member).post(LOOK, {"about": ""})
    assert answer.context["found"] is None


@pytest.mark.parametrize("typed", ["a" * 5000, "'\"%_\\ ( OR *", "\x00", "é" * 3000, "the and of"])
def test_whatever_is_typed_is_answered(member, page, typed, browser_of):
    answer = browser_of(member).post(SIMILAR, {"title": typed, "text": typed})
    assert answer.status_code == 200


# 3 session, person, membership · 2 chosen topics and contexts · names of topics · 2 closed pages,
# groups · entries
WHILE_TYPING = 9


def test_it_costs_the_same_for_one_entry_and_three(
    member, page, browser_of, django_assert_num_queries
):
    browser = browser_of(member)
    sent = {"text": "peer mapping", "topics": [1], "contexts": [1]}
    browser.post(SIMILAR, sent)
    with django_assert_num_queries(WHILE_TYPING):
        browser.post(SIMILAR, sent)
    publish("Another on mapping", topics=("peer-mapping",))
    publish("A third on mapping", topics=("peer-mapping",))
    with django_assert_num_queries(WHILE_TYPING):
        answer = browser.post(SIMILAR, sent)
    assert len(answer.context["similar"]) == 3


def test_the_last_look_shows_it_without_scripts(member, page, browser_of):
    question = stories.draft(member)
    source = browser_of(member).get(f"{question.get_absolute_url()}check/").content.decode()
    assert source.index("This may answer it already") < source.index("Send your question")
