"""Store a document from code, through the same gate as the editors' form."""

from typing import BinaryIO

from django.core.files.base import ContentFile, File
from wagtail.models import Collection

from network.media.marks import kinds_of, note
from network.media.models import SiteDocument
from network.safeguarding.files import AdmittedFile, admit


def store_document(content: bytes, *, name: str, title: str, user=None) -> SiteDocument:
    """Admit, bare of its properties, store and return a document in the root collection.

    ``document.findings`` are the marks in its name, properties and text, for the caller to show.

    :raises network.safeguarding.files.IdentifiesSomebody: for what surely identifies somebody.
    :raises network.safeguarding.files.UploadRefused: when the gate refuses it for another reason.
        Nothing is stored in either case.
    """
    file = ContentFile(content, name=name)
    return store_screened(admit(file, filename=name), file, name=name, title=title, user=user)


def store_screened(
    admitted: AdmittedFile, file: BinaryIO, *, name: str, title: str, user=None
) -> SiteDocument:
    """As :func:`store_admitted`, for what ``admit`` has screened: how much it marked is kept."""
    document = store_admitted(admitted, file, name=name, title=title, user=user)
    note(document, kinds_of(admitted.findings))
    return document


def store_admitted(
    admitted: AdmittedFile, file: BinaryIO, *, name: str, title: str, user=None
) -> SiteDocument:
    """Store what ``admit`` returned for ``file``, for a caller that asked first; in pieces, so that
    memory does not grow with it. What is bare is closed then; ``file`` stays the caller's."""
    kept = file if admitted.bare is None else admitted.bare
    document = SiteDocument(
        title=title[:255],
        file=File(kept, name=name),
        uploaded_by_user=user,
        collection=Collection.get_first_root_node(),
    )
    document._set_document_file_metadata()
    document.save()
    # It reads what is stored from now on.
    del document.file.file
    if admitted.bare is not None:
        admitted.bare.close()
    document.findings = admitted.findings
    return document
