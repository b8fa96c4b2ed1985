"""The main button of a resource: its words stay whole beside the icon."""

import pytest
from bs4 import BeautifulSoup

from tests.resources.building import document, make_resource, make_version


@pytest.mark.django_db
def test_what_it_says_is_one_piece(client, member):
    page = make_resource(versions=[make_version(1, document("form.txt"))])
    client.force_login(member)
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    button = html.select_one(".download-line .button")
    pieces = [piece for piece in button.children if str(piece).strip()]
    assert [piece.name for piece in pieces] == ["svg", "span"]
    assert pieces[1].get_text().startswith("Download ")
