"""What the pages of packs show."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from network.members.roles import is_verified_member
from resources.adapting import entries_for
from resources.models import PackPage, ResourcePage
from resources.packs.contents import PackContents, contents_of, counted, duration
from resources.packs.listing import packs_for

REGISTER = 3


def index_context(page, request: HttpRequest) -> dict:
    """The packs that the viewer may open as cards, newest first."""
    cards = [
        {
            "title": pack.title,
            "url": pack.url,
            "summary": pack.summary,
            "meta": f"{counted(pack.sessions, 'session')}, {duration(pack.minutes)}",
        }
        for pack in packs_for(request)
    ]
    return {"page_obj": page.paginate(cards, request)}


def pack_context(page: PackPage, request: HttpRequest) -> dict:
    """The pack as this viewer has it, its register, and what it is mostly made of."""
    draft = getattr(request, "is_preview", False)
    contents = contents_of(page, request.user, now=timezone.now(), draft=draft)
    source = main_resource(contents)
    return {
        "contents": contents,
        "download_url": reverse("resources:pack_download", args=[page.slug]),
        "source": source,
        "adaptations": [] if draft else entries_for(page, request.user, limit=REGISTER),
        "may_note_adaptation": is_verified_member(request.user),
    }


def main_resource(contents: PackContents) -> ResourcePage | None:
    """The resource that most of the open material comes from: one query."""
    urls = [piece.url for view in contents.sessions for piece in view.pieces if not piece.closed]
    if not urls:
        return None
    slug = max(urls, key=urls.count).rstrip("/").rpartition("/")[2]
    return ResourcePage.objects.filter(slug=slug).first()
