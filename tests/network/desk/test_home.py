"""``/desk/``: what needs me now, for whom, in what order, at what cost."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from network.desk import panels
from network.desk.panels import Panel, Row
from network.desk.views import filled_panels
from tests.personas import make_applicant

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("who", ["member", "outsider", "researcher", "editor", "expert"])
def test_the_desk_does_not_exist_for_others(request, client, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/").status_code == 404


def test_visitors_sign_in_first(client, db):
    assert client.get("/desk/")["Location"] == "/account/login/?next=/desk/"


@pytest.mark.parametrize("who", ["coordinator", "safeguarding_lead"])
def test_it_opens_for_those_who_work_there(request, client, who):
    client.force_login(request.getfixturevalue(who))
    answer = client.get("/desk/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_a_safeguarding_lead_sees_no_applications(safeguarding_lead):
    codes = [filled.panel.code for filled in filled_panels(safeguarding_lead, NOW)]
    assert "memberships" not in codes
    assert "emails" not in codes


def test_late_rows_come_first_then_what_is_due_soonest(coordinator, monkeypatch):
    def row(title, hours, is_late=False):
        due_at = None if hours is None else NOW + timedelta(hours=hours)
        return Row(title=title, url="/", due_at=due_at, is_late=is_late)

    rows = [row("none", None), row("far", 9), row("late", -2, is_late=True), row("near", 1)]
    panel = Panel(code="x", title="X", empty="", url="/", rows=lambda user, now: list(rows))
    monkeypatch.setattr("network.desk.views.panels_for", lambda user: [panel])
    (filled,) = filled_panels(coordinator, NOW)
    assert [row.title for row in filled.rows] == ["late", "near", "far", "none"]
    assert filled.late == 1


def test_registering_a_code_again_replaces_the_panel(monkeypatch):
    monkeypatch.setattr(panels, "_panels", [])
    for title in ("Old", "New"):
        panels.register(Panel(code="x", title=title, empty="", url="/", rows=list))
    assert [panel.title for panel in panels._panels] == ["New"]


@pytest.mark.parametrize("count", [1, 3])
def test_applications_add_no_queries(
    client, coordinator, count, django_assert_num_queries, monkeypatch
):
    platform = [p for p in panels.panels_for(coordinator) if p.code in ("memberships", "emails")]
    monkeypatch.setattr("network.desk.views.panels_for", lambda user: platform)
    for number in range(count):
        make_applicant(f"Applicant {number}")
    client.force_login(coordinator)
    # session, user, groups; applications, their sectors, addresses, accounts these had before, the
    # team, whose names nobody else may take;
    # parked e-mail, paused addresses; frame: site, root paths, menus, unread messages
    with django_assert_num_queries(14):
        client.get("/desk/")


def test_the_sections_are_folded_before_the_heading_and_open_without_a_script(client, coordinator):
    client.force_login(coordinator)
    page = BeautifulSoup(client.get("/desk/").content, "html.parser")
    fold = page.select_one("main nav[aria-label=Desk] > details")
    assert (fold.summary.get_text(), fold.has_attr("open")) == ("Desk sections", False)
    assert len(fold.select("a")) == len(page.select("main nav[aria-label=Desk] a"))
    assert fold.select_one("a")["aria-current"] == "page"
