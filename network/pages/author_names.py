"""Keep what a search finds in step with the names of authors, who change them or leave.

Pages print a member's name as it is now; the text that is searched is written once, when the page
is published, and would keep finding it under a name that somebody has given up.
"""

from wagtail.models import Page

from network.pages.models import PageAuthor
from network.search.catalogue import index_text
from network.search.forgetting import forget_deleted_words

SHOWN = frozenset({"name", "is_active"})


def on_account_saved(sender, instance, created: bool, update_fields=None, **kwargs) -> None:
    """Write anew what is searched of the published pages of this account, when its name may have
    changed. One query where it wrote nothing."""
    if (
        created
        or kwargs.get("raw")
        or (update_fields is not None and SHOWN.isdisjoint(update_fields))
    ):
        return
    named = PageAuthor.objects.filter(member=instance.pk)
    pages = Page.objects.filter(live=True, pk__in=named.values("page_id"))
    written = [index_text(page) for page in pages.specific().iterator(chunk_size=50)]
    if written:
        forget_deleted_words()
