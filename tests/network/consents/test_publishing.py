"""Each published text is a version; asking again is an editor's decision."""

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from network.consents import publishing
from network.consents.due import run_due
from network.consents.models import Agreement, AgreementPage, AgreementVersion, How
from network.members.models import User
from network.pages.scheduled import keep_schedule
from tests.network.consents.changes import ask_again, publish, terms

pytestmark = pytest.mark.django_db


def accepted(user) -> bool:
    return User.objects.get(pk=user.pk).terms_accepted_at is not None


def test_every_installation_has_its_texts_to_agree_to():
    fields = ("code", "slug", "asks_for", "is_required")
    assert list(AgreementPage.objects.order_by("code").values_list(*fields)) == [
        ("privacy", "privacy", "read", True),
        ("terms", "terms-of-use", "agree", True),
        ("willing-to-answer", "willing-to-answer", "agree", False),
    ]
    versions = AgreementVersion.objects.values_list("number", "asks_again")
    assert list(versions) == [(1, True)] * 3


def test_a_changed_text_becomes_the_next_version():
    version = publish(summary="Shorter.", note="We cut words.")
    assert (version.number, version.summary, version.asks_again) == (2, "Shorter.", False)
    assert version.change_note == "We cut words."
    assert version.revision == terms().live_revision


def test_an_unchanged_text_does_not():
    terms().save_revision().publish()
    assert terms().versions.count() == 1


def test_a_forgotten_tick_makes_a_version_of_the_same_words(member):
    publish(summary="Shorter.")
    version = publish(summary="Shorter.", asks_again=True, note="This matters after all.")
    assert (version.number, version.asks_again) == (3, True)
    assert not accepted(member)


def test_spelling_asks_nobody(member):
    publish(summary="Shorter.")
    assert accepted(member)


def test_a_change_that_matters_asks_everybody(member, outsider):
    ask_again()
    assert (accepted(member), accepted(outsider)) == (False, False)


def test_the_tick_and_the_note_are_forgotten_after_publishing():
    version = ask_again()
    page = terms()
    assert (page.asks_again, page.change_note) == (False, "")
    content = Revision.objects.get(pk=version.revision_id).content
    assert (content["asks_again"], content["change_note"]) == (False, "")


def test_going_back_to_an_old_revision_is_a_new_version_that_asks_nobody(member):
    asked = ask_again()
    publish(summary="Shorter.")
    User.objects.filter(pk=member.pk).update(terms_accepted_at=timezone.now())
    Agreement.objects.create(user=member, version=asked, agreed_at=timezone.now(), how=How.ASKED)
    asked.revision.publish()
    newest = terms().versions.order_by("number").last()
    assert (newest.number, newest.summary, newest.asks_again) == (4, "New terms.", False)
    assert accepted(member)


def test_of_two_editors_the_later_words_are_the_newest_version():
    first, second = terms(), terms()
    first.summary, second.summary = "First editor.", "Second editor."
    revisions = [first.save_revision(), second.save_revision()]
    for revision in revisions:
        revision.publish()
    summaries = list(terms().versions.order_by("number").values_list("summary", flat=True)[1:])
    assert summaries == ["First editor.", "Second editor."]
    assert terms().summary == "Second editor."


def test_the_words_recorded_are_those_that_are_live():
    """Somebody else has published between an editor's publishing and its record."""
    page = terms()
    AgreementPage.objects.filter(pk=page.pk).update(summary="Somebody else's.")
    page.summary = "Mine."
    version = publishing.record_version(page, now=timezone.now())
    assert version.summary == "Somebody else's."


def test_what_is_scheduled_is_not_a_version_yet():
    page = terms()
    page.summary, page.go_live_at = "Later.", timezone.now() + timezone.timedelta(days=3)
    page.save_revision().publish()
    assert page.versions.count() == 1


def test_what_is_scheduled_holds_and_asks_from_its_time(member):
    page = terms()
    page.summary, page.go_live_at = "Later.", timezone.now() + timezone.timedelta(days=3)
    page.asks_again, page.change_note = True, "From a later day."
    page.save_revision().publish()
    keep_schedule(now=timezone.now() + timezone.timedelta(days=2))
    assert (page.versions.count(), accepted(member)) == (1, True)
    keep_schedule(now=timezone.now() + timezone.timedelta(days=3, minutes=1))
    newest = page.versions.order_by("number").last()
    assert (newest.number, newest.summary, newest.asks_again) == (2, "Later.", True)
    assert not accepted(member)


def test_a_text_that_was_published_without_a_record_is_caught_up():
    AgreementPage.objects.filter(code="terms").update(summary="Changed by hand.")
    assert run_due(now=timezone.now()) == {"agreement versions recorded": 1}
    assert run_due(now=timezone.now()) == {"agreement versions recorded": 0}


def test_who_accepted_before_versions_were_kept_gets_a_row_and_is_not_asked(member):
    Agreement.objects.all().delete()
    AgreementVersion.objects.all().delete()
    publishing.record_missing(now=timezone.now())
    rows = Agreement.objects.filter(user=member).values_list("version__number", "how")
    assert list(rows) == [(1, How.EARLIER)] * 2
    assert accepted(member)


def test_each_version_has_a_public_address_with_its_words():
    publish(summary="Shorter.", note="We cut words.")
    client = Client()
    old = client.get("/terms-of-use/versions/1/").content.decode()
    new = client.get("/terms-of-use/versions/2/").content.decode()
    assert "This is an earlier version" in old
    assert "Shorter." not in old
    assert '<link rel="canonical" href="http://localhost/terms-of-use/">' in old
    assert ("This is the text in force" in new, "We cut words." in new) == (True, True)


@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "٢", "1/more", "999999999"])
def test_a_version_that_is_not_there_is_not_found(client, number):
    assert client.get(f"/terms-of-use/versions/{number}/").status_code == 404


def test_versions_stay_readable_when_the_page_is_taken_down(client):
    terms().unpublish()
    assert client.get("/terms-of-use/").status_code == 404
    page = client.get("/terms-of-use/versions/1/")
    assert page.status_code == 200
    assert "No longer in force" in page.content.decode()


def test_the_page_lists_its_versions_at_one_cost(client, django_assert_num_queries):
    client.get("/terms-of-use/")
    costs = []
    for summary in ("Second.", "Third.", "Fourth."):
        publish(summary=summary)
        client.get("/terms-of-use/")
        with django_assert_num_queries(9):
            # The site, the home page, the page and its own row; for restrictions the pages above
            # it and the restrictions; its versions, the menus, and the trail.
            costs.append(client.get("/terms-of-use/").content.decode().count("/versions/"))
    assert costs == [2, 3, 4]


def test_an_editor_cannot_delete_what_was_agreed_to(client, editor):
    client.force_login(editor)
    page = terms()
    answer = client.post(f"/admin/pages/{page.pk}/delete/")
    assert answer.status_code == 302
    assert Page.objects.filter(pk=page.pk).exists()


def test_asking_again_needs_a_note(client, editor):
    form_class = AgreementPage.get_edit_handler().get_form_class()
    form = form_class(instance=terms(), for_user=editor)
    data = {"title": "Terms", "slug": "terms-of-use", "asks_again": "on", "change_note": " "}
    bound = form_class(
        data | {"body-count": "0", "summary": "", "asks_for": "agree"},
        instance=terms(),
        for_user=editor,
    )
    assert form.fields["code"].disabled
    assert bound.errors["change_note"] == [
        "Say what has changed, so that members know what they agree to."
    ]
