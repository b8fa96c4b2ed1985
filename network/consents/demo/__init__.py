"""The demo's agreements: what everybody accepted when they joined, and terms that changed since.

One member, who is nobody's persona, has not answered yet: signed in as them, one sees the question.
"""

from datetime import datetime, timedelta

from wagtail.models import Revision

from network.consents.agreeing import agree, versions_in_force
from network.consents.models import Agreement, AgreementPage, AgreementVersion, How
from network.demo.accounts import PERSONAS
from network.demo.world import World
from network.members.models import User

ORDER = 15

CHANGED_DAYS_AGO = 48
NOTE = (
    "We have added rules for letters between members: write as you would at work, and leave out "
    "whatever could identify a young person. Nothing else has changed."
)
HEADING = "Letters between members"
WORDS = (
    "<p>Members can write to each other without showing their e-mail addresses. The rules above "
    "hold for letters too. Whoever gets a letter can block its sender and report it; what is "
    "reported is read by a coordinator or a safeguarding lead, and each such look is recorded.</p>"
)


def load(world: World) -> None:
    """Agree as of the day of joining, publish the change, agree to it a few days later."""
    if Agreement.objects.exists():
        return
    people = sorted(world.people.values(), key=lambda user: (user.date_joined, user.pk))
    changed = world.ago(CHANGED_DAYS_AGO, hour=10)
    first = people[0].date_joined - timedelta(days=14)
    AgreementVersion.objects.update(published_at=first)
    before = [user for user in people if user.date_joined < changed]
    for user in before:
        agree(user=user, versions=versions_in_force(), how=How.SIGN_UP, now=user.date_joined)
    newest = _change_the_terms(changed)
    late = _who_has_not_answered(world, before)
    for user in before:
        user.refresh_from_db()
        if user != late:
            answered = min(changed + timedelta(days=world.rng.uniform(0.5, 20)), world.now)
            agree(user=user, versions=[newest], how=How.ASKED, now=answered)
    for user in people[len(before) :]:
        user.refresh_from_db()
        agree(user=user, versions=versions_in_force(), how=How.SIGN_UP, now=user.date_joined)


def _change_the_terms(moment: datetime) -> AgreementVersion:
    """Publish a second version as an editor does. Wagtail dates it by the clock; the demo's past
    is written over that."""
    page = AgreementPage.objects.get(code="terms")
    page.body.append(("heading", HEADING))
    page.body.append(("text", WORDS))
    page.asks_again, page.change_note = True, NOTE
    revision = page.save_revision()
    revision.publish()
    Revision.objects.filter(pk=revision.pk).update(created_at=moment)
    AgreementPage.objects.filter(pk=page.pk).update(last_published_at=moment)
    page.versions.filter(number=2).update(published_at=moment)
    return page.versions.get(number=2)


def _who_has_not_answered(world: World, before: list[User]) -> User:
    """The member who joined last before the change and is nobody's persona."""
    personas = {world.people[persona.key].pk for persona in PERSONAS if persona.key}
    members = [
        user
        for user in before
        if user.pk not in personas and not user.groups.filter(circle__isnull=True).exists()
    ]
    return members[-1]
