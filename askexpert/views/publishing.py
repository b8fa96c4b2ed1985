"""The desk's side of publishing: propose, write it anew beside the private text, check, refuse."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askexpert import checklist, permissions, rewriting, workflow
from askexpert.enums import WITH_ANSWER
from askexpert.errors import NotLookedAt, StaleForm, TextHeldBack, TextTooClose, WordsHeldBack
from askexpert.forms import ReasonsForm
from askexpert.forms_publishing import (
    CheckForm,
    LookedAtForm,
    RefuseForm,
    RewriteForm,
    seen_in,
    stamp_of,
)
from askexpert.models import Publication, Question
from askexpert.models.publication import PublicationStatus
from askexpert.rewriting import Hint
from askexpert.screening import blocking_in, marks_in, warnings_in
from askexpert.views.lookups import desk_question, say_what_stopped
from askexpert.views.publication_taking import latest, open_one, take
from askexpert.workflow.publishing import TEXTS, may_check
from network.desk.guards import desk_only
from network.members.interrupted import data_for
from network.privacy.access_log import record_view
from network.workflows import TransitionNotAllowed, require

DESK = {"label": "Desk", "url": "/desk/"}
NAMES = {
    "title": "Title",
    "question_text": "The question, said anew",
    "short_answer": "The answer in two or three sentences",
    "answer_text": "The answer, said anew",
}
WRITABLE = (PublicationStatus.WRITING, PublicationStatus.CHECKING)


@require_safe
@desk_only
def publication(request, public_id):
    """Where the publication of an answer stands, and the next step if it is this person's."""
    question = _question(request, public_id)
    return render(request, "askexpert/desk/publication.html", _context(request, question))


def _question(request, public_id) -> Question:
    """A question that this coordinator works on; the look is recorded."""
    question = desk_question(request.user, public_id)
    record_view(
        request,
        what="question",
        subject=question.asker,
        about=question.public_id,
        now=timezone.now(),
    )
    return question


def _context(request, question: Question, **more) -> dict:
    found = latest(question)
    status = found.status if found else ""
    over = status in ("", PublicationStatus.REFUSED, PublicationStatus.WITHDRAWN)
    may = permissions.can_publish(request.user, found or Publication(question=question))
    before = found is not None and not over and status != PublicationStatus.PUBLISHED
    return {
        "question": question,
        "publication": found,
        "trail": [
            DESK,
            {"label": "Questions", "url": "/desk/questions/"},
            {"label": "Question", "url": question.desk_url},
            {"label": "Publication"},
        ],
        "may_propose": may and over and question.status in WITH_ANSWER,
        "may_write": may and status in WRITABLE,
        "may_check": may_check(request.user, found) if status == "checking" else None,
        "refuse_form": RefuseForm() if may and before else None,
        "checked": checklist.shown(found.checklist) if found else [],
        "note": found.checklist.get("note", "") if found else "",
        "may": may,
        **more,
    }


@require_POST
@desk_only
def propose(request, public_id):
    question = desk_question(request.user, public_id)
    return take(
        request,
        question,
        workflow.propose_publication,
        "Both people are asked. You are told when both have agreed.",
        question=question,
    )


@require_POST
@desk_only
def refuse(request, public_id):
    question = desk_question(request.user, public_id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        context = _context(request, question, refuse_form=form)
        return render(request, "askexpert/desk/publication.html", context, status=422)
    return take(
        request,
        question,
        workflow.refuse_publication,
        "It will not be published. Both people are told.",
        publication=open_one(question),
        because=form.cleaned_data["because"],
    )


@require_http_methods(["GET", "POST"])
@desk_only
def write(request, public_id):
    """Write it anew, the private words beside. Whatever is sent is kept first, then looked at.

    A refusal of permission is a 403; what the screening finds comes back with the words.
    """
    question = _question(request, public_id)
    found = open_one(question)
    if request.method == "GET" and found.status not in WRITABLE:
        return redirect("askexpert_publishing:publication", public_id=public_id)
    form = RewriteForm(data_for(request), publication=found)
    reasons, looked_at = ReasonsForm(None), None
    texts = {name: getattr(found, name) for name in TEXTS}
    if request.method == "POST":
        form.is_valid()
        typed = form.as_typed()
        texts = {name: typed[name] for name in TEXTS}
        try:
            found = _save(request, found, typed)
            if request.POST.get("step") != "send":
                messages.success(request, "Saved. Coordinators can read it, nobody else.")
                return redirect("askexpert_publishing:write", public_id=public_id)
            must_go = rewriting.must_go(found, texts)
            _say_what_must_go(form, must_go, texts)
            reasons = _reasons_for(request, texts, must_go)
            looked_at = LookedAtForm(request.POST, hints=rewriting.to_confirm(found, texts))
            all_seen = looked_at.is_valid()
            if form.is_valid() and (not reasons.fields or reasons.is_valid()) and all_seen:
                _send(request, found, reasons, looked_at)
                messages.success(request, "Sent to be checked by somebody else.")
                return redirect("askexpert_publishing:publication", public_id=public_id)
        except (TextHeldBack, TextTooClose, NotLookedAt):
            messages.error(request, "Something has to be changed before this can be sent.")
        except StaleForm as error:
            say_what_stopped(request, error)
            return _write_page(request, found, form=form, reasons=reasons, texts=texts, status=409)
        except TransitionNotAllowed as error:
            say_what_stopped(request, error)
            return redirect("askexpert_publishing:publication", public_id=public_id)
    failed = request.method == "POST"
    return _write_page(
        request,
        found,
        form=form,
        reasons=reasons,
        looked_at=looked_at,
        texts=texts,
        status=422 if failed else 200,
    )


def _save(request, found: Publication, typed: dict) -> Publication:
    question = found.question
    saved = workflow.save_rewriting(
        publication=found, actor=request.user, now=timezone.now(), **typed
    )
    saved.question = question
    return saved


def _send(request, found: Publication, reasons: ReasonsForm, looked_at: LookedAtForm) -> None:
    workflow.rewrite_publication(
        publication=found,
        actor=request.user,
        now=timezone.now(),
        reasons=reasons.reasons if reasons.fields else {},
        confirmed=looked_at.confirmed,
    )


def _say_what_must_go(form: RewriteForm, must_go: list[Hint], texts: dict[str, str]) -> None:
    """Put on its field each phrase that no tick and no reason lets stay, so that the writer has
    everything before them at once."""
    for hint in must_go:
        form.add_error(hint.field, f"“{hint.phrase}”: {hint.advice}")
    going = [hint.phrase for hint in must_go]
    for field, text in texts.items():
        for words in blocking_in(text, apart_from=going):
            form.add_error(field, words)


def _reasons_for(request, texts: dict[str, str], must_go: list[Hint]) -> ReasonsForm:
    """Why each warning stays; not asked of what goes anyway."""
    data = request.POST if "reasons_shown" in request.POST else None
    going = [hint.phrase for hint in must_go]
    return ReasonsForm(data, warnings=warnings_in(*texts.values(), own=going))


def _write_page(request, found, *, form, reasons, texts, status: int, looked_at=None):
    question = found.question
    marks = [
        {"label": NAMES[mark["name"]], "segments": mark["segments"]}
        for mark in marks_in(list(texts.items()))
    ]
    to_confirm = rewriting.to_confirm(found, texts)
    hints = [
        {"label": NAMES[hint.field], "phrase": hint.phrase, "advice": hint.advice}
        for hint in (*to_confirm, *rewriting.make_vaguer(texts))
    ]
    answers = question.answers.filter(released_at__isnull=False).order_by("released_at")
    return render(
        request,
        "askexpert/desk/publication_write.html",
        {
            "question": question,
            "publication": found,
            "form": form,
            "reasons": reasons,
            "looked_at": looked_at or LookedAtForm(hints=to_confirm),
            "marks": marks,
            "hints": hints,
            "follow_ups": question.follow_ups.all(),
            "answers": answers,
            "stamp": stamp_of(found),
            "note": found.checklist.get("note", ""),
            "trail": _context(request, question)["trail"],
        },
        status=status,
    )


@require_http_methods(["GET", "POST"])
@desk_only
def check(request, public_id):
    """The second person reads it as a stranger would, and publishes it or sends it back."""
    question = _question(request, public_id)
    found = open_one(question)
    if request.method == "GET" and found.status != PublicationStatus.CHECKING:
        return redirect("askexpert_publishing:publication", public_id=public_id)
    may = may_check(request.user, found)
    if not may:
        return _somebody_else_checks(request, question, found, may.reason)
    form = CheckForm(data_for(request))
    if request.method == "POST":
        require(permissions.has_consents(found))
    if request.method == "POST" and form.is_valid():
        back = request.POST.get("step") == "back"
        safe = checklist.is_safe(form.answers)
        if back and not form.cleaned_data["note"]:
            form.add_error("note", "Say what to change: the writer reads this.")
        elif not back and not safe:
            form.add_error(
                None, "Somebody could be recognised: send it back with a note, or look again."
            )
        else:
            verb = workflow.return_publication if back else workflow.publish_answer
            done = "Sent back with your note." if back else "Published. Both people are told."
            try:
                return take(
                    request,
                    question,
                    verb,
                    done,
                    publication=found,
                    answers=form.answers,
                    note=form.cleaned_data["note"],
                    seen=seen_in(request.POST),
                )
            except WordsHeldBack as error:
                form.add_error("note", error.held)
    return render(
        request,
        "askexpert/desk/publication_check.html",
        {
            **_context(request, question),
            "form": form,
            "stamp": stamp_of(found),
        },
        status=422 if request.method == "POST" else 200,
    )


def _somebody_else_checks(request, question: Question, found: Publication, reason: str):
    """Why this person may read it here and not decide; a note that they wrote is given back."""
    return render(
        request,
        "askexpert/desk/publication_not_yours.html",
        {
            **_context(request, question),
            "publication": found,
            "reason": reason,
            "unsent": request.POST.get("note", "").strip(),
        },
        status=403 if request.method == "POST" else 200,
    )
