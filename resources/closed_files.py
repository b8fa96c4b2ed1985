"""Search asks here whose words inside files it may not read: as downloads do."""

from network.search.closed_files import register
from resources.access import closed_files

register(closed_files)
