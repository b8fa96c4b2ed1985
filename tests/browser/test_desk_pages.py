"""The desk's pages about members, organisations, letters, complaints, e-mail and looks.

As in ``test_member_pages``: no axe finding, no sideways scrolling, one main heading, at 360 and
1280 px, light and dark.
"""

from datetime import timedelta

from django.utils import timezone

from network.complaints import workflow as complaints
from network.members import workflow
from network.members.models import Profile
from network.members.organisations import proposals
from network.members.organisations.proposals import code_of
from network.notifications.models import PausedAddress
from network.privacy.access_log import record_access
from network.relay import workflow as relay
from network.relay.enums import ReportReason
from network.taxonomy.models import Organisation
from tests.browser import journey
from tests.network.complaints.sending import make_complaint
from tests.network.relay.exchange import send
from tests.personas import make_applicant, make_organisation

LONG_NAME = "Peerless Youth and Community Development Trust for the Valleys and the Coast"
REMOVE = "Remove the letter"


def unfold(page) -> None:
    """Open everything that is folded in the page's content."""
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")


def send_empty(page, button: str) -> None:
    journey.press(page, button)
    page.locator(".error-summary").first.wait_for()


def test_members_and_organisations(browser_page, go_round, coordinator, member, applicant):
    now = timezone.now()
    proposer = make_applicant("Ada One").user
    refused = make_applicant("Ben Two").user
    for user, words in ((proposer, LONG_NAME), (refused, "My own cupboard")):
        Profile.objects.filter(user=user).update(organisation=None, proposed_organisation=words)
    proposals.refuse(
        key="my own cupboard", reason="It is no organisation.", actor=coordinator, now=now
    )
    keep = make_organisation("Southmere Council", "Southmere")
    twin = Organisation.objects.create(name="Southmere  council", slug="southmere-2")
    appealed = make_applicant("Dee Three")
    workflow.decline(membership=appealed, actor=coordinator, now=now, reason="You sell.")
    workflow.appeal(membership=appealed, actor=appealed.user, now=now, text="I do not.")
    proposal = f"/desk/organisations/proposals/{code_of(LONG_NAME.casefold())}/"
    found = go_round(
        browser_page("/", user=coordinator),
        ("desk", "/desk/"),
        ("members", "/desk/members/?group=members"),
        ("members by words", "/desk/members/?q=mina"),
        ("member", f"/desk/members/{member.public_id}/"),
        ("appeal", f"/desk/members/{appealed.user.public_id}/"),
        ("domains", "/desk/domains/"),
        ("organisations", "/desk/organisations/"),
        ("proposal", proposal),
        ("proposal, left out without a reason", proposal, lambda p: send_empty(p, "Do not add it")),
        ("merge", "/desk/organisations/merge/"),
        ("merge check", f"/desk/organisations/merge/{twin.pk}/into/{keep.pk}/"),
    )
    assert found == []


def test_reports_and_e_mails(browser_page, go_round, coordinator, member, expert, other_expert):
    now = timezone.now()
    for n in range(3):
        letter = send(*((expert, member) if n % 2 else (member, expert)), now=now)
    report = relay.report(
        letter=letter,
        reporter=expert,
        reason=ReportReason.HARASSMENT,
        text="This is too much, and it is not the first time.",
        now=now,
    )
    decided = relay.report(
        letter=send(other_expert, member, text="Buy from me.", now=now),
        reporter=member,
        reason=ReportReason.ADVERTISING,
        now=now,
    )
    relay.remove(report=decided, actor=coordinator, now=now, words="It sells something.")
    PausedAddress.objects.create(address=member.email, user=member, since=now)
    found = go_round(
        browser_page("/", user=coordinator),
        ("desk", "/desk/"),
        ("letters", "/desk/letters/"),
        ("decided letters", "/desk/letters/?group=decided"),
        ("letter", report.desk_url),
        ("letter, decided without words", report.desk_url, lambda p: send_empty(p, REMOVE)),
        ("letter that is decided", decided.desk_url),
        ("e-mails", "/desk/emails/"),
    )
    assert found == []


def test_complaints_and_looks(browser_page, go_round, coordinator, safeguarding_lead, member):
    now = timezone.now()
    complaint = make_complaint(user=member, now=now)
    complaints.acknowledge(complaint=complaint, actor=coordinator, now=now, words="We read it.")
    new = make_complaint(now=now - timedelta(days=40), text="They gave Jayden Rose my number.")
    about_team = make_complaint(is_about_team=True, now=now)
    complaints.look_into(complaint=about_team, actor=safeguarding_lead, now=now)
    complaints.answer(
        complaint=about_team, actor=safeguarding_lead, now=now, outcome="partly", words="We erred."
    )
    for about in ("CMP-1", "the application of somebody with a long name and a longer reason"):
        record_access(actor=coordinator, subject=member, what="application", now=now, about=about)
    found = go_round(
        browser_page("/", user=coordinator),
        ("complaints", "/desk/complaints/"),
        ("complaint", complaint.desk_url, unfold),
        ("late complaint", new.desk_url, unfold),
    )
    found += go_round(
        browser_page("/", user=safeguarding_lead),
        ("ended complaints", "/desk/complaints/?group=ended"),
        ("answered complaint", about_team.desk_url, unfold),
        ("looks", "/desk/access-log/"),
        ("looks, none", "/desk/access-log/?actor=nobody"),
    )
    assert found == []
