"""What is new for a sector, as Atom and RSS: public entries of every kind, whoever asks."""

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404
from django.urls import reverse

from network.search.feeds import LENGTH, AtomMixin, SectionFeed
from network.search.models import CatalogueEntry
from network.search.sections import add_authors
from network.sectors.models import SectorPage


class RssFeed(SectionFeed):
    """The thirty newest entries of a sector: three queries."""

    url_name = "sectors:feed_rss"

    def get_object(self, request, slug: str) -> SectorPage:
        """:raises Http404: for a sector without a public page."""
        return get_object_or_404(SectorPage.objects.live().public(), slug=slug)

    def title(self, page: SectorPage) -> str:
        return f"{page.title} – Contextual Safeguarding Practitioners’ Network"

    def link(self, page: SectorPage) -> str:
        return page.url

    def feed_url(self, page: SectorPage) -> str:
        return reverse(self.url_name, args=[page.slug])

    def description(self, page: SectorPage) -> str:
        return page.summary

    def items(self, page: SectorPage) -> list[CatalogueEntry]:
        public = CatalogueEntry.objects.visible_to(AnonymousUser())
        entries = list(public.with_term("sector", page.sector.slug).newest()[:LENGTH])
        add_authors(entries)
        return entries


class AtomFeed(AtomMixin, RssFeed):
    url_name = "sectors:feed"

    def subtitle(self, page: SectorPage) -> str:
        return page.summary
