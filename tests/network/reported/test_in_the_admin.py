"""What an editor reads of a page that waits for a safeguarding lead."""

import pytest
from django.urls import reverse
from django.utils import timezone

from network.reported import workflow
from tests.factories.pages import make_tip

pytestmark = pytest.mark.django_db
WAITS = "This page was reported. It can be published when a safeguarding lead has decided"


def form_of(client, page) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_the_form_says_at_once_that_it_waits(client, editor, safeguarding_lead):
    tip = make_tip()
    client.force_login(editor)
    assert WAITS not in form_of(client, tip)
    report = workflow.report(page=tip, reporter=None, now=timezone.now())
    assert WAITS in form_of(client, tip)
    workflow.restore(report=report, actor=safeguarding_lead, now=timezone.now())
    assert WAITS not in form_of(client, tip)


def test_it_is_not_deleted_and_nothing_untrue_is_said(client, editor):
    tip = make_tip()
    workflow.report(page=tip, reporter=None, now=timezone.now())
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:delete", args=[tip.pk])
    assert client.post(address).status_code == 302
    assert type(tip).objects.filter(pk=tip.pk).exists()
    shown = form_of(client, tip)
    assert "Readers cannot open what was reported." in shown
    assert "Nobody else" not in shown
