"""The checklist: what blocks publishing, in every way of publishing, and what only warns."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from network.media.models import SiteDocument
from network.pages.models import PageAuthor
from network.safeguarding.screening import screen
from resources.editing import identifying
from resources.editing.checklist import checks
from resources.models import ResourcePage
from tests.resources.building import document, make_resource, make_version

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
READY = {
    "sectors": ["police"],
    "topics": ["peer-mapping"],
    "nations": ["england"],
    "licence": "CC BY 4.0",
    "review_due_date": date(2030, 1, 1),
    "how_tested": "In two places.",
    "body": [("heading", "How to use it")],
}


def ready(slug="audit", **changes) -> ResourcePage:
    file = document()
    version = make_version(1, file)
    version.files.all()[0].label = "Form to fill in"
    fields = {"versions": [version], "authors": (PageAuthor(name="A team"),), **READY, **changes}
    return make_resource(slug, **fields)


def found(page) -> list[tuple[str, bool]]:
    return [(check.column, check.blocks) for check in checks(page, TODAY)]


def test_a_ready_resource_has_nothing_missing():
    assert found(ready(publish=False)) == []


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"summary": " "}, [("summary", True)]),
        ({"sectors": []}, [("sectors", True)]),
        ({"licence": ""}, [("licence", True)]),
        ({"review_due_date": None}, [("review_due", True)]),
        ({"versions": []}, [("file", True)]),
        ({"topics": []}, [("topics", False)]),
        ({"authors": ()}, [("authors", False)]),
        ({"body": []}, [("about", False)]),
        ({"review_due_date": date(2026, 3, 2)}, [("review_due", False)]),
    ],
)
def test_each_thing_that_is_missing(changes, missing):
    assert found(ready(publish=False, **changes)) == missing


NUMBER = "Child 943 476 5919 took part."


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"title": NUMBER}, ("title", True)),
        ({"summary": NUMBER}, ("summary", True)),
        ({"law_or_guidance": NUMBER}, ("law", True)),
        ({"how_tested": NUMBER}, ("tested", True)),
        ({"body": [("heading", NUMBER)]}, ("about", True)),
        ({"summary": "Tried with Jayden Okafor, 15."}, ("summary", False)),
        ({"summary": "Born 12/03/2009, in care."}, ("summary", True)),
    ],
)
def test_words_that_identify_somebody_are_marked_wherever_an_editor_types(changes, missing):
    assert missing in found(ready(publish=False, **changes))


def test_so_are_those_of_versions_and_files():
    version = make_version(1, document())
    version.change_note = NUMBER
    version.files.all()[0].label = NUMBER
    page = ready(publish=False, versions=[version])
    assert found(page) == [("change_note", True), ("label", True)]


def test_the_marked_words_are_named():
    page = ready(publish=False, how_tested=NUMBER)
    [check] = checks(page, TODAY)
    assert check.words.startswith("In how it was tested: “943 476 5919”: ")


def test_files_need_names_of_their_own_and_a_screening():
    first, second, third = (document(f"{name}.txt", name.encode()) for name in "abc")
    version = make_version(1, first, second, third)
    files = version.files.all()
    files[0].label, files[1].label, files[2].label = "Form to fill in", "Form to fill in", "scan_01"
    assert found(ready(publish=False, versions=[version])) == [("label", True), ("label", False)]

    SiteDocument.objects.filter(pk=first.pk).update(sha256="")
    page = ResourcePage.objects.get()
    assert found(page)[0] == ("file", True)


def test_files_of_one_name_are_told_of_once():
    version = make_version(1, *(document(f"{name}.txt", name.encode()) for name in "abcde"))
    labels = ("Form", "form ", "FORM", "file", "file")
    for file, label in zip(version.files.all(), labels, strict=True):
        file.label = label
    page = ready(publish=False, versions=[version])
    assert [check.words for check in checks(page, TODAY) if check.column == "label"] == [
        "Version 1: 3 files are called “Form”. Give each a name of its own.",
        "Version 1: two files are called “file”. Give each a name of its own.",
        "Version 1: “file” does not say what the file is. People who use a screen reader hear it "
        "among other links.",
    ]


def edit_form(client, page) -> dict:
    """What the browser would send back of the page's form."""
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    form = response.context["form"]
    data = {}
    for part in (form, *all_forms(form)):
        for bound in part:
            value = bound.value()
            data[bound.html_name] = "" if value is None else value
    for formset in all_formsets(form):
        for bound in formset.management_form:
            data[bound.html_name] = bound.value()
    data["body-count"] = "0"
    data["topics"] = ""
    return {name: value for name, value in data.items() if not isinstance(value, bool) or value}


def all_formsets(form):
    for formset in getattr(form, "formsets", {}).values():
        yield formset
        for child in formset.forms:
            yield from all_formsets(child)


def all_forms(form):
    for formset in all_formsets(form):
        yield from formset.forms


def test_the_form_keeps_the_draft_and_says_what_is_missing(client, editor):
    page = make_resource(publish=False)
    client.force_login(editor)
    data = edit_form(client, page)
    data.update(
        {"summary": "New words.", "action-publish": "1"},
        **{"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0},
    )
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().summary == "New words."
    words = " ".join(str(message) for message in response.wsgi_request._messages)
    assert "not published yet" in words
    assert "Choose at least one sector" in words
    shown = client.get(response.url).content.decode()
    assert "It cannot be published before this is done" in shown


def test_a_ready_resource_is_published_by_the_form(client, editor):
    page = ready(publish=False, body=[])
    client.force_login(editor)
    data = {**edit_form(client, page), "action-publish": "1"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    page.refresh_from_db()
    assert response.status_code == 302
    assert page.live
    words = " ".join(str(message) for message in response.wsgi_request._messages)
    assert "Worth a look" in words


@pytest.fixture
def screened(monkeypatch) -> list[str]:
    """The texts that the checklist has screened, in order."""
    texts = []

    def note(text):
        texts.append(text)
        return screen(text)

    monkeypatch.setattr(identifying, "screen", note)
    return texts


def test_publishing_by_the_form_screens_each_text_once(client, editor, screened):
    page = ready(publish=False, body=[])
    client.force_login(editor)
    data = {**edit_form(client, page), "summary": "New words.", "action-publish": "1"}
    screened.clear()
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    page.refresh_from_db()
    assert page.live
    assert [screened.count(text) for text in ("New words.", "Form to fill in")] == [1, 1]
    words = " ".join(str(message) for message in response.wsgi_request._messages)
    assert "The page says nothing yet about how to use it." in words


def test_publishing_many_screens_each_text_once(client, editor, screened):
    pages = [make_resource(slug, publish=False, summary=f"Of {slug}.") for slug in ("a", "b")]
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    client.post(f"{address}?{chosen}", {"include_descendants": False})
    assert sorted(text for text in screened if text.startswith("Of ")) == ["Of a.", "Of b."]


def test_publishing_many_asks_the_same(client, editor):
    good, bad = ready("good", publish=False), make_resource("bad", publish=False)
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={good.pk}&id={bad.pk}", {"include_descendants": False})
    assert list(ResourcePage.objects.filter(live=True)) == []
    client.post(f"{address}?id={good.pk}", {"include_descendants": False})
    assert [page.slug for page in ResourcePage.objects.filter(live=True)] == ["good"]


def test_publishing_what_is_below_a_page_asks_too(client, editor):
    ready("good", publish=False)
    bad = make_resource("bad", publish=False)
    library = bad.get_parent()
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={library.pk}", {"include_descendants": "on"})
    assert "“Bad” cannot be published yet." in " ".join(
        str(message) for message in response.wsgi_request._messages
    )
    assert not ResourcePage.objects.filter(live=True).exists()
    Page.objects.get(pk=bad.pk).delete()
    client.post(f"{address}?id={library.pk}", {"include_descendants": "on"})
    assert [page.slug for page in ResourcePage.objects.filter(live=True)] == ["good"]


def test_scheduled_publishing_brings_version_and_files_when_due(
    client, django_capture_on_commit_callbacks
):
    page = ready()
    draft = page.get_latest_revision_as_object()
    draft.versions.add(make_version(2, document("new.txt", b"New.")))
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision().publish()
    assert client.get("/resources/audit/versions/2/").status_code == 404

    later = draft.go_live_at - timedelta(hours=2)
    revision = page.get_latest_revision()
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=later)
    content = {**revision.content, "go_live_at": later.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(content=content)
    call_command("publish_scheduled")
    assert client.get("/resources/audit/versions/2/").status_code == 200


def test_revisions_are_compared_with_versions_and_files(client, editor):
    page = ready()
    first = page.latest_revision_id
    draft = page.get_latest_revision_as_object()
    draft.versions.add(make_version(2, document("new.txt", b"New."), note="Shorter by half."))
    second = draft.save_revision().pk
    client.force_login(editor)
    shown = client.get(
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first, second])
    ).content.decode()
    assert "Shorter by half." in shown
    assert "new.txt" in shown
