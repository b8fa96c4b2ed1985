"""A GET changes nothing (docs/security.md, "What looking writes")."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.resources.black_box.closed import addresses_of
from tests.resources.building import document, make_resource, make_version
from tests.resources.packs.building import SLIDES, make_pack

pytestmark = pytest.mark.django_db
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
# The session in use, and use of the library, which is written together by another thread.
NOTED = {"django_session", "usersessions_usersession", "resources_usageevent"}
LISTS = (
    "/resources/",
    "/resources/?q=form&sector=police",
    "/resources/feed/",
    "/resources/feed.rss",
    "/resources/packs/",
    "/resources/packs/training/",
    "/resources/packs/training/adaptations/",
    "/resources/packs/training/download/",
    "/search/?q=form",
    "/oai?verb=Identify",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/me/library/",
)


@pytest.mark.parametrize("person", [None, "member", "editor", "researcher"])
def test_looking_at_the_library_writes_nothing(client, request, person):
    page = make_resource(versions=[make_version(1, document()), make_version(2, document("b.txt"))])
    make_pack(sessions=[[(SLIDES, page, "")]])
    if person:
        client.force_login(request.getfixturevalue(person))
    for address in (*LISTS, *addresses_of(page), f"/report/{page.pk}/"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(address)
            if response.streaming:
                b"".join(response.streaming_content)
        matches = [WRITES.match(query["sql"]) for query in queries]
        written = {match[1] for match in matches if match} - NOTED
        assert written == set(), address
