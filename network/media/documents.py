"""Store a document from code, through the same gate as the editors' form."""

from django.core.files.base import ContentFile
from wagtail.models import Collection

from network.media.models import SiteDocument
from network.safeguarding.files import check_upload


def store_document(content: bytes, *, name: str, title: str, user=None) -> SiteDocument:
    """Check, store and return a document in the root collection.

    :raises network.safeguarding.files.UploadRefused: when the gate refuses it; nothing is stored.
    """
    file = ContentFile(content, name=name)
    check_upload(file, filename=name)
    document = SiteDocument(
        title=title[:255],
        file=file,
        uploaded_by_user=user,
        collection=Collection.get_first_root_node(),
    )
    document._set_document_file_metadata()
    document.save()
    return document
