"""The words inside the files of a resource, for search: of the latest version alone."""

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page

from network.media.models import Passage, SiteDocument
from network.media.reading.waiting import document_read
from network.search.catalogue import index_text
from resources.previews.looking import address_of_look


def searched_files(page) -> tuple[dict[int, tuple[str, str]], str]:
    """The documents of the latest version, each with its label and the address of its preview, and
    all that was read in them: three queries."""
    versions = page.sorted_versions()
    if not versions:
        return {}, ""
    files, number = versions[0].files.all(), versions[0].number
    stored = SiteDocument.objects.in_bulk([file.document_id for file in files])
    documents = {
        file.document_id: (
            file.label,
            address_of_look(page.slug, number, stored[file.document_id]),
        )
        for file in files
    }
    rows = Passage.objects.filter(document_id__in=documents).order_by("document_id", "position")
    texts = (
        f"{heading}\n{text}" if heading not in text else text
        for heading, text in rows.values_list("heading", "text")
    )
    return documents, "\n".join(texts)


@receiver(document_read, dispatch_uid="search_in_files")
@transaction.atomic
def search_in_files(document: SiteDocument, **kwargs) -> None:
    """What was read in a document is found from now on, where it belongs to a live resource."""
    pages = document.version_files.values_list("version__resource_id", flat=True).distinct()
    for page in Page.objects.filter(pk__in=list(pages)).specific():
        index_text(page)
