"""Reported letters at the desk: who sees them, what is recorded, what it costs."""

import pytest
from django.urls import reverse
from django.utils import timezone

from network.desk.views import filled_panels
from network.members.screening import TextHeldBack
from network.privacy.models import AccessRecord
from network.relay import workflow
from network.relay.enums import ReportReason, ReportStatus
from network.relay.models import LetterReport
from network.relay.screening import nameable
from tests.network.relay.exchange import MINUTE, NOW, send
from tests.personas import make_member


@pytest.fixture
def report(member, expert):
    """Of a letter from the member to the expert, the fifth of the conversation."""
    for n in range(4):
        pair = (expert, member) if n % 2 else (member, expert)
        send(*pair, text=f"Letter {n}", now=NOW + n * MINUTE)
    letter = send(member, expert, text="The reported one", now=NOW + 4 * MINUTE)
    return workflow.report(
        letter=letter,
        reporter=expert,
        reason=ReportReason.HARASSMENT,
        text="This is too much.",
        now=NOW + 5 * MINUTE,
    )


@pytest.fixture
def child_report(expert, other_expert):
    letter = send(other_expert, expert, text="About somebody")
    return workflow.report(
        letter=letter, reporter=expert, reason=ReportReason.IDENTIFIES_A_CHILD, now=NOW + MINUTE
    )


def step_url(report, action) -> str:
    return reverse("desk_letter_report_decide", args=[report.public_id, action])


def titles(client, page="/desk/letters/") -> list[str]:
    return [row.get_reason_display() for row in client.get(page).context["page_obj"]]


@pytest.mark.parametrize("who", ["member", "expert", "researcher", "editor", "outsider"])
def test_the_desks_pages_are_not_there_for_others(request, client, report, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/letters/").status_code == 404
    assert client.get(report.desk_url).status_code == 404
    assert client.post(step_url(report, "remove"), {"words": "Gone."}).status_code == 404
    assert AccessRecord.objects.count() == 0


def test_a_visitor_signs_in_first(client, report):
    for page in ("/desk/letters/", report.desk_url):
        assert client.get(page).url == f"/account/login/?next={page}"


def test_coordinators_do_not_find_what_is_for_a_lead(client, coordinator, report, child_report):
    client.force_login(coordinator)
    assert titles(client) == ["It is threatening, insulting or unwanted"]
    assert client.get(child_report.desk_url).status_code == 404
    assert client.post(step_url(child_report, "dismiss"), {"words": "No."}).status_code == 404


def test_leads_see_every_report_what_is_for_them_first(
    client, safeguarding_lead, report, child_report
):
    client.force_login(safeguarding_lead)
    assert titles(client) == [
        "It says who a child or young person is",
        "It is threatening, insulting or unwanted",
    ]


def test_somebody_at_the_desk_does_not_decide_about_their_own_letters(client, member, coordinator):
    letter = send(coordinator, member)
    report = workflow.report(
        letter=letter, reporter=member, reason=ReportReason.HARASSMENT, now=NOW
    )
    client.force_login(coordinator)
    assert titles(client) == []
    assert client.get(report.desk_url).status_code == 404


def test_the_page_shows_the_letter_and_three_before_it_and_records_the_look(
    client, coordinator, member, expert, report
):
    client.force_login(coordinator)
    page = client.get(report.desk_url)
    assert [letter.text for letter in page.context["letters"]] == [
        "Letter 1",
        "Letter 2",
        "Letter 3",
        "The reported one",
    ]
    assert "Letter 0" not in page.content.decode()
    records = AccessRecord.objects.order_by("subject_id")
    assert {record.subject for record in records} == {member, expert}
    assert {(record.actor, record.what, record.about) for record in records} == {
        (coordinator, "reported_letter", str(report.public_id))
    }


def test_the_list_shows_no_letter_and_records_nothing(client, coordinator, report):
    client.force_login(coordinator)
    page = client.get("/desk/letters/").content.decode()
    assert "The reported one" not in page
    assert "Mina" not in page
    assert AccessRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "actions"),
    [
        ("coordinator", ["dismiss", "remove", "suspend", "give_to_lead"]),
        ("safeguarding_lead", ["dismiss", "remove"]),
    ],
)
def test_buttons_come_from_the_table(request, client, report, who, actions):
    client.force_login(request.getfixturevalue(who))
    forms = client.get(report.desk_url).context["forms"]
    assert [form.action for form in forms] == actions


def test_a_lead_may_hand_on_what_is_for_leads(client, safeguarding_lead, child_report):
    client.force_login(safeguarding_lead)
    forms = client.get(child_report.desk_url).context["forms"]
    assert [form.action for form in forms] == ["dismiss", "remove", "give_to_coordinators"]


def test_a_decision_needs_words_and_keeps_the_page(client, coordinator, report):
    client.force_login(coordinator)
    page = client.post(step_url(report, "remove"), {"words": ""})
    assert page.status_code == 200
    assert "Write a sentence or two." in page.content.decode()
    report.refresh_from_db()
    assert report.status == ReportStatus.OPEN


def test_a_decision_is_taken_and_shown(client, coordinator, report):
    client.force_login(coordinator)
    answer = client.post(step_url(report, "remove"), {"words": "It hurts people."})
    assert answer.url == report.desk_url
    report.refresh_from_db()
    assert report.status == ReportStatus.REMOVED
    assert client.get(report.desk_url).context["forms"] == []
    assert titles(client) == []
    assert titles(client, "/desk/letters/?group=decided") == [
        "It is threatening, insulting or unwanted"
    ]


def test_whoever_is_slower_is_told_and_keeps_their_words(
    client, coordinator, safeguarding_lead, report
):
    client.force_login(safeguarding_lead)
    client.post(step_url(report, "remove"), {"words": "It hurts people."})
    client.force_login(coordinator)
    answer = client.post(step_url(report, "dismiss"), {"words": "It is fine."})
    assert answer.status_code == 409
    assert "Somebody else was faster" in answer.content.decode()
    assert "It is fine.</textarea>" in answer.content.decode()
    report.refresh_from_db()
    assert (report.status, report.words) == (ReportStatus.REMOVED, "It hurts people.")


def test_a_second_press_of_ones_own_is_no_race(client, coordinator, report):
    client.force_login(coordinator)
    client.post(step_url(report, "remove"), {"words": "It hurts people."})
    answer = client.post(step_url(report, "remove"), {"words": "It hurts people."}, follow=True)
    page = answer.content.decode()
    assert "You have done this already." in page
    assert "Somebody else was faster" not in page
    assert report.events.filter(action="remove").count() == 1


@pytest.mark.parametrize("action", ["remove", "dismiss", "suspend"])
def test_what_identifies_a_child_has_to_go_from_the_words(client, coordinator, report, action):
    client.force_login(coordinator)
    answer = client.post(step_url(report, action), {"words": "NHS number 943 476 5919"})
    assert "Take this out: “943 476 5919”" in answer.content.decode()
    report.refresh_from_db()
    assert (report.status, report.words) == (ReportStatus.OPEN, "")


@pytest.mark.parametrize(
    ("action", "is_named"),
    [("remove", False), ("suspend", False), ("dismiss", True), ("give_to_lead", True)],
)
def test_the_reporter_may_be_named_only_where_the_author_does_not_read_it(
    coordinator, report, action, is_named
):
    assert (report.reporter.name in nameable(action, report, coordinator)) is is_named
    assert coordinator.name in nameable(action, report, coordinator)


def test_the_verbs_hold_back_what_the_form_would_have(coordinator, report):
    with pytest.raises(TextHeldBack):
        workflow.remove(
            report=report, actor=coordinator, now=timezone.now(), words="NHS number 943 476 5919"
        )


def test_handing_a_report_on_leads_back_to_the_list(client, coordinator, report):
    client.force_login(coordinator)
    answer = client.post(step_url(report, "give_to_lead"), {"words": ""})
    assert answer.url == "/desk/letters/"


def test_opening_the_address_of_a_step_does_nothing(client, coordinator, report):
    client.force_login(coordinator)
    assert client.get(step_url(report, "remove")).status_code == 405
    assert client.post(step_url(report, "destroy"), {"words": "x"}).status_code == 404
    report.refresh_from_db()
    assert report.status == ReportStatus.OPEN


def panel_rows(user):
    panels = {row.panel.code: row.rows for row in filled_panels(user, timezone.now())}
    return panels["letters"]


def test_the_panel_shows_each_what_is_theirs(coordinator, safeguarding_lead, report, child_report):
    assert [row.url for row in panel_rows(coordinator)] == [report.desk_url]
    assert {row.url for row in panel_rows(safeguarding_lead)} == {
        report.desk_url,
        child_report.desk_url,
    }
    assert all(row.is_late for row in panel_rows(safeguarding_lead))


def make_reports(number):
    for n in range(number):
        one, other = make_member(f"One Number{n}"), make_member(f"Other Number{n}")
        workflow.report(
            letter=send(one, other), reporter=other, reason=ReportReason.HARASSMENT, now=NOW
        )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_at_any_length(
    client, coordinator, rows, django_assert_num_queries
):
    make_reports(rows)
    client.force_login(coordinator)
    client.get("/desk/letters/")
    # session, user, groups, number of reports, reports, unread messages, site, menus
    with django_assert_num_queries(8):
        client.get("/desk/letters/")
    assert LetterReport.objects.count() == rows
