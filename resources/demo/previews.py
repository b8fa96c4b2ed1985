"""Previews of the demo's PDFs and spreadsheets, so that its pages show them at once.

Those of DOCX and PPTX wait for ``run_due``: LibreOffice takes seconds for each.
"""

from django.db.models import Q

from network.demo.world import World
from network.media.models import DocumentPreview, PreviewState
from network.media.previews.making import make_preview, note_new_documents


def load(world: World) -> None:
    """Make each that waits; a second run finds none."""
    note_new_documents()
    quick = Q(document__original_name__endswith=".pdf") | Q(
        document__original_name__endswith=".xlsx"
    )
    waiting = DocumentPreview.objects.filter(quick, state=PreviewState.WAITING)
    for preview in waiting.select_related("document"):
        make_preview(preview, now=world.now)
