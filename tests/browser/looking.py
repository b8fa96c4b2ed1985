"""What can be seen to be wrong with a page: axe's findings, and a page wider than its window."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": AXE_TAGS}
# What another colour scheme can change.
COLOR_RULES = {"type": "rule", "values": ["color-contrast"]}
RUN = """run => axe.run(document, {runOnly: run, resultTypes: ["violations"]}).then(
    results => results.violations.flatMap(
        found => found.nodes.map(node => `${found.id} (${found.impact}): ${node.target}`)))"""


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
