"""What a message of news lists: looked up whenever it is shown or sent."""

from collections.abc import Iterable

from network.following.models import Follow, FollowKind, NewsItem
from network.following.subjects import term_names
from network.notifications.kinds import Line
from network.notifications.models import Message
from network.search.kinds import Kind
from network.search.models import CatalogueEntry

KIND_NAMES = dict(Kind.choices)
# Lines go out by e-mail, so nobody's name and none of the reader's own words stand in them.
WHY = {
    FollowKind.TOPIC: "on {}",
    FollowKind.CONTEXT: "on {}",
    FollowKind.SECTOR: "for {}",
    FollowKind.MEMBER: "by somebody you follow",
    FollowKind.FILTER: "that fits a search of yours",
}


def lines_of_many(messages: Iterable[Message]) -> dict[int, list[Line]]:
    """The lines of each message: what is public at this moment, in the order of its writing.

    A page that has been taken down or closed since is left out, whoever looks. Three queries for
    any number of messages and recipients.
    """
    items = list(
        NewsItem.objects.filter(message__in=list(messages))
        .select_related("follow")
        .order_by("message_id", "pk")
    )
    entries = {
        entry.page_id: entry
        for entry in CatalogueEntry.objects.filter(
            page_id__in={item.page_id for item in items}, restriction__isnull=True
        )
    }
    names = term_names(item.follow for item in items if item.follow is not None)
    lines: dict[int, list[Line]] = {}
    for item in items:
        entry = entries.get(item.page_id)
        if entry is not None:
            detail = f"{KIND_NAMES[entry.kind]} {why(item.follow, names)}".strip()
            lines.setdefault(item.message_id, []).append(Line(entry.title, entry.url, detail))
    return lines


def why(follow: Follow | None, names: dict[tuple[str, str], str]) -> str:
    """Why a page is news, in words: "on Peer mapping". Nothing for what is not followed any more,
    or was a term that editors have removed."""
    if follow is None:
        return ""
    words = WHY[FollowKind(follow.kind)]
    if "{}" not in words:
        return words
    name = names.get((follow.kind, follow.key))
    return words.format(name) if name else ""
