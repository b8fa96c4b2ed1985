"""The feed of a section: public entries only, whoever asks.

A section makes one class for RSS by naming its kind and words, and one for Atom with
:class:`AtomMixin`::

    class RssFeed(SectionFeed):
        kind = Kind.POST
        ...

    class AtomFeed(AtomMixin, RssFeed):
        feed_url = reverse_lazy("blog:feed")
"""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed

from network.search.feed_formats import Atom, Rss
from network.search.models import CatalogueEntry
from network.search.sections import add_authors

LENGTH = 30


class SectionFeed(Feed):
    """The newest entries of one kind: two queries, for the entries and their authors."""

    kind: str
    feed_type = Rss
    language = "en-gb"
    author_name = settings.SITE_NAME

    def items(self) -> list[CatalogueEntry]:
        public = CatalogueEntry.objects.of_kind(self.kind).visible_to(AnonymousUser())
        entries = list(public.newest()[:LENGTH])
        add_authors(entries)
        return entries

    def item_title(self, item: CatalogueEntry) -> str:
        return item.title

    def item_description(self, item: CatalogueEntry) -> str:
        return item.summary

    def item_link(self, item: CatalogueEntry) -> str:
        return item.url

    def item_pubdate(self, item: CatalogueEntry) -> datetime:
        return item.published_at

    def item_updateddate(self, item: CatalogueEntry) -> datetime:
        return item.updated_at

    def item_author_name(self, item: CatalogueEntry) -> str | None:
        """The authors; an entry without any is by the author of the feed, the network."""
        return ", ".join(item.authors) or None


class AtomMixin:
    """The same feed in Atom."""

    feed_type = Atom

    @property
    def subtitle(self) -> str:
        return self.description
