from django.http import Http404
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import CollectionViewRestriction

from network.media.access import is_published_to, manages_documents
from network.media.held.report import RefusedFilesView
from network.media.marks import LOOKED_AT
from network.media.reading.report import UnreadFilesView
from network.members.roles import reads_as_member


@hooks.register("before_serve_document")
def refuse_unpublished_documents(document, request) -> None:
    """Answer 404 for a document that no page open to this viewer refers to."""
    if not manages_documents(request.user) and not is_published_to(request.user, document):
        raise Http404("This document is not published.")


@hooks.register("before_serve_document", order=-10)
def keep_private_collections_for_members(document, request) -> None:
    """Answer 404 to whoever is signed in without being a member, where a collection is private.

    Wagtail's own check, which comes after this, sends visitors to sign in.
    """
    user = request.user
    if not user.is_authenticated or user.is_superuser or reads_as_member(user):
        return
    if document.collection.get_view_restrictions().filter(
        restriction_type=CollectionViewRestriction.LOGIN
    ):
        raise Http404("This document is for members.")


@hooks.register("register_admin_urls")
def report_addresses() -> list:
    return [
        path("reports/unread-files/", UnreadFilesView.as_view(), name="unread_files"),
        path(
            "reports/unread-files/results/",
            UnreadFilesView.as_view(results_only=True),
            name="unread_files_results",
        ),
        path("reports/refused-files/", RefusedFilesView.as_view(), name="refused_files"),
        path(
            "reports/refused-files/results/",
            RefusedFilesView.as_view(results_only=True),
            name="refused_files_results",
        ),
    ]


class _ForDocuments(MenuItem):
    def is_shown(self, request) -> bool:
        return manages_documents(request.user)


@hooks.register("register_reports_menu_item")
def report_in_the_menu() -> MenuItem:
    return _ForDocuments(
        "Files without words", reverse("unread_files"), icon_name="doc-full-inverse", order=800
    )


@hooks.register("register_reports_menu_item")
def refused_files_in_the_menu() -> MenuItem:
    return _ForDocuments(
        "Files that were refused", reverse("refused_files"), icon_name="warning", order=810
    )


@hooks.register("register_log_actions")
def log_of_looks(actions) -> None:
    @actions.register_action(LOOKED_AT)
    class LookedAtMarks(LogFormatter):
        label = "Look at the marks of a file"

        def format_message(self, log_entry) -> str:
            data = log_entry.data
            how = ", by a command" if data.get("by_command") else ""
            return (
                f"Looked at the marks{how}, and found nothing that identifies a child. Content: "
                f"{data['sha256'][:8]}"
            )
