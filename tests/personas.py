"""The people of the tests, made through the real verbs.

==========================  ==================================================================
``member``                  of Northfield, where ``conflicted_coordinator`` works too
``expert``                  Southmere, leads on two topics and is willing to answer two questions
``other_expert``            Westhaven, works on the same topics, willing to answer one
``coordinator``             Eastsand: no tie to anybody else
``conflicted_coordinator``  same organisation and area as ``member``
``safeguarding_lead``       Hillbeck
``researcher``, ``editor``  members with those roles
``applicant``               has asked to join and waits
``outsider``                signed up and confirmed the address, nothing more
==========================  ==================================================================

All use :data:`PASSWORD`; who needs a second factor has an authenticator app. Nobody has messages
yet: what was told while they joined is cleared. For lists use :func:`make_member`.
"""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.db.models import Q
from django.utils.text import slugify

from askexpert.models import ExpertAvailability
from network.consents.agreeing import agree, versions_in_force
from network.consents.models import How
from network.members import workflow
from network.members.models import Membership, User
from network.members.profile.writing import ProfileDetails
from network.members.roles import COORDINATORS, EDITORS, RESEARCHERS, SAFEGUARDING_LEADS
from network.members.signing_in import second_factor
from network.notifications.models import Message
from network.taxonomy.models import Area, Context, Nation, Organisation, Sector, Topic

PASSWORD = "three quiet herons"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"
JOINED = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)


def make_account(name: str, email: str | None = None) -> User:
    """An account with a confirmed address, the terms accepted, and no application."""
    email = email or f"{slugify(name)}@people.example"
    user = User.objects.create_user(email, PASSWORD, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    agree(user=user, versions=versions_in_force(), how=How.SIGN_UP, now=JOINED)
    return user


def make_organisation(name: str, area_name: str, nation: str = "england") -> Organisation:
    """A council of its own area; asked for again, the same one."""
    area, _ = Area.objects.get_or_create(
        slug=slugify(area_name),
        defaults={"name": area_name, "nation": Nation.objects.get(slug=nation)},
    )
    organisation, _ = Organisation.objects.get_or_create(
        slug=slugify(name), defaults={"name": name, "area": area, "nation": area.nation}
    )
    return organisation


def make_applicant(
    name: str,
    *,
    organisation: Organisation | None = None,
    sectors: tuple[str, ...] = ("youth-work",),
    topics: dict[str, str] | None = None,
    contexts: tuple[str, ...] = (),
    statement: str = "",
    name_visibility: str = "members",
    now: datetime = JOINED,
) -> Membership:
    """An account whose owner has asked to join."""
    organisation = organisation or make_organisation("Northfield Council", "Northfield")
    levels = {Topic.objects.get(slug=slug): level for slug, level in (topics or {}).items()}
    membership = workflow.apply(
        user=make_account(name),
        now=now,
        why="To learn from people who do the same work elsewhere.",
        details=ProfileDetails(
            name=name,
            sectors=list(Sector.objects.filter(slug__in=sectors)),
            role_title="Practitioner",
            nation=organisation.nation,
            area=organisation.area,
            organisation=organisation,
            contexts=list(Context.objects.filter(slug__in=contexts)),
            statement=statement,
            name_visibility=name_visibility,
        ),
        topics=levels,
    )
    _clear_messages()
    return membership


def make_member(name: str, *, groups: tuple[str, ...] = (), **details) -> User:
    """An approved member, with the roles of ``groups``. ``details`` as :func:`make_applicant`."""
    membership = make_applicant(name, **details)
    now = details.get("now", JOINED)
    workflow.approve(membership=membership, actor=_registrar(), now=now)
    _retire_registrar()
    _clear_messages()
    membership.user.groups.add(*Group.objects.filter(name__in=groups))
    if groups and second_factor.is_required_of(User.objects.get(pk=membership.user_id)):
        give_second_factor(membership.user)
    return User.objects.get(pk=membership.user_id)


def give_second_factor(user: User) -> Authenticator:
    """An authenticator app with :data:`TOTP_SECRET`, as if set up long ago."""
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": TOTP_SECRET}
    )


def make_expert(name: str, *, capacity: int = 2, **details) -> User:
    """A member who has agreed to be asked."""
    user = make_member(name, **details)
    ExpertAvailability.objects.create(user=user, consented_at=JOINED, capacity=capacity)
    return user


def _registrar() -> User:
    """Somebody who may approve and is a coordinator only while doing so."""
    user = User.objects.filter(email="registrar@people.example").first()
    if user is None:
        user = User.objects.create_user("registrar@people.example", name="Registrar")
    user.is_active = True
    user.groups.add(Group.objects.get(name=COORDINATORS))
    return user


def _retire_registrar() -> None:
    user = User.objects.get(email="registrar@people.example")
    user.groups.clear()
    User.objects.filter(pk=user.pk).update(is_active=False)


def _clear_messages() -> None:
    Message.objects.filter(
        Q(kind__startswith="membership_") | Q(kind__startswith="desk_application")
    ).delete()
    if hasattr(mail, "outbox"):
        mail.outbox.clear()


TOPICS = {"peer-mapping": "lead", "detached-youth-work": "lead", "safety-mapping": "working"}


@pytest.fixture
def outsider(db):
    return make_account("Orla Outsider")


@pytest.fixture
def applicant(db):
    return make_applicant("Avery Applicant").user


@pytest.fixture
def member(db):
    return make_member(
        "Mina Member",
        sectors=("education",),
        topics={"peer-mapping": "interested"},
        contexts=("school",),
    )


@pytest.fixture
def expert(db):
    return make_expert(
        "Esme Expert",
        organisation=make_organisation("Southmere Council", "Southmere"),
        topics=TOPICS,
        contexts=("peer-group", "school"),
        statement="I map peer groups with young people and with the adults around them.",
    )


@pytest.fixture
def other_expert(db):
    return make_expert(
        "Otis Other",
        capacity=1,
        organisation=make_organisation("Westhaven Council", "Westhaven"),
        topics={"peer-mapping": "working", "detached-youth-work": "working"},
        contexts=("peer-group",),
    )


@pytest.fixture
def coordinator(db):
    return make_member(
        "Corin Coordinator",
        organisation=make_organisation("Eastsand Council", "Eastsand"),
        groups=(COORDINATORS,),
    )


@pytest.fixture
def conflicted_coordinator(db):
    return make_member("Connie Conflicted", groups=(COORDINATORS,))


@pytest.fixture
def safeguarding_lead(db):
    return make_member(
        "Selma Lead",
        organisation=make_organisation("Hillbeck Council", "Hillbeck"),
        sectors=("childrens-social-care",),
        groups=(SAFEGUARDING_LEADS,),
    )


@pytest.fixture
def researcher(db):
    return make_member(
        "Rhys Researcher",
        organisation=make_organisation("Fenwick University", "Fenwick"),
        sectors=("research",),
        groups=(RESEARCHERS,),
    )


@pytest.fixture
def editor(db):
    return make_member(
        "Edda Editor",
        organisation=make_organisation("Fenwick University", "Fenwick"),
        sectors=("research",),
        groups=(EDITORS,),
    )
