"""Thousands of invented resources, to measure with, for ``manage.py load_scale``.

Rows are written in bulk, in the shape that publishing leaves: page, version with one file, terms,
catalogue and what is searched. The files are a few, shared by all. Left out are revisions, the
editors' own search and the index of references, which no reader's page asks.
"""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Locale, Page

from network.demo.scale import ScaleOrder
from network.media.documents import store_document
from network.media.models import SiteDocument
from network.search.common_words import keep_common_words
from network.search.kinds import Kind
from network.search.models import CatalogueEntry, CatalogueTerm, CatalogueVersion, PageText
from network.search.texts import words_of
from network.taxonomy.models import (
    Context,
    Harm,
    Nation,
    PracticeStage,
    ResourceType,
    Sector,
    TaggedPage,
    Topic,
)
from resources.models import ResourceIndexPage, ResourcePage, ResourceVersion, VersionFile
from resources.previews.looking import address_of_look

ORDER = 60
BATCH = 500
# Facet, field of the page, model, most terms of one page.
LISTS = (
    ("sector", "sectors", Sector, 3),
    ("context", "contexts", Context, 2),
    ("harm", "harms", Harm, 2),
    ("nation", "nations", Nation, 2),
    ("stage", "stages", PracticeStage, 2),
)
OPENINGS = ("Guide to", "Form for", "Plan of", "Notes on", "Session on", "Map of", "Checklist for")
# The earlier a word stands, the more often it is used: the first in most texts, the last in few.
WORDS = tuple(
    """
    young people place safety plan school peer group adult bus stop park street home family
    meeting worker police health youth team review assess context harm risk change talk listen
    trust walk map corridor lesson staff train shop estate housing transport partner agency
    child friend online phone picture message rumour behaviour neighbourhood lighting bench
    library canteen timetable evening weekend summer coach referee shopkeeper landlord driver
    caretaker mentor volunteer parent carer sibling grandparent teacher nurse officer planner
    councillor researcher quarry orchard lighthouse ferry windmill tannery foundry cloister
    aqueduct observatory
    """.split()  # noqa: SIM905 -- read as a text
)
LABEL = "File"
NAMES = ("handout.txt", "places.csv", "notes.txt", "figures.csv")


@dataclass(slots=True)
class Terms:
    """The vocabularies, read once, and the documents that all resources share."""

    types: list = field(default_factory=lambda: list(ResourceType.objects.all()))
    topics: list = field(default_factory=lambda: list(Topic.objects.all()))
    lists: dict = field(
        default_factory=lambda: {name: list(model.objects.all()) for _, name, model, _ in LISTS}
    )
    documents: list = field(default_factory=list)


def load(order: ScaleOrder) -> int:
    """Fill up to ``order.resources``; returns how many were made."""
    present = ResourcePage.objects.count()
    missing = order.resources - present
    if missing <= 0:
        return 0
    terms = Terms(documents=_documents())
    library = ResourceIndexPage.objects.get()
    last = library.get_children().aggregate(last=Max("path"))["last"]
    step = Page._str2int(last[-Page.steplen :]) if last else 0
    for start in range(0, missing, BATCH):
        numbers = range(present + start, present + min(start + BATCH, missing))
        # A stream of chance for each batch: the same number always makes the same resource.
        _write(order, library, terms, numbers, step + start + 1)
        order.say(f"  resources {numbers[-1] + 1}")
    Page.objects.filter(pk=library.pk).update(
        numchild=Page.objects.filter(path__startswith=library.path, depth=library.depth + 1).count()
    )
    CatalogueVersion.change("entries", "texts")
    keep_common_words(now=order.now)
    return missing


def _documents() -> list[SiteDocument]:
    found = []
    for name in NAMES:
        title = f"Shared {name}"
        document = SiteDocument.objects.filter(title=title).first()
        content = b"Place,What was seen\nBus stop,Lighting is poor\n"
        found.append(document or store_document(content, name=name, title=title))
    return found


def _text(rng: Random, number: int) -> str:
    """Words by Zipf's law."""
    size = len(WORDS)
    return " ".join(WORDS[int(size ** rng.random()) - 1] for _ in range(number))


def _write(
    order: ScaleOrder, library: ResourceIndexPage, terms: Terms, numbers: range, step: int
) -> None:
    pages = list(_pages(order, library, terms, numbers, step))
    kind = ContentType.objects.get_for_model(ResourcePage)
    plain = [_as_page(page, kind) for page in pages]
    Page.objects.bulk_create(plain)
    for page, row in zip(pages, plain, strict=True):
        page.page_ptr_id = page.id = row.pk
    fields = [f for f in ResourcePage._meta.local_concrete_fields if not f.generated]
    ResourcePage._base_manager.all()._insert(pages, fields=fields, using="default")
    _write_files(pages)
    _write_terms(pages)
    _write_catalogue(pages)


def _pages(order, library, terms: Terms, numbers: range, step: int) -> Iterator[ResourcePage]:
    locale = Locale.objects.first()
    for offset, number in enumerate(numbers):
        rng = order.rng(f"resource {number}")
        title = f"{rng.choice(OPENINGS)} {_text(rng, 3)} {number}"
        published = timezone.localdate(order.now) - timedelta(days=rng.randrange(3650))
        text = f"<p>{_text(rng, 80)}</p>"
        page = ResourcePage(
            title=title,
            draft_title=title,
            slug=f"scale-{number}",
            summary=f"For {_text(rng, 12)}.",
            path=Page._get_path(library.path, library.depth + 1, step + offset),
            depth=library.depth + 1,
            url_path=f"{library.url_path}scale-{number}/",
            locale=locale,
            live=True,
            first_published_at=order.now,
            last_published_at=order.now,
            resource_type=rng.choice(terms.types),
            organisation="Invented partnership",
            published_date=published,
            body=json.dumps([{"type": "text", "value": text, "id": str(uuid.UUID(int=number))}]),
        )
        page.scale_text = text
        page.scale_used = int(rng.paretovariate(1.2))
        page.scale_terms = {
            name: rng.sample(terms.lists[name], rng.randint(1, most)) for _, name, _, most in LISTS
        }
        page.scale_topics = rng.sample(terms.topics, rng.randint(1, 4))
        page.scale_document = rng.choice(terms.documents)
        yield page


def _as_page(page: ResourcePage, kind: ContentType) -> Page:
    names = [f.attname for f in Page._meta.concrete_fields if f.attname != "id"]
    row = Page(**{name: getattr(page, name) for name in names})
    row.content_type = kind
    return row


def _write_files(pages: list[ResourcePage]) -> None:
    versions = ResourceVersion.objects.bulk_create(
        ResourceVersion(
            resource=page,
            number=1,
            change_note="First published.",
            released_date=page.published_date,
        )
        for page in pages
    )
    VersionFile.objects.bulk_create(
        VersionFile(version=version, label=LABEL, document=page.scale_document, sort_order=0)
        for page, version in zip(pages, versions, strict=True)
    )


def _write_terms(pages: list[ResourcePage]) -> None:
    for _, name, _, _ in LISTS:
        relation = ResourcePage._meta.get_field(name)
        through = relation.remote_field.through
        own, other = relation.m2m_column_name(), relation.m2m_reverse_name()
        through.objects.bulk_create(
            through(**{own: page.pk, other: term.pk})
            for page in pages
            for term in page.scale_terms[name]
        )
    TaggedPage.objects.bulk_create(
        TaggedPage(tag=topic, content_object_id=page.pk)
        for page in pages
        for topic in page.scale_topics
    )


def _write_catalogue(pages: list[ResourcePage]) -> None:
    entries = CatalogueEntry.objects.bulk_create(
        CatalogueEntry(
            page_id=page.pk,
            kind=Kind.RESOURCE,
            title=page.title,
            summary=page.summary,
            url=f"/resources/{page.slug}/",
            published_at=page.catalogue_published_at(),
            used=page.scale_used,
            details={
                "type_label": page.resource_type.name,
                "formats": [page.scale_document.file_extension],
                "contexts": [context.name for context in page.scale_terms["contexts"]],
                "reviewed_date": None,
                "review_due_date": None,
            },
        )
        for page in pages
    )
    rows = []
    for page, entry in zip(pages, entries, strict=True):
        slugs = [
            (facet, term.slug) for facet, name, _, _ in LISTS for term in page.scale_terms[name]
        ]
        slugs += [("topic", topic.slug) for topic in page.scale_topics]
        slugs += [
            ("type", page.resource_type.slug),
            ("format", page.scale_document.file_extension),
            ("year", str(page.published_date.year)),
        ]
        rows += [CatalogueTerm(entry=entry, facet=facet, slug=slug) for facet, slug in slugs]
    CatalogueTerm.objects.bulk_create(rows)
    PageText.objects.bulk_create(PageText(**_searched(page)) for page in pages)


def _searched(page: ResourcePage) -> dict:
    names = [term.name for name in page.scale_terms for term in page.scale_terms[name]]
    names += [topic.name for topic in page.scale_topics]
    document = page.scale_document
    return {
        "page_id": page.pk,
        "kind": Kind.RESOURCE,
        "title": page.title,
        "summary": page.summary,
        "url": f"/resources/{page.slug}/",
        "documents": [document.pk],
        "places": {document.pk: (LABEL, address_of_look(page.slug, 1, document))},
        "terms": words_of(" ".join([page.summary, *names])),
        "body": words_of(page.scale_text.removeprefix("<p>").removesuffix("</p>")),
        "files": "Place What was seen Bus stop Lighting is poor",
    }
