"""What a message of news lists: looked up whenever it is shown or sent."""

from collections.abc import Iterable

from network.following.models import NewsItem
from network.following.subjects import named
from network.notifications.kinds import Line
from network.notifications.models import Message
from network.search.kinds import Kind
from network.search.models import CatalogueEntry

KIND_NAMES = dict(Kind.choices)


def lines_of_many(messages: Iterable[Message]) -> dict[int, list[Line]]:
    """The lines of each message: what is public at this moment, in the order of its writing.

    A page that has been taken down or closed since is left out, whoever looks. Four queries at
    most, for any number of messages and recipients.
    """
    items = list(
        NewsItem.objects.filter(message__in=list(messages))
        .select_related("follow__user__membership", "follow__member")
        .order_by("message_id", "pk")
    )
    entries = {
        entry.page_id: entry
        for entry in CatalogueEntry.objects.filter(
            page_id__in={item.page_id for item in items}, restriction__isnull=True
        )
    }
    reasons = _reasons(items)
    lines: dict[int, list[Line]] = {}
    for item in items:
        entry = entries.get(item.page_id)
        if entry is not None:
            detail = ". ".join(filter(None, [KIND_NAMES[entry.kind], reasons.get(item.follow_id)]))
            lines.setdefault(item.message_id, []).append(Line(entry.title, entry.url, detail))
    return lines


def _reasons(items: list[NewsItem]) -> dict[int, str]:
    """Why something is news, by follow, under the follow's present name."""
    follows = {item.follow_id: item.follow for item in items if item.follow is not None}
    return {
        follow.pk: f"You follow {subject.label}"
        for follow, subject in named(follows.values())
        if subject is not None
    }
