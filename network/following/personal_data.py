"""What following holds about a person: what they chose, and what they were told."""

from datetime import datetime

from network.following.models import Follow, NewsItem
from network.following.subjects import named
from network.privacy.holdings import Holding, full_address, register
from network.search.models import CatalogueEntry


def follow_rows(user) -> list[dict]:
    """Each follow under its present name."""
    return [
        {
            "kind": follow.get_kind_display(),
            "what": subject.label if subject else "Not available any more",
            "address": full_address(subject.url) if subject else "",
            "since": follow.followed_at,
        }
        for follow, subject in named(Follow.objects.visible_to(user).for_list())
    ]


def news_rows(user) -> list[dict]:
    """The news they were given, as far as it may be read now."""
    items = NewsItem.objects.filter(user=user).select_related("message").order_by("pk")
    titles = dict(
        CatalogueEntry.objects.visible_to(user)
        .filter(page_id__in=items.values("page_id"))
        .values_list("page_id", "title")
    )
    return [
        {
            "what": titles.get(item.page_id, "Not available any more"),
            "told": item.message.created_at,
        }
        for item in items
    ]


def forget(user, now: datetime) -> None:
    """Delete what they followed and their news, and let nobody follow an account that is gone.

    From the moment they leave their account is inactive, and the news leaves those out.
    """
    Follow.objects.filter(user=user).delete()
    Follow.objects.filter(member=user).delete()
    NewsItem.objects.filter(user=user).delete()


def what_goes(user) -> list[str]:
    number = Follow.objects.filter(user=user).count()
    if not number:
        return []
    things = "one thing" if number == 1 else f"{number} things"
    return [f"You follow {things}. News of them stops at once."]


register(
    Holding(
        "following.Follow",
        "What you follow",
        follow_rows,
        on_final=forget,
        order=62,
        says=what_goes,
    ),
    Holding("following.NewsItem", "News of what you follow", news_rows, order=63),
)
