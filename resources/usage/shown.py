"""What the page of a resource says of its use."""

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse

from network.search.models import CatalogueEntry
from resources.models import ResourcePage, UsedTogether
from resources.usage.readers import reads_usage_of

MOST_TOGETHER = 4


def usage_context(page: ResourcePage, user, *, used: int) -> dict:
    """The public figure (the catalogue's, of the last year up to last night) and what was used
    together: one query, and another for somebody signed in who may be an author."""
    return {
        "downloads": used,
        "url": reverse("resources:usage", args=[page.slug]) if reads_usage_of(user, page) else "",
        "together": [{"title": entry.title, "url": entry.url} for entry in together(page, user)],
    }


def together(page: ResourcePage, user) -> QuerySet[CatalogueEntry]:
    """The resources that most people took in the same month, as far as the user may open them."""
    pairs = UsedTogether.objects.filter(Q(first_id=page.pk) | Q(second_id=page.pk)).annotate(
        other=Case(When(first_id=page.pk, then=F("second_id")), default=F("first_id"))
    )
    people = pairs.filter(other=OuterRef("page_id")).order_by("-people").values("people")[:1]
    entries = CatalogueEntry.objects.visible_to(user).filter(page_id__in=pairs.values("other"))
    return entries.annotate(people=Subquery(people)).order_by("-people", "title")[:MOST_TOGETHER]
