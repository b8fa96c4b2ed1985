"""Every place where words of a question may stand, and taking them out there.

The private rows are found by their relations to the question, and their texts by the kind of field,
so that a table or a column that is added later is searched too.
"""

from collections.abc import Iterator
from itertools import chain

from django.db import models
from django.db.models import Q
from wagtail.admin.models import FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, CommentReply, ModelLogEntry, Page, PageLogEntry, ReferenceIndex

from askexpert.conversation import texts_of
from askexpert.models import Publication, Question
from askexpert.places import Place, moved, stored
from network.media.models import SiteDocument, SiteImage
from network.members.models import InterruptedForm
from network.notifications.models import Message
from network.privacy.redaction import Words
from network.search.catalogue import index_page
from network.search.forgetting import index_again

# Texts of a row that are addresses, codes or secrets, not words of people.
NOT_WORDS = {"path", "url_path", "slug", "sealed", "url", "to_address", "key", "sha256", "file"}
DEPTH = 3


def rows_of_question(question: Question) -> Iterator[models.Model]:
    """The question and every row of this app that hangs on it, each once."""
    seen: set[tuple[str, int]] = set()

    def walk(row: models.Model, depth: int) -> Iterator[models.Model]:
        if (row._meta.label, row.pk) in seen:
            return
        seen.add((row._meta.label, row.pk))
        yield row
        if depth == DEPTH:
            return
        for relation in row._meta.related_objects:
            model = relation.related_model
            if model._meta.app_label != question._meta.app_label or relation.many_to_many:
                continue
            for child in model._base_manager.filter(**{relation.field.name: row.pk}):
                yield from walk(child, depth + 1)

    yield from walk(Question.objects.get(pk=question.pk), 0)


def people_of(question: Question) -> set[int]:
    """Whoever may hold words of it in a copy or a half-filled form: both sides, offers too."""
    people = {question.asker_id, *question.assignments.values_list("expert", flat=True)}
    for both in question.publications.values_list("asker", "expert"):
        people |= set(both)
    opened = getattr(question, "open_question", None)
    if opened is not None:
        people |= set(opened.offers.values_list("member", flat=True))
    return people - {None}


def count(question: Question | None, page: Page | None, words: Words) -> int:
    """In how many rows the words stand: what somebody who proposes a redaction is told."""
    rows = chain(
        rows_of_question(question) if question is not None else (),
        _rows_of_page(page.specific) if page is not None else (),
        Publication.objects.filter(page=page.pk) if page is not None else (),
    )
    return sum(any(words.are_in(str(value)) for value in _texts(row).values()) for row in rows)


def take_out_of_question(question: Question, words: Words) -> None:
    """Out of the private rows, the messages that lead to them, and forms that wait. Places that the
    asker was asked to look at stay with their words."""
    numbers = set()
    before = texts_of(question)
    for row in rows_of_question(question):
        _clean(row, words)
        numbers |= {str(value) for name in _keys(row) if (value := getattr(row, name))}
    fresh = Question.objects.get(pk=question.pk)
    if fresh.marked_for_asker:
        places = moved(Place.read(fresh.marked_for_asker), before, texts_of(fresh))
        fresh.marked_for_asker = stored(places)
        fresh.save(update_fields=["marked_for_asker"])
    leading_there = Q()
    for number in numbers:
        leading_there |= Q(url__contains=number)
    for message in Message.objects.filter(leading_there):
        _clean(message, words)
    people = people_of(question)
    for form in InterruptedForm.objects.all():
        concerned = form.user_id in people or any(number in form.page for number in numbers)
        if concerned and words.are_in(str(form.fields)):
            form.delete()


def take_out_of_row(row: models.Model, words: Words) -> None:
    """Out of one row: what was re-written for a page, where no question leads to it any more."""
    _clean(row, words)


def take_out_of_page(page: Page, words: Words) -> None:
    """Out of a published page: its words, versions, drafts, forms in the admin, comments, log, the
    address if it was made from them, what it links to, the search and the catalogue."""
    page = page.specific
    for row in _rows_of_page(page):
        _clean(row, words)
    FormState.objects.for_instance(page).delete()
    page.refresh_from_db()
    for redirect in Redirect.objects.filter(redirect_page=page.pk):
        if words.are_in_slug(redirect.old_path):
            redirect.delete()
    if words.are_in_slug(page.slug):
        # Not by save(): that would leave a redirect from the old address, which holds the words.
        slug = f"answer-{page.pk}"
        url_path = f"{page.url_path.rstrip('/').rpartition('/')[0]}/{slug}/"
        Page.objects.filter(pk=page.pk).update(slug=slug, url_path=url_path)
        for revision in page.revisions.all():
            content = dict(revision.content)
            content["slug"], content["url_path"] = slug, url_path
            revision.content = content
            revision.save(update_fields=["content"])
    fresh = type(page).objects.get(pk=page.pk)
    index_page(fresh)
    index_again(fresh)


def _rows_of_page(page: Page) -> Iterator[models.Model]:
    yield page
    yield from page.revisions.all()
    comments = Comment.objects.filter(page=page.pk)
    yield from comments
    yield from CommentReply.objects.filter(comment__in=comments)
    yield from PageLogEntry.objects.filter(page=page.pk)
    for model in (SiteDocument, SiteImage):
        linked = [
            reference.to_object_id
            for reference in ReferenceIndex.get_references_for_object(page)
            if issubclass(reference.to_content_type.model_class() or Page, model)
        ]
        for file in model.objects.filter(pk__in=linked):
            yield file
            yield from ModelLogEntry.objects.for_instance(file)


def _texts(row: models.Model) -> dict[str, object]:
    """The values of a row that hold words, by the field's name."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if isinstance(field, models.TextField | models.JSONField | models.CharField)
        and not isinstance(field, models.UUIDField)
        and not field.choices
        and field.name not in NOT_WORDS
        and getattr(row, field.attname)
    }


def _clean(row: models.Model, words: Words) -> None:
    """Take the words out of a row and write what has changed, and nothing else."""
    changed = []
    for name, value in _texts(row).items():
        longest = getattr(row._meta.get_field(name), "max_length", None)
        cleaned = (
            words.out_of(value, longest=longest)
            if isinstance(value, str)
            else words.out_of_all(value)
        )
        if cleaned != value:
            setattr(row, name, cleaned)
            changed.append(name)
    if isinstance(row, Page) and changed:
        row.save(update_fields=changed, clean=False)
    elif changed:
        row.save(update_fields=changed)


def _keys(row: models.Model) -> list[str]:
    """The row's names in addresses: its public id, and the keys of a publication."""
    return [
        field.attname
        for field in row._meta.concrete_fields
        if isinstance(field, models.UUIDField) and field.unique
    ]
