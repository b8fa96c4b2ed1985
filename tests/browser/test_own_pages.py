"""Every page under ``/me/`` and what belongs to it, as the person it is for.

As in ``test_member_pages``: no axe finding, no sideways scrolling, one main heading, at 360 and
1280 px, light and dark. Each test goes round many pages and says everything that is wrong with
them at once.
"""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from network.members.profile import photos
from network.members.workflow.leaving import leave
from network.notifications import links
from network.notifications.models import PausedAddress
from network.privacy import copies
from network.privacy.access_log import record_access
from network.privacy.goodbye import token_for
from network.privacy.models import Departure
from network.relay import workflow as relay
from network.relay.enums import ReportReason
from tests.browser import journey
from tests.factories.pages import make_post, make_tip
from tests.network.complaints.sending import answered, make_complaint
from tests.network.consents.changes import ask_again
from tests.network.following.rows import follow
from tests.network.members.test_membership_pages import put_into
from tests.network.relay.exchange import DOUBTFUL, URGENT, send
from tests.network.saved.rows import make_list, note_on
from tests.personas import make_member


def path_of(address: str) -> str:
    """An address of an e-mail, without the site's own."""
    return "/" + address.split("/", 3)[3]


def unfold(page) -> None:
    """Open everything that is folded in the page's content."""
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")


def stop(page) -> None:
    journey.press(page, "Stop this kind of e-mail")
    journey.heading(page, "E-mail of this kind has stopped")


def send_form(name: str, **texts: str):
    """A step that fills in fields by their labels, presses the button, and waits for the errors."""

    def step(page):
        for label, text in texts.items():
            page.get_by_role("textbox", name=label.replace("_", " ")).fill(text)
        journey.press(page, name)
        page.locator(".error-summary").wait_for()

    return step


@pytest.fixture
def portrait(member):
    picture = BytesIO()
    Image.new("RGB", (400, 400), "#5b4a8a").save(picture, "JPEG")
    file = SimpleUploadedFile("me.jpg", picture.getvalue(), "image/jpeg")
    photos.save_photo(profile=member.profile, file=file, now=timezone.now())


def test_pages_of_a_profile(browser_page, go_round, member, expert, portrait):
    page = browser_page("/", user=member)
    found = go_round(
        page,
        ("photo", "/me/photo/"),
        ("photo with errors", "/me/photo/", send_form("Save this photo")),
        ("about", "/me/about/"),
        (
            "about with a mark",
            "/me/about/",
            send_form("Save", About_your_work=f"I work with others. {DOUBTFUL}"),
        ),
        ("topics, unfolded", "/me/topics/", unfold),
        ("seen by members", "/me/visibility/members/"),
        ("seen by everybody", "/me/visibility/everybody/"),
        ("organisation", "/me/organisation/"),
        ("confirm", "/me/confirm/"),
        ("own page of a member", f"/members/{member.public_id}/"),
        ("directory, narrowed", "/members/?area=southmere"),
        ("directory, nobody", "/members/?q=nobody-at-all"),
    )
    put_into(member, "declined")
    found += go_round(page, ("declined", "/me/"), ("appeal", "/me/appeal/"))
    put_into(member, "lapsed")
    found += go_round(page, ("lapsed", "/me/"), ("directory, lapsed", "/members/"))
    assert found == []


def test_pages_of_letters(browser_page, go_round, member, expert, other_expert):
    now = timezone.now()
    first = send(member, expert, now=now)
    received = send(expert, member, now=now)
    reported = send(other_expert, member, text="Buy from me.", now=now)
    relay.report(letter=reported, reporter=member, reason=ReportReason.ADVERTISING, now=now)
    relay.block(blocker=member, blocked=other_expert, now=now)
    found = go_round(
        browser_page("/", user=member),
        ("letters", "/me/letters/"),
        ("conversation", first.conversation.get_absolute_url(), unfold),
        ("conversation, blocked", reported.conversation.get_absolute_url()),
        ("report", f"/me/letters/report/{received.public_id}/"),
        ("own report", f"/me/letters/report/{reported.public_id}/"),
        ("letter settings", "/me/letters/settings/"),
        ("blocked", "/me/letters/blocked/"),
    )
    new = make_member("Nina New")
    write = f"/me/letters/to/{expert.public_id}/"
    found += go_round(
        browser_page("/", user=new),
        ("no letters", "/me/letters/"),
        ("nobody blocked", "/me/letters/blocked/"),
        ("write", write),
        ("write, doubtful", write, send_form("Send your letter", Your_letter=DOUBTFUL)),
        ("write, urgent", write, send_form("Send your letter", Your_letter=URGENT)),
    )
    assert found == []


def test_pages_of_lists_and_follows(browser_page, go_round, member, expert):
    tip, post = make_tip("Walk the way to school"), make_post("A map of an afternoon")
    saved = make_list(member, "For the team day", tip, post)
    note_on(saved, tip, "Page 2 is the one to print.")
    make_list(member, "Later")
    follow(member, "topic", "peer-mapping")
    follow(member, "member", expert.public_id)
    follow(member, "filter", "q=walk&sector=police")
    item = saved.items.first()
    found = go_round(
        browser_page("/", user=member),
        ("saved", "/me/saved/"),
        ("list", saved.get_absolute_url()),
        ("choose", f"/me/saved/page/{tip.pk}/"),
        ("item", f"/me/saved/item/{item.public_id}/"),
        ("rename", f"{saved.get_absolute_url()}name/"),
        ("delete", f"{saved.get_absolute_url()}delete/"),
        ("following", "/me/following/"),
        ("a saved tip", tip.url),
    )
    found += go_round(
        browser_page("/", user=expert),
        ("nothing saved", "/me/saved/"),
        ("nothing followed", "/me/following/"),
    )
    assert found == []


def test_pages_of_messages(browser_page, go_round, member, expert):
    follow(expert, "topic", "peer-mapping")
    send(member, expert, now=timezone.now())
    PausedAddress.objects.create(address=member.email, user=member, since=timezone.now())
    found = go_round(
        browser_page("/", user=expert),
        ("messages", "/me/messages/"),
        ("e-mail settings", "/me/messages/settings/"),
    )
    found += go_round(
        browser_page("/", user=member), ("settings, unreachable", "/me/messages/settings/")
    )
    found += go_round(
        browser_page("/"),
        ("stop", path_of(links.stop_url(expert, "letters"))),
        ("stopped", path_of(links.stop_url(expert, "letters")), stop),
        ("choices by link", path_of(links.choose_url(expert))),
        ("reached", path_of(links.reach_url(member))),
    )
    assert found == []


def test_pages_of_ones_data(browser_page, go_round, look_at, member, expert, coordinator):
    now = timezone.now()
    record_access(actor=coordinator, subject=member, what="application", now=now, about="one")
    make_complaint(user=expert)
    complaint = answered(make_complaint(user=member, now=now), coordinator, now=now)
    make_post(authors=[member])
    copy = copies.ask_for_copy(user=member, now=now)
    copies.make_copy(copy.pk, now=now)
    version = ask_again()
    page = browser_page("/", user=expert)
    found = go_round(
        page,
        ("no copy", "/me/data/"),
        ("no looks", "/me/data/looks/"),
        ("asked to agree", "/me/agreements/"),
        ("without agreeing", "/me/agreements/without/"),
    )
    page = browser_page("/", user=member)
    found += go_round(
        page,
        ("copy is ready", "/me/data/", unfold),
        ("looks", "/me/data/looks/"),
        ("leave", "/me/data/leave/"),
        ("complaints", "/complaints/mine/"),
        ("complaint", f"/complaints/mine/{complaint.public_id}/"),
    )
    page.goto("/me/agreements/")
    journey.press(page, "I agree")
    expect(page.get_by_text("Everything is open to you again.")).to_be_visible()
    found += go_round(page, ("agreements", "/me/agreements/"))
    leave(user=member, now=now, keeps_credit=False)
    visitor = browser_page("/")
    found += go_round(
        visitor,
        ("left", "/me/data/left/"),
        ("terms", "/terms-of-use/"),
        ("version of the terms", version.get_absolute_url()),
        ("come back", f"/me/data/come-back/{token_for(Departure.objects.get())}/"),
    )
    assert visitor.goto("/me/data/come-back/nothing/").status == 404
    assert [*found, *look_at(visitor, "no way back")] == []
