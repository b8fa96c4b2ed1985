"""In the admin: "New resource from files", and the next version of one."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages as admin_messages

from network.safeguarding.files import clean_name
from resources.editing import uploading
from resources.editing.forms import MOST_FILES, FilesForm, NewResourceForm, NextVersionForm
from resources.editing.looking import marks_address
from resources.editing.prefilling import AUTHORS, TITLE
from resources.editing.uploading import Upload
from resources.models import ResourceIndexPage, ResourcePage

# The words of the form, and for each file the lines that divide it from the next.
AROUND_FILES = 256 * 1024
TEMPLATE = "resources/admin_from_files.html"
NOT_FILLED_IN = {
    TITLE: (
        "The title that {name} gives itself was used nowhere, because it may identify somebody. "
        "Look whether the draft’s own title and labels say what it is."
    ),
    AUTHORS: (
        "An author that {name} names was not filled in, because it is an e-mail address, a number "
        "or the like. Write the name yourself."
    ),
}


def may_add(user) -> bool:
    library = ResourceIndexPage.objects.first()
    return library is not None and library.permissions_for_user(user).can_add_subpage()


@require_http_methods(["GET", "HEAD", "POST"])
def new_resource(request: HttpRequest) -> HttpResponse:
    """Files in, a draft out: opened in the editor, with what is left to do."""
    if not may_add(request.user):
        raise PermissionDenied
    form = NewResourceForm(*_sent(request))
    heading = "New resource from files"
    if request.method == "POST" and form.is_valid():
        upload = _take(form, request.user)
        if upload is not None:
            page = uploading.new_draft(
                upload,
                title=form.cleaned_data["title"],
                resource_type=form.cleaned_data["resource_type"],
                user=request.user,
                today=timezone.localdate(),
            )
            return _to_the_draft(request, page, upload)
    return _shown(request, form, heading)


@require_http_methods(["GET", "HEAD", "POST"])
def next_version(request: HttpRequest, page_id: int) -> HttpResponse:
    """Files in, the next version in the resource's draft."""
    page = get_object_or_404(ResourcePage, pk=page_id)
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit() or permissions.page_locked():
        raise PermissionDenied
    form = NextVersionForm(*_sent(request))
    heading = f"New version of “{page.title}”"
    if request.method == "POST" and form.is_valid():
        upload = _take(form, request.user)
        if upload is not None:
            draft = uploading.next_version(
                page,
                upload,
                change_note=form.cleaned_data["change_note"],
                user=request.user,
                today=timezone.localdate(),
            )
            return _to_the_draft(request, draft, upload)
    return _shown(request, form, heading)


def _shown(request: HttpRequest, form: FilesForm, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "page_title": heading,
        "action": request.path,
        "most_bytes": most_bytes_together(),
        "most_file_bytes": min(settings.UPLOAD_MAX_BYTES, most_bytes_together()),
        "most_files": MOST_FILES,
        "chosen": [clean_name(file.name) for file in request.FILES.getlist("files")],
    }
    return render(request, TEMPLATE, context)


def most_bytes_together() -> int:
    """What all files of one request may have: its limit without the form around them."""
    return settings.REQUEST_MAX_BYTES - AROUND_FILES


def _sent(request: HttpRequest) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _take(form: FilesForm, user) -> Upload | None:
    """The files that were let in; None, with errors in the form, when there is none."""
    upload = uploading.take(form.cleaned_data["files"], user=user, now=timezone.now())
    if upload.taken:
        return upload
    for name, reason in upload.refused:
        form.add_error("files", f"{name}: {reason}")
    return None


def _to_the_draft(request: HttpRequest, page: ResourcePage, upload: Upload) -> HttpResponse:
    count = len(upload.taken)
    what = "one file" if count == 1 else f"{count} files"
    messages.success(
        request,
        f"Draft saved with {what}. Check what was filled in from the files, and what is missing.",
    )
    for name, reason in upload.refused:
        messages.error(request, f"{name} was not taken. {reason}")
    for words in uploading.twins(page):
        messages.warning(request, words)
    _tell_of_replaced(request, upload)
    files = page.sorted_versions()[0].files.all()
    for taken, file in zip(upload.taken, files, strict=True):
        _tell_of_marks(request, taken, marks_address(file.document_id, page))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _tell_of_replaced(request: HttpRequest, upload: Upload) -> None:
    """Which file of another name each one stands for, since it is called the same."""
    for taken, before in zip(upload.taken, upload.replaces, strict=True):
        if before is not None and before.document.filename != taken.name:
            messages.warning(
                request,
                f"{taken.name} stands for {before.document.filename} of the version before, and is "
                f"called “{before.label}” like that one. If it is something else, change its name "
                "under Versions.",
            )


def _tell_of_marks(request: HttpRequest, taken: uploading.Taken, marks_url: str) -> None:
    """What was marked in the file, with the way to it; what only its properties said is gone."""
    gone = [finding for finding in taken.admitted.findings if finding.place == "properties"]
    kept = len(taken.admitted.findings) - len(gone)
    if kept:
        look = admin_messages.button(marks_url, "Look at it" if kept == 1 else "Look at them")
        words = (
            f"The screening marked {_phrases(kept)} in {taken.name}. It is not published before "
            f"somebody has looked at {'it' if kept == 1 else 'them'}."
        )
        admin_messages.warning(request, words, buttons=[look])
    if gone:
        filled_in = taken.facts.title or taken.facts.authors
        messages.warning(
            request,
            f"The screening marked {_phrases(len(gone))} in the properties of {taken.name}. "
            f"{'It was' if len(gone) == 1 else 'They were'} removed from the file"
            + ("; look whether what was filled in from them should be here." if filled_in else "."),
        )
    for what in taken.left_out:
        messages.warning(request, NOT_FILLED_IN[what].format(name=taken.name))


def _phrases(count: int) -> str:
    return "one phrase" if count == 1 else f"{count} phrases"
