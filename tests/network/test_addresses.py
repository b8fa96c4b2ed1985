"""Object rights at every address: what is another's answers as if it did not exist.

The routes are read from the URL configuration; one that no table of whose_addresses.py
names fails the test, so an address cannot be added without saying whose it is.
"""

import io
import uuid
from itertools import product

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from askexpert.models import Certificate, Publication
from network.complaints import workflow as complaints
from network.media.models import HeldFile
from network.members.models import User
from network.members.profile.photos import save_photo
from network.members.profile.visibility import all_parts
from network.members.profile.writing import save_visibility
from network.notifications.models import Message
from network.notifications.outbox import notify
from network.privacy.copies import ask_for_copy
from network.relay import workflow as letters
from network.saved import lists
from network.taxonomy.models import Sector
from tests.askexpert import stories
from tests.factories.pages import make_tip, restrict
from tests.network import addresses
from tests.network.objects_of_library import library_objects
from tests.network.whose_addresses import OBJECTS, QUESTION_STEPS, named_somewhere
from tests.personas import make_account, make_member, make_organisation

MEMBERS = {"bystander", "coordinator", "safeguarding_lead", "editor", "researcher"}
ROLES = ["visitor", "newcomer", "suspended", *sorted(MEMBERS)]

STEP = {"what": "area", "step": "agree", "number": 1}
STEP |= {"decision": uuid.UUID(int=1), "assignment": uuid.UUID(int=2)}


def picture() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (400, 400), "teal").save(file, "PNG")
    return SimpleUploadedFile("me.png", file.getvalue(), "image/png")


@pytest.fixture
def private_page(db):
    """A tip that nobody of the roles may open."""
    tip = make_tip("For the board only")
    restrict(tip, Group.objects.create(name="Board"))
    return tip


@pytest.fixture
def objects(member, expert, private_page):
    """One object of every kind, all of two people who hide from members whatever can be hidden."""
    now = timezone.now()
    triage = make_member(
        "Tove Triage",
        organisation=make_organisation("Saltby Council", "Saltby"),
        groups=("Coordinators",),
    )
    assignment = stories.accepted(member, triage, expert)
    # Put to the members of a sector in which nobody of the roles works.
    for_a_sector = stories.opened(member, triage, sector=Sector.objects.get(slug="transport"))
    publication = Publication.objects.create(
        question=assignment.question,
        asker=member,
        expert=expert,
        proposed_by=triage,
        proposed_at=now,
    )
    letter = letters.write(
        author=member, recipient=expert, text="Could we talk?", token=uuid.uuid4(), now=now
    )
    report = letters.report(letter=letter, reporter=expert, reason="identifies-a-child", now=now)
    letters.block(blocker=member, blocked=expert, now=now)
    complaint = complaints.make(
        token=uuid.uuid4(),
        name=member.name,
        email=member.email,
        whose="own",
        text="Somebody looked at my profile without need.",
        is_about_team=True,
        now=now,
        user=member,
    )
    notify(recipient=member, kind="membership_approved", key="matrix", url="/me/", now=now)
    saved_list = lists.make_list(user=member, name="For the school", now=now)
    lists.save_page(saved_list=saved_list, page_id=Page.objects.get(depth=2).pk, now=now)
    save_photo(profile=member.profile, file=picture(), now=now)
    save_visibility(
        profile=member.profile,
        choices={part.code: "coordinators" for part in all_parts()},
        now=now,
    )
    person = {"public_id": member.public_id}
    certificate = Certificate.objects.create(
        user=expert,
        name=expert.name,
        answers=1,
        first_date=now.date(),
        last_date=now.date(),
        issued_at=now,
    )
    held_file = HeldFile.objects.create(
        name="form.txt", code="identifies", reason="A test.", size=1, state="held", held_at=now
    )
    return {
        "held_file": {"public_id": held_file.public_id},
        **library_objects(member, now),
        "session": {"pk": 1},
        "passkey": {"pk": 1},
        "hidden_person": person,
        "person_action": {**person, "action": "suspend"},
        "hidden_photo": {**person, "size": "large"},
        "message": {"public_id": Message.objects.filter(recipient=member).first().public_id},
        "copy": {"public_id": ask_for_copy(user=member, now=now).public_id},
        "blocked": {"public_id": expert.public_id},
        "letter": {"public_id": letter.public_id},
        "conversation": {"public_id": letter.conversation.public_id},
        "report": {"public_id": report.public_id},
        "report_action": {"public_id": report.public_id, "action": "dismiss"},
        "saved_list": {"public_id": saved_list.public_id},
        "saved_item": {"public_id": saved_list.items.get().public_id},
        "restricted_page": {"page_id": private_page.pk},
        "complaint": {"public_id": complaint.public_id},
        "complaint_action": {"public_id": complaint.public_id, "action": "look_into"},
        "question": {"public_id": assignment.question.public_id},
        "assignment": {"public_id": assignment.public_id},
        "open_question": {"public_id": for_a_sector.public_id},
        "certificate": {"code": certificate.code},
        "publication": {"key": publication.asker_key},
    }


@pytest.fixture
def person(request):
    """The account of a role; nobody for a visitor."""

    def of(role: str) -> User | None:
        if role == "visitor":
            return None
        if role == "newcomer":
            return make_account("Nia Newcomer")
        if role == "suspended":
            user = make_member("Sunna Suspended")
            type(user.membership).objects.filter(user=user).update(status="suspended")
            return User.objects.get(pk=user.pk)
        if role == "bystander":
            return make_member("Bo Bystander")
        return request.getfixturevalue(role)

    return of


def test_every_address_says_whose_it_is():
    assert [route for route in addresses.routes() if not named_somewhere(route)] == []


def test_every_route_of_the_table_exists():
    assert sorted(set(OBJECTS) - set(addresses.routes())) == []


@pytest.mark.parametrize("role", ROLES)
def test_another_persons_object_answers_as_if_it_did_not_exist(client, person, objects, role):
    user = person(role)
    if user is not None:
        client.force_login(user)
    different = {}
    # What only reads comes first: the objects are as they were made.
    for method, (route, (kind, who_else)) in product(("get", "head", "post"), OBJECTS.items()):
        if role in who_else:
            continue
        values = objects[kind]
        there = answer(client, method, addresses.path_of(route, values), values)
        nowhere = addresses.missing(values)
        not_there = answer(client, method, addresses.path_of(route, nowhere), nowhere)
        if there != not_there or there[0] not in (302, 403, 404, 405):
            different[method, route] = (there, not_there)
    assert different == {}


def answer(client, method: str, path: str, values: dict) -> tuple[int, str]:
    """The status and where it leads, with the ids of the request left out."""
    response = getattr(client, method)(path)
    location = response.headers.get("Location", "")
    for value in values.values():
        location = location.replace(str(value), "…")
    return response.status_code, location


@pytest.mark.parametrize("role", ["newcomer", "suspended", "bystander", "editor", "researcher"])
def test_the_desk_does_not_exist_for_anybody_else(client, person, objects, role):
    client.force_login(person(role))
    found = {}
    for route in addresses.routes():
        if not route.startswith("desk/"):
            continue
        if role == "editor" and route.startswith("desk/library/"):
            continue  # editors look after the library: tests/resources/requests
        if role == "researcher" and route == "desk/reports/":
            continue  # two of the reports are theirs: tests/askexpert/views/test_reports.py
        values = {**objects["question"], **STEP} if route.startswith(QUESTION_STEPS) else {}
        kind, _ = OBJECTS.get(route, (None, None))
        values = objects[kind] if kind else values
        if addresses.has_parameters(route) and not values:
            values = {"duplicate": 1, "keep": 2, "code": "none", "action": "add", "pk": 1}
            values["table"] = "none"
        path = addresses.path_of(route, values)
        statuses = {client.get(path).status_code, client.post(path).status_code}
        if not statuses <= {404, 405} or statuses == {405}:
            found[route] = statuses
    assert found == {}


def test_pages_of_ones_own_ask_a_visitor_to_sign_in(client, db):
    answers = {
        route: client.get(addresses.path_of(route, {}))
        for route in addresses.routes()
        if route.startswith(("me/", "desk/")) and not addresses.has_parameters(route)
        if route != "me/data/left/"  # what somebody reads who has just left and has no account
    }
    let_in = {
        route: response.status_code
        for route, response in answers.items()
        if response.status_code not in (302, 405)
        or (response.status_code == 302 and "/account/login/" not in response["Location"])
    }
    assert let_in == {}
