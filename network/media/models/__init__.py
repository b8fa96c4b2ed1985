from network.media.models.documents import SiteDocument, generated_name, private_storage
from network.media.models.images import SiteImage, SiteRendition
from network.media.models.reading import (
    DocumentReading,
    PagePicture,
    Passage,
    Place,
    ReadingState,
)

__all__ = [
    "DocumentReading",
    "PagePicture",
    "Passage",
    "Place",
    "ReadingState",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "generated_name",
    "private_storage",
]
