"""Ready answers follow what the clock publishes and takes out of sight."""

from datetime import timedelta

from django.utils import timezone

from network.pages.scheduled import keep_schedule
from tests.factories.pages import make_tip


def test_visitors_see_what_the_clock_did(visitor, committed, look_at_once):
    with committed():
        going, coming = make_tip("Going"), make_tip("Coming")
        coming.unpublish()
        going.expire_at = coming.go_live_at = timezone.now() + timedelta(hours=1)
        for tip in (going, coming):
            tip.save_revision().publish()

    def shown() -> list[bool]:
        page = visitor.get("/tips/").content.decode()
        return [tip.get_url() in page for tip in (going, coming)]

    assert [shown(), shown()] == [[True, False]] * 2
    with committed():
        keep_schedule(now=timezone.now() + timedelta(hours=2))
    assert [shown(), shown()] == [[False, True]] * 2
