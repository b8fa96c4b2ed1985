"""Who keeps the list of e-mail domains: editors in the Wagtail admin, coordinators on the desk."""

import pytest
from wagtail.models import ModelLogEntry

from network.members.models import EmailDomain

LIST = "/admin/snippets/members/emaildomain/"
DESK = "/desk/domains/"
FIELDS = {"domain": "Northfield-Trust.example", "for_whom": "Northfield Trust", "note": ""}


def test_editors_keep_the_list_in_the_admin(client, editor):
    client.force_login(editor)
    assert "police.uk" in client.get(LIST).content.decode()
    client.post(f"{LIST}add/", FIELDS)
    assert EmailDomain.objects.get(for_whom="Northfield Trust").domain == "northfield-trust.example"


def test_coordinators_add_a_domain_on_the_desk_and_the_log_says_who(client, coordinator):
    client.force_login(coordinator)
    assert "police.uk" in client.get(DESK).content.decode()
    assert client.post(DESK, FIELDS)["Location"] == DESK
    added = EmailDomain.objects.get(for_whom="Northfield Trust")
    assert added.domain == "northfield-trust.example"
    entry = ModelLogEntry.objects.get(object_id=str(added.pk), action="wagtail.create")
    assert entry.user == coordinator


def test_taking_one_off_needs_a_post_and_is_logged(client, coordinator):
    client.force_login(coordinator)
    police = EmailDomain.objects.get(domain="police.uk")
    address = f"{DESK}{police.pk}/remove/"
    assert client.get(address).status_code == 405
    assert client.post(address)["Location"] == DESK
    assert not EmailDomain.objects.filter(domain="police.uk").exists()
    assert ModelLogEntry.objects.get(action="wagtail.delete").user == coordinator


def test_what_lets_everybody_in_is_explained(client, coordinator):
    client.force_login(coordinator)
    answer = client.post(DESK, {"domain": "gmail.com", "for_whom": "Everybody"})
    assert answer.context["form"].errors["domain"] == [
        "Anybody can have an address of this domain, so it proves no employer."
    ]
    assert not EmailDomain.objects.filter(domain="gmail.com").exists()


@pytest.mark.parametrize("domain", ["gov.uk", "GOV.UK", " gov.uk. "])
def test_one_that_is_on_the_list_is_called_so(client, coordinator, domain):
    client.force_login(coordinator)
    answer = client.post(DESK, {"domain": domain, "for_whom": "Councils"})
    assert answer.context["form"].errors == {
        "domain": [
            "This domain is on the list already. To change what it covers, take it off and add it "
            "again."
        ]
    }


@pytest.mark.parametrize("domain", ["", "  "])
def test_a_domain_that_is_missing_is_one_fault(client, coordinator, domain):
    client.force_login(coordinator)
    answer = client.post(DESK, {"domain": domain, "for_whom": "Councils"})
    assert answer.context["form"].errors == {"domain": ["Fill this in."]}


@pytest.mark.parametrize("who", ["member", "safeguarding_lead", "researcher", "editor"])
def test_nobody_else_finds_it_on_the_desk(request, client, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(DESK).status_code == 404
    assert client.post(DESK, FIELDS).status_code == 404
    assert not EmailDomain.objects.filter(for_whom="Northfield Trust").exists()


@pytest.mark.parametrize("who", ["member", "coordinator", "safeguarding_lead", "researcher"])
def test_nobody_else_finds_it_in_the_admin(request, client, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(LIST).status_code == 404


def test_taking_one_off_twice_leads_back_to_the_list(client, coordinator):
    client.force_login(coordinator)
    pk = EmailDomain.objects.get(domain="nhs.net").pk
    client.post(f"{DESK}{pk}/remove/")
    answer = client.post(f"{DESK}{pk}/remove/", follow=True)
    assert answer.redirect_chain == [(DESK, 302)]
    assert "That domain is off the list already." in answer.content.decode()


def test_a_domain_with_other_letters_is_shown_as_kept_and_as_read(client, coordinator):
    client.force_login(coordinator)
    client.post(DESK, {"domain": "bücher.example", "for_whom": "A library"})
    assert EmailDomain.objects.get(for_whom="A library").domain == "xn--bcher-kva.example"
    page = client.get(DESK).content.decode()
    assert "xn--bcher-kva.example</h3>" in page
    assert "reads “bücher.example”" in page
    assert page.count("reads “") == 1
