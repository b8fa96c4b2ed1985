"""Notice every change of what visitors may be shown, and tell all processes.

Every statement that the site sends is looked at: one that writes to a table of the public site
counts, however it came about (a form, the admin, a worker, ``QuerySet.update``). Tables that
nothing public is made of are named here; a table that nobody thought of counts, so that a mistake
costs speed and never shows what is gone.

After the transaction has ended a new token is written. Processes ask for it at most every
:data:`LOOK_EVERY` seconds; the one that wrote knows at once. A process that dies between the
transaction and the token leaves answers for :data:`network.page_cache.store.SECONDS` at most.
"""

import logging
import re
import secrets
import time

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.utils import DatabaseError, Error

from network.page_cache.models import ContentVersion

logger = logging.getLogger("network.page_cache")
ONLY = 1
LOOK_EVERY = 0.5
WRITES = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.IGNORECASE
)
FIRST_LETTERS = frozenset("iIuUdD \n(")
# Signing in writes this and nothing else of the account.
SIGNED_IN = re.compile(r'\s*UPDATE "?members_user"? SET "?last_login"? = [^,]+ WHERE')
# Nothing that visitors are shown is made of these.
PRIVATE = re.compile(
    "page_cache_|django_session|django_migrations|django_tasks_|auth_permission|account_|mfa_"
    "|usersessions_|notifications_|relay_|saved_|following_|complaints_|privacy_|consents_agree"
    "|askexpert_(?!answerpage|published)|wagtailsearch_|wagtailcore_(?:revision|pagelogentry"
    "|modellogentry|referenceindex|comment|commentreply|pagesubscription|uploadedfile|task"
    "|workflow|editingsession)|wagtailadmin_|media_documentreading|resources_(?:usage|accessrequest|formatrequest"
    "|takenversion|harvest)|members_(?:membership|former|passwordkept)|desk_"
)


def watch_connection(sender, connection, **kwargs) -> None:
    """Receiver of ``connection_created``."""
    if connection.alias == DEFAULT_DB_ALIAS and _watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watch)


def _watch(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if is_public_write(sql):
        waiting = (function for _, function, *_ in context["connection"].run_on_commit)
        if _tell not in waiting:
            transaction.on_commit(_tell, robust=True)
    return result


def is_public_write(sql: str) -> bool:
    """Whether a statement changes a table of the public site."""
    if not isinstance(sql, str) or sql[:1] not in FIRST_LETTERS:
        return False
    found = WRITES.match(sql)
    if found is None or PRIVATE.match(found[1].lower()):
        return False
    return SIGNED_IN.match(sql) is None


def _tell() -> None:
    """Write a new token, and forget the old one here at once; not before, or another thread would
    read the old one again."""
    token = secrets.token_hex(12)
    try:
        if not ContentVersion.objects.filter(pk=ONLY).update(token=token):
            ContentVersion.objects.update_or_create(pk=ONLY, defaults={"token": token})
    except DatabaseError as error:
        # While a database is migrated the table may not be there yet; then nothing is kept either.
        # Where the database has gone, whatever is asked next says so.
        logger.info("no token of a change was written: %s", type(error).__name__)
    known.forget()


class Known:
    """The token as this process knows it."""

    def __init__(self):
        self.token: str | None = None
        self.looked_at = 0.0

    def forget(self) -> None:
        self.token, self.looked_at = None, 0.0

    def current(self) -> str | None:
        """The token, at most :data:`LOOK_EVERY` seconds old; None when it cannot be read, and
        then nothing is given from memory. One query at most."""
        now = time.monotonic()
        if self.token is None or now - self.looked_at > LOOK_EVERY:
            # Noted first: while one thread asks, the others go on with what is known.
            self.looked_at = now
            self.token = self._read()
        return self.token

    @staticmethod
    def _read() -> str | None:
        try:
            row = ContentVersion.objects.filter(pk=ONLY).values_list("token", flat=True).first()
        except Error:
            connections[DEFAULT_DB_ALIAS].close_if_unusable_or_obsolete()
            return None
        return row if row is not None else ""


known = Known()
