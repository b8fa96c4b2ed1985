"""What a followed choice brings, and what the page says that it does not."""

import re

import pytest
from django.utils import timezone

from network.following.follows import follow
from network.following.models import NewsItem
from network.following.news import tell_news
from network.following.subjects import find
from tests.resources.building import make_resource, restrict

pytestmark = pytest.mark.django_db
OPEN_ALONE = "You hear of what is open to everybody."


def words_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_page_says_what_is_told(client, member):
    make_resource(sectors=["police"])
    address = "/resources/?sector=police&nation=england"
    assert OPEN_ALONE not in words_of(client.get(address))
    client.force_login(member)
    assert OPEN_ALONE in words_of(client.get(address))
    assert "Words inside files count" not in words_of(client.get(address))
    assert "Words inside files count" in words_of(client.get(f"{address}&q=form"))
    assert OPEN_ALONE not in words_of(client.get("/resources/"))


def test_who_may_see_a_closed_page_is_not_told_of_it_and_others_are_not_either(
    member, researcher, time_machine
):
    time_machine.move_to("2026-03-02 09:00:00+00:00")
    for person in (member, researcher):
        subject = find("filter", "sector=police&nation=england", person)
        follow(user=person, subject=subject, now=timezone.now())
    time_machine.move_to("2026-03-02 11:00:00+00:00")
    fields = {"sectors": ["police"], "nations": ["england"]}
    make_resource("open", **fields)
    closed = make_resource("closed", publish=False, **fields)
    restrict(closed, "Researchers")
    closed.save_revision().publish()
    tell_news(now=timezone.now())
    told = NewsItem.objects.order_by("user_id").values_list("user_id", "page__slug")
    assert set(told) == {(member.pk, "open"), (researcher.pk, "open")}
