from network.media.models.documents import SiteDocument, generated_name, private_storage
from network.media.models.held import HeldFile, HeldState
from network.media.models.hidden import HiddenPicture
from network.media.models.images import SiteImage, SiteRendition
from network.media.models.marks import DocumentMarks
from network.media.models.previews import DocumentPreview, PreviewState
from network.media.models.reading import (
    DocumentReading,
    PagePicture,
    Passage,
    Place,
    ReadingState,
)

__all__ = [
    "DocumentMarks",
    "DocumentPreview",
    "DocumentReading",
    "HeldFile",
    "HeldState",
    "HiddenPicture",
    "PagePicture",
    "Passage",
    "Place",
    "PreviewState",
    "ReadingState",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "generated_name",
    "private_storage",
]
