"""A copy that is ready for the demo's member, and somebody who left three days ago."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from wagtail.models import Page, Revision

from network.demo.accounts import DEMO_PASSWORD
from network.demo.world import World
from network.members import workflow
from network.members.enums import MembershipStatus
from network.members.models import User
from network.members.profile.writing import ProfileDetails
from network.members.workflow.leaving import leave
from network.pages.models import PageAuthor
from network.privacy import copies
from network.privacy.models import DataCopy, Departure
from network.search.kinds import Kind
from network.search.models import CatalogueEntry

OWNER, NEIGHBOUR, COORDINATOR = "m15", "m19", "c02"
NAME, EMAIL = "Perpetua Swale", "perpetua.swale@cloudbarrow.example"


def load(world: World) -> None:
    """Make both, once."""
    if not DataCopy.objects.exists():
        _make_copy(world)
    if not Departure.objects.exists():
        _leave(world)


def _make_copy(world: World) -> None:
    asked = world.ago(1, hour=16, minute=20)
    copy = copies.ask_for_copy(user=world.people[OWNER], now=asked)
    copies.make_copy(copy.pk, now=asked)


def _leave(world: World) -> None:
    """Somebody who worked on the oldest tip, joined a year ago and leaves without their name."""
    joined = world.ago(330, hour=10)
    user = User.objects.create(
        email=EMAIL,
        name=NAME,
        password=make_password(DEMO_PASSWORD),
        date_joined=joined,
        terms_accepted_at=joined,
    )
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    neighbour = world.people[NEIGHBOUR].profile
    membership = workflow.apply(
        user=user,
        now=joined,
        why="To compare how other places write such a tip.",
        details=ProfileDetails(
            name=NAME,
            sectors=list(neighbour.sectors.all()),
            role_title="Practice lead",
            nation=neighbour.nation,
            area=neighbour.area,
            organisation=neighbour.organisation,
        ),
    )
    if membership.status == MembershipStatus.APPLIED:
        workflow.approve(
            membership=membership, actor=world.people[COORDINATOR], now=world.ago(329, hour=10)
        )
    entry = CatalogueEntry.objects.of_kind(Kind.TIP).order_by("published_at", "pk").first()
    if entry is not None:
        _credit(entry.page.specific, user)
    leave(user=user, now=world.ago(3, hour=18), keeps_credit=False)


def _credit(page: Page, user: User) -> None:
    """Add them to the page's authors and publish it as of when it was published before."""
    moments = {
        "last_published_at": page.last_published_at,
        "latest_revision_created_at": page.latest_revision_created_at,
    }
    page.authors.add(PageAuthor(member=user, role="Tried it out in two schools"))
    revision = page.save_revision()
    revision.publish()
    Revision.objects.filter(pk=revision.pk).update(created_at=moments["last_published_at"])
    Page.objects.filter(pk=page.pk).update(**moments)
