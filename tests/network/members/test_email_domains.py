"""The list of e-mail domains: what it covers, and who is approved by it."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from network.members import workflow
from network.members.domains import ascii_domain
from network.members.models import EmailDomain, Membership, User
from network.members.profile.writing import ProfileDetails
from network.notifications.models import Message
from network.taxonomy.models import Nation, Sector
from tests.personas import make_account

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SEEDED = {
    "gov.uk": True,
    "nhs.net": False,
    "nhs.uk": True,
    "police.uk": True,
    "ac.uk": True,
    "sch.uk": True,
    "gov.scot": True,
    "gov.wales": True,
    "nhs.scot": True,
    "hscni.net": True,
}


def apply(user) -> Membership:
    details = ProfileDetails(
        name="Nell New",
        sectors=list(Sector.objects.filter(slug="education")),
        role_title="Teacher",
        nation=Nation.objects.get(slug="wales"),
    )
    return workflow.apply(user=user, now=NOW, why="To learn.", details=details)


def test_the_list_begins_with_public_services(db):
    assert dict(EmailDomain.objects.values_list("domain", "covers_subdomains")) == SEEDED


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("a@gov.uk", "gov.uk"),
        ("a@northfield.gov.uk", "gov.uk"),
        ("a@team.northfield.GOV.UK", "gov.uk"),
        ("a@northfield.gov.uk.", "gov.uk"),
        ("a@nhs.net", "nhs.net"),
        ("a@mail.nhs.net", None),
        ("a@evilgov.uk", None),
        ("a@gov.uk.example", None),
        ("a@gov.uk.", "gov.uk"),
        ("a@gov。uk", None),
        ("a@ｇｏｖ.uk", None),
        ("a@gоv.uk", None),
        ("a@x.gov\u200b.uk", None),
        ("a@.gov.uk", None),
        ("a@gov..uk", None),
        ("gov.uk@people.example", None),
        ("a@northfield.gov.uk@people.example", None),
        ("a@uk", None),
        ("gov.uk", "gov.uk"),
        ("", None),
    ],
)
def test_whole_labels_are_compared(db, address, rule):
    found = EmailDomain.objects.covering(address)
    assert (found.domain if found else None) == rule


def test_the_most_exact_entry_counts(db):
    exact = EmailDomain.objects.create(domain="northfield.gov.uk", for_whom="Northfield Council")
    assert EmailDomain.objects.covering("a@northfield.gov.uk") == exact
    assert EmailDomain.objects.covering("a@x.northfield.gov.uk").domain == "gov.uk"


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        (" Example.ORG. ", "example.org"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("ex ample.org", None),
        ("a@example.org", None),
        ("straße.example", None),
        ("-a.example", None),
        ("a" * 64 + ".example", None),
        (".".join(["a" * 60] * 5), None),
        ("", None),
    ],
)
def test_a_domain_is_kept_as_mail_servers_read_it(text, domain):
    assert ascii_domain(text) == domain


@pytest.mark.parametrize("domain", ["uk", "co.uk", "gmail.com", "GMAIL.com ", "not a domain"])
def test_what_lets_everybody_in_is_refused(db, domain):
    with pytest.raises(ValidationError):
        EmailDomain(domain=domain, for_whom="Everybody").full_clean()


def test_a_confirmed_address_of_the_list_is_approved_at_once(coordinator):
    user = make_account("Nell New", "nell@northfield.gov.uk")
    membership = apply(user)
    assert (membership.status, membership.decided_at, membership.decided_by) == (
        "approved",
        NOW,
        None,
    )
    assert list(membership.events.values_list("action", "actor", "reason")) == [
        ("apply", user.pk, ""),
        ("approve_by_domain", None, "The e-mail domain “gov.uk” is on the list."),
    ]
    assert list(Message.objects.values_list("recipient", "kind")) == [
        (user.pk, "membership_approved")
    ]


def test_another_address_waits_for_a_coordinator(db):
    assert apply(make_account("Nell New")).status == "applied"


def test_only_the_confirmed_primary_address_counts(db):
    user = make_account("Nell New")
    user.emailaddress_set.create(email="nell@northfield.gov.uk", verified=True, primary=False)
    assert apply(user).status == "applied"


def test_an_address_that_is_not_confirmed_opens_nothing(db):
    user = make_account("Nell New", "nell@northfield.gov.uk")
    user.emailaddress_set.update(verified=False)
    with pytest.raises(workflow.NotPermitted):
        apply(user)


def test_a_rule_covers_nobody_else(applicant):
    with pytest.raises(workflow.NotPermitted):
        workflow.approve_by_domain(
            membership=applicant.membership, rule=EmailDomain.objects.get(domain="gov.uk"), now=NOW
        )


def test_a_domain_that_goes_changes_nothing_for_members(coordinator):
    user = make_account("Nell New", "nell@northfield.gov.uk")
    membership = apply(user)
    EmailDomain.objects.all().delete()
    membership.refresh_from_db()
    assert membership.status == "approved"


def test_whoever_was_approved_by_address_can_be_paused(coordinator):
    membership = apply(make_account("Nell New", "nell@northfield.gov.uk"))
    workflow.suspend(membership=membership, actor=coordinator, now=NOW, reason="Has left the job.")
    assert User.objects.get(pk=membership.user_id).membership.status == "suspended"
