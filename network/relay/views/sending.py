"""Send what a form brought, for both pages that have the form."""

from django.http import HttpRequest
from django.utils import timezone

from network.relay import workflow
from network.relay.forms import LetterForm
from network.relay.models import Conversation, Letter
from network.safeguarding.urgent_help import NoticeToShow, notice_for


def send(
    request: HttpRequest, form: LetterForm, *, recipient, conversation: Conversation | None = None
) -> Letter | None:
    """The letter, or ``None``: then the form says why not, with every word still in it."""
    words = form.cleaned_data
    through = words["through"]
    try:
        return workflow.write(
            author=request.user,
            recipient=recipient,
            text=words["text"],
            token=words["token"],
            now=timezone.now(),
            checked=form.checked,
            answering=conversation.letters.filter(public_id=through).first()
            if conversation and through
            else None,
        )
    except workflow.LetterHeldBack as held:
        form.show_findings(held.findings)
    except workflow.NotPermitted as refusal:
        form.add_error(None, refusal.reason)
    return None


def urgent_notice(request: HttpRequest, form: LetterForm) -> NoticeToShow | None:
    """The urgent help of the writer's nation, when the words suggest that somebody is at risk."""
    form.is_valid()  # words that were kept have not been screened yet
    if form.findings is None or not form.findings.urgent:
        return None
    return notice_for(request.user, timezone.localdate())
