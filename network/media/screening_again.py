"""Ask today's gate about files that were stored when it knew less."""

from collections.abc import Iterator

from network.media.models import SiteDocument
from network.safeguarding.files import UploadRefused
from network.safeguarding.files.gate import pass_gate
from network.safeguarding.files.reading import marks_in_name, must_go


def not_taken_today() -> Iterator[tuple[int, str]]:
    """Each stored document that would be refused or held back if it came today, by its number, and
    why: in the words of the gate, or the kinds of what surely identifies somebody, never itself.

    Opens every file once, in a process with limits: about a second for a large one.
    """
    for pk in list(SiteDocument.objects.order_by("pk").values_list("pk", flat=True)):
        document = SiteDocument.objects.filter(pk=pk).first()
        why = _why_not(document) if document else ""
        if why:
            yield pk, why


def _why_not(document: SiteDocument) -> str:
    try:
        with document.open_file() as file:
            _, inspection = pass_gate(file, document.filename, "marks")
    except UploadRefused as refused:
        return refused.reason
    except OSError:
        return "The file is not there any more."
    found = [*marks_in_name(document.filename), *inspection.findings]
    kinds = sorted({finding.type for finding in must_go(found)})
    return f"It surely identifies somebody: {', '.join(kinds)}." if kinds else ""
