from network.privacy.models.access import AccessRecord
from network.privacy.models.data_copy import CopyState, DataCopy
from network.privacy.models.departure import Cause, Departure, DepartureState

__all__ = ["AccessRecord", "Cause", "CopyState", "DataCopy", "Departure", "DepartureState"]
