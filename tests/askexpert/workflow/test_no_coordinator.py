"""When every coordinator has a tie, the safeguarding leads hear that somebody has to be found."""

import pytest

from network.notifications.models import Message
from tests.askexpert import stories
from tests.askexpert.stories import told

pytestmark = pytest.mark.django_db


def test_the_leads_are_told_once_and_nobody_with_a_tie(
    member, conflicted_coordinator, safeguarding_lead
):
    question = stories.submitted(member)
    stories.submitted(member, title="Another one")
    assert told(conflicted_coordinator) == []
    assert told(safeguarding_lead) == ["lead_no_coordinator"] * 2
    message = Message.objects.filter(recipient=safeguarding_lead).earliest("pk")
    for private in (question.title, member.name, member.profile.organisation.name):
        assert private not in f"{message.subject} {message.body}"


def test_somebody_without_one_is_told_instead(
    member, conflicted_coordinator, coordinator, safeguarding_lead
):
    stories.submitted(member)
    assert told(coordinator) == ["desk_new_question"]
    assert told(safeguarding_lead) == []
    assert told(conflicted_coordinator) == []
