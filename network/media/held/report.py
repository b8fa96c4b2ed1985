"""The admin's report of files that were refused or held back, and why."""

from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from network.media.access import manages_documents
from network.media.models import HeldFile


class RefusedFilesView(ReportView):
    """Newest first. For everybody who looks after documents; the files themselves for nobody."""

    index_url_name = "refused_files"
    index_results_url_name = "refused_files_results"
    page_title = "Files that were refused"
    header_icon = "warning"
    model = HeldFile
    is_searchable = False
    default_ordering = "-held_at"
    any_permission_required = ["add", "change", "choose"]
    list_export = ["name", "get_state_display", "reason", "uploaded_by", "held_at"]
    export_headings = {
        "name": "File",
        "get_state_display": "State",
        "reason": "Why",
        "uploaded_by": "Chosen by",
        "held_at": "When",
    }
    columns = [
        Column("name", label="File"),
        Column("get_state_display", label="State"),
        Column("reason", label="Why"),
        Column("uploaded_by", label="Chosen by"),
        DateColumn("held_at", label="When"),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not manages_documents(request.user):
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return HeldFile.objects.select_related("uploaded_by")
