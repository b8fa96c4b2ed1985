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
from network.safeguarding.files import Finding, UploadRefused, look_inside

LOOKED_AT = "media.look_at_marks"
UNREAD = {"unread": 1}


class OtherContent(Exception):  # noqa: N818 -- a verdict, not a fault
    """The document holds another file than the one that was looked at."""


def kinds_of(findings: Iterable[Finding]) -> dict[str, int]:
    """How many marks of each type. What stood in the properties of a file that came in is gone."""
    return dict(Counter(finding.type for finding in findings if finding.place != "properties"))


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


def count(document: SiteDocument) -> DocumentMarks:
    """Read the file and keep how much is marked in it: a second or less, in a process of its
    own."""
    try:
        with document.open_file() as file:
            return count_found(document, look_inside(file, filename=document.filename))
    except (UploadRefused, OSError):
        return count_found(document, None)


def count_found(document: SiteDocument, found: Iterable[Finding] | None) -> DocumentMarks:
    """Keep how much was ``found`` in a stored file; of one that cannot be read (None) nobody knows
    what it says, and a person has to look."""
    kinds = UNREAD if found is None else dict(Counter(finding.type for finding in found))
    return note(document, kinds)


def marks_of(documents: Iterable[SiteDocument]) -> dict[int, DocumentMarks]:
    """The marks of each document, by its number: two queries. What was stored before marks were
    counted is read now."""
    wanted = {document.pk: document for document in documents}
    kept = DocumentMarks.objects.filter(document__in=wanted, sha256=F("document__sha256"))
    found = {marks.document_id: marks for marks in kept.select_related("looked_by")}
    missing = [document for pk, document in wanted.items() if pk not in found]
    return {**found, **{document.pk: count(document) for document in missing}}


def not_looked_at(documents: Iterable[SiteDocument]) -> list[tuple[SiteDocument, DocumentMarks]]:
    """Of these documents, those with marks that nobody has looked at: three queries."""
    documents = list(documents)
    found = marks_of(documents)
    waiting = [pk for pk, marks in found.items() if marks.count and not marks.looked_at]
    if not waiting:
        return []
    same = DocumentMarks.objects.filter(
        sha256=OuterRef("sha256"),
        document__original_name=OuterRef("original_name"),
        looked_at__isnull=False,
    )
    seen = SiteDocument.objects.filter(Exists(same), pk__in=waiting).values_list("pk", flat=True)
    left = set(waiting) - set(seen)
    return [(document, found[document.pk]) for document in documents if document.pk in left]


def was_looked_at(*, sha256: str, name: str) -> bool:
    """Whether somebody has looked at this content under this name, as any document has it."""
    same = Q(sha256=sha256, document__original_name=name, looked_at__isnull=False)
    return DocumentMarks.objects.filter(same).exists()


def may_look(user, document: SiteDocument) -> bool:
    """Who may say that nothing in it identifies a child: whoever may change the document."""
    return permission_policy.user_has_permission_for_instance(user, "change", document)


@transaction.atomic
def look(
    document: SiteDocument, *, sha256: str, user, now: datetime, by_command: bool = False
) -> bool:
    """Keep that somebody has looked at the marks of this content; False where somebody had.

    Wagtail's log says who, when and at which content.

    :raises OtherContent: where the document holds another file by now.
    """
    marks = DocumentMarks.objects.select_for_update().filter(document=document).first()
    if marks is None or not sha256 == marks.sha256 == document.sha256:
        raise OtherContent
    if marks.looked_at:
        return False
    marks.looked_by, marks.looked_at = user, now
    marks.save(update_fields=["looked_by", "looked_at"])
    data = {"sha256": sha256, "marks": marks.kinds, "by_command": by_command}
    log(instance=document, action=LOOKED_AT, user=user, data=data)
    return True
