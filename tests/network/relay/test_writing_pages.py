"""The pages on which letters are written and read: who gets in, what they show, what they cost."""

import uuid

import pytest

from network.relay.models import Conversation, Letter


def letter_form(text="Could we talk about peer mapping?", **fields):
    return {"text": text, "token": str(uuid.uuid4()), **fields}


def test_a_member_writes_to_another_and_is_led_to_their_conversation(client, member, expert):
    client.force_login(member)
    page = client.get(f"/me/letters/to/{expert.public_id}/")
    assert page.status_code == 200
    answer = client.post(f"/me/letters/to/{expert.public_id}/", letter_form())
    conversation = Conversation.objects.get()
    assert answer.url == conversation.get_absolute_url()
    page = client.get(answer.url)
    assert "Could we talk about peer mapping?" in page.content.decode()
    client.force_login(expert)
    assert "Mina Member" in client.get("/me/letters/").content.decode()
    page = client.get(answer.url)
    assert page.context["has_new"] is True
    answer = client.post(
        conversation.get_absolute_url(),
        letter_form("Gladly.", through=page.context["last"].public_id),
    )
    assert answer.status_code == 302
    assert Letter.objects.count() == 2
    assert Letter.objects.unread_by(expert).count() == 0
