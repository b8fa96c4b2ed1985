"""Pictures of a page have no public address while the page is hidden, and come back with it."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone
from PIL import Image
from wagtail.models import ReferenceIndex

from network.media.due import run_due
from network.media.models import HiddenPicture, SiteImage
from network.pages.scheduled import keep_schedule
from network.reported import workflow
from tests.factories.pages import make_post, make_tip

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"


@pytest.fixture
def at_commit(django_capture_on_commit_callbacks):
    """What waits for the commit is done at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def make_image(name: str = "yard.jpg") -> SiteImage:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), (10, 90, 60)).save(stream, "JPEG")
    return SiteImage.objects.create(title="A yard", file=ContentFile(stream.getvalue(), name))


def showing(image: SiteImage, make=make_tip, title: str = "Walk first"):
    block = ("image", {"image": image, "alternative": "A yard", "caption": ""})
    return make(title, body=[block])


def addresses_of(image: SiteImage) -> list[str]:
    """Where the picture's sizes and its original are, as a web server would give them."""
    names = [size.file.name for size in image.renditions.all()]
    assert names
    return [*names, image.file.name]


def are_there(names: list[str]) -> set[bool]:
    return {default_storage.exists(name) for name in names}


def test_gone_with_the_page_and_back_with_it(client, at_commit, safeguarding_lead, editor):
    image = make_image()
    page = showing(image)
    words = client.get(page.url).content.decode()
    names = addresses_of(image)
    assert f"/media/{names[0]}" in words
    assert are_there(names) == {True}

    with at_commit():
        client.post(f"/report/{page.pk}/", {})
    assert are_there(names) == {False}
    assert not image.renditions.exists()
    row = page.reports.get()
    picture = f"{row.desk_url}picture/{image.pk}/"
    client.force_login(editor)
    assert client.get(picture).status_code == 404
    client.force_login(safeguarding_lead)
    assert picture in client.get(row.desk_url).content.decode()
    assert client.get(f"{row.desk_url}page/").status_code == 200
    assert are_there(names) == {False}
    shown = client.get(picture)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")

    kept = HiddenPicture.objects.get().file
    with at_commit():
        client.post(f"{row.desk_url}restore/", {"note": "Nobody is in it."})
    assert not HiddenPicture.objects.exists()
    assert not kept.storage.exists(kept.name)
    client.logout()
    assert f"/media/{names[0]}" in client.get(page.url).content.decode()
    assert are_there(names) == {True}


def test_what_another_live_page_shows_stays(client, at_commit):
    image = make_image()
    page, other = showing(image), showing(image, make_post, "A long bus ride")
    client.get(other.url)
    with at_commit():
        workflow.report(page=page, now=NOW)
    assert are_there(addresses_of(image)) == {True}
    with at_commit():
        workflow.report(page=other, now=NOW)
    assert default_storage.exists(image.file.name) is False


def test_an_index_that_is_behind_hides_no_less(at_commit):
    """Whether another page shows it is looked up anew, for a task may not have run yet."""
    image = make_image()
    page, other = showing(image), showing(image, make_post, "A long bus ride")
    type(other).objects.filter(pk=other.pk).update(body="[]")
    assert ReferenceIndex.get_references_to(image).filter(object_id=str(other.pk)).exists()
    with at_commit():
        workflow.report(page=page, now=NOW)
    assert default_storage.exists(image.file.name) is False


def test_what_two_hidden_pages_show_comes_back_with_the_last(at_commit, safeguarding_lead, member):
    image = make_image()
    page, other = showing(image), showing(image, make_post, "A long bus ride")
    with at_commit():
        first = workflow.report(page=page, reporter=member, now=NOW)
        second = workflow.report(page=other, reporter=member, now=NOW)
    with at_commit():
        workflow.restore(report=second, actor=safeguarding_lead, now=NOW)
    assert default_storage.exists(image.file.name) is False
    with at_commit():
        workflow.restore(report=first, actor=safeguarding_lead, now=NOW)
    assert default_storage.exists(image.file.name) is True


def test_kept_down_until_the_page_itself_shows_it_again(at_commit, safeguarding_lead):
    image = make_image()
    page = showing(image)
    with at_commit():
        row = workflow.report(page=page, now=NOW)
    with at_commit():
        workflow.keep_down(report=row, actor=safeguarding_lead, now=NOW)
        showing(image, make_post, "Another page with it")
    assert default_storage.exists(image.file.name) is False
    mended = type(page).objects.get(pk=page.pk)
    body, mended.body = mended.body, []
    with at_commit():
        mended.save_revision().publish()
    assert default_storage.exists(image.file.name) is False
    mended.body = body
    with at_commit():
        mended.save_revision().publish()
    assert default_storage.exists(image.file.name) is True


def test_a_lead_who_keeps_a_public_page_down_hides_its_pictures(at_commit, safeguarding_lead):
    image = make_image()
    page = showing(image)
    row = workflow.report(page=page, hides=False, now=NOW)
    with at_commit():
        workflow.keep_down(report=row, actor=safeguarding_lead, now=NOW)
    assert default_storage.exists(image.file.name) is False


def test_what_was_broken_off_is_gone_on_with(at_commit, monkeypatch):
    image = make_image()
    page = showing(image)
    with monkeypatch.context() as patched:
        patched.setattr(FileSystemStorage, "delete", lambda *_: 1 / 0)
        with at_commit():
            workflow.report(page=page, now=NOW)
    assert HiddenPicture.objects.get().settled_at is None
    assert run_due(now=NOW + timedelta(minutes=1))["pictures moved"] == 1
    assert default_storage.exists(image.file.name) is False
    assert run_due(now=NOW + timedelta(minutes=2))["pictures moved"] == 0


def test_the_kept_file_goes_with_the_image(at_commit):
    image = make_image()
    page = showing(image)
    with at_commit():
        workflow.report(page=page, now=NOW)
    kept = HiddenPicture.objects.get().file
    assert kept.storage.exists(kept.name)
    with at_commit():
        SiteImage.objects.get(pk=image.pk).delete()
    assert not kept.storage.exists(kept.name)


def test_pictures_stay_hidden_while_a_mended_page_waits_for_its_time(at_commit, safeguarding_lead):
    image = make_image()
    page = showing(image)
    names = [image.file.name]
    with at_commit():
        row = workflow.report(page=page, now=NOW)
        workflow.keep_down(report=row, actor=safeguarding_lead, now=NOW)
    page.refresh_from_db()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    with at_commit():
        page.save_revision().publish()
    assert are_there(names) == {False}
    with at_commit():
        keep_schedule(now=timezone.now() + timedelta(hours=2))
    assert are_there(names) == {True}
