"""Who gets to the library's part of the desk: editors and coordinators."""

from network.desk.guards import only_for
from resources.access import keeps_library

keepers_only = only_for(keeps_library)
