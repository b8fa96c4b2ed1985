"""What is there already, while a question is being written or before it is begun.

What is typed comes by POST, so that it is in no address and no log, and nothing of it is kept.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from askexpert.forms import StartForm
from askexpert.forms_asking import LookFirstForm
from askexpert.similar import similar_to, subject_of
from askexpert.views.lookups import member_required
from network.members.roles import is_verified_member
from network.safeguarding.urgent_help import notice_for
from network.taxonomy.models import Context, Topic


@sensitive_post_parameters()
@require_POST
def similar(request):
    """Entries for the text as it stands: a fragment for the page that is being written on."""
    if not is_verified_member(request.user):
        return HttpResponse("")
    data = request.POST
    subject = subject_of(
        data.get("title", "")[:150],
        data.get("text", "")[:5000],
        topics=Topic.objects.filter(pk__in=_numbers(data, "topics")).values_list("slug", flat=True),
        contexts=Context.objects.filter(pk__in=_numbers(data, "contexts")).values_list(
            "slug", flat=True
        ),
    )
    return render(
        request, "askexpert/_similar.html", {"similar": similar_to(subject, request.user)}
    )


@sensitive_post_parameters()
@require_POST
@member_required
def look_first(request):
    """Entries for a few words on the first page: a fragment for it, or the whole page again."""
    form = LookFirstForm(request.POST)
    found = None
    if form.is_valid() and form.cleaned_data["about"]:
        found = similar_to(subject_of(form.cleaned_data["about"], ""), request.user)
    if request.headers.get("HX-Request"):
        return render(request, "askexpert/_found.html", {"found": found})
    return start_page(
        request, StartForm(initial={"token": StartForm.new_token()}), look=form, found=found
    )


def start_page(request, form: StartForm, *, look: LookFirstForm | None = None, found=None):
    """The page before the form: urgent help, the one question, and what may be there already."""
    return render(
        request,
        "askexpert/start.html",
        {
            "form": form,
            "look": look or LookFirstForm(),
            "found": found,
            "shown": notice_for(request.user, timezone.localdate()),
        },
    )


def _numbers(data, name: str) -> list[int]:
    return [int(value) for value in data.getlist(name)[:20] if value.isascii() and value.isdigit()]
