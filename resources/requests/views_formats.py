"""Ask for a file in another format. Visitors may ask too."""

from allauth.core import ratelimit
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.members.interrupted import data_for
from network.own_forms import needs_no_cookie
from resources.access import files_or_refusal, find_resource
from resources.models import FormatRequest, ResourcePage, VersionFile
from resources.requests import formats
from resources.requests.forms import FormatForm

_signer = signing.Signer(salt="resources.format_request")


@needs_no_cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def another_format(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """For the files of the latest version, or of the one of this number.

    :raises Http404: for a version that there is not, or one without files.
    """
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        return page
    refusal = files_or_refusal(request, page)
    if refusal is not None:
        return refusal
    files = {file.document_id: file for file in _files(page, number)}
    if not files:
        raise Http404("This resource has no such files.")
    user = request.user if request.user.is_authenticated else None
    choices = [(key, f"{file.label} ({file.format.upper()})") for key, file in files.items()]
    sent = request.POST if request.method == "POST" else None
    form = FormatForm(data_for(request) if user else sent, files=choices, is_visitor=user is None)
    is_too_often = False
    if request.method == "POST" and form.is_valid():
        is_too_often = not ratelimit.consume(request, action="format_request")
        if not is_too_often:
            row = formats.ask(
                page=page,
                file=files[form.cleaned_data["document"]],
                wanted=form.cleaned_data["wanted"],
                note=form.cleaned_data["note"],
                contact=form.cleaned_data.get("contact", ""),
                user=user,
                now=timezone.now(),
            )
            return redirect("resources:format_asked", page.slug, _signer.sign(row.reference))
    back = page.version_address(number) if number else reverse("resources:detail", args=[slug])
    context = {
        "page": page,
        "of": f"{page.title}, version {number}" if number else page.title,
        "cancel": back,
        "form": form,
        "is_too_often": is_too_often,
        "working_days": formats.WORKING_DAYS,
    }
    return render(
        request, "resources/another_format.html", context, status=429 if is_too_often else 200
    )


@never_cache
@require_safe
def asked(request: HttpRequest, slug: str, signed: str) -> HttpResponse:
    """The reference and the day by which there is an answer; nothing about the person."""
    try:
        reference = _signer.unsign(signed)
    except signing.BadSignature as error:
        raise Http404 from error
    row = get_object_or_404(FormatRequest, reference=reference, resource__slug=slug)
    context = {"row": row, "slug": slug, "is_visitor": row.member_id is None}
    return render(request, "resources/format_asked.html", context)


def _files(page: ResourcePage, number: int | None):
    """The files of the version of this number, or else of the latest, in order: one query."""
    versions = page.versions.order_by("-number")
    if number is not None:
        versions = versions.filter(number=number)
    files = VersionFile.objects.filter(version__in=versions.values("pk")[:1])
    return files.select_related("document", "version").order_by("sort_order", "pk")
