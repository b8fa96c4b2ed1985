"""Somebody with a name like nobody else's leaves. Where is it still?

The canary stands in every place where the site may write a name or an address of its own accord:
account, profile, application, credits, versions, messages, outbox, log. What people write into
free text of questions and pages themselves is not looked for: it is not the site's to find.
"""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from network.members.directory import entries
from network.members.models import Membership, Profile, User
from network.members.workflow.leaving import come_back, leave
from network.notifications.delivery import deliver_due
from network.notifications.models import Message
from network.pages.models import PageAuthor
from network.privacy import copies, due
from network.privacy.models import DataCopy, Departure
from tests.askexpert import stories
from tests.factories.pages import make_post, make_tip
from tests.network.privacy.database import places_with
from tests.personas import PASSWORD, make_expert, make_organisation

NAME, MAIL = "Zanzibella Quarrelthwaite", "zanzibella@quarrelthwaite.example"
WORDS = ("Zanzibella", "Quarrelthwaite")
PUBLIC = (
    "/",
    "/tips/",
    "/tips/feed/",
    "/blog/",
    "/blog/feed/",
    "/sitemap.xml",
    "/ask/",
)


@pytest.fixture
def canary(settings, coordinator, member):
    """An expert, asker, author and editor whose name is everywhere that it can be."""
    settings.DEMO_MODE = False
    now = timezone.now()
    user = make_expert(
        NAME,
        organisation=make_organisation("Quietwater Council", "Quietwater"),
        topics={"peer-mapping": "lead"},
        name_visibility="public",
    )
    EmailAddress.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(email=MAIL, last_login=now)
    user = User.objects.get(pk=user.pk)
    EmailAddress.objects.create(user=user, email=MAIL, verified=True, primary=True)
    # The site refuses a name in this field; somebody may have written it before it did.
    Profile.objects.filter(user=user).update(statement=f"I am {NAME}: peer mapping in parks.")
    entries.refresh([user.profile.pk])
    Authenticator.objects.create(user=user, type="totp", data={"secret": "Zanzibella"})
    Membership.objects.filter(user=user).update(why=f"{NAME} wants to learn", reply=NAME)
    user.membership.events.update(reason=f"Welcome, {NAME}")
    make_tip("Walk first", authors=[user])
    post = make_post("A long bus ride", authors=[user])
    author = PageAuthor.objects.get(page=post)
    author.name = f"Dr {NAME}"
    author.save()
    post.refresh_from_db()
    post.save_revision(user=user).publish()
    log(instance=user, action="wagtail.edit", user=coordinator)
    copies.ask_for_copy(user=user, now=now)
    copies.make_due_copies(now=now)
    stories.answered(user, coordinator, make_expert("Ida Idle"))
    stories.accepted(member, coordinator, user)
    deliver_due(now=now)
    return user


def responses(client: Client, pages=PUBLIC) -> str:
    """Everything these pages answer."""
    texts = []
    for path in pages:
        answer = client.get(path)
        assert answer.status_code == 200, path
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        texts.append(body.decode())
    return "\n".join(texts)


def found_by_search(client: Client) -> int:
    """How often a search for the name shows it, beyond repeating what was searched for."""
    shown = responses(client, ("/search/?q=Quarrelthwaite",)).count("Quarrelthwaite")
    return shown - responses(client, ("/search/?q=Nobodyatallhere",)).count("Nobodyatallhere")


def pages_of(user) -> tuple[str, ...]:
    return tuple(author.page.url for author in PageAuthor.objects.filter(member=user))


def counts() -> dict[str, int]:
    """Rows of everything that others need."""
    from askexpert.models import Answer, Assignment, Question, QuestionEvent

    models = (Question, Answer, Assignment, PageAuthor, Revision, get_user_model(), Membership)
    return {model.__name__: model.objects.count() for model in models} | {
        "events at least": min(QuestionEvent.objects.count(), 1)
    }


def test_the_canary_is_seen_before(canary, client):
    """Otherwise the tests below would prove nothing."""
    assert NAME in responses(client, pages_of(canary))
    places = places_with("Quarrelthwaite")
    for place in (
        ("members.User", "name"),
        ("members.User", "email"),
        ("account.EmailAddress", "email"),
        ("mfa.Authenticator", "data"),
        ("members.Membership", "why"),
        ("members.MembershipEvent", "reason"),
        ("members.Profile", "statement"),
        ("pages.PageAuthor", "name"),
        ("wagtailcore.Revision", "content"),
        ("wagtailcore.ModelLogEntry", "label"),
        ("notifications.Message", "to_address"),
    ):
        found = place in places or (place[1] == "data" and place in places_with("Zanzibella"))
        assert found, place


def test_after_leaving_no_page_and_no_column_has_it(canary, client, coordinator, member, expert):
    before = counts()
    pages = pages_of(canary)
    now = timezone.now()
    leave(user=canary, now=now, keeps_credit=False)
    assert places_with("Quarrelthwaite") == {("notifications.Message", "to_address")}
    deliver_due(now=now + timedelta(seconds=1))
    due.run_due(now=now + timedelta(seconds=2))
    for word in WORDS:
        assert places_with(word) == set()
    assert "Former member" in responses(client, pages)
    for person in (None, member, expert):
        reader = Client()
        if person is not None:
            reader.force_login(person)
        seen = responses(reader, (*PUBLIC, *pages))
        assert [word for word in WORDS if word in seen] == []
        assert found_by_search(reader) == 0
    # What they were answering has been put to somebody else: one ask more, and nothing less.
    assert counts() == before | {"Assignment": before["Assignment"] + 1}


def test_staff_do_not_see_it_either(canary, coordinator):
    pages = ("/desk/", f"/desk/members/{canary.public_id}/", f"/members/{canary.public_id}/")
    leave(user=canary, now=timezone.now(), keeps_credit=False)
    reader = Client()
    reader.force_login(coordinator)
    for path in pages:
        body = reader.get(path).content.decode()
        assert [word for word in WORDS if word in body] == [], path


def test_when_it_is_final_nothing_is_left_anywhere(canary, stored_copies):
    """Not in the database, nor in a file of the private storage."""
    storages["private"].save("data-copies/of-somebody-else.zip", ContentFile(b"PK"))
    before = counts()
    now = timezone.now()
    leave(user=canary, now=now, keeps_credit=False)
    deliver_due(now=now + timedelta(seconds=1))
    due.run_due(now=now + timedelta(days=14))
    for word in WORDS:
        assert places_with(word) == set()
    departure = Departure.objects.get()
    assert (departure.state, departure.sealed) == ("final", "")
    assert DataCopy.objects.filter(user=canary).count() == 0
    assert stored_copies() == ["of-somebody-else.zip"]
    storages["private"].delete("data-copies/of-somebody-else.zip")
    assert counts() == before


def test_the_agreed_credit_stays_and_nothing_else(canary, client):
    pages = pages_of(canary)
    now = timezone.now()
    leave(user=canary, now=now, keeps_credit=True)
    deliver_due(now=now + timedelta(seconds=1))
    due.run_due(now=now + timedelta(days=14))
    of_sqlite = {("search_pagetext_fts", "*")} if connection.vendor == "sqlite" else set()
    assert places_with("Quarrelthwaite") == of_sqlite | {
        ("pages.PageAuthor", "name"),
        ("search.PageText", "terms"),
        ("wagtailcore.Revision", "content"),
    }
    body = responses(client, pages)
    assert NAME in body
    assert f"Dr {NAME}" in body
    assert f"/members/{canary.public_id}/" not in body
    assert MAIL not in body


def test_publishing_an_old_version_does_not_bring_the_name_back(canary, client):
    leave(user=canary, now=timezone.now(), keeps_credit=False)
    page = PageAuthor.objects.filter(member=canary).order_by("pk").last().page.specific
    for revision in page.revisions.order_by("pk"):
        revision.publish()
        assert [word for word in WORDS if word in responses(client, (page.url,))] == []


def test_an_agreed_credit_survives_an_old_version(canary, client):
    leave(user=canary, now=timezone.now(), keeps_credit=True)
    page = PageAuthor.objects.filter(member=canary).order_by("pk").last().page.specific
    page.revisions.order_by("pk").first().publish()
    assert NAME in responses(client, (page.url,))


def test_coming_back_restores_everything(canary, client):
    now = timezone.now()
    pages = pages_of(canary)
    before = {
        "names": list(PageAuthor.objects.order_by("pk").values_list("name", flat=True)),
        "versions": [
            [author["name"] for author in revision.content.get("authors", [])]
            for revision in Revision.objects.order_by("pk")
        ],
        "why": canary.membership.why,
        "reasons": list(canary.membership.events.values_list("reason", flat=True)),
        "statement": canary.profile.statement,
        "password": canary.password,
    }
    departure = leave(user=canary, now=now, keeps_credit=False)
    come_back(departure=departure, now=now + timedelta(days=13))
    user = User.objects.get(pk=canary.pk)
    assert before == {
        "names": list(PageAuthor.objects.order_by("pk").values_list("name", flat=True)),
        "versions": [
            [author["name"] for author in revision.content.get("authors", [])]
            for revision in Revision.objects.order_by("pk")
        ],
        "why": user.membership.why,
        "reasons": list(
            user.membership.events.exclude(action__in=["leave", "come_back"]).values_list(
                "reason", flat=True
            )
        ),
        "statement": user.profile.statement,
        "password": user.password,
    }
    assert (user.name, user.email, user.membership.status) == (NAME, MAIL, "approved")
    assert Authenticator.objects.get(user=user).data == {"secret": "Zanzibella"}
    assert NAME in responses(client, pages)
    assert user.check_password(PASSWORD)
    assert Departure.objects.get().sealed == ""


def test_no_e_mail_waits_for_somebody_who_has_left(canary):
    leave(user=canary, now=timezone.now(), keeps_credit=False)
    waiting = Message.objects.exclude(email_state__in=["sent", "none"])
    assert list(waiting.filter(recipient=canary)) == []
    assert list(waiting.filter(to_address=MAIL).values_list("kind", flat=True)) == [
        "account_departure"
    ]
