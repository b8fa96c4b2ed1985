"""Markdown of the demo's content files becomes blocks that editors can go on editing."""

from network.demo.markdown import markdown_blocks, markdown_html
from network.pages.blocks import BodyBlock


def test_section_headings_divide_the_text():
    assert markdown_blocks("Before.\n\n## One\n\nAfter.") == [
        ("text", "<p>Before.</p>"),
        ("heading", "One"),
        ("text", "<p>After.</p>"),
    ]


def test_a_heading_block_is_plain_words():
    assert markdown_blocks("## Head & *it*") == [("heading", "Head & it")]


def test_inner_headings_stay_in_the_text():
    assert markdown_blocks("### One\n\n#### Two") == [("text", "<h3>One</h3><h3>Two</h3>")]


def test_emphasis_links_and_line_ends():
    assert markdown_html("a **b**\n*c* [d](/about/)") == (
        '<p>a <b>b</b> <i>c</i> <a href="/about/">d</a></p>'
    )


def test_nested_lists():
    assert markdown_html("1. a\n2. b\n   - c") == (
        "<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>"
    )


def test_a_table_becomes_a_list_with_its_headings():
    table = "| A | B | C |\n|---|---|---|\n| x & y | **z** | |\n| q | r | s |"
    assert markdown_html(table) == (
        "<ul><li><b>x &amp; y</b>. B: <b>z</b></li><li><b>q</b>. B: r; C: s</li></ul>"
    )


def test_html_is_shown_and_never_run():
    assert markdown_html("<script>x</script>") == "<p>&lt;script&gt;x&lt;/script&gt;</p>"


def test_a_quotation_is_a_block():
    assert markdown_blocks("> We asked\n> them.") == [
        ("quote", {"text": "We asked them.", "source": ""})
    ]


def test_a_quotation_that_opens_in_bold_is_a_callout():
    assert markdown_blocks("> **Three rules.** No *names*.") == [
        (
            "callout",
            {"heading": "Three rules", "text": "<p>No <i>names</i>.</p>", "kind": "info"},
        )
    ]


def test_blocks_fit_the_body_of_a_page():
    body = BodyBlock()
    value = body.normalize(markdown_blocks("## One\n\nText.\n\n> **Note.** Take care.\n\n> Said."))
    assert [child.block_type for child in value] == ["heading", "text", "callout", "quote"]
    body.clean(value[:2])
