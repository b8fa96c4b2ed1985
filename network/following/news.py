"""Tell members what is new of what they follow: one message a person and round.

In order: claim the round, note what has arrived, gather the new pages with their terms and
authors, go through the people who follow any of it, some hundred at a time, write each one's
message and the pages it lists in one transaction, and close the pages. A round that is broken off
is gone on with: a message has a key of round and person, a page is news once for a person, and
pages are closed last.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from network.following import arrivals, rounds
from network.following.matching import FreshPages, news_for
from network.following.models import TERM_KINDS, Follow, FollowKind, NewsItem
from network.following.subjects import followable_members, may_be_named
from network.notifications.outbox import notify_many
from network.pages.models import PageAuthor
from network.search import bits
from network.search.fulltext.hits import Hits
from network.search.fulltext.wanted import wanted
from network.search.models import CatalogueTerm, CatalogueVersion

PEOPLE_AT_A_TIME = 500
ROWS_AT_A_TIME = 2000
# In one message; whoever follows so much that more is new finds the rest in the library.
LONGEST = 30


def tell_news(*, now: datetime) -> int:
    """Do the round that is due, and return how many people were told something.

    Queries: two for a round that is not due, seven for one without news. With news: three for the
    pages, one for each wording of a saved search, and for every 500 people who follow any of it
    eleven, and those of delivery for whoever has chosen "at once".
    """
    number = rounds.begin(now=now)
    if number is None:
        return 0
    try:
        told = _do_round(number, now=now)
    except Exception:
        rounds.give_back(number)
        raise
    return told


def _do_round(number: int, *, now: datetime) -> int:
    began, told = timezone.now(), 0
    arrivals.note_arrivals(now=now)
    rows = arrivals.to_tell()
    if rows:
        fresh = gather(rows)
        for people in people_who_follow(fresh):
            told += tell_some(people, fresh, number=number, now=now)
            if not rounds.renew(number, moment=now + (timezone.now() - began)):
                return told
        arrivals.close(fresh.ids)
    rounds.finish(number, now=now)
    return told


def gather(rows: Iterable[tuple[int, str, datetime]]) -> FreshPages:
    """The new pages with what they can be followed by: two queries."""
    fresh = FreshPages()
    for page_id, kind, public_at in rows:
        fresh.add(page_id, kind, public_at)
    fresh.find = lambda words: ids_with_words(fresh.ids, words)
    fresh.mark_terms(
        CatalogueTerm.objects.filter(entry__page_id__in=fresh.ids).values_list(
            "entry__page_id", "facet", "slug"
        )
    )
    fresh.mark_authors(
        PageAuthor.objects.filter(page_id__in=fresh.ids, member__isnull=False).values_list(
            "page_id", "member_id"
        )
    )
    return fresh


def ids_with_words(page_ids: list[int], words: str) -> list[int]:
    """Those of the pages in which all the words are found, by the search that the library uses.

    For everybody alike, so inside files only where these are open to visitors. Words that every
    text has leave all of them.
    """
    version = CatalogueVersion.current()
    asked = wanted(words, version)
    if not asked:
        return page_ids
    found = Hits(asked, AnonymousUser(), timezone.now(), version, ranked=False).pages
    return [pk for pk in page_ids if bits.has(found, pk)]


def people_who_follow(fresh: FreshPages) -> Iterator[list[int]]:
    """The accounts that follow any of it, 500 at a time: one query each time.

    They come in the order of their accounts, so nobody is met twice or skipped while others begin
    and stop to follow. Accounts that are closed are left out.
    """
    relevant = Follow.objects.filter(_may_match(fresh), user__is_active=True)
    last = 0
    while True:
        people = list(
            relevant.filter(user_id__gt=last)
            .order_by("user_id")
            .values_list("user_id", flat=True)
            .distinct()[:PEOPLE_AT_A_TIME]
        )
        if not people:
            return
        last = people[-1]
        yield people


def _may_match(fresh: FreshPages) -> Q:
    wanted = Q(kind=FollowKind.MEMBER, member_id__in=fresh.authors)
    if fresh.resources:
        wanted |= Q(kind=FollowKind.FILTER)
    for kind in TERM_KINDS:
        slugs = [slug for facet, slug in fresh.terms if facet == kind]
        if slugs:
            wanted |= Q(kind=kind, key__in=slugs)
    return wanted


@transaction.atomic
def tell_some(people: list[int], fresh: FreshPages, *, number: int, now: datetime) -> int:
    """Write the messages of these people in one transaction; returns how many have one."""
    follows = follows_by_person(people, fresh)
    told_before = set(
        NewsItem.objects.filter(user_id__in=people, page_id__in=fresh.ids).values_list(
            "user_id", "page_id"
        )
    )
    news: dict[int, list[tuple[int, Follow]]] = {}
    for person_id, own_follows in follows.items():
        found = news_for(own_follows, fresh, own=fresh.authors.get(person_id, 0))
        pages = [row for row in found if (person_id, row[0]) not in told_before][:LONGEST]
        if pages:
            news[person_id] = pages
    if not news:
        return 0
    messages = notify_many(
        recipients=[follows[person_id][0].user for person_id in news],
        kind="news",
        key=str(number),
        url=reverse("following"),
        now=now,
    )
    NewsItem.objects.bulk_create(
        [
            NewsItem(user_id=person_id, message=messages[person_id], page_id=page_id, follow=follow)
            for person_id, pages in news.items()
            for page_id, follow in pages
        ],
        batch_size=ROWS_AT_A_TIME,
        ignore_conflicts=True,
    )
    return len(news)


def follows_by_person(people: list[int], fresh: FreshPages) -> dict[int, list[Follow]]:
    """What these people follow of it, by person: two queries.

    The rows are locked, so that nobody stops to follow between the choice and the writing. A
    follow of a member whom the person may not see any more is left out.
    """
    rows = Follow.objects.filter(_may_match(fresh), user_id__in=people).for_list()
    followable = followable_members(fresh.authors)
    follows: dict[int, list[Follow]] = {}
    for follow in rows.select_for_update(of=["self"]).order_by("user_id", "pk"):
        if follow.member_id is None or may_be_named(follow, followable):
            follows.setdefault(follow.user_id, []).append(follow)
    return follows
