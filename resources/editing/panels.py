"""What the editor's form says beside its fields."""

from django.utils import timezone
from wagtail.admin.panels import Panel


class ChecklistPanel(Panel):
    """What is missing before this can be published, as it was last saved, and the files of the
    newest version and of others that are not public yet: how much the screening marks in each, who
    has looked at it, and where else it is stored."""

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
    """Each file with its marks and its twins, those of the newest version first."""
    from network.media.marks import marks_of, not_looked_at
    from resources.editing.duplicates import places_of
    from resources.editing.looking import in_words, marks_address, public_in

    versions = page.sorted_versions()
    public = public_in(page)
    shown = {
        file.document_id: file
        for place, version in enumerate(versions)
        for file in version.files.all()
        if file.document_id and (place == 0 or file.document_id not in public)
    }
    marks = marks_of(file.document for file in shown.values())
    waiting = set(not_looked_at(marks))
    return [
        {
            "label": file.label,
            "name": file.document.filename,
            "marks": in_words(marks[pk].kinds) if marks[pk].count else "",
            "looked_at": marks[pk].looked_at,
            "looked_by": marks[pk].looked_by,
            "waits": pk in waiting and pk not in public,
            "marks_url": marks_address(pk, page),
            "twins": places_of({file.document.sha256}, besides=pk),
        }
        for pk, file in shown.items()
    ]
