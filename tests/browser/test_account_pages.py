"""The doors and the pages of an account: code by e-mail, second step, sessions, passkeys.

As in ``test_member_pages``: no axe finding, no sideways scrolling, one main heading, at 360 and
1280 px, light and dark.
"""

from allauth.mfa.models import Authenticator

from tests.browser import journey
from tests.personas import give_second_factor


def test_doors(browser_page, go_round, look_at, member):
    visitor = browser_page("/")
    found = go_round(visitor, ("a code", "/account/login/code/"))
    visitor.get_by_label("E-mail address").fill(member.email)
    journey.press(visitor, "Send the code")
    visitor.wait_for_url("**/account/login/code/confirm/**")
    found += look_at(visitor, "type the code")
    give_second_factor(member)
    visitor.goto("/account/login/")
    journey.sign_in(visitor, member.email)
    journey.heading(visitor, "The second step")
    found += look_at(visitor, "second step")
    assert found == []


def test_second_steps_and_sessions(browser_page, go_round, look_at, member, coordinator):
    Authenticator.objects.filter(user=coordinator).delete()
    page = browser_page("/account/login/?next=/desk/")
    journey.sign_in(page, coordinator.email)
    journey.heading(page, "Your role needs a second step for signing in")
    found = look_at(page, "second step is needed")
    found += go_round(
        page,
        ("no passkeys", "/account/2fa/webauthn/"),
        ("adding a passkey", "/account/2fa/webauthn/add/"),
    )
    give_second_factor(member)
    other = browser_page("/account/2fa/totp/replace/", user=member)
    found += look_at(other, "is it still you, by a code")
    journey.follow(other, "Use your password")
    found += look_at(other, "is it still you, by a password")
    journey.say_it_is_still_me(other)
    found += look_at(other, "another app")
    found += go_round(
        other,
        ("sessions", "/account/sessions/"),
        ("without the app", "/account/2fa/totp/deactivate/"),
        ("new recovery codes", "/account/2fa/recovery-codes/generate/"),
    )
    assert found == []
