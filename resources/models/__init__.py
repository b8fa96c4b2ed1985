from resources.models.access import AccessRequest, TakenVersion
from resources.models.adaptations import Adaptation
from resources.models.formats import FormatRequest
from resources.models.harvest import HarvestRecord
from resources.models.library import ResourceIndexPage
from resources.models.packs import PackIndexPage, PackItem, PackPage, PackSession
from resources.models.resource import ResourcePage
from resources.models.usage import (
    UsageCounted,
    UsageDay,
    UsageEvent,
    UsageSalt,
    UsageShare,
    UsedTogether,
)
from resources.models.versions import ResourceVersion, VersionFile

__all__ = [
    "AccessRequest",
    "Adaptation",
    "FormatRequest",
    "HarvestRecord",
    "PackIndexPage",
    "PackItem",
    "PackPage",
    "PackSession",
    "ResourceIndexPage",
    "ResourcePage",
    "ResourceVersion",
    "TakenVersion",
    "UsageCounted",
    "UsageDay",
    "UsageEvent",
    "UsageSalt",
    "UsageShare",
    "UsedTogether",
    "VersionFile",
]
