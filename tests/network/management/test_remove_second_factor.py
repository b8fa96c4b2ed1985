"""Letting somebody back in who has lost every second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from network.notifications.models import Message


def test_it_takes_all_factors_ends_all_sessions_and_tells_the_owner(client, coordinator):
    client.force_login(coordinator)
    call_command("remove_second_factor", coordinator.email.upper(), verbosity=0)
    assert not Authenticator.objects.filter(user=coordinator).exists()
    assert client.get("/me/")["Location"] == "/account/login/?next=/me/"
    message = Message.objects.get(to_address=coordinator.email)
    assert message.subject == "The second step for signing in has been removed"


def test_it_touches_nobody_else(coordinator, editor):
    call_command("remove_second_factor", coordinator.email, verbosity=0)
    assert Authenticator.objects.filter(user=editor).count() == 1


@pytest.mark.parametrize("who", ["member", "nobody"])
def test_it_refuses_an_account_without_one_and_an_unknown_address(request, db, who):
    address = request.getfixturevalue(who).email if who == "member" else "nobody@people.example"
    with pytest.raises(CommandError):
        call_command("remove_second_factor", address)
