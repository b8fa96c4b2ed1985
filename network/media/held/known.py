"""What leads have said of content that is held back, by its SHA-256: the gate asks."""

from django.db.models import Q, QuerySet
from wagtail import hooks

from network.media.models import HeldFile, HeldState
from network.safeguarding.files.decided import Decided

# How a name begins that identifies somebody itself. No lead lets a file in under it.
WITHHELD = "(name withheld)"
# The code of a row whose file waits already with an earlier one.
AGAIN = "again"


def copies(sha256: str, extension: str) -> QuerySet[HeldFile]:
    """The rows of this content in files of this kind, under names that may be let in."""
    return HeldFile.objects.filter(sha256=sha256, name__iendswith=f".{extension}").exclude(
        name__startswith=WITHHELD
    )


def waiting_with(row: HeldFile) -> list[HeldFile]:
    """The row, and what else waits with the same content: held at the same moment, or noted."""
    if row.name.startswith(WITHHELD):
        return [row]
    same = copies(row.sha256, row.name.rpartition(".")[2]).exclude(pk=row.pk)
    waits = Q(state=HeldState.HELD) | Q(code=AGAIN, decided_at=None)
    return [row, *same.filter(waits).select_related("uploaded_by").order_by("pk")]


def decided(sha256: str, extension: str) -> Decided:
    """The last decision counts, whatever kind of file it was about. A release counts for the kind
    that the lead looked at, as long as the document is there that was stored then and nothing
    closes its content: features say that by the hook ``is_content_closed``, called with the hashes.

    Two queries, and those of the hooks where it was released.
    """
    rows = HeldFile.objects.filter(sha256=sha256).exclude(name__startswith=WITHHELD)
    by_leads = rows.filter(decided_at__isnull=False).select_related("document")
    last = by_leads.order_by("-decided_at", "-pk").first()
    waiting = copies(sha256, extension).filter(state=HeldState.HELD)
    first = waiting.order_by("held_at", "pk").first()
    return Decided(
        is_released=last is not None and _lets_in(last, extension),
        kept_at=last.decided_at if last is not None and last.state == HeldState.REFUSED else None,
        waits_since=first.held_at if first is not None else None,
    )


def _lets_in(row: HeldFile, extension: str) -> bool:
    if row.state != HeldState.RELEASED or row.document is None:
        return False
    if not row.name.lower().endswith(f".{extension}"):
        return False
    hashes = {row.sha256, row.document.sha256}
    return not any(is_closed(hashes) for is_closed in hooks.get_hooks("is_content_closed"))
