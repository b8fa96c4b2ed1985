from network.privacy.models.access import AccessRecord

__all__ = ["AccessRecord"]
