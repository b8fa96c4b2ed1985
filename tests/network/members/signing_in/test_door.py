"""Who is turned away where, and how."""

import pytest


@pytest.mark.parametrize("who", ["member", "expert", "coordinator", "outsider", "researcher"])
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/reports/site-history/"])
def test_the_admin_does_not_exist_without_the_right_to_enter(request, client, who, path):
    client.force_login(request.getfixturevalue(who))
    assert client.get(path).status_code == 404


def test_an_editor_enters_the_admin(client, editor):
    client.force_login(editor)
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db
def test_a_visitor_at_the_admin_signs_in_first(client):
    assert client.get("/admin/")["Location"] == "/account/login/?next=/admin/"


@pytest.mark.parametrize("path", ["/desk/", "/desk/members/", "/desk/emails/"])
def test_a_mailed_link_to_the_desk_leads_through_the_sign_in(client, coordinator, path):
    assert client.get(path)["Location"] == f"/account/login/?next={path}"
    client.force_login(coordinator)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        ("http://testserver/ask/invitations/", "/ask/invitations/"),
        ("https://elsewhere.example/", "/ask/availability/pause/"),
        ("", "/ask/availability/pause/"),
    ],
)
@pytest.mark.django_db
def test_a_button_pressed_without_a_session_leads_back_to_its_page(client, referer, page):
    answer = client.post("/ask/availability/pause/", headers={"Referer": referer})
    assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={page}")
