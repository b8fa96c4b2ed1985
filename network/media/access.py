"""Who may have a document by its own address."""

from django.contrib.contenttypes.models import ContentType
from wagtail.documents.permissions import permission_policy
from wagtail.models import Page, ReferenceIndex

from network.media.models import SiteDocument
from network.search.findable import findable_pages


def manages_documents(user) -> bool:
    """Editors see documents in the admin before any page uses them."""
    return user.is_authenticated and permission_policy.user_has_any_permission(
        user, ["add", "change", "choose"]
    )


def is_published_to(user, document: SiteDocument) -> bool:
    """A live page that the user may open refers to the document: three queries at most.

    A document that no published page uses belongs to a draft, or to nothing, and is not public
    just because its address can be guessed.
    """
    references = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = {int(pk) for pk in references.values_list("object_id", flat=True)}
    if not pages:
        return False
    return findable_pages(user, Page.objects.filter(pk__in=pages)).exists()
