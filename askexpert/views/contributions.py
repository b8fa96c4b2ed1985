"""What an expert has given: their own list, and certificates that they can show."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askexpert import contributions, workflow
from askexpert.forms_expert import CertificateForm
from askexpert.looking_up import may_look_up
from askexpert.models import Certificate
from askexpert.models.certificate import ALPHABET, CODE_LENGTH
from askexpert.views.lookups import member_required
from network.workflows import NotPermitted

PAGE_SIZE = 25


@require_safe
@member_required
def given(request):
    """Released answers of this person, the latest first: topics, dates, what came of it."""
    asks = contributions.released_asks(request.user)
    page = Paginator(contributions.contributions(asks), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "askexpert/contributions.html",
        {
            "rows": [contributions.contribution_of(ask) for ask in page.object_list],
            "number": contributions.answers_in(request.user).answers,
            "page_obj": page,
            "querystring": "",
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def certificates(request):
    """One's certificates, and a form to issue one. Sent twice, it is one certificate."""
    years = contributions.years_of(request.user)
    form = CertificateForm(
        request.POST if request.method == "POST" else None,
        years=years,
        total=contributions.answers_in(request.user).answers,
    )
    if request.method == "POST" and years and form.is_valid():
        try:
            workflow.issue_certificate(user=request.user, now=timezone.now(), year=form.year)
        except NotPermitted as error:
            messages.error(request, error.reason)
        else:
            messages.success(request, "Your certificate is below.")
        return redirect("askexpert:certificates")
    rows = [
        {
            "certificate": row,
            "words": row.words,
            "address": address_of(row),
            "has_pdf": row.revoked_at is None and _drawing().can_draw(row.name),
        }
        for row in Certificate.objects.filter(user=request.user)
    ]
    context = {"form": form if years else None, "rows": rows}
    return render(request, "askexpert/certificates.html", context)


def _drawing():
    """The module that draws, which takes six megabytes when somebody has a certificate drawn."""
    from askexpert import certificate_pdf

    return certificate_pdf


@never_cache
@require_safe
@member_required
def certificate_pdf(request, code: str):
    """One's own certificate as a file.

    :raises Http404: alike for another's, a revoked one, and a code that is nobody's.
    """
    row = get_object_or_404(Certificate, user=request.user, code=code, revoked_at__isnull=True)
    if not _drawing().can_draw(row.name):
        messages.info(
            request,
            "Our font for files does not have the letters of your name, and we do not write it in "
            "others. The public page of the certificate has them: print that one.",
        )
        return redirect("askexpert:certificates")
    drawn = _drawing().pdf_of(row, address=address_of(row))
    response = HttpResponse(drawn, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{row.code}.pdf"'
    return response


@require_POST
@member_required
def revoke(request, code: str):
    """Take one's own certificate back: its public page is gone in the same second."""
    row = get_object_or_404(Certificate, user=request.user, code=code)
    workflow.revoke_certificate(certificate=row, actor=request.user, now=timezone.now())
    messages.success(request, "The certificate is revoked: its code is nobody's any more.")
    return redirect("askexpert:certificates")


@never_cache
@require_safe
def certificate(request, code: str):
    """For anybody who was given the code: name, number and time. A wrong code, a revoked one and
    one that never was are answered alike."""
    if not may_look_up(request, now=timezone.now()):
        return _page(request, None, too_often=True, status=429)
    row = _with_code(code)
    return _page(request, row, status=200 if row else 404)


def _with_code(code: str) -> Certificate | None:
    """The certificate with this code, typed in capitals or not, with spaces or hyphens."""
    typed = "".join(letter for letter in code.upper()[:40] if letter not in " -")
    if len(typed) != CODE_LENGTH or not set(typed) <= set(ALPHABET):
        return None
    return Certificate.objects.filter(code=typed, revoked_at__isnull=True).first()


def _page(request, row: Certificate | None, *, status: int, too_often: bool = False):
    response = render(
        request,
        "askexpert/certificate.html",
        {
            "certificate": row,
            "words": row.words if row else "",
            "address": address_of(row) if row else "",
            "too_often": too_often,
        },
        status=status,
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def address_of(row: Certificate) -> str:
    """Where anybody can check it."""
    path = reverse("askexpert:certificate", args=[row.code])
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
