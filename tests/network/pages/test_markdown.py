import json

import pytest

from network.pages.blocks import BodyBlock
from network.pages.markdown import markdown_blocks, markdown_html, raw_body, split_front_matter


def test_front_matter_and_body_come_apart():
    meta, body = split_front_matter('+++\ntitle = "A"\nminutes = 5\n+++\n\nWords.\n')
    assert meta == {"title": "A", "minutes": 5}
    assert body == "Words."


@pytest.mark.parametrize("text", ["Words only.", '+++\ntitle = "A"\nNever closed.', ""])
def test_a_text_without_front_matter_is_refused(text):
    with pytest.raises(ValueError, match=r"\+\+\+ lines"):
        split_front_matter(text)


def test_a_second_level_heading_divides_the_texts():
    assert markdown_blocks("One.\n\n## Next *step*\n\nTwo\nlines.\n\n### Deeper\n\nThree.") == [
        ("text", "<p>One.</p>"),
        ("heading", "Next step"),
        ("text", "<p>Two lines.</p><h3>Deeper</h3><p>Three.</p>"),
    ]


def test_bold_italic_and_lists_use_the_tags_of_the_editor():
    assert markdown_blocks("**a** and *b*\n\n1. x\n\n   y\n2. z\n   - n") == [
        (
            "text",
            "<p><b>a</b> and <i>b</i></p><ol><li>x<br/>y</li><li>z<ul><li>n</li></ul></li></ol>",
        ),
    ]


def test_a_quotation_becomes_a_block_of_its_own():
    assert markdown_blocks("> She said\n> no.\n>\n> Twice.\n\nAfter.") == [
        ("quote", {"text": "She said no.\n\nTwice.", "source": ""}),
        ("text", "<p>After.</p>"),
    ]


def test_a_table_of_two_columns_becomes_a_list():
    assert markdown_blocks("| Topic | Days |\n|---|---|\n| **Forms** & more | 5 |") == [
        ("text", "<ul><li><b>Forms &amp; more</b><br/>5</li></ul>"),
    ]


def test_a_wider_table_names_each_cell_by_its_column_and_skips_empty_ones():
    assert markdown_blocks("| Who | By day | By night |\n|---|---|---|\n| England | MASH | |") == [
        ("text", "<ul><li><b>England</b><br/>By day: MASH</li></ul>"),
    ]


def test_raw_html_is_shown_and_never_run():
    assert markdown_blocks("<script>x</script>\n\na <b>b</b>") == [
        ("text", "<p>&lt;script&gt;x&lt;/script&gt;</p><p>a &lt;b&gt;b&lt;/b&gt;</p>"),
    ]


@pytest.mark.parametrize("address", ["//elsewhere.example/", "ftp://a.example/x"])
def test_a_link_of_another_kind_keeps_only_its_words(address):
    assert markdown_blocks(f"see [this]({address}) now") == [("text", "<p>see this now</p>")]


@pytest.mark.parametrize(
    "address", ["/contact/", "https://a.example/b", "mailto:a@b.example", "#x"]
)
def test_links_of_the_site_the_web_and_mail_are_kept(address):
    assert markdown_blocks(f"[this]({address})") == [
        ("text", f'<p><a href="{address}">this</a></p>')
    ]


def test_an_email_address_becomes_a_link_once():
    link = '<a href="mailto:team@network.example">team@network.example</a>'
    assert markdown_blocks("Write to team@network.example.") == [
        ("text", f"<p>Write to {link}.</p>")
    ]
    assert markdown_blocks("[team@network.example](mailto:team@network.example)") == [
        ("text", f"<p>{link}</p>")
    ]


def test_the_stored_form_is_the_same_each_time_and_its_ids_differ():
    text = "Same.\n\n## Head\n\nSame."
    stored = json.loads(raw_body(text))
    assert raw_body(text) == raw_body(text)
    assert [(block["type"], block["value"]) for block in stored] == [
        ("text", "<p>Same.</p>"),
        ("heading", "Head"),
        ("text", "<p>Same.</p>"),
    ]
    assert len({block["id"] for block in stored}) == 3


def test_an_empty_text_has_no_blocks():
    assert markdown_blocks("") == []


def test_a_quotation_that_opens_in_bold_is_a_callout():
    assert markdown_blocks("> **Three rules:** no *names*.\n>\n> No dates.") == [
        (
            "callout",
            {
                "heading": "Three rules",
                "text": "<p>no <i>names</i>.</p><p>No dates.</p>",
                "kind": "info",
            },
        )
    ]


def test_one_piece_of_rich_text_keeps_every_heading_in_it():
    text = "## Head\n\nWords.\n\n> Said.\n\n---\n\n| A | B |\n|---|---|\n| x | y |"
    assert markdown_html(text) == (
        "<h3>Head</h3><p>Words.</p><p>Said.</p><ul><li><b>x</b><br/>y</li></ul>"
    )


def test_the_blocks_fit_the_body_of_a_page():
    body = BodyBlock()
    value = body.normalize(markdown_blocks("## One\n\nText.\n\n> **Note.** Care.\n\n> Said."))
    assert [child.block_type for child in value] == ["heading", "text", "callout", "quote"]
    assert len(body.clean(value)) == 4
