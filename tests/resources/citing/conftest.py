from datetime import date

import pytest

from resources.citing.description import Described
from resources.citing.names import Name


@pytest.fixture
def described() -> Described:
    return Described(
        key="audit-v2",
        title="Auditing a local response: risk & repair 100%",
        genre="Briefing",
        authors=(Name("Lindqvist-Osei", "Amara"), Name("Berg", "Jo", "van der"), Name("Yard Team")),
        publisher="Kestrelford Partnership",
        released=date(2026, 3, 2),
        version=2,
        url="https://network.example/resources/audit/versions/2/",
        accessed=date(2026, 11, 21),
        summary="What to look at\nfirst.",
        licence="CC BY 4.0",
        keywords=("School", "Peer mapping"),
    )
