"""The people of the tests, made through the real verbs.

==========================  ==================================================================
``member``                  of Northfield, where ``conflicted_coordinator`` works too
``expert``                  Southmere, leads on two topics and is willing to answer two questions
``other_expert``            Westhaven, works on the same topics, willing to answer one
``coordinator``             Eastsand: no tie to anybody else
``conflicted_coordinator``  same organisation and area as ``member``
``safeguarding_lead``       Hillbeck
``second_coordinator``, ``third_coordinator``, ``second_lead``  each of an area of their own
``researcher``, ``editor``  members with those roles
``applicant``               has asked to join and waits
``outsider``                signed up and confirmed the address, nothing more
==========================  ==================================================================

All use :data:`PASSWORD`; who needs a second factor has an authenticator app. Nobody has messages
yet: what was told while they joined is cleared. For lists use :func:`make_member`.
"""

from datetime import UTC, datetime
from functools import partial

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
from tests import frozen

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
    frozen.restore(name)
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
    frozen.restore("registrar")
    user = User.objects.filter(email="registrar@people.example").first()
    if user is None:
        user = User.objects.create_user("registrar@people.example", name="Registrar")
    user.is_active = True
    user.groups.add(Group.objects.get(name=COORDINATORS))
    return user


def _retired_registrar() -> None:
    _registrar()
    _retire_registrar()


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

# The organisations of the usual people, with their areas.
PLACES = {
    "Northfield Council": "Northfield",
    "Southmere Council": "Southmere",
    "Westhaven Council": "Westhaven",
    "Eastsand Council": "Eastsand",
    "Hillbeck Council": "Hillbeck",
    "Fenwick University": "Fenwick",
    "Westfold Council": "Westfold",
    "Gorse Council": "Gorse",
    "Uplands Council": "Uplands",
}


def _of(organisation_name: str) -> Organisation:
    return make_organisation(organisation_name, PLACES[organisation_name])


PEOPLE = {
    "outsider": lambda: make_account("Orla Outsider"),
    "applicant": lambda: make_applicant("Avery Applicant").user,
    "member": lambda: make_member(
        "Mina Member",
        sectors=("education",),
        topics={"peer-mapping": "interested"},
        contexts=("school",),
    ),
    "expert": lambda: make_expert(
        "Esme Expert",
        organisation=_of("Southmere Council"),
        topics=TOPICS,
        contexts=("peer-group", "school"),
        statement="I map peer groups with young people and with the adults around them.",
    ),
    "other_expert": lambda: make_expert(
        "Otis Other",
        capacity=1,
        organisation=_of("Westhaven Council"),
        topics={"peer-mapping": "working", "detached-youth-work": "working"},
        contexts=("peer-group",),
    ),
    "coordinator": lambda: make_member(
        "Corin Coordinator", organisation=_of("Eastsand Council"), groups=(COORDINATORS,)
    ),
    "conflicted_coordinator": lambda: make_member("Connie Conflicted", groups=(COORDINATORS,)),
    "safeguarding_lead": lambda: make_member(
        "Selma Lead",
        organisation=_of("Hillbeck Council"),
        sectors=("childrens-social-care",),
        groups=(SAFEGUARDING_LEADS,),
    ),
    "second_coordinator": lambda: make_member(
        "Sanna Second", organisation=_of("Westfold Council"), groups=(COORDINATORS,)
    ),
    "third_coordinator": lambda: make_member(
        "Thea Third", organisation=_of("Gorse Council"), groups=(COORDINATORS,)
    ),
    "second_lead": lambda: make_member(
        "Lena Lead", organisation=_of("Uplands Council"), groups=(SAFEGUARDING_LEADS,)
    ),
    "researcher": lambda: make_member(
        "Rhys Researcher",
        organisation=_of("Fenwick University"),
        sectors=("research",),
        groups=(RESEARCHERS,),
    ),
    "editor": lambda: make_member(
        "Edda Editor",
        organisation=_of("Fenwick University"),
        sectors=("research",),
        groups=(EDITORS,),
    ),
}


def freeze_people() -> None:
    """Make everybody once for this process (:mod:`tests.frozen`), what they share first."""
    places = {name: partial(_of, name) for name in PLACES}
    frozen.freeze({"registrar": _retired_registrar, **places, **PEOPLE})


def _person(name: str) -> User:
    """One of :data:`PEOPLE`, from the frozen rows where there are any."""
    user = frozen.restored(name, User)
    return user or PEOPLE[name]()


@pytest.fixture
def outsider(db):
    return _person("outsider")


@pytest.fixture
def applicant(db):
    return _person("applicant")


@pytest.fixture
def member(db):
    return _person("member")


@pytest.fixture
def expert(db):
    return _person("expert")


@pytest.fixture
def other_expert(db):
    return _person("other_expert")


@pytest.fixture
def coordinator(db):
    return _person("coordinator")


@pytest.fixture
def conflicted_coordinator(db):
    return _person("conflicted_coordinator")


@pytest.fixture
def safeguarding_lead(db):
    return _person("safeguarding_lead")


@pytest.fixture
def second_coordinator(db):
    return _person("second_coordinator")


@pytest.fixture
def third_coordinator(db):
    return _person("third_coordinator")


@pytest.fixture
def second_lead(db):
    return _person("second_lead")


@pytest.fixture
def researcher(db):
    return _person("researcher")


@pytest.fixture
def editor(db):
    return _person("editor")
