"""The author's role is free text with the CRediT roles as suggestions."""

import re

import pytest
from django.urls import reverse

from network.pages.credit_roles import HELPING, NO_AUTHORSHIP, SUGGESTIONS, RoleInput, makes_author
from network.pages.models import PageAuthor
from tests.resources.building import make_resource


def test_all_fourteen_roles_are_suggested_once():
    assert len({words for words, _ in SUGGESTIONS}) == 14
    assert len({role for _, role in SUGGESTIONS}) == 14
    longest = PageAuthor._meta.get_field("role").max_length
    assert max(len(words) for words, _ in SUGGESTIONS) <= longest


def test_who_only_helped_is_no_author():
    assert {words.casefold() for words, role in SUGGESTIONS if role in HELPING} <= NO_AUTHORSHIP
    assert len(HELPING) == 6
    assert not makes_author("Contributor")
    assert not makes_author("Found the funding")
    assert not makes_author("  tested IT in  practice ")
    for role in ("", "Wrote it", "Reviewed and edited it", "Wrote it, tested it in practice"):
        assert makes_author(role)


@pytest.mark.parametrize(("words", "name"), SUGGESTIONS)
def test_credit_s_own_names_mean_what_the_plain_words_mean(words, name):
    for spelt in (name, name.upper(), f" {name.replace('ization', 'isation')} "):
        assert makes_author(spelt) == makes_author(words)


def test_the_field_names_its_own_list():
    html = RoleInput().render("role", "Drew <it>", {"id": "id_role"})
    assert 'list="id_role-suggestions"' in html
    assert '<datalist id="id_role-suggestions">' in html
    assert 'value="Drew &lt;it&gt;"' in html


@pytest.mark.django_db
def test_the_editor_s_form_suggests_them(client, editor):
    page = make_resource(authors=(PageAuthor(name="A team", role="Drew it"),))
    client.force_login(editor)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert re.search(r'value="Drew it"[^>]*list="id_authors-0-role-suggestions"', html)
    assert '<option value="Tested it in practice">' in html
