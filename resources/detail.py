"""What the page of one resource shows, in few queries whatever the number of versions."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from network.search.models import CatalogueEntry
from resources.citing.description import describe
from resources.citing.meta import meta_tags
from resources.citing.shown import cite_context
from resources.finding.selection import with_query
from resources.finding.vocabulary import FACETS, term_rows, union_of
from resources.linked_data import learning_resource
from resources.models import ResourcePage, ResourceVersion, VersionFile
from resources.offering import offer
from resources.packs.listing import packs_with
from resources.previews.looking import look_at, other_looks
from resources.usage.shown import usage_context

FIELDS = {
    "context": "contexts",
    "harm": "harms",
    "sector": "sectors",
    "stage": "stages",
    "nation": "nations",
}
Term = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FileView:
    """One file to download. ``size`` is in bytes."""

    label: str
    name: str
    document_id: int
    format: str
    media_type: str
    size: int
    url: str


@dataclass(slots=True)
class VersionView:
    number: int
    change_note: str
    released_date: date
    url: str
    is_latest: bool = False
    files: list[FileView] = field(default_factory=list)


def detail_context(
    page: ResourcePage, request: HttpRequest, *, version_number: int | None = None
) -> dict:
    """Everything the template names. A preview reads the draft, everybody else the database.

    Queries: versions, files, authors, terms, relatives, and the trail above the page.
    """
    draft = getattr(request, "is_preview", False)
    versions = versions_of(page, draft=draft)
    latest = versions[0] if versions else None
    shown = next((v for v in versions if v.number == version_number), latest)
    terms = terms_of(page, draft=draft)
    authors = authors_of(page)
    relatives = relatives_of(page, request.user)
    today = timezone.localdate()
    canonical = request.build_absolute_uri(reverse("resources:detail", args=[page.slug]))
    offered = offer(page, request.user, timezone.now(), draft=draft)
    described = shown and describe(
        page,
        authors=authors,
        terms=terms,
        version=shown,
        url=request.build_absolute_uri(shown.url),
        accessed=today,
    )
    return {
        "breadcrumbs": page.breadcrumbs,
        "versions": versions,
        "shown": shown,
        "latest": latest,
        "older": [version for version in versions if version is not latest],
        "is_old_version": shown is not latest,
        "more_files": len(shown.files) - 1 if shown else 0,
        "main_url": reverse("resources:download", args=[page.slug]),
        "packs": [] if draft else packs_with(request, page.pk),
        "look": None if draft else look_at(page, shown, offered["access"]),
        "other_looks": [] if draft else other_looks(page, shown, offered["access"]),
        "authors": authors,
        "is_stale": page.is_stale(today),
        **offered,
        "key_facts": key_facts(page, shown),
        "tags": tag_groups(terms),
        "relatives": relatives,
        "canonical": canonical,
        "use": usage_context(page, request.user, used=relatives["used"]),
        "citing": cite_context(page, described, is_latest=shown is latest),
        "meta_tags": page_tags(described, shown, request, has_files=bool(offered["access"])),
        "json_ld": learning_resource(
            page,
            request,
            canonical=canonical,
            authors=authors,
            terms=terms,
            version=shown,
            address=request.build_absolute_uri(shown.url) if shown is not latest else canonical,
            has_files=bool(offered["access"]),
        ),
    }


def page_tags(
    described, shown: VersionView | None, request: HttpRequest, *, has_files: bool
) -> list:
    """Meta tags for reference managers; they name the first PDF that is offered here."""
    if described is None:
        return []
    files = shown.files if has_files else []
    pdf = next((file.url for file in files if file.format == "pdf"), "")
    return meta_tags(described, pdf_url=request.build_absolute_uri(pdf) if pdf else "")


def versions_of(page: ResourcePage, *, draft: bool) -> list[VersionView]:
    """The versions with their files, latest first: two queries."""
    if draft:
        rows = [(version, list(version.files.all())) for version in page.sorted_versions()]
    else:
        stored = ResourceVersion.objects.filter(resource_id=page.pk).order_by("-number")
        files = (
            VersionFile.objects.filter(version__resource_id=page.pk)
            .select_related("document")
            .order_by("sort_order", "pk")
        )
        by_version: dict[int, list[VersionFile]] = {}
        for file in files:
            by_version.setdefault(file.version_id, []).append(file)
        rows = [(version, by_version.get(version.pk, [])) for version in stored]
    views = [
        VersionView(
            number=version.number,
            change_note=version.change_note,
            released_date=version.released_date,
            url=page.version_address(version.number),
            files=[_file_view(page, version, file) for file in files],
        )
        for version, files in rows
    ]
    if views:
        views[0].is_latest = True
    return views


def _file_view(page: ResourcePage, version: ResourceVersion, file: VersionFile) -> FileView:
    document = file.document
    return FileView(
        label=file.label,
        name=document.filename,
        document_id=document.pk,
        format=file.format,
        media_type=document.content_type,
        size=document.file_size or 0,
        url=file.address(page.slug, version.number),
    )


def authors_of(page: ResourcePage) -> list[dict]:
    """Names and roles in order: one query."""
    return [
        {
            "name": author.credit,
            "role": author.role,
            "is_member": author.member_id is not None,
            "is_body": author.is_body,
        }
        for author in page.authors.select_related("member").order_by("sort_order", "pk")
    ]


def terms_of(page: ResourcePage, *, draft: bool) -> dict[str, list[Term]]:
    """``(slug, name)`` by facet: one query for all vocabularies together."""
    if draft:
        return {
            facet: [(term.slug, term.name) for term in terms]
            for facet, terms in page.taxonomy_terms().items()
        }
    terms: dict[str, list[Term]] = {"type": [(page.resource_type.slug, page.resource_type.name)]}
    for facet, _, name, slug in union_of(_rows_of(page)):
        terms.setdefault(facet, []).append((slug, name))
    return terms


def _rows_of(page: ResourcePage) -> list:
    topics = ResourcePage._meta.get_field("topics").remote_field.model
    rows = [term_rows("topic", topics.objects.filter(tagged_pages__content_object_id=page.pk))]
    for facet, name in FIELDS.items():
        relation = ResourcePage._meta.get_field(name)
        chosen = relation.remote_field.through.objects.filter(
            **{relation.m2m_field_name(): page.pk}
        ).values(relation.m2m_reverse_field_name())
        rows.append(term_rows(facet, relation.related_model.objects.filter(pk__in=chosen)))
    return rows


def tag_groups(terms: dict[str, list[Term]]) -> list[dict]:
    """The terms in the library's order of facets, each leading to the list narrowed by it."""
    action = reverse("resources:index")
    return [
        {
            "label": label,
            "tags": [
                {"label": name, "url": with_query(action, f"{facet}={slug}")}
                for slug, name in terms[facet]
            ],
        }
        for facet, label in FACETS.items()
        if facet != "type" and terms.get(facet)
    ]


def relatives_of(page: ResourcePage, user) -> dict:
    """The resource this one was made from and those made from it, if the user may open them; and
    how often this one was downloaded, which the catalogue knows.

    One query for visitors, over the catalogue.
    """
    if page.pk is None:
        return {"source": None, "adaptations": [], "used": 0}
    family = Q(page__resourcepage__adapted_from_id=page.pk) | Q(page_id=page.pk)
    if page.adapted_from_id:
        family |= Q(page_id=page.adapted_from_id)
    entries = CatalogueEntry.objects.visible_to(user).filter(family).order_by("title", "pk")
    source, adaptations, used = None, [], 0
    for entry in entries:
        link = {"title": entry.title, "url": entry.url}
        if entry.page_id == page.pk:
            used = entry.used
        elif entry.page_id == page.adapted_from_id:
            source = link
        else:
            adaptations.append(link)
    return {"source": source, "adaptations": adaptations, "used": used}


def key_facts(page: ResourcePage, shown: VersionView | None) -> list[dict]:
    """What a reader wants to know before trusting it: of the version on show, with its own number
    and day. Reviews are of the latest version, and nothing is said of them on an older one."""
    reviewed = shown is None or shown.is_latest
    return [
        {"term": "Publisher", "value": page.organisation},
        {"term": "Published", "value": _written(page.published_date)},
        {
            "term": "Version",
            "value": shown and f"{shown.number}, {_written(shown.released_date)}",
        },
        {"term": "Last reviewed", "value": _written(reviewed and page.reviewed_date)},
        {"term": "Review due", "value": _written(reviewed and page.review_due_date)},
        {"term": "Law or guidance", "value": page.law_or_guidance},
        {"term": "Licence", "value": page.licence},
    ]


def _written(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
