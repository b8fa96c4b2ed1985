"""Editors keep the words that mean the same, and the search follows at once."""

import pytest
from django.urls import reverse

from network.search.models import SameWords
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_search_samewords:add"


def test_an_editor_adds_words_and_both_find_each_other(client, editor):
    make_resource("audit", title="Night shelters")
    assert b"Night shelters" not in client.get("/resources/?q=zzyx").content
    client.force_login(editor)
    answer = client.post(reverse(ADD), {"words": "zzyx\nnight shelters"})
    assert answer.status_code == 302
    client.logout()
    assert b"Night shelters" in client.get("/resources/?q=zzyx").content


def test_a_line_alone_means_nothing(client, editor):
    client.force_login(editor)
    before = SameWords.objects.count()
    answer = client.post(reverse(ADD), {"words": "zzyx"})
    assert answer.status_code == 200
    assert SameWords.objects.count() == before


def test_members_have_no_door_to_it(client, member):
    client.force_login(member)
    assert client.get(reverse(ADD)).status_code in (302, 403, 404)
