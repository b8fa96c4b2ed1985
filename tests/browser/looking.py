"""What can be seen to be wrong with a page: axe's findings, and a page wider than its window."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": AXE_TAGS}
# What another colour scheme can change.
COLOR_RULES = {"type": "rule", "values": ["color-contrast"]}
# Without preloading, axe asks for no style sheets of its own, which it would look for in the wrong
# place.
RUN = """run => axe.run(
    document, {runOnly: run, resultTypes: ["violations"], preload: false}
).then(results => results.violations.flatMap(
    found => found.nodes.map(node => `${found.id} (${found.impact}): ${node.target}`)
))"""


def findings(page: Page, rules: dict = ALL_RULES) -> list[str]:
    """One line per element that breaks a rule: rule, impact and the element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, rules)


def width_problem(page: Page) -> list[str]:
    """A line when the page scrolls sideways, none when it fits."""
    width = page.evaluate("document.documentElement.scrollWidth")
    window = page.viewport_size["width"]
    return [f"{width} px wide in a window of {window} px"] if width > window else []


def problems(page: Page) -> list[str]:
    """Everything wrong with the page at both sizes and in both colour schemes, a line each.

    The page is not loaded again: the window and the scheme change around it.
    """
    headings = page.locator("h1").count()
    found = [] if headings == 1 else [f"{headings} level 1 headings"]
    for size, first, second in (("phone", "light", "dark"), ("desktop", "dark", "light")):
        page.set_viewport_size(SIZES[size])
        found += [f"{size}: {line}" for line in width_problem(page)]
        page.emulate_media(color_scheme=first)
        found += [f"{size}, {first}: {line}" for line in findings(page)]
        page.emulate_media(color_scheme=second)
        found += [f"{size}, {second}: {line}" for line in findings(page, COLOR_RULES)]
    return found
