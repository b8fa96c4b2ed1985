"""What the editor's form says beside its fields."""

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import Panel


class ChecklistPanel(Panel):
    """What is missing before this can be published, as it was last saved, and a look at each file
    of the newest version: what the screening marks in it, and where else it is stored."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "resources/admin_checklist.html"

        def get_context_data(self, parent_context=None) -> dict:
            from resources.editing.checklist import checks

            page = self.instance
            found = checks(page, timezone.localdate()) if page.pk else []
            return {
                **super().get_context_data(parent_context),
                "is_saved": page.pk is not None,
                "blocking": [check for check in found if check.blocks],
                "soft": [check for check in found if not check.blocks],
                "files": files_of(page) if page.pk else [],
            }


def files_of(page) -> list[dict]:
    """The files of the newest version, each with its marks' address and its twins."""
    from resources.editing.duplicates import places_of

    versions = page.sorted_versions()
    if not versions:
        return []
    return [
        {
            "label": file.label,
            "name": file.document.filename,
            "marks_url": reverse("document_marks", args=[file.document_id]),
            "twins": places_of({file.document.sha256}, besides=file.document_id),
        }
        for file in versions[0].files.all()
    ]
