"""In the admin: what was reported is neither published nor copied before a lead has decided, and
no other page is published with its files."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from network.media.access import manages_documents
from network.reported.files import closed_in, is_closed, is_content_closed
from network.reported.models import PageReport
from network.reported.workflow import is_held

WAITS = (
    "This page was reported. It can be published when a safeguarding lead has decided; "
    "what you have written is kept as a draft."
)


def why_not(page: Page) -> str:
    """Why this draft is not published, in words; "" when nothing speaks against it."""
    if page.pk and is_held(page):
        return WAITS
    closed = closed_in(page)
    if not closed:
        return ""
    titles = ", ".join(f"“{document.title}”" for document in closed)
    return (
        f"A page that was reported offers the same file: {titles}. This page can be published when "
        "a safeguarding lead has found that the file identifies nobody; what you have written is "
        "kept as a draft."
    )


# What a lead has released is not let in again while a report closes it.
hooks.register("is_content_closed", is_content_closed)


@hooks.register("before_edit_page")
def say_that_it_waits(request, page) -> None:
    """At the top of the form, before anybody tries to publish it."""
    if request.method == "GET" and is_held(page):
        messages.warning(request, WAITS)


@hooks.register("before_publish_page")
def wait_for_the_lead(request, page):
    words = why_not(page)
    if words:
        messages.error(request, words)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def wait_for_the_lead_with_many(request, action_type, objects, action_class_instance):
    """Of pages that were ticked in a list, with those below where they were ticked too, none is
    published or deleted when a report keeps one of them."""
    pages = [page for page in objects if isinstance(page, Page)]
    if not pages or action_type not in ("publish", "delete"):
        return None
    if action_type == "delete":
        kept = [page for page in pages if _held_below(page)]
        words = "“{}” waits for a safeguarding lead, or a page below it. It is not deleted before."
        refusals = [words.format(page.title) for page in kept]
    else:
        wanted = list(pages)
        if request.POST.get("include_descendants"):
            for page in pages:
                wanted += page.get_descendants().not_live().specific()
        drafts = [page.specific.get_latest_revision_as_object() for page in wanted]
        refusals = [f"“{draft.title}”: {words}" for draft in drafts if (words := why_not(draft))]
    for words in refusals:
        messages.error(request, words)
    if not refusals:
        return None
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


@hooks.register("before_copy_page")
def copy_nothing_that_was_reported(request, page):
    """A copy would be a way around the lead's decision; pages below count where they are copied."""
    wanted = [page.pk]
    if request.POST.get("copy_subpages"):
        wanted += page.get_descendants().values_list("pk", flat=True)
    if not PageReport.objects.keeping_down().filter(page__in=wanted).exists():
        return None
    messages.error(
        request,
        "It is not copied: a report that it identifies a child keeps it, or a page below it, down. "
        "Once a safeguarding lead has decided, mend the page itself.",
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_delete_page")
def delete_nothing_that_waits(request, page):
    if _held_below(page):
        messages.error(
            request,
            "It is not deleted: a safeguarding lead has to look at it, or at a page below it, "
            "first. Readers cannot open what was reported.",
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_serve_document")
def keep_reported_files_closed(document, request) -> None:
    """Whatever page links it. Editors see every document; leads read it at the desk."""
    if not manages_documents(request.user) and is_closed(document):
        raise Http404("This document is not published.")


def _held_below(page: Page) -> bool:
    return (
        PageReport.objects.open()
        .filter(has_hidden=True, page__in=page.get_descendants(inclusive=True).values("pk"))
        .exists()
    )
