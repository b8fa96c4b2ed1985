"""Index the pages that migrations create.

Migrations write through historical models, which send none of the signals that Wagtail's search
index listens to. After ``migrate`` the pages that the index does not know yet are added.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connections
from wagtail.models import Page, get_page_models
from wagtail.search import index
from wagtail.search.models import IndexEntry

from network.migrated import is_fully_migrated
from network.search.catalogue import nearest_restriction
from network.search.fulltext import tables
from network.search.texts import HOME_DEPTH, write_text


def after_migrate(sender, using: str = DEFAULT_DB_ALIAS, **kwargs) -> None:
    """Receiver of ``post_migrate``. Does nothing when only a part was migrated."""
    if using == DEFAULT_DB_ALIAS and is_fully_migrated(using):
        if connections[using].vendor == "sqlite":
            # Django makes a table anew when it alters one; triggers go with the old table.
            statements = tables.SQLITE_TEXTS + tables.SQLITE_PASSAGES
            tables.make(connections[using], postgresql=[], sqlite=statements)
        index_missing_pages()
        write_missing_texts()


def index_missing_pages() -> int:
    """Add every page that has no entry; return how many.

    Two queries when nothing is missing. It knows only the index that is kept in the database: an
    installation with a search server runs ``update_index``.
    """
    types = ContentType.objects.get_for_models(*get_page_models()).values()
    known = set(
        IndexEntry.objects.filter(content_type__in=types).values_list("object_id", flat=True)
    )
    pages = Page.objects.filter(depth__gt=1).values_list("pk", flat=True)
    missing = [pk for pk in pages if str(pk) not in known]
    for page in Page.objects.filter(pk__in=missing).specific():
        index.insert_or_update_object(page)
    return len(missing)


def write_missing_texts() -> int:
    """Write what is searched of every live page that has no row yet; return how many. One query
    when nothing is missing."""
    missing = Page.objects.filter(live=True, depth__gt=HOME_DEPTH, searched_text=None)
    pages = list(missing.specific())
    for page in pages:
        write_text(page, restriction=nearest_restriction(page))
    return len(pages)
