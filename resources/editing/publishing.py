"""No resource is published that is not ready: the checklist in every way of publishing it. Of a
pack, which has no files of its own, the files that it links are asked for."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from resources.editing.checklist import Check, checks, unseen
from resources.models import PackPage, ResourcePage
from resources.models.public_versions import changed

ASKED = (ResourcePage, PackPage)


def refusal(request, page, outcome: str = "not published yet"):
    """The answer instead of publishing: back to the form, with everything that is missing.

    What was written is saved as a draft already. Nothing for a page that is ready: what would make
    it better is kept with the request for :func:`remind`, so that the checks run once.
    """
    if not isinstance(page, ASKED):
        return None
    found = found_in(page)
    missing = [check for check in found if check.blocks]
    if missing:
        return sent_back(request, page, missing, outcome)
    request.worth_a_look = found
    return None


def sent_back(request, page: ResourcePage | PackPage, missing: list[Check], outcome: str):
    """Back to the form, with ``missing`` and what became of the publishing."""
    words = f"Saved as a draft, and {outcome}. Please mend this first:"
    messages.error(request, format_html("{} {}", words, said(missing)))
    return redirect("wagtailadmin_pages:edit", page.pk)


def said(found: list[Check]):
    """The words of each, with the way to where it is done."""
    parts = [
        format_html(
            '{} <a class="button button-small button-secondary" href="{}">Look at the marks</a>',
            check.words,
            check.url,
        )
        if check.url
        else check.words
        for check in found
    ]
    return format_html_join(" ", "{}", [(part,) for part in parts])


def refusal_of_many(request, action: str, pages):
    """The same for pages that were ticked in a list, with the drafts below them where those were
    ticked too: when one is not ready, none is published."""
    if action != "publish":
        return None
    wanted = list(pages)
    if request.POST.get("include_descendants"):
        wanted += [
            draft
            for page in pages
            for model in ASKED
            for draft in model.objects.descendant_of(page).not_live().order_by("pk")
        ]
    drafts = (page.get_latest_revision_as_object() for page in wanted)
    missing = [(page, blocking(page)) for page in drafts if isinstance(page, ASKED)]
    unready = [(page, found) for page, found in missing if found]
    if not unready:
        return None
    for page, found in unready:
        words = f"“{page.title}” cannot be published yet."
        messages.error(request, format_html("{} {}", words, said(found)))
    return redirect("wagtailadmin_explore", unready[0][0].get_parent().pk)


def remind(request) -> None:
    """After publishing: what would make it better, as :func:`refusal` has found it."""
    found = getattr(request, "worth_a_look", ())
    if found:
        messages.warning(request, "Worth a look: " + " ".join(check.words for check in found))


def blocking(page: ResourcePage | PackPage) -> list[Check]:
    return [check for check in found_in(page) if check.blocks]


def found_in(page: ResourcePage | PackPage) -> list[Check]:
    """What the draft would change of versions that were public, then the checklist."""
    if isinstance(page, PackPage):
        return unseen(page)
    fixed = [Check("", "version", breach.words, blocks=True) for breach in changed(page)]
    return [*fixed, *checks(page, timezone.localdate())]
