"""Report a letter, and read what was decided."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from network.members.interrupted import data_for
from network.relay import permissions, workflow
from network.relay.forms import ReportForm
from network.relay.models import Letter, LetterReport
from network.relay.models.letters import CONTEXT
from network.relay.reading import entries, names_in

DONE = "Thank you. A coordinator reads it within two working days. Nobody else learns of it."
DONE_AT_ONCE = (
    "Thank you. The letter is hidden from both of you now, and a safeguarding lead reads it. If "
    "somebody is in danger, call 999."
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def letter_report(request: HttpRequest, public_id) -> HttpResponse:
    """The form for a report of one letter; once it has been made, where it stands."""
    user = request.user
    letter = get_object_or_404(
        Letter.objects.visible_to(user)
        .select_related("conversation__first", "conversation__second")
        .prefetch_related("reports"),
        public_id=public_id,
    )
    own_report = LetterReport.objects.made_by(user).filter(letter=letter).first()
    form = ReportForm(data_for(request), own=letter.author_id == user.pk)
    if request.method == "POST" and form.is_valid():
        try:
            report = workflow.report(
                letter=letter, reporter=user, now=timezone.now(), **form.cleaned_data
            )
        except workflow.NotPermitted as refusal:
            if own_report is None:
                form.add_error(None, refusal.reason)
        else:
            messages.success(request, DONE_AT_ONCE if report.is_for_lead else DONE)
            return redirect(letter.conversation)
    names = names_in(letter.conversation, user)
    context = {
        "letter": letter,
        "entry": entries([letter], user, names)[0],
        "report": own_report,
        "form": form,
        "context_letters": CONTEXT,
        "may_report": permissions.can_report(user, letter),
    }
    return render(request, "relay/report.html", context)
