"""Questions of the past year that have ended, so that there is something to report on.

``past_year.toml`` says what became of each. Who answers is found as on the site, by topics and by
every guard. Nobody is asked here whom one of the longer stories asks at about that time.
"""

import tomllib
from collections.abc import Collection
from datetime import datetime
from functools import cached_property
from itertools import cycle
from pathlib import Path

from askexpert import candidates, workflow
from askexpert.demo.story import Step, Story, token_of
from askexpert.enums import LIVE_ASSIGNMENT, DeclineReason
from askexpert.models import Assignment, ExpertAvailability, Question
from askexpert.notifications.telling import coordinators_for
from network.demo.world import World
from network.members.demo import source as people_source
from network.members.roles import SAFEGUARDING_LEADS, people_in

FILE = Path(__file__).parent / "past_year.toml"
APART_DAYS = 24  # an ask of these lasts no longer
SILENCE_DAYS = 6  # until an invitation without a reply is over, a weekend included
TAKES = 4
REASONS = (
    DeclineReason.NO_TIME,
    DeclineReason.NOT_MY_FIELD,
    DeclineReason.NO_TIME,
    DeclineReason.DISTRESSING,
    DeclineReason.OTHER,
)


def steps_of_past_year(world: World, stories: list[dict], known: Collection) -> list[Step]:
    """The steps of every question that is not there yet, and of the urgent notices with them."""
    with FILE.open("rb") as file:
        source = tomllib.load(file)
    new = [row for row in source["questions"] if token_of(row["key"]) not in known]
    if not new:
        return []
    experts = Experts(world, stories, apart={row.get("silent_key") for row in new})
    steps = [step for row in new for step in PastQuestion(row, world, experts).steps()]
    askers = cycle(row["asker"] for row in new)
    for days in source["urgent_notices"]:
        steps.append(_notice(world.people[next(askers)], world.ago(days, hour=16)))
    return steps


def _notice(actor, at: datetime) -> Step:
    return Step(at, 0, "notice", lambda now: workflow.signpost(actor=actor, question=None, now=now))


class Experts:
    """Who is willing, and when the longer stories need them.

    ``apart`` are people whom only a row that names them asks.
    """

    def __init__(self, world: World, stories: list[dict], *, apart: Collection[str]) -> None:
        self.world = world
        self.topics, self.busy = {}, {}
        for person in people_source()["people"]:
            if person.get("expert") and person["key"] not in apart:
                self.topics[person["key"]] = {row["topic"] for row in person["topics"]}
        for story in stories:
            again = [story[part]["asked_days_ago"] for part in ("follow_up",) if part in story]
            for row in story.get("invitations", []):
                self.busy.setdefault(row["expert"], []).extend([row["days_ago"], *again])

    def find(self, question: Question, *, days_ago: float, now: datetime):
        """Whoever has most of the topics and was asked longest ago, if every guard allows it."""
        wanted = {topic.slug for topic in question.topics.all()}
        asked = dict(Assignment.objects.order_by("invited_at").values_list("expert", "invited_at"))

        def suits(key: str) -> tuple:
            last = asked.get(self.world.people[key].pk)
            return -len(wanted & self.topics[key]), last.timestamp() if last else 0.0, key

        for key in sorted(self._free(days_ago), key=suits):
            person = self.world.people[key]
            willing = ExpertAvailability.objects.willing().filter(user=person, consented_at__lt=now)
            if willing.exists() and candidates.exclusion_of(question, person, now=now) is None:
                return person
        return None

    def _free(self, days_ago: float) -> list[str]:
        return [
            key
            for key in self.topics
            if all(abs(days_ago - day) > APART_DAYS for day in self.busy.get(key, []))
        ]


class PastQuestion(Story):
    """The steps of one row of ``past_year.toml``."""

    def __init__(self, row: dict, world: World, experts: Experts) -> None:
        nations = {person["key"]: person["nation"] for person in people_source()["people"]}
        number = int(row["key"][1:])
        details = {"nation": nations[row["asker"]], "anonymous": number % 3 != 0}
        super().__init__({**details, **row}, world, {})
        self.experts, self.number, self.ask = experts, number, None

    @cached_property
    def coordinator(self):
        """One of those without a tie, the same for every step."""
        able = coordinators_for(self.question)
        return able[self.number % len(able)]

    def steps(self) -> list[Step]:
        row, day = self.story, self.story["days_ago"]
        course = row.get("course", "answered")
        self.add(day, self._write)
        self.add(day, self._submit)
        if course in ("safe", "sent_back"):
            label = row.get("label", "risk")
            self.add(day - 1, self._verb("quarantine", label=label))
            day -= 1
        if course == "safe":
            self.add(day, self._lead("return_to_queue"))
        if course == "sent_back":
            self.add(day, self._lead("return_to_asker", reason=row["reason"]))
        elif course == "declined":
            reason = row["reason"]
            self.add(day - 1, self._verb("decline", reason=reason))
        else:
            self.add(day - 1, self._approve)
            self.add(day - 1, lambda now: self._ask_by_itself(False, now))
            getattr(self, f"_add_{'answered' if course == 'safe' else course}")(day - 2)
        return self.taken

    def _add_nobody(self, day: float) -> None:
        self.add(day - 2, self._verb("mark_unmatched"))
        self.add(day - 7, self._withdraw)

    def _add_withdrawn(self, day: float) -> None:
        self.add(day, self._invite(day))
        self.add(day - 1, self._withdraw)

    def _add_answered(self, day: float) -> None:
        row = self.story
        if "silent_key" in row:
            self.add(day, self._invite(day, key=row["silent_key"]))
            day -= SILENCE_DAYS
        for _ in range(row.get("silent", 0)):
            self.add(day, self._invite(day))
            day -= SILENCE_DAYS
        for number in range(row.get("noes", 0)):
            self.add(day, self._invite(day))
            self.add(day - 1, self._say_no(REASONS[(self.number + number) % len(REASONS)]))
            day -= 1
        self.add(day, self._invite(day))
        day -= 1 + self.number % 2
        self.add(day, self._accept)
        day -= row.get("takes", TAKES)
        self.add(day, self._send("answer"))
        self.add(day - 1, self._let_out("answer"))
        day -= 1
        if "follow_up" in row:
            self.add(day - 2, self._ask_on)
            self.add(day - 3, self._accept)
            self.add(day - 5, self._send("follow_up_answer"))
            self.add(day - 6, self._let_out("follow_up_answer"))
            day -= 6
        if "helped" in row:
            self.add(day - 3, self._close)

    def _invite(self, day: float, *, key: str = ""):
        def do(now: datetime) -> None:
            expert = (
                self.world.people[key]
                if key
                else self.experts.find(self.question, days_ago=day, now=now)
            )
            self.ask = workflow.invite(
                question=self.question, expert=expert, actor=self.coordinator, now=now
            )

        return do

    def _lead(self, name: str, **arguments):
        def do(now: datetime) -> None:
            lead = people_in(SAFEGUARDING_LEADS)[0]
            workflow.mark_seen(question=self.question, actor=lead, now=now)
            getattr(workflow, name)(question=self.question, actor=lead, now=now, **arguments)

        return do

    def _accept(self, now: datetime) -> None:
        asks = self.question.assignments.filter(status__in=LIVE_ASSIGNMENT)
        self.ask = asks.select_related("expert").order_by("-pk").first()
        workflow.accept(assignment=self.ask, actor=self.ask.expert, now=now)

    def _say_no(self, reason: str):
        def do(now: datetime) -> None:
            workflow.decline_invitation(
                assignment=self.ask, actor=self.ask.expert, now=now, reason=reason
            )

        return do

    def _send(self, part: str):
        def do(now: datetime) -> None:
            text = self.story[part].strip()
            workflow.submit_answer(
                assignment=self.ask,
                actor=self.ask.expert,
                now=now,
                text=text,
                reasons=self.reasons(text),
            )

        return do

    def _let_out(self, part: str):
        def do(now: datetime) -> None:
            workflow.release_answer(
                question=self.question,
                actor=self.coordinator,
                now=now,
                text=self.story[part].strip(),
            )

        return do

    def _ask_on(self, now: datetime) -> None:
        text = self.story["follow_up"].strip()
        workflow.follow_up(
            question=self.question,
            actor=self.asker,
            now=now,
            text=text,
            number=1,
            reasons=self.reasons(text),
        )
