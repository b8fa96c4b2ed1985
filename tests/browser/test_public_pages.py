"""Every public page, filled: no axe finding, no sideways scrolling, one main heading, at 360 and
1280 px, light and dark. Each test says everything that is wrong with its pages at once."""

from datetime import UTC, date, datetime

from django.utils import timezone

from learning.projects.models import ProjectPhase
from network.members.directory.entries import rebuild
from network.members.models import Profile
from network.pages.markdown import raw_body
from network.sectors.models import SectorCoordinator
from network.taxonomy.models import Sector
from tests.browser import journey
from tests.factories.pages import (
    make_answer,
    make_post,
    make_project,
    make_standard_page,
    make_tip,
    make_webinar,
)
from tests.network.complaints.sending import answered, make_complaint
from tests.personas import make_member
from tests.resources.building import document, make_resource, make_version

EMPTY_SECTOR = "/sectors/housing/"
BODY = """## Before you begin

Ask who will act on what you find. The [writing guide](/writing-safely/) says what to leave out.

- Walk the way home with the young people.
- Write down **places**, not names.

> **Take care**
>
> A map of friends is not a list of suspects.

> We had looked at the same corner for years and had never seen it.

## Who does what

| Who | Until the meeting | At the meeting |
|---|---|---|
| Youth worker | Walks the route | Shows the map |
| School | Asks the form | Offers a change |
"""


def test_entrance_and_service_pages(browser_page, go_round):
    def send_empty(page):
        page.locator("main form button[type=submit]").first.click()
        page.locator(".error-summary").wait_for()

    found = go_round(
        browser_page("/"),
        ("sign in", "/account/login/"),
        ("sign in, with errors", "/account/login/", send_empty),
        ("sign up", "/account/signup/"),
        ("sign up, with errors", "/account/signup/", send_empty),
        ("password reset", "/account/password/reset/"),
        ("urgent help", "/urgent-help/"),
        ("contact", "/contact/"),
        ("search without hits", "/search/?q=nothing+like+it"),
        ("empty section", "/tips/"),
        ("style guide", "/styleguide/"),
        ("complaint", "/complaints/"),
        ("complaint, with errors", "/complaints/", send_empty),
        ("sectors", "/sectors/"),
    )
    assert found == []


def test_a_complaint_and_its_link(browser_page, go_round, look_at, coordinator):
    now = timezone.now()
    complaint = answered(make_complaint(now=now), coordinator, now=now)
    link = complaint.tracking_url

    def show(page):
        journey.press(page, "Show what was written")
        page.get_by_role("heading", name="Not content?").wait_for()

    page = browser_page("/complaints/")
    page.get_by_label("Your name").fill("Cora Complainant")
    page.get_by_label("Your e-mail address").fill("cora@elsewhere.example")
    page.get_by_role("radio").first.check()
    page.get_by_label("What happened?").fill("You kept my address.")
    journey.press(page, "Send the complaint")
    page.wait_for_url("**/complaints/received/**")
    found = look_at(page, "received")
    found += go_round(page, ("link", link), ("link, shown", link, show))
    assert found == []


def test_the_page_of_a_sector(browser_page, go_round, look_at, expert):
    sector = Sector.objects.get(slug="youth-work")
    SectorCoordinator.objects.create(sector=sector, member=expert)
    Profile.objects.filter(user=expert).update(
        name_visibility="public", visibility={"sectors": "public"}
    )
    rebuild()
    make_resource("walk-the-way", title="Walk the way to school", sectors=["youth-work"])
    path = "/sectors/youth-work/"
    found = go_round(browser_page("/"), ("sector", path), ("sector without anything", EMPTY_SECTOR))
    found += go_round(
        browser_page("/", user=make_member("Nina New")), ("sector, for a member", path)
    )
    assert found == []


def test_sections_and_their_pages(browser_page, go_round, look_at):
    body = raw_body(BODY)
    topics = ("peer-mapping", "safety-mapping")
    resource = make_resource(
        "peer-form",
        kind="template-or-form",
        contexts=["peer-group", "school"],
        topics=list(topics),
        nations=["england"],
        body=body,
        how_tested="With four schools.",
        reviewed_date=date(2020, 1, 1),
        versions=[
            make_version(1, document()),
            make_version(2, document("form.csv", b"who,when\nschool,May\n"), note="A table too."),
        ],
    )
    phases = [
        ProjectPhase(title="Walk", state="done", sort_order=0),
        ProjectPhase(title="Change", summary="One thing.", state="current", sort_order=1),
    ]
    about = {"topics": topics, "authors": ["Ida Author"], "body": body}
    coming = datetime(2099, 5, 4, 12, 0, tzinfo=UTC)
    past = datetime(2026, 2, 3, 12, 0, tzinfo=UTC)
    pages = [
        resource,
        make_tip(**about),
        make_project(phases=phases, partners="A bus forum\nFive schools", **about),
        make_webinar(starts_at=coming, **about),
        make_webinar("Last time", starts_at=past, has_recording=True, **about),
        make_post(**about),
        make_answer(),
        make_standard_page(body=body),
    ]
    page = browser_page("/")
    found = go_round(
        page,
        ("home", "/"),
        ("library", "/resources/"),
        ("library, narrowed", "/resources/?context=school&q=form"),
        ("old version", f"{resource.url}versions/1/"),
        ("tips", "/tips/"),
        ("projects", "/projects/"),
        ("webinars", "/webinars/"),
        ("blog", "/blog/"),
        ("ask", "/ask/"),
        ("search", "/search/?q=map"),
        *((one.title, one.url) for one in pages),
    )
    answer = page.goto("/no-such-page/")
    assert answer.status == 404
    assert [*found, *look_at(page, "not found")] == []
