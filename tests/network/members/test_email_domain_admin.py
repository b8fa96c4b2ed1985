"""The list of e-mail domains in the Wagtail admin."""

import pytest

from network.members.models import EmailDomain

LIST = "/admin/snippets/members/emaildomain/"


@pytest.mark.parametrize("who", ["editor", "coordinator"])
def test_editors_and_coordinators_keep_the_list(request, client, who):
    client.force_login(request.getfixturevalue(who))
    page = client.get(LIST).content.decode()
    assert "police.uk" in page
    client.post(
        f"{LIST}add/",
        {"domain": "Northfield-Trust.example", "for_whom": "Northfield Trust", "note": ""},
    )
    assert EmailDomain.objects.get(for_whom="Northfield Trust").domain == (
        "northfield-trust.example"
    )


def test_what_lets_everybody_in_is_explained(client, coordinator):
    client.force_login(coordinator)
    answer = client.post(f"{LIST}add/", {"domain": "gmail.com", "for_whom": "Everybody"})
    assert "Anybody can have an address of this domain" in answer.content.decode()
    assert not EmailDomain.objects.filter(domain="gmail.com").exists()


@pytest.mark.parametrize("who", ["member", "safeguarding_lead", "researcher"])
def test_nobody_else_does(request, client, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(LIST).status_code in (302, 403)
    client.post(f"{LIST}add/", {"domain": "northfield.example", "for_whom": "Northfield"})
    assert not EmailDomain.objects.filter(domain="northfield.example").exists()


def test_coordinators_find_nothing_else_there(client, coordinator):
    client.force_login(coordinator)
    assert client.get("/admin/snippets/taxonomy/topic/").status_code == 302
    assert client.get("/admin/users/").status_code == 302
