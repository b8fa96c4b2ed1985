"""Files on request: by the account, decided by a button behind a link, over when the grant is."""

from datetime import datetime, timedelta

import pytest
import time_machine

from network.notifications.models import Message
from resources.enums import FilesFor
from resources.models import AccessRequest
from tests.resources.black_box.closed import text_of
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 10, 5)


def test_asked_granted_and_over(client, member, editor):
    with time_machine.travel(START, tick=False) as clock:
        make_resource(files_for=FilesFor.REQUEST)
        client.force_login(member)
        assert client.get("/resources/audit/download/").status_code == 403
        spoof = {"reason": "To try it.", "name": "Somebody Else", "email": "other@x.example"}
        client.post("/resources/audit/request/", spoof)
        assert client.get("/resources/audit/download/").status_code == 403

        client.force_login(editor)
        link = Message.objects.get(kind="desk_files_asked", recipient=editor).url
        shown = client.get(link).content.decode()
        assert member.name in shown
        assert "Education" in shown
        assert "Somebody Else" not in shown
        assert "other@x.example" not in shown
        assert AccessRequest.objects.get().state == "asked"
        client.post(f"{link}grant/", {"until": "2026-03-02", "answer": ""})
        late = client.post(f"{link}grant/", {"until": "2026-12-31", "answer": ""}, follow=True)
        assert "You have decided on this already." in late.content.decode()
        assert AccessRequest.objects.get().expires_at.day == 2

        client.force_login(member)
        assert text_of(client.get("/resources/audit/download/")) == "A form to fill in."
        clock.shift(timedelta(hours=14))
        client.force_login(member)
        assert client.get("/resources/audit/download/").status_code == 403


def test_a_visitor_makes_the_site_write_to_nobody(client, editor, mailoutbox):
    make_resource(files_for=FilesFor.REQUEST)
    victim = {"reason": "Please.", "email": "victim@x.example", "contact": "victim@x.example"}
    for address in ("request/", "request/withdraw/", "another-format/", "adaptations/"):
        client.post(f"/resources/audit/{address}", victim)
    assert mailoutbox == []
    assert not Message.objects.exists()
