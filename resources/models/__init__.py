from resources.models.library import ResourceIndexPage
from resources.models.resource import ResourcePage
from resources.models.versions import ResourceVersion, VersionFile

__all__ = ["ResourceIndexPage", "ResourcePage", "ResourceVersion", "VersionFile"]
