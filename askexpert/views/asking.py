"""The way to a question: urgent help first, then the form, then a last look before sending."""

import hashlib

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from askexpert import places, workflow
from askexpert.conversation import texts_of, waiting_follow_up
from askexpert.enums import EDITABLE_BY_ASKER
from askexpert.errors import TextHeldBack
from askexpert.forms import QuestionForm, ReasonsForm, StartForm
from askexpert.interrupted import keeps_text
from askexpert.models import Question
from askexpert.screening import blocking_words, marks_in, warnings_in
from askexpert.similar import similar_entries
from askexpert.views.lookups import (
    member_required,
    own_question,
    say_what_stopped,
    words_given_back,
)
from askexpert.views.similar import start_page
from askexpert.views.urgent import urgent_page
from network.members.interrupted import data_for, signature
from network.safeguarding.screening import combination_risks, screen
from network.safeguarding.urgency import suggests_risk_now
from network.safeguarding.urgent_help import NoticeToShow, notice_for
from network.workflows import NotPermitted, TransitionNotAllowed


@require_http_methods(["GET", "POST"])
@member_required
def start(request):
    """The urgent-help notice and one question, before any form that takes text."""
    form = StartForm(
        request.POST if request.method == "POST" else None, initial={"token": StartForm.new_token()}
    )
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if form.cleaned_data["at_risk"] == "yes":
            workflow.signpost(actor=request.user, question=None, now=now)
            return urgent_page(request)
        question = workflow.start_question(
            asker=request.user, token=form.cleaned_data["token"], now=now
        )
        return redirect(_next_page(question))
    if "token" in form.errors:
        messages.warning(request, form.errors["token"][0])
        form = StartForm(initial={"token": StartForm.new_token()})
    return start_page(request, form)


def _keep_draft(owner, public_id, data) -> bool:
    """Save what was typed into its owner's question, if it is still theirs to change."""
    question = Question.objects.for_asker(owner).filter(public_id=public_id).first()
    if question is None or question.status not in EDITABLE_BY_ASKER:
        return False
    form = QuestionForm(data, instance=question, follow_up=waiting_follow_up(question))
    form.is_valid()
    _save(owner, public_id, form)
    return True


@sensitive_post_parameters()
@keeps_text(_keep_draft, elsewhere="askexpert:mine")
@require_http_methods(["GET", "POST"])
@member_required
def write(request, public_id):
    """The form. Whatever is sent is kept in the draft first, then looked at."""
    question = own_question(request.user, public_id)
    if question.status not in EDITABLE_BY_ASKER:
        return _not_the_askers_turn(request, question)
    sending = request.POST.get("step") == "check"
    waiting = waiting_follow_up(question)
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        instance=question,
        sending=sending,
        follow_up=waiting,
    )
    marks = []
    if request.method == "POST":
        valid = form.is_valid()
        kept = _save(request.user, public_id, form)
        if valid and not sending:
            messages.success(request, "Your draft is saved. Only you can read it.")
            return redirect("askexpert:mine")
        if sending:
            written = [("title", kept.title), ("text", kept.text)]
            if waiting is not None:
                written.append(("follow_up", form.cleaned_data.get("follow_up", "")))
            marks = marks_in(written)
            for field, value in written:
                for _, words in blocking_words("", value):
                    form.add_error(field, words)
                    valid = False
        if valid:
            return redirect("askexpert:check", public_id=public_id)
    return render(
        request,
        "askexpert/write.html",
        {
            "form": form,
            "question": question,
            "marks": marks,
            "asked_about": _asked_about(question),
            "draft_keeper": signature(request.user, of=public_id),
        },
    )


def _asked_about(question: Question) -> list[dict]:
    """What somebody at the desk has marked in the text, as it is saved now; nothing in a draft."""
    if question.submitted_at is None:
        return []
    saved = Question.objects.get(pk=question.pk)
    asked = places.Place.read(saved.marked_for_asker)
    return places.shown(asked, texts_of(saved)) if asked else []


def _not_the_askers_turn(request, question: Question) -> HttpResponse:
    """The question has gone further; words that are not in it are given back to be copied."""
    written = request.POST.get("text", "").replace("\r\n", "\n").strip()
    if request.method == "POST" and written and written != question.text.replace("\r\n", "\n"):
        return words_given_back(request, [written], question.get_absolute_url(), "Your question")
    return redirect(question)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@member_required
def check(request, public_id):
    """The last look: the text as it goes out, its marks, what is there already, then send."""
    question = own_question(request.user, public_id)
    waiting = waiting_follow_up(question)
    texts = [question.title, question.text, *([waiting.text] if waiting else [])]
    if (elsewhere := _elsewhere(request, question, texts)) is not None:
        return elsewhere
    form = ReasonsForm(data_for(request), warnings=warnings_in(*texts))
    if request.method == "POST":
        if request.POST.get("at_risk") == "yes":
            workflow.signpost(actor=request.user, question=_if_draft(question), now=timezone.now())
            return urgent_page(request)
        if form.is_valid():
            return _send(request, question, form.reasons)
    return render(
        request,
        "askexpert/check.html",
        {
            "form": form,
            "question": question,
            "follow_up": waiting,
            "as_read": _as_read(texts),
            "marks": marks_in([("", text) for text in texts]),
            "risks": combination_risks("\n".join(texts)),
            "urgent": suggests_risk_now("\n".join(texts)),
            "shown": notice_for(question.nation or request.user, timezone.localdate()),
            "similar": similar_entries(question, request.user),
        },
    )


def _elsewhere(request, question: Question, texts: list[str]) -> HttpResponse | None:
    """Where to go when these words cannot be sent: not yet, not any more, or not unread."""
    writing = reverse("askexpert:write", args=[question.public_id])
    if question.status not in EDITABLE_BY_ASKER:
        return redirect(question)
    if not QuestionForm.is_complete(question):
        return redirect(writing)
    if any(blocking_words("", text) for text in texts):
        messages.error(request, "Something has to be changed before this can be sent.")
        return redirect(writing)
    if request.POST.get("as_read", _as_read(texts)) != _as_read(texts):
        messages.warning(
            request,
            "The text has changed since this page was opened, perhaps in another window. Nothing "
            "has been sent: please read it once more as it is now.",
        )
        return redirect(request.path)
    return None


def _as_read(texts: list[str]) -> str:
    """Stands for the words that a page shows, so that no others are sent from it."""
    return hashlib.blake2s("\0".join(texts).encode(), digest_size=12).hexdigest()


def _send(request, question: Question, reasons: dict[str, str]) -> HttpResponse:
    try:
        workflow.submit(question=question, actor=request.user, now=timezone.now(), reasons=reasons)
    except TextHeldBack:
        messages.error(request, "Something has to be changed before this can be sent.")
        return redirect("askexpert:write", public_id=question.public_id)
    except (NotPermitted, TransitionNotAllowed) as error:
        say_what_stopped(request, error)
        return redirect(question)
    messages.success(
        request,
        "Your question is with the coordinators. One of them reads it within one working day, "
        "before anybody else does.",
    )
    return redirect(question)


@sensitive_post_parameters()
@require_POST
def live_screening(request):
    """Marks for the text as it stands, while it is being written. Nothing is stored or logged."""
    if not request.user.is_authenticated:
        return _signed_out_while_writing(request)
    text = request.POST.get("text", "")[:5000]
    title = request.POST.get("title", "")[:150]
    spans = [*screen(title), *screen(text)]
    return render(
        request,
        "askexpert/_live_marks.html",
        {
            "marks": marks_in([("title", title), ("text", text)]),
            "count": len(spans),
            "risks": combination_risks(f"{title}\n{text}"),
            "shown": _help_for(request.user, f"{title}\n{text}"),
        },
    )


def _help_for(user, text: str) -> NoticeToShow | None:
    """Whom to call, where the words suggest that somebody is in danger now."""
    return notice_for(user, timezone.localdate()) if suggests_risk_now(text) else None


def _signed_out_while_writing(request) -> HttpResponse:
    """To the sign-in page; inside a page that is being written on, a sentence instead."""
    if request.headers.get("HX-Request"):
        return render(request, "askexpert/_live_marks.html", {"signed_out": True})
    return redirect_to_login(reverse("askexpert:start"))


def _save(user, public_id, form: QuestionForm) -> Question:
    """Keep every field that could be read, whatever is wrong with the others."""
    cleaned = form.cleaned_data
    fields = {
        name: cleaned[name]
        for name in ("nation", "sector_wanted", "is_anonymous")
        if name in cleaned and cleaned[name] != ""
    }
    for name in ("title", "text"):
        fields[name] = cleaned.get(name, form.data.get(name, ""))[
            : Question._meta.get_field(name).max_length
        ]
    return workflow.save_draft(
        question=Question.objects.for_asker(user).get(public_id=public_id),
        actor=user,
        now=timezone.now(),
        topics=cleaned.get("topics"),
        contexts=cleaned.get("contexts"),
        follow_up=cleaned.get("follow_up"),
        **fields,
    )


def _next_page(question: Question) -> str:
    if question.status in EDITABLE_BY_ASKER:
        return reverse("askexpert:write", args=[question.public_id])
    return question.get_absolute_url()


def _if_draft(question: Question) -> Question | None:
    """Only a question that was never sent is forgotten; a sent one is a matter for the desk."""
    return question if question.submitted_at is None else None
