from django.urls import reverse_lazy

from network.search.feeds import AtomMixin, SectionFeed
from network.search.kinds import SECTION_PATHS, Kind


class RssFeed(SectionFeed):
    """The newest posts as RSS."""

    kind = Kind.POST
    title = "Blog – Contextual Safeguarding Practitioners’ Network"
    description = "What practitioners and researchers saw, tried and changed their minds about."
    link = SECTION_PATHS[Kind.POST]
    feed_url = reverse_lazy("blog:feed_rss")


class AtomFeed(AtomMixin, RssFeed):
    """The newest posts as Atom."""

    feed_url = reverse_lazy("blog:feed")
