"""The marks of stored files: how many there are, and whether a person has looked at them.

What surely identifies somebody is not stored at all. Everything else that the screening marks is
for a person to judge: a name may be an author's. Whoever publishes a file asks here first.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from wagtail.documents.permissions import permission_policy
from wagtail.log_actions import log

from network.media.models import DocumentMarks, SiteDocument
from network.media.runs import for_one_run
from network.safeguarding.files import Finding, UploadRefused, look_inside

LOOKED_AT = "media.look_at_marks"
UNREAD = {"unread": 1}
AT_ONCE = 200


class OtherContent(Exception):  # noqa: N818 -- a verdict, not a fault
    """The document holds another file than the one that was looked at."""


def kinds_of(findings: Iterable[Finding]) -> dict[str, int]:
    """How many marks of each type. What stood in the properties of a file that came in is gone."""
    return _by_type(finding for finding in findings if finding.place != "properties")


def note(document: SiteDocument, kinds: dict[str, int]) -> DocumentMarks:
    """Keep how much was marked; a look at other content is forgotten, one at this stays."""
    marks, is_new = DocumentMarks.objects.get_or_create(
        document=document, defaults={"sha256": document.sha256, "kinds": kinds}
    )
    if not is_new:
        if marks.sha256 != document.sha256:
            marks.looked_by = marks.looked_at = None
        elif marks.kinds == kinds:
            return marks
        marks.sha256, marks.kinds = document.sha256, kinds
        marks.save()
    return marks


def read(document: SiteDocument) -> DocumentMarks:
    """How much is marked in the stored file, read now and not kept: a second or less, in a process
    of its own."""
    try:
        with document.open_file() as file:
            return as_found(document, look_inside(file, filename=document.filename))
    except (UploadRefused, OSError):
        return as_found(document, None)


def as_found(document: SiteDocument, found: Iterable[Finding] | None) -> DocumentMarks:
    """The row of the document with what was ``found`` just now, not kept; of a file that cannot be
    read (None) nobody knows what it says, and a person has to look."""
    kept = DocumentMarks.objects.select_related("looked_by").filter(
        document=document, sha256=document.sha256
    )
    marks = kept.first() or DocumentMarks(document=document, sha256=document.sha256)
    marks.kinds = UNREAD if found is None else _by_type(found)
    return marks


def count_waiting() -> int:
    """Keep how much is marked in the files that were stored before this was counted, or by other
    ways than forms and imports: for at most 45 seconds. Returns how many were counted."""
    counted = 0
    uncounted = SiteDocument.objects.exclude(marks__sha256=F("sha256")).order_by("pk")
    for document in for_one_run(uncounted[:AT_ONCE]):
        note(document, read(document).kinds)
        counted += 1
    return counted


def marks_of(documents: Iterable[SiteDocument]) -> dict[int, DocumentMarks]:
    """The marks of each document, by its number: one query. What was not counted yet is read."""
    wanted = {document.pk: document for document in documents}
    kept = DocumentMarks.objects.filter(document__in=wanted, sha256=F("document__sha256"))
    found = {marks.document_id: marks for marks in kept.select_related("looked_by")}
    missing = [document for pk, document in wanted.items() if pk not in found]
    return {**found, **{document.pk: read(document) for document in missing}}


def not_looked_at(found: dict[int, DocumentMarks]) -> list[int]:
    """Of these documents, the numbers of those with marks that nobody has looked at, neither there
    nor where the same content has the same name: one query at most."""
    waiting = [pk for pk, marks in found.items() if marks.count and not marks.looked_at]
    if not waiting:
        return []
    same = DocumentMarks.objects.filter(
        sha256=OuterRef("sha256"),
        document__original_name=OuterRef("original_name"),
        looked_at__isnull=False,
    )
    seen = SiteDocument.objects.filter(Exists(same), pk__in=waiting).values_list("pk", flat=True)
    seen = set(seen)
    return [pk for pk in waiting if pk not in seen]


def was_looked_at(*, sha256: str, name: str) -> bool:
    """Whether somebody has looked at this content under this name, as any document has it."""
    same = Q(sha256=sha256, document__original_name=name, looked_at__isnull=False)
    return DocumentMarks.objects.filter(same).exists()


def may_look(user, document: SiteDocument) -> bool:
    """Who may say that nothing in it identifies a child: whoever may change the document."""
    return permission_policy.user_has_permission_for_instance(user, "change", document)


def look(
    document: SiteDocument, *, sha256: str, user, now: datetime, by_command: bool = False
) -> bool:
    """Keep that somebody has looked at the marks of this content; False where somebody had.

    Wagtail's log says who, when and at which content.

    :raises OtherContent: where the document holds another file by now.
    """
    if sha256 != document.sha256:
        raise OtherContent
    if not DocumentMarks.objects.filter(document=document, sha256=sha256).exists():
        note(document, read(document).kinds)
    with transaction.atomic():
        marks = DocumentMarks.objects.select_for_update().get(document=document)
        if marks.sha256 != sha256:
            raise OtherContent
        if marks.looked_at:
            return False
        marks.looked_by, marks.looked_at = user, now
        marks.save(update_fields=["looked_by", "looked_at"])
        data = {"sha256": sha256, "marks": marks.kinds, "by_command": by_command}
        log(instance=document, action=LOOKED_AT, user=user, data=data)
    return True


def _by_type(findings: Iterable[Finding]) -> dict[str, int]:
    return dict(Counter(finding.type for finding in findings))
