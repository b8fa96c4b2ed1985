"""Parts of a question's page at the desk: more time for an answer, publishing, redaction, holds."""

from django import template

from askexpert import clocks, permissions
from askexpert.enums import WITH_ANSWER, QuestionStatus
from askexpert.forms_publishing import HoldForm
from askexpert.workflow.more_time import waiting_for_time

register = template.Library()


@register.inclusion_tag("askexpert/desk/_more_time.html", takes_context=True)
def time_asked_for(context, question) -> dict:
    """What an expert says who needs longer, and the button for a coordinator. Two queries while
    somebody writes, else none."""
    writes = question.status == QuestionStatus.ANSWERING
    return {
        "question": question,
        "assignment": waiting_for_time(question) if writes else None,
        "days": clocks.MORE_TIME_DAYS,
        "may_give": context["coordinates"],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("askexpert/desk/_publication.html")
def publication_of(question) -> dict:
    """Where the publication of a question's answer stands, with the way there: one query, where
    there is one."""
    publications = question.publications.order_by("-proposed_at", "-pk")
    found = publications.first() if question.has_publication else None
    return {
        "question": question,
        "publication": found,
        "shown": found is not None or question.status in WITH_ANSWER,
    }


@register.inclusion_tag("desk/_hold.html", takes_context=True)
def hold_of(context, question) -> dict:
    """The legal hold on a question, and the form to place or lift one for whoever may: one
    query, where there is one."""
    user = context["user"]
    held = question.legal_holds.filter(lifted_at__isnull=True)
    return {
        "question": question,
        "hold": held.select_related("placed_by").first() if question.has_hold else None,
        "may_hold": permissions.can_hold(user, question),
        "form": context.get("hold_form") or HoldForm(prefix="hold"),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("askexpert/desk/_redaction.html", takes_context=True)
def redaction_of(context, question) -> dict:
    """The way to taking words out everywhere, for whoever may (as ``permissions.can_redact`` says,
    of a question that stands on this person's desk): no query."""
    user = context["user"]
    experts = {assignment.expert_id for assignment in question.assignments.all()}
    return {
        "question": question,
        "may_redact": user.pk != question.asker_id and user.pk not in experts,
        "waiting": any(entry["elsewhere"] for entry in context["decisions"]),
    }
