"""What is shown and said of a draft when the answer has not come."""

from datetime import timedelta

from askexpert import workflow
from network.notifications import kinds
from tests.askexpert import stories
from tests.askexpert.stories import NOW, fresh


def test_a_lapsed_draft_is_neither_promised_nor_shown(member, coordinator, expert, browser_of):
    ask = stories.accepted(member, coordinator, expert)
    workflow.save_answer(assignment=ask, actor=expert, now=NOW, text="Begin with the larkspur.")
    late = fresh(ask).lapse_by + timedelta(hours=1)
    type(ask).objects.filter(pk=ask.pk).update(answer_due_reminded_at=late - timedelta(days=2))
    assert workflow.lapse(assignment=ask, now=late) is True
    assert "larkspur" not in browser_of(coordinator).get(ask.question.desk_url).content.decode()
    assert "stays its writer's own" in kinds.get("desk_lapsed").body
