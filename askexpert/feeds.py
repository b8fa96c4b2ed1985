from django.urls import reverse_lazy

from network.search.feeds import AtomMixin, SectionFeed
from network.search.kinds import SECTION_PATHS, Kind


class RssFeed(SectionFeed):
    """The newest published answers as RSS."""

    kind = Kind.ANSWER
    title = "Answered questions – Contextual Safeguarding Practitioners’ Network"
    description = "Questions of practitioners and their answers, re-written for everybody."
    link = SECTION_PATHS[Kind.ANSWER]
    feed_url = reverse_lazy("askexpert_consents:feed_rss")


class AtomFeed(AtomMixin, RssFeed):
    """The newest published answers as Atom."""

    feed_url = reverse_lazy("askexpert_consents:feed")
