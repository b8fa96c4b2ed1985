"""Where the small buttons of the saved lists stand on a phone."""

from tests.network.saved.rows import make_list

LEFT_OF_WORDS = """words => {
    const range = document.createRange();
    range.selectNodeContents(words.firstChild);
    return Math.round(range.getBoundingClientRect().left);
}"""


def test_up_begins_where_the_names_of_the_lists_do(browser_page, member):
    make_list(member, "Saved")
    make_list(member, "For the team")
    page = browser_page("/me/saved/", size="phone", user=member)
    rows = page.locator(".desk-list__item").all()
    edges = [
        (
            row.locator("h3 a").evaluate(LEFT_OF_WORDS),
            row.locator("button[value=up]").evaluate(LEFT_OF_WORDS),
        )
        for row in rows
    ]
    assert len(edges) == 2
    assert {up - name for name, up in edges} == {0}
