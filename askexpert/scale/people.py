"""Who may ask and who may answer among the invented members, and how much room each has."""

import random
from dataclasses import dataclass
from datetime import datetime

from askexpert.models import ExpertAvailability
from network.members.enums import MembershipStatus
from network.members.models import User
from network.members.scale import DOMAIN, REGISTRAR
from network.taxonomy.models import Context, Topic

EXPERTS = 0.2
CAPACITY = 3


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
