"""``/me/following/``: what one person follows, and their last news."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.following.lines import lines_of_many
from network.following.models import Follow, FollowKind
from network.following.subjects import named
from network.notifications.models import Message
from network.notifications.preferences import paces_of

MESSAGES_SHOWN = 5
HEADINGS = {
    FollowKind.TOPIC: "Topics",
    FollowKind.SECTOR: "Fields of work",
    FollowKind.CONTEXT: "Contexts",
    FollowKind.MEMBER: "Members",
    FollowKind.FILTER: "Searches in the library",
}


@require_safe
@login_required
def following(request: HttpRequest) -> HttpResponse:
    """Everything the member follows by kind, how news comes, and what the last news were."""
    rows = [
        {"follow": follow, "subject": subject}
        for follow, subject in named(Follow.objects.visible_to(request.user).for_list())
    ]
    groups = [
        {"heading": heading, "rows": [row for row in rows if row["follow"].kind == kind]}
        for kind, heading in HEADINGS.items()
    ]
    context = {
        "groups": [group for group in groups if group["rows"]],
        "news": last_news(request.user),
        "pace": paces_of(request.user)["following"],
        "way_back": request.path,
    }
    return render(request, "following/following.html", context)


def last_news(user) -> list[dict]:
    """The last messages of news, each with what of it is public now; those with nothing left are
    passed over."""
    messages = list(Message.objects.visible_to(user).filter(kind="news")[:MESSAGES_SHOWN])
    lines = lines_of_many(messages) if messages else {}
    return [
        {"at": message.created_at, "lines": lines[message.pk]}
        for message in messages
        if lines.get(message.pk)
    ]
