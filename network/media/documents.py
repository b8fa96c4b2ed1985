"""Store a document from code, through the same gate as the editors' form."""

from django.core.files.base import ContentFile
from wagtail.models import Collection

from network.media.models import SiteDocument
from network.safeguarding.files import AdmittedFile, admit


def store_document(content: bytes, *, name: str, title: str, user=None) -> SiteDocument:
    """Admit, bare of its properties, store and return a document in the root collection.

    ``document.findings`` are the marks in its name, properties and text, for the caller to show.

    :raises network.safeguarding.files.IdentifiesSomebody: for what surely identifies somebody.
    :raises network.safeguarding.files.UploadRefused: when the gate refuses it for another reason.
        Nothing is stored in either case.
    """
    admitted = admit(ContentFile(content, name=name), filename=name)
    return store_admitted(admitted, content, name=name, title=title, user=user)


def store_admitted(
    admitted: AdmittedFile, content: bytes, *, name: str, title: str, user=None
) -> SiteDocument:
    """Store what ``admit`` returned for ``content``, for a caller that asked first."""
    kept = content if admitted.bare is None else admitted.bare
    document = SiteDocument(
        title=title[:255],
        file=ContentFile(kept, name=name),
        uploaded_by_user=user,
        collection=Collection.get_first_root_node(),
    )
    document._set_document_file_metadata()
    document.save()
    document.findings = admitted.findings
    return document
