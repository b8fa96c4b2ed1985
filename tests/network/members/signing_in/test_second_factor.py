"""Of whom a second factor is required, what stays closed until there is one, and keeping it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission

from network.members.models import InterruptedForm, User
from network.members.signing_in import second_factor
from network.members.signing_in.backends import AccountBackend
from network.notifications.models import Message
from tests.personas import PASSWORD, TOTP_SECRET, give_second_factor, make_account

NEEDED = "/account/second-step/"


def code(secret: str = TOTP_SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def loaded(user) -> User:
    """The account as each request finds it."""
    return AccountBackend().get_user(user.pk)


def without_factor(user) -> User:
    Authenticator.objects.filter(user=user).delete()
    return user


@pytest.mark.parametrize(
    ("who", "required"),
    [
        ("outsider", False),
        ("member", False),
        ("expert", False),
        ("researcher", False),
        ("coordinator", True),
        ("safeguarding_lead", True),
        ("editor", True),
    ],
)
def test_it_is_required_of_people_with_a_role(request, who, required):
    assert second_factor.is_required_of(loaded(request.getfixturevalue(who))) is required


def test_it_is_required_of_an_administrator(member):
    User.objects.filter(pk=member.pk).update(is_superuser=True)
    assert second_factor.is_required_of(loaded(member)) is True


@pytest.mark.parametrize(
    ("app_label", "codename"), [("members", "export_data"), ("wagtailadmin", "access_admin")]
)
def test_it_is_required_with_a_permission_by_group_or_in_person(
    member, researcher, app_label, codename
):
    permission = Permission.objects.get(content_type__app_label=app_label, codename=codename)
    member.user_permissions.add(permission)
    researcher.groups.get(name="Researchers").permissions.add(permission)
    assert second_factor.is_required_of(loaded(member)) is True
    assert second_factor.is_required_of(loaded(researcher)) is True


def test_another_permission_requires_nothing(member):
    member.user_permissions.add(Permission.objects.get(codename="add_user"))
    assert second_factor.is_required_of(loaded(member)) is False


def test_asking_at_a_request_costs_no_query(coordinator, django_assert_num_queries):
    # The account with both answers.
    with django_assert_num_queries(1):
        user = loaded(coordinator)
        assert (user.needs_second_factor, second_factor.is_missing(user)) == (True, False)


def test_asking_for_any_other_account_costs_one(coordinator, django_assert_num_queries):
    user = User.objects.get(pk=coordinator.pk)
    with django_assert_num_queries(1):
        assert second_factor.is_required_of(user) is True
        assert second_factor.is_missing(user) is False


def test_recovery_codes_alone_are_no_second_factor(coordinator):
    Authenticator.objects.filter(user=coordinator).update(type="recovery_codes")
    assert second_factor.is_missing(loaded(coordinator)) is True


@pytest.mark.parametrize(
    "path", ["/", "/me/", "/desk/", "/resources/", "/account/password/change/"]
)
def test_everything_else_is_closed_until_there_is_one(client, coordinator, path):
    client.force_login(without_factor(coordinator))
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, NEEDED)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (NEEDED, 200),
        ("/account/2fa/", 200),
        ("/account/logout/", 200),
        ("/urgent-help/", 200),
        ("/me/data/", 200),
        ("/me/data/looks/", 200),
        ("/me/data/leave/", 200),
        ("/me/messages/settings/", 200),
        ("/complaints/", 200),
        ("/complaints/mine/", 200),
        ("/healthz", 200),
        ("/robots.txt", 200),
    ],
)
def test_setting_one_up_signing_out_rights_and_urgent_help_stay_open(
    client, coordinator, path, status
):
    client.force_login(without_factor(coordinator))
    assert client.get(path).status_code == status


def test_the_page_says_why_in_plain_words(client, coordinator):
    client.force_login(without_factor(coordinator))
    page = client.get(NEEDED).content.decode()
    assert "Your role needs a second step for signing in" in page
    assert 'href="/account/2fa/totp/activate/"' in page
    assert 'href="/account/2fa/webauthn/add/"' in page
    assert 'href="/urgent-help/"' in page


def test_the_admin_is_closed_too(client, editor):
    client.force_login(without_factor(editor))
    assert client.get("/admin/")["Location"] == NEEDED


def test_a_role_counts_from_the_next_request(client, member):
    client.force_login(member)
    assert client.get("/me/").status_code == 200
    member.groups.add(Group.objects.get(name="Coordinators"))
    assert client.get("/me/")["Location"] == NEEDED


def test_who_needs_none_is_not_led_there(client, member):
    client.force_login(member)
    assert client.get("/me/").status_code == 200
    assert client.get(NEEDED)["Location"] == "/account/2fa/"


def test_a_visitor_signs_in_first(client, db):
    assert client.get(NEEDED)["Location"] == f"/account/login/?next={NEEDED}"


def test_a_form_sent_meanwhile_is_kept(client, coordinator):
    client.force_login(coordinator)
    keeper = client.get("/me/").context["keeper"]
    without_factor(coordinator)
    words = {
        "kept_for": str(keeper),
        "kept_from": "/me/profile/",
        "statement": "Written with care.",
    }
    assert client.post("/me/profile/", words)["Location"] == NEEDED
    assert InterruptedForm.objects.get().fields["statement"] == ["Written with care."]


def test_a_fragment_request_opens_the_page_as_a_whole(client, coordinator):
    client.force_login(without_factor(coordinator))
    answer = client.get("/resources/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == NEEDED


def test_setting_up_an_app_leads_on_to_the_page_one_wanted(
    client, coordinator, django_capture_on_commit_callbacks
):
    without_factor(coordinator)
    client.post("/account/login/", {"login": coordinator.email, "password": PASSWORD})
    assert client.get("/desk/")["Location"] == NEEDED
    page = client.get("/account/2fa/totp/activate/")
    assert page.status_code == 200
    assert "<svg" in page.content.decode()
    assert "data:image" not in page.content.decode()
    right = {"code": code(page.context["form"].secret)}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/account/2fa/totp/activate/", right)
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    codes = client.get(answer["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert 'href="/desk/">I have kept them' in codes.content.decode()
    assert client.get("/desk/").status_code == 200
    message = Message.objects.get(to_address=coordinator.email, kind="account_totp_activated")
    assert message.subject == "An authenticator app now protects your account"


def test_recovery_codes_are_shown_once(client, coordinator):
    without_factor(coordinator)
    client.post("/account/login/", {"login": coordinator.email, "password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    client.post("/account/2fa/totp/activate/", {"code": code(page.context["form"].secret)})
    [first, *_] = client.get("/account/2fa/recovery-codes/").context["unused_codes"]
    again = client.get("/account/2fa/recovery-codes/").content.decode()
    assert first not in again
    assert "are not shown again" in again
    assert client.get("/account/2fa/recovery-codes/download/").status_code == 403


def test_signing_in_asks_for_the_second_factor(client, coordinator):
    answer = client.post(
        "/account/login/", {"login": coordinator.email, "password": PASSWORD, "next": "/desk/"}
    )
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "That is not the code." in wrong.content.decode()
    assert "_auth_user_id" not in client.session
    right = client.post("/account/2fa/authenticate/", {"code": code()})
    assert right["Location"] == "/desk/"
    assert client.session["_auth_user_id"] == str(coordinator.pk)


def test_a_code_works_once(client, coordinator):
    now = code()
    client.post("/account/login/", {"login": coordinator.email, "password": PASSWORD})
    client.post("/account/2fa/authenticate/", {"code": now})
    client.post("/account/logout/")
    client.post("/account/login/", {"login": coordinator.email, "password": PASSWORD})
    client.post("/account/2fa/authenticate/", {"code": now})
    assert "_auth_user_id" not in client.session


def just_signed_in(client, user) -> None:
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    client.post("/account/2fa/authenticate/", {"code": code()})


def test_the_last_one_of_somebody_with_a_role_stays(client, coordinator):
    just_signed_in(client, coordinator)
    page = client.get("/account/2fa/totp/deactivate/").content.decode()
    assert "Your role needs a second step for signing in, and this is your only one." in page
    assert "Remove it</button>" not in page
    client.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=coordinator, type="totp").exists()


def test_the_last_passkey_of_somebody_with_a_role_stays(client, coordinator):
    just_signed_in(client, coordinator)
    Authenticator.objects.filter(user=coordinator).delete()
    key = Authenticator.objects.create(
        user=coordinator, type="webauthn", data={"name": "Key", "credential": {}}
    )
    path = f"/account/2fa/webauthn/keys/{key.pk}/remove/"
    for answer in (client.get(path), client.post(path)):
        assert answer["Location"] == "/account/2fa/webauthn/"
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_nobody_removes_another_s_passkey(client, coordinator, member):
    key = Authenticator.objects.create(
        user=member, type="webauthn", data={"name": "Key", "credential": {}}
    )
    just_signed_in(client, coordinator)
    assert client.post(f"/account/2fa/webauthn/keys/{key.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_member_gives_theirs_up_freely_and_is_told(client, member):
    give_second_factor(member)
    just_signed_in(client, member)
    client.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=member).exists()
    message = Message.objects.get(to_address=member.email, kind="account_totp_deactivated")
    assert message.body.startswith("The authenticator app of your account has been removed.")


def test_an_app_moves_to_another_phone_without_a_gap(client, coordinator):
    just_signed_in(client, coordinator)
    page = client.get("/account/2fa/totp/replace/")
    secret = page.context["form"].secret
    assert secret != TOTP_SECRET
    client.post("/account/2fa/totp/replace/", {"code": "000000"})
    assert Authenticator.objects.get(user=coordinator, type="totp").data["secret"] == TOTP_SECRET
    client.post("/account/2fa/totp/replace/", {"code": code(secret)})
    assert Authenticator.objects.get(user=coordinator, type="totp").data["secret"] == secret
    assert Message.objects.filter(
        to_address=coordinator.email, kind="account_totp_replaced"
    ).exists()


def test_changing_it_asks_again_who_one_is_after_a_while(client, member):
    give_second_factor(member)
    client.force_login(member)
    answer = client.post("/account/2fa/totp/deactivate/")
    assert answer["Location"].startswith("/account/2fa/reauthenticate/?next=")
    assert Authenticator.objects.filter(user=member).exists()


def test_an_unconfirmed_change_of_address_is_named_as_the_hindrance(client, member):
    member.emailaddress_set.create(email="new@people.example", verified=False)
    client.post("/account/login/", {"login": member.email, "password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/", follow=True).content.decode()
    assert "A new e-mail address of yours waits to be confirmed." in page


def test_options_for_a_passkey_say_nothing_of_any_account(client, member):
    Authenticator.objects.create(
        user=member, type="webauthn", data={"name": "Key", "credential": {}}
    )
    answer = client.get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"})
    options = answer.json()["request_options"]["publicKey"]
    assert options.get("allowCredentials", []) == []
    assert set(options) <= {"challenge", "rpId", "userVerification", "allowCredentials", "timeout"}
    assert options["userVerification"] == "required"


@pytest.mark.parametrize("handle", ["MQ", "OTk5OTk5", "", "%%"])
def test_a_false_passkey_gets_the_same_answer_for_any_account(client, db, handle):
    make_account("Known")
    client.get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"})
    credential = f'{{"id": "AA", "response": {{"userHandle": "{handle}"}}}}'
    answer = client.post("/account/2fa/webauthn/login/", {"credential": credential}, follow=True)
    assert answer.redirect_chain == [("/account/login/", 302)]
    assert "That passkey did not fit." in answer.content.decode()


@pytest.mark.parametrize(
    "credential", ["", "{", "[]", "0", "false", "1", "null", '{"response": 3}']
)
@pytest.mark.parametrize("path", ["/account/2fa/webauthn/add/", "/account/2fa/authenticate/"])
def test_nonsense_instead_of_a_passkey_is_refused_in_words(client, member, path, credential):
    if path.endswith("authenticate/"):
        give_second_factor(member)
    client.post("/account/login/", {"login": member.email, "password": PASSWORD})
    client.get(path)
    answer = client.post(path, {"name": "Key", "credential": credential})
    assert answer.status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_renaming_a_passkey_goes_on_after_is_it_still_you(client, member):
    """The page shown again stands at the address of that question; its form names its own."""
    client.force_login(member)
    passkey = Authenticator.objects.create(
        user=member, type=Authenticator.Type.WEBAUTHN, data={"name": "Old phone", "credential": {}}
    )
    address = f"/account/2fa/webauthn/keys/{passkey.pk}/edit/"
    shown = client.post(client.post(address, {"name": ""})["Location"], {"password": PASSWORD})
    form = BeautifulSoup(shown.content, "html.parser").main.find("form", method="post")
    assert form["action"] == address
