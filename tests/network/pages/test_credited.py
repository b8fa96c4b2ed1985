"""Members who are named as authors are told, and find where their name stands."""

from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.notifications.models import Message
from network.pages.models import CreditNotice
from network.privacy import holdings
from tests.factories.pages import make_tip

pytestmark = pytest.mark.django_db


def told(user) -> list[str]:
    messages = Message.objects.filter(recipient=user, kind="page_credited").order_by("pk")
    return list(messages.values_list("url", flat=True))


def notices() -> holdings.Holding:
    """What the data copy and leaving know of the dates on which somebody was told."""
    return next(row for row in holdings.all_holdings() if row.model == "pages.CreditNotice")


def shown(client, user) -> list[str]:
    client.force_login(user)
    page = BeautifulSoup(client.get("/me/visibility/").content, "html.parser")
    section = page.find(attrs={"aria-labelledby": "published"})
    return [] if section is None else section.get_text(" ", strip=True).split(" The name ")[:1]


def test_a_member_is_told_once_for_each_page_that_names_them(member, expert):
    one = make_tip("One", authors=[member, "A team"])
    assert (told(member), told(expert)) == ([one.url], [])
    one.save_revision().publish()
    two = make_tip("Two", authors=[member, expert])
    assert (told(member), told(expert)) == ([one.url, two.url], [two.url])


def test_nobody_is_told_again_when_the_message_is_gone_after_a_year(member):
    tip = make_tip("One", authors=[member])
    told_at = CreditNotice.objects.get(page=tip.pk, member=member).told_at
    Message.objects.filter(recipient=member).delete()
    tip.save_revision().publish()
    assert told(member) == []
    assert CreditNotice.objects.get().told_at == told_at


def test_the_data_copy_says_when_somebody_was_told(member, expert):
    make_tip("One", authors=[member])
    [row] = notices().rows(member)
    assert (row["page"], row["you were told on"]) == ("One", CreditNotice.objects.get().told_at)
    assert list(notices().rows(expert)) == []


def test_when_leaving_is_final_the_notice_goes_and_the_page_stays(member, expert):
    tip = make_tip("One", authors=[member, expert])
    notices().on_final(member, timezone.now())
    assert [notice.member for notice in CreditNotice.objects.all()] == [expert]
    assert tip.authors.count() == 2


def test_the_migration_takes_the_dates_from_messages(member, expert):
    tip = make_tip("One", authors=[member, expert])
    before = set(CreditNotice.objects.values_list("page", "member", "told_at"))
    CreditNotice.objects.all().delete()
    Message.objects.filter(recipient=expert).update(key=f"page_credited:credit:999999:{expert.pk}")
    migration = import_module("network.pages.migrations.0008_dates_of_credit_notices")
    migration.keep_the_dates_of_messages(apps, None)
    kept = set(CreditNotice.objects.values_list("page", "member", "told_at"))
    assert {(page, who) for page, who, _ in kept} == {(tip.pk, member.pk)}
    assert kept <= before


def test_the_message_says_how_to_object_and_names_neither_page_nor_people(member):
    make_tip("One", authors=[member])
    message = Message.objects.get(kind="page_credited")
    assert "contact page" in message.body
    assert ("One" in message.body, member.name in message.body) == (False, False)


def test_whoever_publishes_their_own_page_is_not_told(editor):
    tip = make_tip("One", authors=["A team"])
    tip.authors = [type(tip.authors.get())(member=editor)]
    tip.save_revision(user=editor).publish()
    assert told(editor) == []


def test_a_draft_tells_nobody(member):
    tip = make_tip("One")
    tip.authors.create(member=member)
    tip.save_revision()
    assert told(member) == []


def test_the_choices_say_which_pages_show_the_name_in_any_case(client, member, expert):
    make_tip("One", authors=[member])
    assert shown(client, member) == ["1 published piece shows your name"]
    make_tip("Two", authors=[member])
    assert shown(client, member) == ["2 published pieces show your name"]
    assert shown(client, expert) == []


def test_the_page_costs_the_same_at_one_and_three(client, member, django_assert_num_queries):
    make_tip("One", authors=[member])
    client.force_login(member)
    client.get("/me/visibility/")
    with CaptureQueriesContext(connection) as at_one:
        client.get("/me/visibility/")
    for title in ("Two", "Three"):
        make_tip(title, authors=[member])
    with django_assert_num_queries(len(at_one)):
        client.get("/me/visibility/")
