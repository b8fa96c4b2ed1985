import json

import pytest
from django.template.loader import render_to_string
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from network.pages.blocks import TEXT_FEATURES, BodyBlock
from network.pages.models import StandardPage

BLOCKS = list(BodyBlock().child_blocks)


def html_of(name: str, value) -> str:
    block = BodyBlock()
    return str(block.normalize([(name, value)])[0].render())


def test_a_body_has_few_blocks():
    assert BLOCKS == ["heading", "text", "quote", "callout", "image", "steps"]


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_shows_editors_what_it_looks_like(name):
    block = BodyBlock().child_blocks[name]
    assert block.is_previewable
    assert block.get_description()


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
def test_every_preview_is_shown_in_the_sites_own_look(client, editor, name):
    client.force_login(editor)
    block = StandardPage.body.field.stream_block.child_blocks[name]
    response = client.get("/admin/block-preview/", {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "css/site.css" in response.content.decode()


def test_a_quote_names_its_source_only_if_there_is_one():
    assert "<footer" in html_of("quote", {"text": "No.", "source": "Youth worker"})
    assert "<footer" not in html_of("quote", {"text": "No.", "source": ""})


def test_a_callout_is_a_notice_of_its_kind():
    html = html_of("callout", {"heading": "Mind", "text": "<p>The gap.</p>", "kind": "warning"})
    assert 'class="notice notice--warning"' in html
    assert "<p>The gap.</p>" in html


def test_steps_are_an_ordered_list():
    html = html_of("steps", {"steps": [{"title": "One", "text": "<p>a</p>"}]})
    assert '<h3 class="steps__title">One</h3>' in html
    assert html.count("<li") == 1


def test_what_editors_type_as_html_is_shown_as_text():
    assert "<h2>&lt;script&gt;</h2>" in html_of("heading", "<script>")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://network.example/a", True),
        ("http://network.example/a", True),
        ("mailto:team@network.example", True),
        ("tel:+441632960000", True),
        ("/contact/", True),
        ("ftp://network.example/a", False),
        ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/hosts", False),
    ],
)
def test_only_safe_links_are_saved(client, address, kept):
    client.get("/admin/")
    state = {
        "blocks": [
            {
                "key": "a",
                "text": "word",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
            }
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}},
    }
    html = ContentstateConverter(TEXT_FEATURES).to_database_format(json.dumps(state))
    assert ("href=" in html) is kept
    assert "word" in html


def test_nothing_can_be_embedded():
    assert {"embed", "image"} & set(TEXT_FEATURES) == set()
    assert "embed" not in BLOCKS


def test_a_body_without_blocks_shows_nothing():
    assert render_to_string("pages/body.html", {"body": None}).strip() == ""
