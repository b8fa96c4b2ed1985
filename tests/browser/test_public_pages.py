"""Every public page: no axe finding, no sideways scrolling, a silent console, at both sizes."""

import pytest

PAGES = {
    "home": "/",
    "library": "/resources/",
    "tips": "/tips/",
    "projects": "/projects/",
    "webinars": "/webinars/",
    "blog": "/blog/",
    "ask": "/ask/",
    "search": "/search/?q=school",
    "sign in": "/account/login/",
    "sign up": "/account/signup/",
    "password reset": "/account/password/reset/",
    "not found": "/no-such-page/",
    "style guide": "/styleguide/",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_public_page_is_accessible_and_fits_its_window(
    browser_page, axe, no_sideways_scrolling, path
):
    for size, dark in (("phone", False), ("desktop", False), ("desktop", True)):
        page = browser_page(path, size=size, dark=dark)
        assert page.locator("h1").count() == 1
        no_sideways_scrolling(page)
        axe(page)


@pytest.mark.parametrize("path", ["/account/login/", "/account/signup/"])
def test_a_form_with_errors_leads_with_a_summary_and_stays_accessible(browser_page, axe, path):
    page = browser_page(path, size="phone")
    page.locator("main form button[type=submit]").first.click()
    summary = page.locator(".error-summary")
    assert summary.count() == 1
    axe(page)


def test_the_skip_link_is_first_and_leads_to_the_content(browser_page):
    page = browser_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("path", ["/", "/search/?q=school", "/account/login/"])
def test_pages_work_without_javascript(browser_page, path):
    page = browser_page(path, scripts=False)
    assert page.locator("main").inner_text().strip() != ""
