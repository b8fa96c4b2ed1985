"""Three resources that differ in everything that narrows the library."""

from datetime import date

import pytest

from tests.resources.building import make_resource


@pytest.fixture
def three(db):
    make_resource(
        "audit",
        sectors=["police", "health"],
        contexts=["school"],
        nations=["england"],
        topics=["peer-mapping"],
        stages=["assess"],
        harms=["bullying"],
        published_date=date(2025, 5, 1),
    )
    make_resource(
        "bus-stops",
        sectors=["transport"],
        contexts=["neighbourhood-and-public-space"],
        nations=["wales"],
        kind="toolkit",
        published_date=date(2026, 3, 1),
    )
    make_resource(
        "classrooms", sectors=["police"], contexts=["school"], published_date=date(2026, 2, 1)
    )
