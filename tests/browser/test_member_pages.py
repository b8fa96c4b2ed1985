"""Every page for people who are signed in, as the person it is for.

No axe finding, no sideways scrolling, one main heading, at 360 and 1280 px, light and dark. Each
test goes round many pages and says everything that is wrong with them at once.
"""

from django.utils import timezone

from askexpert import workflow
from network.members import workflow as members
from network.members.models import Membership
from network.notifications.models import Message
from tests.askexpert import stories
from tests.browser import journey
from tests.personas import make_applicant, make_expert, make_organisation

NOW = stories.NOW
WARNED = "The head of year of the only school in the village says so. What would others do?"


def send_empty(page) -> None:
    """Send the page's form as it is, and wait for what is wrong with it."""
    page.locator("main form[novalidate] button[type=submit]").first.click()
    page.locator(".error-summary").first.wait_for()


def unfold(page) -> None:
    """Open everything that is folded in the page's content."""
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")


def test_pages_of_ones_own(browser_page, go_round, outsider, applicant, member, expert):
    asked = make_applicant("Ines Asked").user
    registrar = make_expert("Cora Coordinator", groups=("Coordinators",))
    members.ask(
        membership=Membership.objects.get(user=asked),
        actor=registrar,
        now=NOW,
        reason="Which service do you work for?",
    )
    found = go_round(
        browser_page("/", user=outsider),
        ("join", "/join/"),
        ("join with errors", "/join/", send_empty),
        ("me before joining", "/me/"),
        ("directory, not yet", "/members/"),
    )
    found += go_round(
        browser_page("/", user=applicant), ("join next", "/join/next/"), ("me, waiting", "/me/")
    )
    found += go_round(
        browser_page("/", user=asked), ("messages", "/me/messages/"), ("reply", "/me/reply/")
    )
    found += go_round(
        browser_page("/", user=member),
        ("me", "/me/"),
        ("profile", "/me/profile/"),
        ("topics", "/me/topics/"),
        ("visibility", "/me/visibility/"),
        ("employers", "/me/previous-employers/"),
        ("no messages", "/me/messages/"),
        ("directory", "/members/"),
        ("member", f"/members/{expert.public_id}/"),
    )
    assert found == []


def test_pages_of_the_account(browser_page, go_round, member):
    page = browser_page("/account/login/")
    journey.sign_in(page, member.email)
    journey.heading(page, member.name)
    found = go_round(
        page,
        ("e-mail", "/account/email/"),
        ("password", "/account/password/change/"),
        ("two steps", "/account/2fa/"),
        ("two steps, switching on", "/account/2fa/totp/activate/"),
        ("signing out", "/account/logout/"),
    )
    other = browser_page("/", user=member)
    found += go_round(other, ("password again", "/account/2fa/totp/activate/"))
    assert other.url.endswith("/account/reauthenticate/?next=%2Faccount%2F2fa%2Ftotp%2Factivate%2F")
    assert found == []


def test_pages_of_asking_and_answering(browser_page, go_round, coordinator, member):
    expert = make_expert(
        "Ela Expert",
        capacity=5,
        organisation=make_organisation("Southmere Council", "Southmere"),
        topics={"peer-mapping": "lead"},
    )
    draft = stories.draft(member, text=WARNED)
    answered = stories.answered(member, coordinator, expert)
    invited = stories.invited(member, coordinator, expert)
    accepted = stories.accepted(member, coordinator, expert)
    changing = workflow.request_changes(
        question=stories.submitted(member),
        actor=coordinator,
        now=NOW,
        reason="Please leave out the name of the park.",
    )
    write = f"/ask/q/{draft.public_id}/write/"

    def write_a_number(page):
        page.get_by_label("What is going on?").fill("NHS number 943 476 5919, born 03/04/2011.")
        journey.check_question(page)
        page.locator(".error-summary").wait_for()

    def say_yes(page):
        page.get_by_label("Yes, or I am not sure").check()
        journey.press(page, "Continue")
        journey.heading(page, "Call 999 if somebody is in danger now")

    found = go_round(
        browser_page("/", user=member),
        ("before asking", "/ask/new/"),
        ("before asking, with errors", "/ask/new/", send_empty),
        ("get help now", "/ask/new/", say_yes),
        ("check", f"/ask/q/{draft.public_id}/check/"),
        ("write", write),
        ("write, with errors", write, write_a_number),
        ("change", f"/ask/q/{changing.public_id}/write/"),
        ("question to change", f"/ask/q/{changing.public_id}/"),
        ("answered question", f"/ask/q/{answered.public_id}/"),
        ("answered question, with errors", f"/ask/q/{answered.public_id}/", send_empty),
        ("withdraw", f"/ask/q/{changing.public_id}/withdraw/"),
        ("my questions", "/ask/mine/"),
        ("no invitations", "/ask/invitations/"),
    )
    found += go_round(
        browser_page("/", user=expert),
        ("invitations", "/ask/invitations/"),
        ("invitation", invited.get_absolute_url()),
        ("decline", f"{invited.get_absolute_url()}decline/"),
        ("answer", f"{accepted.get_absolute_url()}answer/"),
        ("answer, with errors", f"{accepted.get_absolute_url()}answer/", send_empty),
        ("completed", answered.assignments.get().get_absolute_url()),
        ("availability", "/ask/availability/"),
    )
    assert found == []


def test_pages_of_the_desk(
    browser_page, go_round, coordinator, safeguarding_lead, member, applicant, expert, other_expert
):
    submitted = stories.submitted(member, text=WARNED)
    matching = stories.matching(member, coordinator)
    reviewing = stories.reviewing(member, coordinator, expert).question
    quarantined = workflow.quarantine(
        question=stories.submitted(member), actor=coordinator, now=NOW, label="risk"
    )
    Message.objects.create(
        key="parked",
        kind="ask_received",
        recipient=member,
        to_address=member.email,
        subject="We have your question",
        created_at=timezone.now(),
        send_at=timezone.now(),
        email_state="parked",
        attempts=8,
        last_error="The mail server of the address does not answer.",
    )

    found = go_round(
        browser_page("/", user=coordinator),
        ("desk", "/desk/"),
        ("applications", "/desk/members/"),
        ("application", f"/desk/members/{applicant.public_id}/", unfold),
        ("e-mails", "/desk/emails/"),
        ("questions", "/desk/questions/"),
        ("ended questions", "/desk/questions/?group=ended"),
        ("submitted", submitted.desk_url, unfold),
        ("matching", matching.desk_url, unfold),
        ("reviewing", reviewing.desk_url, unfold),
    )
    found += go_round(
        browser_page("/", user=safeguarding_lead),
        ("desk of a lead", "/desk/"),
        ("quarantined", quarantined.desk_url, unfold),
    )
    assert found == []
