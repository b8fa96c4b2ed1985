"""What was written about a resource is there again after signing in."""

import re

import pytest

from tests.resources.building import make_resource
from tests.resources.packs.building import make_pack

pytestmark = pytest.mark.django_db
WORDS = "The names of places, and the legal part for Wales."


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/resources/asked-for/request/", "reason"),
        ("/resources/audit/adaptations/", "what_changed"),
        ("/resources/audit/another-format/", "note"),
        ("/resources/packs/training/adaptations/", "what_changed"),
    ],
)
def test_words_come_back_where_the_session_has_ended_and_go_when_they_are_sent(
    client, member, address, field
):
    make_resource()
    make_resource("asked-for", files_for="request")
    make_pack(sessions=[])
    client.force_login(member)
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'name="(kept_for|kept_from)" value="([^"]*)"', page))
    assert hidden["kept_from"] == address
    client.logout()
    answer = client.post(address, {**hidden, field: WORDS})
    assert answer["Location"] == f"/account/login/?next={address}"
    client.force_login(member)
    assert client.get(address).context["form"][field].value() == WORDS
    client.post(address, {field: WORDS})
    assert client.get(address).context["form"][field].value() != WORDS
