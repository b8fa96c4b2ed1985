"""The admin's report of files whose words are not searched, and why."""

from django.urls import reverse
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from network.media.access import manages_documents
from network.media.models import DocumentReading, ReadingState


def _address(reading: DocumentReading) -> str:
    return reverse("wagtaildocs:edit", args=[reading.document_id])


class UnreadFilesView(ReportView):
    """Newest first. For everybody who looks after documents."""

    index_url_name = "unread_files"
    index_results_url_name = "unread_files_results"
    page_title = "Files without searchable words"
    header_icon = "doc-full-inverse"
    model = DocumentReading
    is_searchable = False
    default_ordering = "-pk"
    any_permission_required = ["add", "change", "choose"]
    list_export = ["document.title", "get_state_display", "reason", "read_at"]
    export_headings = {
        "document.title": "File",
        "get_state_display": "Outcome",
        "reason": "Why",
        "read_at": "Read",
    }
    columns = [
        TitleColumn(
            "document",
            label="File",
            accessor="document.title",
            get_url=_address,
        ),
        Column("get_state_display", label="Outcome"),
        Column("reason", label="Why"),
        DateColumn("read_at", label="Read"),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not manages_documents(request.user):
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        wanted = DocumentReading.objects.exclude(state=ReadingState.READ, reason="")
        return wanted.select_related("document")
