"""Keep what a search finds in step with the names of authors, who change them or leave.

Pages print a member's name as it is now; the text that is searched is written once, when the page
is published, and would keep finding it under a name that somebody has given up.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from asgiref.local import Local
from django.db.models import QuerySet
from wagtail.models import Page

from network.pages.models import PageAuthor
from network.search.catalogue import index_page, index_text
from network.search.forgetting import forget_deleted_words

SHOWN = frozenset({"name", "is_active"})
_own = Local()


@contextmanager
def written_together() -> Iterator[None]:
    """Write the pages whose authors change in this block once, at its end: somebody who leaves, or
    comes back, changes in name, credits and account one after the other.

    To be used inside the transaction that changes them.
    """
    _own.waiting = waiting = set()
    try:
        yield
    finally:
        _own.waiting = None
    write_again(waiting)


def write_again(page_ids: Iterable[int]) -> None:
    """Write what lists and searches hold of these pages anew, in the caller's transaction; in a
    block of :func:`written_together` at its end."""
    _write(Page.objects.filter(pk__in=set(page_ids)), index_page)


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
    _write(Page.objects.filter(live=True, pk__in=named.values("page_id")), index_text)


def _write(pages: QuerySet[Page], index: Callable[[Page], object]) -> None:
    waiting = getattr(_own, "waiting", None)
    if waiting is not None:
        waiting.update(pages.values_list("pk", flat=True))
        return
    written = [index(page) for page in pages.specific().iterator(chunk_size=50)]
    if written:
        forget_deleted_words()
