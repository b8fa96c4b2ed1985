"""The page of a published answer: made, reviewed, withdrawn. It knows nothing of private rows."""

from datetime import date, datetime

from django.urls import get_resolver
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.timezone import localdate
from wagtail.actions.delete_page import DeletePageAction
from wagtail.admin.models import FormState
from wagtail.coreutils import find_available_slug
from wagtail.models import PageLogEntry

from askexpert.models import AnswerPage, AskIndexPage, Publication
from network.pages import gone
from network.search.forgetting import forget_deleted_words

LONGEST_SLUG = 80
LONGEST_SUMMARY = 300
WITHDRAWN_WORDS = (
    "The people whose question and answer this was, or an editor, have taken it back. Nothing of "
    "it is shown any more."
)


def publish_page(publication: Publication, *, user, now: datetime) -> AnswerPage:
    """Make the page of what was re-written and checked, and publish it."""
    parent = AskIndexPage.objects.get()
    today = localdate(now)
    page = AnswerPage(
        title=publication.title,
        slug=_free_slug(parent, publication.title),
        summary=_summary(publication.short_answer),
        question=publication.question_text,
        short_answer=publication.short_answer,
        answer=as_rich_text(publication.answer_text),
        reviewed_date=today,
        review_due_date=a_year_after(today),
        first_published_at=now,
        live=False,
    )
    page.nations = [publication.nation] if publication.nation else []
    page.contexts = list(publication.contexts.all())
    page.topics.set(publication.topics.all())
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True).publish(user=user, skip_permission_checks=True)
    return AnswerPage.objects.get(pk=page.pk)


def mark_reviewed(page: AnswerPage, *, user, now: datetime) -> AnswerPage:
    """Somebody has read it again and it still holds: new dates, published at once."""
    page.reviewed_date = localdate(now)
    page.review_due_date = a_year_after(page.reviewed_date)
    page.save_revision(user=user, log_action=True).publish(user=user, skip_permission_checks=True)
    return page


def remove_page(page: AnswerPage, *, user, now: datetime) -> None:
    """Withdraw the page for good: its address answers 410, the page goes with every version,
    draft and half-filled form, and the admin's log keeps that there was one, without its title.

    ``user`` is whoever did it as editor or coordinator; ``None`` for the asker or the expert, whom
    the admin's log must not name."""
    gone.take_down(page, now=now, words=WITHDRAWN_WORDS, user=user)
    FormState.objects.for_instance(page).delete()
    pk = page.pk
    DeletePageAction(page, user=user).execute(skip_permission_checks=True)
    PageLogEntry.objects.filter(page=pk).update(label="A withdrawn answer", data={})
    forget_deleted_words()


def a_year_after(day: date) -> date:
    """Twelve months on; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def as_rich_text(text: str) -> str:
    """Plain words as the page's rich text: paragraphs between empty lines, and lists of lines that
    begin with a dash. Everything is escaped."""
    parts = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if lines and all(line.startswith(("- ", "* ", "• ")) for line in lines):
            items = "".join(f"<li>{escape(line[2:].strip())}</li>" for line in lines)
            parts.append(f"<ul>{items}</ul>")
        elif lines:
            parts.append(f"<p>{'<br/>'.join(escape(line) for line in lines)}</p>")
    return "".join(parts)


def _summary(words: str) -> str:
    """As much of the short answer as a card holds, cut at a word."""
    if len(words) <= LONGEST_SUMMARY:
        return words
    return f"{words[: LONGEST_SUMMARY - 1].rsplit(' ', 1)[0]}…"


def _free_slug(parent: AskIndexPage, title: str) -> str:
    """The title as an address that neither a page nor a view of /ask/ has."""
    wanted = slugify(title)[:LONGEST_SLUG].strip("-") or "answer"
    if wanted in _reserved():
        wanted = f"answer-{wanted}"
    return find_available_slug(parent, wanted)


def _reserved() -> set[str]:
    """The first parts of the addresses under /ask/ that are no pages."""
    return {
        str(route.pattern).partition("/")[0]
        for pattern in get_resolver().url_patterns
        if str(pattern.pattern) == "ask/"
        for route in pattern.url_patterns
    }
