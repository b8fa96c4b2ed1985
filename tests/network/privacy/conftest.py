"""What the tests of one's own data share."""

import pytest
from django.core.files.storage import storages

from tests.personas import PASSWORD


@pytest.fixture
def prove(client):
    """Sign somebody in and let them give their password again, as the pages demand."""

    def sign_in(user):
        client.force_login(user)
        client.post("/account/reauthenticate/", {"password": PASSWORD})
        return client

    return sign_in


@pytest.fixture
def stored_copies():
    """A function that lists the files of data copies in the private storage."""

    def listed() -> list[str]:
        storage = storages["private"]
        return sorted(storage.listdir("data-copies")[1]) if storage.exists("data-copies") else []

    before = set(listed())
    return lambda: [name for name in listed() if name not in before]
