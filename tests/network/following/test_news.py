"""What becomes news, for whom, and when."""

from datetime import date, timedelta

import pytest
from wagtail.models import Page

from network.following.models import NewsItem
from network.following.news import tell_news
from network.members.models import User
from network.notifications.lines import lines_of
from network.notifications.models import EmailState, Message
from tests.factories.pages import make_answer, make_post, make_project, make_tip, make_webinar
from tests.factories.pages import restrict as close_page
from tests.network.following.rows import BEGAN, PUBLISHED, ROUND, follow, news_of, tell
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
TOPIC = ("peer-mapping",)


def make_new_tip(title="Walk first", *, at=PUBLISHED, **fields):
    return make_tip(title, first_published_at=at, **{"topics": TOPIC, **fields})


def test_a_new_page_on_a_topic_is_told_once(member):
    follow(member, "topic", "peer-mapping")
    make_new_tip()
    assert [tell(), tell(days=1), tell(days=8)] == [1, 0, 0]
    assert news_of(member) == [["Walk first"]]


def test_nothing_new_is_no_message(member):
    follow(member, "topic", "peer-mapping")
    make_new_tip(topics=("county-lines",))
    assert tell() == 0
    assert news_of(member) == []


def test_the_message_waits_for_the_weekly_summary_and_leads_to_what_one_follows(member):
    follow(member, "topic", "peer-mapping")
    make_new_tip()
    tell()
    message = Message.objects.get(recipient=member)
    assert (message.kind, message.url) == ("news", "/me/following/")
    assert message.email_state == EmailState.WEEKLY


@pytest.mark.parametrize(
    ("kind", "key", "terms"),
    [
        ("topic", "peer-mapping", {"topics": ["peer-mapping"]}),
        ("sector", "police", {"sectors": ["police", "health"]}),
        ("context", "school", {"contexts": ["school"]}),
        (
            "filter",
            "topic=peer-mapping&sector=police&sector=health",
            {"topics": ["peer-mapping"], "sectors": ["health"]},
        ),
        ("filter", "q=lantern", {"summary": "Carry a lantern."}),
        ("filter", "q=lantern&type=briefing", {"summary": "Carry a lantern."}),
    ],
)
def test_each_kind_of_follow_brings_what_it_is_about(member, kind, key, terms):
    follow(member, kind, key)
    make_resource("walk", **terms)
    Page.objects.filter(slug="walk").update(first_published_at=PUBLISHED)
    tell()
    assert news_of(member) == [["Walk"]]


@pytest.mark.parametrize(
    "query", ["topic=peer-mapping&sector=police", "q=lantern", "q=oak&type=toolkit"]
)
def test_a_search_brings_nothing_that_it_would_not_show(member, query):
    follow(member, "filter", query)
    make_resource("walk", topics=["peer-mapping"], summary="Under the oak.")
    assert tell_news(now=ROUND + timedelta(days=3000)) == 0


def test_a_search_of_the_library_brings_resources_only(member):
    follow(member, "filter", "topic=peer-mapping")
    make_new_tip()
    assert tell() == 0


def test_what_a_member_writes_is_news_for_who_follows_them(member, expert):
    follow(member, "member", expert.public_id)
    make_post("A long bus ride", first_published_at=PUBLISHED, authors=[expert])
    make_post("A short one", first_published_at=PUBLISHED, authors=["Esme Expert"])
    tell()
    assert news_of(member) == [["A long bus ride"]]


def test_every_kind_of_content_is_news(member):
    follow(member, "topic", "peer-mapping")
    make_new_tip("Tip")
    make_post("Post", first_published_at=PUBLISHED, topics=TOPIC)
    make_project("Project", first_published_at=PUBLISHED, topics=TOPIC)
    make_webinar(
        "Webinar", starts_at=ROUND + timedelta(days=30), first_published_at=PUBLISHED, topics=TOPIC
    )
    answer = make_answer("Answer", first_published_at=PUBLISHED)
    answer.topics.add(*Page.objects.get(slug="tip").specific.topics.all())
    answer.save_revision().publish()
    tell()
    assert sorted(news_of(member)[0]) == ["Answer", "Post", "Project", "Tip", "Webinar"]


def test_a_page_that_several_follows_bring_stands_once_with_the_closest_reason(member, expert):
    follow(member, "sector", "police")
    follow(member, "topic", "peer-mapping")
    follow(member, "member", expert.public_id)
    tip = make_new_tip(authors=[expert])
    tip.sectors.add(*tip.sectors.model.objects.filter(slug="police"))
    tip.save_revision().publish()
    tell()
    item = NewsItem.objects.get(user=member)
    assert (news_of(member), item.follow.kind) == ([["Walk first"]], "member")


def test_ones_own_page_is_no_news(member, expert):
    follow(member, "topic", "peer-mapping")
    follow(expert, "topic", "peer-mapping")
    make_new_tip(authors=[expert])
    tell()
    assert (news_of(member), news_of(expert)) == ([["Walk first"]], [])


def test_what_was_there_before_the_follow_began_is_no_news(member):
    make_new_tip(at=BEGAN - timedelta(minutes=1))
    follow(member, "topic", "peer-mapping")
    assert tell() == 0


def test_what_came_before_the_follow_is_no_news_even_if_the_clock_stood_still(member, expert):
    follow(expert, "topic", "peer-mapping")
    make_new_tip(at=PUBLISHED)
    follow(member, "topic", "peer-mapping", now=PUBLISHED + timedelta(minutes=1))
    assert tell(days=5) == 1
    assert (news_of(member), news_of(expert)) == ([], [["Walk first"]])


def test_editing_and_publishing_again_is_no_news(member):
    follow(member, "topic", "peer-mapping")
    tip = make_new_tip()
    tell()
    tip.title = "Walk first, twice"
    tip.save_revision().publish()
    tip.unpublish()
    tell(days=1)
    tip.save_revision().publish()
    assert tell(days=2) == 0


def test_an_old_page_published_again_is_no_news(member):
    tip = make_new_tip(at=BEGAN - timedelta(days=100))
    tip.unpublish()
    follow(member, "topic", "peer-mapping")
    tip.save_revision().publish()
    assert tell() == 0


def test_a_scheduled_page_is_news_when_it_goes_live(member):
    follow(member, "topic", "peer-mapping")
    tip = make_new_tip()
    tip.unpublish()
    Page.objects.filter(pk=tip.pk).update(first_published_at=None)
    tip.refresh_from_db()
    tip.go_live_at = ROUND + timedelta(days=3000)
    tip.save_revision().publish()
    assert tell() == 0
    tip.go_live_at = None
    tip.save_revision().publish()
    assert tell_news(now=ROUND + timedelta(days=3001)) == 1


def test_a_date_that_an_editor_wrote_does_not_decide(member):
    follow(member, "filter", "topic=peer-mapping")
    make_resource("audit", topics=["peer-mapping"], published_date=date(2016, 9, 1))
    assert tell_news(now=ROUND + timedelta(days=3000)) == 1


def test_what_is_closed_to_the_public_is_no_news_even_for_those_who_may_see_it(member):
    follow(member, "topic", "peer-mapping")
    close_page(make_new_tip())
    assert tell() == 0
    assert NewsItem.objects.count() == 0


def test_what_opens_later_is_news_then(member):
    follow(member, "topic", "peer-mapping")
    restriction = close_page(make_new_tip())
    tell()
    restriction.delete()
    assert tell(days=1) == 1
    assert news_of(member) == [["Walk first"]]


def test_what_is_closed_for_a_while_and_opened_is_not_told_again(member):
    follow(member, "topic", "peer-mapping")
    tip = make_new_tip()
    tell()
    restriction = close_page(tip)
    tell(days=1)
    restriction.delete()
    assert tell(days=2) == 0


@pytest.mark.parametrize("how", ["unpublish", "close", "delete"])
def test_what_is_taken_down_is_gone_from_the_message(member, how):
    follow(member, "topic", "peer-mapping")
    tip = make_new_tip("Gone")
    make_new_tip("Stays")
    tell()
    {"unpublish": tip.unpublish, "close": lambda: close_page(tip), "delete": tip.delete}[how]()
    assert news_of(member) == [["Stays"]]


def test_a_closed_account_gets_no_news(member):
    follow(member, "topic", "peer-mapping")
    User.objects.filter(pk=member.pk).update(is_active=False)
    make_new_tip()
    assert tell() == 0
    assert Message.objects.count() == 0


def test_a_member_who_hides_brings_no_news_any_more(member, expert):
    follow(member, "member", expert.public_id)
    expert.profile.name_visibility = "coordinators"
    expert.profile.save()
    make_post(first_published_at=PUBLISHED, authors=[expert])
    assert tell() == 0


def test_who_is_no_verified_member_any_more_gets_topics_but_no_people(member, expert):
    follow(member, "member", expert.public_id)
    follow(member, "topic", "county-lines")
    type(member.membership).objects.filter(pk=member.membership.pk).update(status="lapsed")
    make_post("By her", first_published_at=PUBLISHED, authors=[expert])
    make_post("On lines", first_published_at=PUBLISHED, topics=("county-lines",))
    tell()
    assert news_of(member) == [["On lines"]]


def test_one_message_lists_thirty_pages_at_most_the_newest(member):
    follow(member, "topic", "peer-mapping")
    for number in range(32):
        make_new_tip(f"Tip {number}", at=PUBLISHED + timedelta(minutes=number))
    tell()
    assert news_of(member) == [[f"Tip {number}" for number in range(31, 1, -1)]]


def test_what_is_stopped_brings_no_news(member):
    follow(member, "topic", "peer-mapping").delete()
    make_new_tip()
    assert tell() == 0


def test_lines_say_why_without_names_and_without_the_words_of_a_search(member, expert):
    follow(member, "member", expert.public_id)
    follow(member, "filter", "q=lantern")
    follow(member, "sector", "police")
    follow(member, "context", "school")
    make_post("By her", first_published_at=PUBLISHED, authors=[expert])
    make_resource("found", summary="Carry a lantern.")
    make_resource("aimed", sectors=["police"])
    make_resource("placed", contexts=["school"])
    tell_news(now=ROUND + timedelta(days=3000))
    [message] = Message.objects.filter(kind="news")
    assert sorted((line.title, line.detail) for line in lines_of([message])[message.pk]) == [
        ("Aimed", "Resource for Police"),
        ("By her", "Blog post by somebody you follow"),
        ("Found", "Resource that fits a search of yours"),
        ("Placed", "Resource on School"),
    ]


def test_what_is_not_followed_any_more_keeps_its_line_without_a_reason(member):
    row = follow(member, "topic", "peer-mapping")
    make_new_tip()
    tell()
    row.delete()
    [message] = Message.objects.filter(kind="news")
    assert [line.detail for line in lines_of([message])[message.pk]] == ["Tip"]
