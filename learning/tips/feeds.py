from django.urls import reverse_lazy

from network.search.feeds import AtomMixin, SectionFeed
from network.search.kinds import SECTION_PATHS, Kind


class RssFeed(SectionFeed):
    """The newest tips as RSS."""

    kind = Kind.TIP
    title = "Tips – Contextual Safeguarding Practitioners’ Network"
    description = "Short practical guides by members: one thing to try, and how long it takes."
    link = SECTION_PATHS[Kind.TIP]
    feed_url = reverse_lazy("tips:feed_rss")


class AtomFeed(AtomMixin, RssFeed):
    """The newest tips as Atom."""

    feed_url = reverse_lazy("tips:feed")
