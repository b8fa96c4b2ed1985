"""The keyboard alone reaches and works everything, and shows where it is."""

from playwright.sync_api import Locator, Page, expect

from tests.askexpert import stories
from tests.resources.building import make_resource

MOST_STOPS = 80
ON_THE_PAGE = "document.activeElement === document.body"
HAS_FOCUS = "element => element === document.activeElement"
# An outline, or a thick line around a ring of the picture.
SHOWS_FOCUS = """() => {
    const element = document.activeElement;
    const disc = element.querySelector(":scope > .rings__disc");
    const look = getComputedStyle(element);
    return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2
        || disc !== null && parseFloat(getComputedStyle(disc).strokeWidth) >= 8;
}"""
NAME = """() => {
    const element = document.activeElement;
    return `${element.tagName} ${element.getAttribute("aria-label") || element.id}
        ${element.textContent}`.replace(/\\s+/g, " ").slice(0, 60);
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press the tabulator until the target has the focus. Each stop on the way must show it.

    The page itself is no stop: the focus passes it when the browser begins again at the top.
    """
    hidden = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if not page.evaluate(f"{ON_THE_PAGE} || ({SHOWS_FOCUS})()"):
            hidden.append(page.evaluate(NAME))
        if target.evaluate(HAS_FOCUS):
            break
    expect(target).to_be_focused()
    assert hidden == []


def test_the_library_by_keyboard(browser_page):
    make_resource("peer-form", kind="template-or-form", contexts=["peer-group"])
    make_resource("peer-briefing", kind="briefing", contexts=["peer-group"])
    page = browser_page("/")
    tab_to(page, page.get_by_role("link", name="Peer group: 2 resources"))
    page.keyboard.press("Enter")
    expect(page).to_have_url("/resources/?context=peer-group")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    box = page.get_by_role("checkbox", name="Briefing")
    tab_to(page, box)
    page.keyboard.press("Space")
    expect(page.locator(".list-bar__count")).to_have_text("1 resource of 2")
    expect(box).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Show results"))
    page.keyboard.press("Enter")
    expect(page).to_have_url("/resources/?context=peer-group&type=briefing")

    tab_to(page, page.get_by_role("searchbox", name="Search the library"))
    page.keyboard.type("nothing like it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nothing fits all of that")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="Show all resources"))
    page.keyboard.press("Enter")
    expect(page.locator(".list-bar__count")).to_have_text("2 resources")


def test_the_error_summary_leads_to_the_fields(browser_page, member):
    question = stories.draft(member, title="")
    question.topics.clear()
    page = browser_page(f"/ask/q/{question.public_id}/write/", user=member)
    tab_to(page, page.get_by_role("button", name="Check before sending"))
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    summary = page.locator(".error-summary")
    tab_to(page, summary.get_by_role("link", name="Your question in one line"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your question in one line")).to_be_focused()
    page.keyboard.type(stories.TITLE)
    page.keyboard.press("Shift+Tab")
    expect(summary.get_by_role("link", name="Topics")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Topics").get_by_role("checkbox").first).to_be_focused()
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Check before sending"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check before you send")).to_be_visible()
