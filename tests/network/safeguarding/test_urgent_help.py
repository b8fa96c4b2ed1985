"""The urgent-help page and who is shown which nation's notice."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from network.safeguarding.models import UrgentHelpNotice
from network.safeguarding.urgent_help import notice_for
from network.taxonomy.models import Nation
from tests.personas import give_second_factor, make_account

TODAY = date(2026, 11, 20)


@pytest.fixture
def notices(db):
    UrgentHelpNotice.objects.all().delete()
    return {
        slug: UrgentHelpNotice.objects.create(
            nation=Nation.objects.get(slug=slug),
            heading=f"Help in {slug}",
            body="<p>Call <b>999</b>.</p>",
            reviewed_date=date(2026, 1, 1),
            review_due_date=due,
        )
        for slug, due in (("england", date(2099, 1, 1)), ("scotland", date(2026, 11, 19)))
    }


def test_the_page_opens_for_visitors_with_england(client, notices):
    answer = client.get("/urgent-help/")
    assert answer.status_code == 200
    assert "Help in england" in answer.content.decode()
    assert "999" in answer.content.decode()


@pytest.mark.parametrize(
    ("nation", "heading"),
    [("scotland", "scotland"), ("wales", "england"), ("atlantis", "england"), ("", "england")],
)
def test_the_nation_is_chosen_by_a_link(client, notices, nation, heading):
    page = client.get(f"/urgent-help/?nation={nation}").content.decode()
    assert f"<h1>Help in {heading}</h1>" in page


def test_a_member_sees_their_own_nation_first(client, member, notices):
    member.profile.nation = Nation.objects.get(slug="scotland")
    member.profile.area = None
    member.profile.save()
    client.force_login(member)
    assert "<h1>Help in scotland</h1>" in client.get("/urgent-help/").content.decode()
    chosen = client.get("/urgent-help/?nation=england").content.decode()
    assert "<h1>Help in england</h1>" in chosen


def test_the_page_helps_without_any_notice(client, db):
    UrgentHelpNotice.objects.all().delete()
    page = client.get("/urgent-help/").content.decode()
    assert "999" in page


def test_a_review_that_is_overdue_is_said(client, notices):
    assert "The review is overdue" in client.get("/urgent-help/?nation=scotland").content.decode()
    assert "The review is overdue" not in client.get("/urgent-help/").content.decode()


def test_who_gets_which_notice(notices, member):
    scotland = Nation.objects.get(slug="scotland")
    assert notice_for(scotland, TODAY).notice == notices["scotland"]
    assert notice_for(scotland, TODAY).is_overdue is True
    assert notice_for(member, TODAY).notice == notices["england"]
    assert notice_for(AnonymousUser(), TODAY).notice == notices["england"]
    assert notice_for(None, TODAY).is_overdue is False


def test_editors_see_what_is_overdue(notices):
    assert list(UrgentHelpNotice.objects.overdue(TODAY)) == [notices["scotland"]]
    assert list(UrgentHelpNotice.objects.overdue(date(2026, 11, 19))) == []


def test_the_admin_names_overdue_notices(client, notices, django_user_model):
    administrator = make_account("Ada Administrator")
    django_user_model.objects.filter(pk=administrator.pk).update(is_superuser=True)
    give_second_factor(administrator)
    client.force_login(administrator)
    page = client.get("/admin/").content.decode()
    assert "Urgent-help notices that are due for review" in page
    UrgentHelpNotice.objects.filter(pk=notices["scotland"].pk).delete()
    assert "due for review" not in client.get("/admin/").content.decode()
