"""Many invented questions for ``manage.py load_scale``: bulk writes of states that can be.

Every question has walked a path of ``askexpert.transitions``, with its events, its asks and its
answers, and its dates are those that the verbs would have written. Askers and experts are the
invented members of ``network.members.scale``; without any there are no questions.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from askexpert import clocks, transitions
from askexpert.enums import DeclineReason, QuestionStatus
from askexpert.models import Answer, Assignment, ExpertAvailability, Question, QuestionEvent
from network.demo.scale import ScaleOrder
from network.members.enums import MembershipStatus
from network.members.models import User
from network.members.scale import DOMAIN, REGISTRAR
from network.taxonomy.models import Context, Topic

ORDER = 60
CHUNK = 1000
EXPERTS = 0.2
CAPACITY = 3

TITLE = "How do others work with {topic} in {context}?"
TEXT = (
    "We are a small team and meet this often. We have talked to the young people and to the adults "
    "around them, and have tried two ways that did not last. What has worked for others, and what "
    "would you do first?"
)
ANSWER = (
    "Begin with the place and not with the people. Walk there with the young people, write down "
    "together what helps and what hurts, and agree who changes what by when. Look again after a "
    "month."
)
TOLD = "Please ask your own safeguarding lead: they know the services where you work."

# (share in a thousand, steps with the hours since the step before). ``None`` is the system's turn.
Steps = tuple[tuple[str, int], ...]
SENT: Steps = (("submit", 1),)
APPROVED: Steps = (*SENT, ("approve", 5))
ASKED: Steps = (*APPROVED, ("invite", 2))
WRITING: Steps = (*ASKED, ("accept", 20))
WRITTEN: Steps = (*WRITING, ("submit_answer", 70))
RELEASED: Steps = (*WRITTEN, ("release_answer", 20))
PATHS: tuple[tuple[int, Steps], ...] = (
    (700, (*RELEASED, ("close", 200))),
    (60, (*ASKED, ("decline_invitation", 20), ("invite", 1), ("accept", 20),
          ("submit_answer", 70), ("release_answer", 20), ("close", 200))),
    (60, (*SENT, ("decline", 6))),
    (50, (*APPROVED, ("withdraw", 30))),
    (30, (*SENT, ("request_changes", 5), ("withdraw", 60))),
    (25, SENT),
    (10, (*SENT, ("request_changes", 5))),
    (5, (*SENT, ("quarantine", 3))),
    (10, APPROVED),
    (15, ASKED),
    (5, (*APPROVED, ("mark_unmatched", 20))),
    (15, WRITING),
    (8, WRITTEN),
    (7, RELEASED),
)  # fmt: skip
EXPERTS_STEPS = ("accept", "decline_invitation", "submit_answer")
ASKERS_STEPS = ("submit", "close", "withdraw")


@dataclass(slots=True)
class World:
    """Who may ask, who may answer with how much room, and the lists to choose from."""

    askers: list[User]
    experts: list[User]
    coordinator: User
    topics: list[Topic]
    contexts: list[Context]
    room: dict[int, int]

    @classmethod
    def prepare(cls, rng: random.Random, now: datetime) -> "World | None":
        members = list(
            User.objects.filter(
                email__endswith=f"@{DOMAIN}", membership__status=MembershipStatus.APPROVED
            )
            .select_related("profile__nation", "profile__organisation")
            .prefetch_related("profile__sectors")
            .order_by("pk")
        )
        if len(members) < 2:
            return None
        experts = members[: max(1, int(len(members) * EXPERTS))]
        known = set(ExpertAvailability.objects.values_list("user_id", flat=True))
        ExpertAvailability.objects.bulk_create(
            ExpertAvailability(
                user=expert, consented_at=expert.date_joined, capacity=CAPACITY, updated_at=now
            )
            for expert in experts
            if expert.pk not in known
        )
        return cls(
            askers=members[len(experts) :],
            experts=experts,
            coordinator=User.objects.get(email=REGISTRAR),
            topics=list(Topic.objects.all()),
            contexts=list(Context.objects.all()),
            room=dict.fromkeys((expert.pk for expert in experts), CAPACITY),
        )

    def expert_for(self, asker: User, rng: random.Random, *, is_live: bool) -> User | None:
        """Somebody of another organisation and area, with room if the ask is still open."""
        for _ in range(12):
            expert = rng.choice(self.experts)
            theirs, own = expert.profile, asker.profile
            if theirs.area_id == own.area_id or theirs.organisation_id == own.organisation_id:
                continue
            if not is_live:
                return expert
            if self.room[expert.pk] > 0:
                self.room[expert.pk] -= 1
                return expert
        return None


@dataclass(slots=True)
class Walk:
    """One question on its path: each method does what the verb of its name writes."""

    question: Question
    world: World
    rng: random.Random
    ends_open: bool
    asks: list[Assignment] = field(default_factory=list)
    answer: Answer | None = None
    events: list[QuestionEvent] = field(default_factory=list)

    def take(self, action: str, at: datetime) -> bool:
        """Take the step; ``False`` when nobody is there to be asked, and the path ends."""
        if action == "invite":
            return self._invite(at)
        if action in transitions.QUESTION:
            self._move(action, at)
        getattr(self, f"_{action}")(at)
        return True

    def _move(self, action: str, at: datetime, by=None) -> None:
        question, before = self.question, self.question.status
        question.status = transitions.QUESTION[action].target
        question.version += 1
        question.updated_at = at
        actor = by or (question.asker if action in ASKERS_STEPS else self.world.coordinator)
        self.record(action, before, actor=actor, at=at)

    def _turn(self, action: str, at: datetime, actor) -> None:
        ask = self.asks[-1]
        before, ask.status = ask.status, transitions.ASSIGNMENT[action].target
        self.record(action, before, actor=actor, at=at, ask=ask)

    def record(self, action: str, before: str, *, actor, at: datetime, ask=None) -> None:
        self.events.append(
            QuestionEvent(
                action=action,
                from_status=before,
                to_status=(ask or self.question).status,
                actor=actor,
                at=at,
                assignment=ask,
            )
        )

    def _set(self, dates: dict) -> None:
        for name, value in dates.items():
            setattr(self.question, name, value)

    def _submit(self, at: datetime) -> None:
        self.question.submitted_at = at
        self._set(clocks.triage(self.question, now=at))

    def _request_changes(self, at: datetime) -> None:
        self.question.coordinator = self.world.coordinator
        self.question.reason = TOLD
        self._set(clocks.changes(self.question, now=at))

    def _decline(self, at: datetime) -> None:
        self.question.coordinator, self.question.reason = self.world.coordinator, TOLD
        self.question.ended_at = at

    def _quarantine(self, at: datetime) -> None:
        self._set(clocks.seeing(self.question, now=at))

    def _approve(self, at: datetime) -> None:
        self.question.coordinator, self.question.approved_at = self.world.coordinator, at
        self._set(clocks.search(self.question, now=at))

    def _mark_unmatched(self, at: datetime) -> None:
        self._set(clocks.unmatched(self.question, now=at))

    def _withdraw(self, at: datetime) -> None:
        self.question.ended_at = at

    def _invite(self, at: datetime) -> bool:
        expert = self.world.expert_for(self.question.asker, self.rng, is_live=self.ends_open)
        if expert is None:
            return False
        self.question.invite_by = None
        ask = Assignment(
            expert=expert,
            invited_by=self.world.coordinator,
            wave=len(self.asks) + 1,
            score=self.rng.randint(30, 80),
            reasons=["2 of 3 topics", "England"],
            **clocks.reply(expert, now=at),
        )
        self.asks.append(ask)
        self.record("invite", "", actor=self.world.coordinator, at=at, ask=ask)
        return True

    def _decline_invitation(self, at: datetime) -> None:
        ask = self.asks[-1]
        self._turn("decline_invitation", at, ask.expert)
        ask.ended_at, ask.decline_reason = at, DeclineReason.NO_TIME

    def _accept(self, at: datetime) -> None:
        ask = self.asks[-1]
        self._turn("accept", at, ask.expert)
        ask.accepted_at = at
        for name, value in clocks.answering(ask.expert, now=at).items():
            setattr(ask, name, value)
        self._move("start_answering", at)
        self.answer = Answer(assignment=ask, saved_at=at)

    def _submit_answer(self, at: datetime) -> None:
        ask = self.asks[-1]
        self._turn("submit_answer", at, ask.expert)
        ask.submitted_at = self.answer.submitted_at = self.answer.saved_at = at
        self.answer.draft = self.answer.text = ANSWER
        self._move("start_review", at, by=ask.expert)
        self._set(clocks.review(self.question, now=at))

    def _release_answer(self, at: datetime) -> None:
        ask = self.asks[-1]
        self._turn("complete", at, self.world.coordinator)
        ask.ended_at = self.answer.released_at = at
        self.answer.released_text, self.answer.released_by = ANSWER, self.world.coordinator
        self.question.answered_at = self.question.first_answered_at = at
        self.question.review_by = None
        self._set(clocks.closing(now=at))

    def _close(self, at: datetime) -> None:
        self.question.helped, self.question.ended_at = self.rng.random() < 0.9, at


def load(order: ScaleOrder) -> int:
    """Fill up to ``order.questions`` invented questions; returns how many were made."""
    present = Question.objects.filter(asker__email__endswith=f"@{DOMAIN}").count()
    if present >= order.questions:
        return 0
    rng = order.rng("questions")
    world = World.prepare(rng, order.now)
    if world is None:
        order.say("  no invented members, so no questions: ask for --members too")
        return 0
    for start in range(present, order.questions, CHUNK):
        number = min(CHUNK, order.questions - start)
        _write([_walk(world, rng, order.now) for _ in range(number)], world, rng)
        order.say(f"  {start + number} questions")
    return order.questions - present


def _walk(world: World, rng: random.Random, now: datetime) -> Walk:
    """A question on one of the paths, as long ago as its end allows."""
    steps = rng.choices([path for _, path in PATHS], [share for share, _ in PATHS])[0]
    ends_open = steps[-1][0] not in ("close", "decline", "withdraw")
    hours = sum(gap for _, gap in steps)
    rest = rng.random() * (20 if ends_open else 24 * 900)
    at = now - timedelta(hours=hours + rest)
    asker = rng.choice(world.askers)
    profile = asker.profile
    topic, context = rng.choice(world.topics), rng.choice(world.contexts)
    question = Question(
        asker=asker,
        title=TITLE.format(topic=topic.name.lower(), context=context.name.lower()),
        text=TEXT,
        nation=profile.nation,
        asker_organisation=profile.organisation,
        asker_area_id=profile.area_id,
        asker_sector=next(iter(profile.sectors.all()), None),
        created_at=at,
        updated_at=at,
    )
    walk = Walk(question=question, world=world, rng=rng, ends_open=ends_open)
    walk.record("start", "", actor=asker, at=at)
    for action, gap in steps:
        at += timedelta(hours=gap)
        if not walk.take(action, at):
            break
    return walk


def _write(walks: list[Walk], world: World, rng: random.Random) -> None:
    """Questions, their asks and answers, then the events; each a few statements.

    A question that is answered must have its answer, which cannot be there before the question:
    it is written as under review first.
    """
    answered = [walk for walk in walks if walk.answer and walk.answer.released_at]
    final = [walk.question.status for walk in answered]
    for walk in answered:
        walk.question.status = QuestionStatus.REVIEWING
    Question.objects.bulk_create(walk.question for walk in walks)
    _write_asks(walks)
    for walk, status in zip(answered, final, strict=True):
        walk.question.status, walk.question.answer = status, walk.answer
    Question.objects.bulk_update(
        [walk.question for walk in answered], ["status", "answer"], batch_size=200
    )
    events = [event for walk in walks for event in walk.events]
    for walk in walks:
        for event in walk.events:
            # Said once more: the question and the ask have their keys only now.
            event.question, event.assignment = walk.question, event.assignment
    QuestionEvent.objects.bulk_create(events)
    Question.topics.through.objects.bulk_create(
        Question.topics.through(question=walk.question, topic=topic)
        for walk in walks
        for topic in rng.sample(world.topics, rng.randint(1, 4))
    )
    Question.contexts.through.objects.bulk_create(
        Question.contexts.through(question=walk.question, context=context)
        for walk in walks
        for context in rng.sample(world.contexts, rng.randint(1, 2))
    )


def _write_asks(walks: list[Walk]) -> None:
    for walk in walks:
        for ask in walk.asks:
            ask.question = walk.question
    Assignment.objects.bulk_create(ask for walk in walks for ask in walk.asks)
    answers = [walk.answer for walk in walks if walk.answer]
    for answer in answers:
        answer.assignment = answer.assignment
        answer.question = answer.assignment.question
    Answer.objects.bulk_create(answers)
