from network.consents.models.agreements import Agreement, How
from network.consents.models.pages import AgreementPage
from network.consents.models.versions import AgreementVersion

__all__ = ["Agreement", "AgreementPage", "AgreementVersion", "How"]
