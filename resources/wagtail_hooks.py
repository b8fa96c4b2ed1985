from django.http import Http404
from django.urls import path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from network.media.access import manages_documents
from resources.access import may_have_document
from resources.editing import marks, publishing, roads, views
from resources.models import ResourcePage


@hooks.register("before_serve_document")
def keep_documents_of_the_library(document, request) -> None:
    """A file of a resource stays closed to everybody who may not have the resource's files."""
    may_have = may_have_document(request.user, document, timezone.now())
    if not may_have and not manages_documents(request.user):
        raise Http404("This document is not published.")


@hooks.register("why_document_stays")
def why_document_stays(document) -> str | None:
    """The file of a version is never replaced: people have downloaded and cited it."""
    file = document.version_files.select_related("version__resource").first()
    if file is None:
        return None
    return (
        f"This file belongs to version {file.version.number} of “{file.version.resource.title}” "
        "and stays as it is. Upload the new file as a new document and add a version there."
    )


@hooks.register("register_admin_urls")
def editing_addresses() -> list:
    return [
        path("resources/from-files/", views.new_resource, name="resource_from_files"),
        path("resources/<int:page_id>/next-version/", views.next_version, name="next_version"),
        path("documents/<int:document_id>/marks/", marks.document_marks, name="document_marks"),
    ]


class _ForEditors(MenuItem):
    def is_shown(self, request) -> bool:
        return views.may_add(request.user)


@hooks.register("register_admin_menu_item")
def new_resource_in_the_menu() -> MenuItem:
    return _ForEditors(
        "Resource from files",
        reverse("resource_from_files"),
        name="resource-from-files",
        icon_name="upload",
        order=110,
    )


@hooks.register("register_page_header_buttons")
def offer_a_new_version(page, user, view_name, next_url=None):
    if isinstance(page, ResourcePage) and page.permissions_for_user(user).can_edit():
        yield Button(
            "New version from files",
            reverse("next_version", args=[page.pk]),
            icon_name="upload",
            priority=15,
        )


@hooks.register("before_publish_page")
def publish_only_what_is_ready(request, page):
    return publishing.refusal(request, page)


@hooks.register("before_edit_page")
def approve_only_what_is_ready(request, page) -> None:
    roads.save_instead_of_approving(request, page)


@hooks.register("before_bulk_action")
def publish_many_only_when_ready(request, action_type, objects, action_class_instance):
    return publishing.refusal_of_many(request, action_type, objects)


@hooks.register("after_publish_page")
def remind_of_what_is_missing(request, page) -> None:
    publishing.remind(request)
