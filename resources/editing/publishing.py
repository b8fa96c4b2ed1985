"""No resource is published that is not ready: the checklist in every way of publishing it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html_join

from resources.editing.checklist import Check, checks
from resources.models import ResourcePage


def refusal(request, page):
    """The answer instead of publishing: back to the form, with everything that is missing.

    What was written is saved as a draft already. Nothing for a page that is ready.
    """
    if not isinstance(page, ResourcePage):
        return None
    missing = blocking(page)
    if not missing:
        return None
    messages.error(
        request,
        format_html_join(
            "",
            "{}{}",
            [
                ("Saved as a draft, and not published yet. Please mend this first: ", ""),
                *((check.words, " ") for check in missing),
            ],
        ),
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def refusal_of_many(request, action: str, pages):
    """The same for pages that were ticked in a list: when one is not ready, none is published."""
    if action != "publish":
        return None
    unready = [
        page
        for page in (page.get_latest_revision_as_object() for page in pages)
        if isinstance(page, ResourcePage) and blocking(page)
    ]
    if not unready:
        return None
    for page in unready:
        words = " ".join(check.words for check in blocking(page))
        messages.error(request, f"“{page.title}” cannot be published yet. {words}")
    return redirect("wagtailadmin_explore", unready[0].get_parent().pk)


def remind(request, page) -> None:
    """After publishing: what would make it better."""
    if isinstance(page, ResourcePage):
        soft = [check for check in checks(page, timezone.localdate()) if not check.blocks]
        if soft:
            messages.warning(request, "Worth a look: " + " ".join(check.words for check in soft))


def blocking(page: ResourcePage) -> list[Check]:
    return [check for check in checks(page, timezone.localdate()) if check.blocks]
