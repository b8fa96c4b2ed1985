"""“This identifies a child”: gone in the same request, everywhere; back when a lead says so."""

import pytest

from network.reported.models import PageReport
from tests.resources.black_box.closed import add_picture, addresses_of, run_clock, text_of
from tests.resources.black_box.test_4_closed import BESIDE, EVERYWHERE, SECRET, TITLE, two_versions

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reporter", ["visitor", "member"])
def test_hidden_at_once_and_brought_back(
    client, request, reporter, member, editor, safeguarding_lead
):
    page = two_versions()
    for version in page.versions.all():
        add_picture(version.files.get().document)
    run_clock()
    everything = addresses_of(page)
    before = {address: client.get(address).status_code for address in everything}
    assert before["/resources/quillon/download/"] == 200
    if reporter == "member":
        client.force_login(member)
    assert f"/report/{page.pk}/" in client.get("/resources/quillon/versions/1/").content.decode()
    client.post(f"/report/{page.pk}/", {"where": "/resources/quillon/versions/1/"})

    for who in (None, member):
        client.logout()
        if who is not None:
            client.force_login(who)
        for address in everything:
            for headers in ({}, {"If-None-Match": "*"}, {"Range": "bytes=0-3"}):
                response = client.get(address, headers=headers)
                assert response.status_code in (302, 404, 405, 410), address
                assert SECRET not in text_of(response), address
        for address in EVERYWHERE:
            assert TITLE not in text_of(client.get(address)), address

    row = PageReport.objects.get()
    client.force_login(editor)
    assert client.get(row.desk_url).status_code == 404
    client.force_login(safeguarding_lead)
    shown = client.get(row.desk_url).content.decode()
    assert TITLE in shown
    old = page.versions.get(number=1).files.get().document
    given = client.get(f"{row.desk_url}document/{old.pk}/")
    assert text_of(given) == f"old {SECRET} {BESIDE}"
    client.post(f"{row.desk_url}restore/", {"note": "A made-up word."})

    client.logout()
    after = {address: client.get(address).status_code for address in everything}
    assert after == before
    assert TITLE in text_of(client.get("/resources/feed/"))
    assert [event.action for event in row.events.all()] == ["report_and_hide", "restore"]
    assert [event.actor for event in row.events.all()] == [row.reporter, safeguarding_lead]
