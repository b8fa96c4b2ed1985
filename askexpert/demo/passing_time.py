"""Time goes by in the demo's stories: between two steps the clock runs every morning."""

from datetime import datetime, timedelta

from askexpert import due
from network.working_days import LONDON, is_working_day


class Clock:
    """Runs what is due at five past nine of each working day, so that reminders and ends of the
    past came when they were due. The stories' own steps begin at ten past nine."""

    def __init__(self, start: datetime) -> None:
        self.next_run = start.astimezone(LONDON).replace(hour=9, minute=5, second=0, microsecond=0)

    def run_until(self, moment: datetime) -> None:
        while self.next_run <= moment:
            if is_working_day(self.next_run.date(), "england"):
                due.run_due(now=self.next_run)
            self.next_run += timedelta(days=1)
