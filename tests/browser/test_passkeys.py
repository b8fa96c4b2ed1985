"""Passkeys in a real browser, with an authenticator that Chromium plays itself.

The live server answers at ``localhost``, the one host without HTTPS at which browsers have
passkeys; no setting is loosened for these tests.
"""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.browser import journey
from tests.personas import PASSWORD


@pytest.fixture
def give_authenticator():
    """Return a function that gives a page's browser a device with a finger that always fits."""

    def give(page):
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        answer = device.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        return device, answer["authenticatorId"]

    return give


def test_a_passkey_is_added_and_signs_in_alone(browser_page, give_authenticator, member, look_at):
    page = browser_page("/account/login/")
    give_authenticator(page)
    sign_in_with_password(page, member)
    expect(page.get_by_text("You are signed in.")).to_be_visible()
    page.goto("/account/2fa/webauthn/add/")
    found = look_at(page, "adding a passkey")
    page.get_by_label("Name").fill("Work laptop")
    journey.press(page, "Add it")
    journey.heading(page, "Keep these codes")
    found += look_at(page, "recovery codes")
    assert Authenticator.objects.filter(user=member, type="webauthn").count() == 1
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_role("heading", name="Work laptop")).to_be_visible()
    found += look_at(page, "passkeys")

    journey.sign_out(page)
    page.goto("/account/login/?next=/account/sessions/")
    found += look_at(page, "the door")
    journey.press(page, "Use a passkey")
    journey.heading(page, "Where you are signed in")
    assert found == []


def test_a_passkey_is_the_second_step_of_a_coordinator(
    browser_page, give_authenticator, coordinator
):
    Authenticator.objects.filter(user=coordinator).delete()
    page = browser_page("/account/login/?next=/desk/")
    give_authenticator(page)
    sign_in_with_password(page, coordinator)
    journey.heading(page, "Your role needs a second step for signing in")
    journey.follow(page, "Use a passkey or a security key")
    journey.press(page, "Add it")
    journey.heading(page, "Keep these codes")
    journey.follow(page, "I have kept them")
    expect(page).to_have_url(f"{page.url.partition('/desk')[0]}/desk/")

    journey.sign_out(page)
    page.goto("/account/login/?next=/desk/")
    sign_in_with_password(page, coordinator)
    journey.heading(page, "The second step")
    journey.press(page, "Use a passkey or security key")
    page.wait_for_url("**/desk/")


def test_a_ceremony_that_is_broken_off_says_so(browser_page, give_authenticator, member):
    page = browser_page("/account/login/")
    device, authenticator = give_authenticator(page)
    device.send(
        "WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False}
    )
    journey.press(page, "Use a passkey")
    expect(page.get_by_role("alert")).to_have_text(
        "That was stopped, or took too long. Try again, or choose another way."
    )


def test_without_scripts_the_door_has_a_password_and_a_code_and_says_why(browser_page, member):
    page = browser_page("/account/login/", scripts=False)
    expect(page.get_by_role("button", name="Use a passkey")).to_have_count(0)
    # Searches by text pass over what is for browsers without scripts.
    expect(page.locator("noscript p")).to_have_text(
        "Passkeys need JavaScript, which this browser has switched off."
    )
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.get_by_role("link", name="E-mail me a code")).to_be_visible()
    expect(page.get_by_role("button", name="Show the password")).to_have_count(0)
    sign_in_with_password(page, member)
    expect(page.get_by_text("You are signed in.")).to_be_visible()


def test_a_password_can_be_shown_pasted_and_is_sent_as_a_password(browser_page, member):
    page = browser_page("/account/login/")
    field = page.get_by_label("Password", exact=True)
    page.get_by_label("E-mail address").fill(member.email)
    field.focus()
    page.keyboard.insert_text(PASSWORD)
    journey.press(page, "Show the password")
    expect(field).to_have_attribute("type", "text")
    expect(field).to_have_value(PASSWORD)
    journey.press(page, "Hide the password")
    expect(field).to_have_attribute("type", "password")
    journey.press(page, "Sign in")
    expect(page.get_by_text("You are signed in.")).to_be_visible()


def sign_in_with_password(page, user) -> None:
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    journey.press(page, "Sign in")
