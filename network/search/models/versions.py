"""How far the catalogue has changed: one row, read at every list, written with every change."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from asgiref.local import Local
from django.db import connection, models, transaction
from django.db.models import F

ONLY = 1
TOKEN_BYTES = 12
# The number of entries whose change has none yet.
UNNUMBERED = -1
# In the order of the fields. Django would put the statement together anew for each list.
READ = "SELECT id, number, entries, rules, words, texts FROM search_catalogueversion WHERE id = %s"
_own = Local()


class CatalogueVersion(models.Model):
    """The state of what the processes of the site keep in memory.

    ``number`` counts the changes of entries; each changed entry carries the number in
    ``changed_in``. A token is written anew with every change, so the same token always means the
    same state, even after a change was rolled back: ``entries`` for entries and their terms,
    ``rules`` for view restrictions and their groups, ``words`` for vocabularies and synonyms,
    ``texts`` for what is searched.
    """

    number = models.BigIntegerField(default=0)
    entries = models.CharField(max_length=24, default="")
    rules = models.CharField(max_length=24, default="")
    words = models.CharField(max_length=24, default="")
    texts = models.CharField(max_length=24, default="")

    def __str__(self) -> str:
        return f"catalogue version {self.number}"

    @classmethod
    def change(cls, *parts: str) -> int:
        """Write new tokens for these parts and return the number that changed entries carry.

        In the caller's transaction: whoever sees the change sees the token. The row stays locked
        until that transaction ends, so numbers become visible in their order.
        """
        if getattr(_own, "put_off", None) is not None:
            _own.put_off.update(parts)
            if "entries" in parts:
                _own.is_pending = True
            return UNNUMBERED
        tokens = {part: secrets.token_hex(TOKEN_BYTES) for part in parts}
        if "entries" in parts:
            _own.is_pending = True
            tokens["number"] = F("number") + 1
        with transaction.atomic():
            if not cls.objects.filter(pk=ONLY).update(**tokens):
                # A number that no entry carries yet, if the row was lost with all that knew it.
                cls.objects.create(pk=ONLY, **{**tokens, "number": 1})
            return cls.objects.values_list("number", flat=True).get(pk=ONLY)

    @classmethod
    @contextmanager
    def put_off(cls) -> Iterator[set[str]]:
        """Write no token in this block and lock nothing; gather the parts that change in it.

        For :func:`network.search.catalogue.changed_together`, which writes them.
        """
        parts: set[str] = set()
        _own.put_off = parts
        try:
            yield parts
        finally:
            _own.put_off = None

    @classmethod
    def current(cls) -> "CatalogueVersion":
        """The state as it is now: one query. A row that was lost is a state of its own."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [ONLY])
            row = cursor.fetchone()
        return cls(*row) if row else cls(entries=secrets.token_hex(TOKEN_BYTES))


def may_be_rolled_back() -> bool:
    """Whether what is read now may hold changes of this transaction, which may never be kept."""
    if not connection.in_atomic_block:
        _own.is_pending = False
    return getattr(_own, "is_pending", False)
