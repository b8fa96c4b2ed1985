"""The demo's complaints: one that nobody has taken yet, one being looked into, one answered."""

import uuid

from network.complaints import workflow
from network.complaints.models import Complaint
from network.demo.world import World
from network.privacy.access_log import record_access

ORDER = 60

TOKENS = uuid.UUID("6f2a4c1e-3b0d-4a55-9d0f-2f5b8f1d7c11")
WAITING = (
    "I left the network in spring and still got the newsletter twice in the summer. I had asked "
    "for my address to be removed. Please remove it, and tell me where else it is kept."
)
LOOKED_INTO = (
    "My profile showed my organisation to everybody for about a week although I had chosen "
    "members only. I noticed it through a search engine. I would like to know who could see it "
    "and what you have changed."
)
ABOUT_TEAM = (
    "In a webinar somebody of the team mentioned that I had asked for help with a complaint at "
    "work. I had told them that in confidence. I would like this to be spoken about with them."
)


def load(world: World) -> None:
    """Make what is missing, through the verbs."""
    coordinator, lead, member = (world.people[key] for key in ("c01", "l01", "m15"))
    _make(
        world,
        "waiting",
        days=22,
        name="Rowena Ashdown",
        email="rowena.ashdown@mail.example",
        text=WAITING,
    )
    looked_into = _make(
        world,
        "looked-into",
        days=12,
        name=member.name,
        email=member.email,
        text=LOOKED_INTO,
        user=member,
    )
    if looked_into is not None:
        _look(world, looked_into, coordinator, days=11)
        workflow.acknowledge(
            complaint=looked_into,
            actor=coordinator,
            now=world.ago(11, hour=10, minute=20),
            words="Thank you for telling us. I look after your complaint and begin with the "
            "record of changes to your profile. You hear from me again within the week.",
        )
        workflow.look_into(
            complaint=looked_into,
            actor=coordinator,
            now=world.ago(6, hour=14),
            words="Your choice was saved, but one list of members did not follow it until the "
            "next night. I am finding out how often that page was opened.",
        )
    about_team = _make(
        world,
        "about-team",
        days=40,
        name="Jude Fairleigh",
        email="jude.fairleigh@mail.example",
        text=ABOUT_TEAM,
        is_about_team=True,
    )
    if about_team is not None:
        _look(world, about_team, lead, days=39)
        workflow.answer(
            complaint=about_team,
            actor=lead,
            now=world.ago(33, hour=11),
            outcome="upheld",
            words="You were right to complain, and we are sorry. The recording has been cut, the "
            "person has apologised to you in writing, and everybody who speaks for us has been "
            "reminded that what is told in confidence is not an example.",
        )


def _make(world: World, key: str, *, days: int, **details) -> Complaint | None:
    """A new complaint; ``None`` when an earlier loading has made it."""
    token = uuid.uuid5(TOKENS, key)
    if Complaint.objects.filter(token=token).exists():
        return None
    return workflow.make(
        token=token,
        now=world.ago(days, hour=9, minute=5),
        **{"whose": "own", "is_about_team": False, "user": None, **details},
    )


def _look(world: World, complaint: Complaint, actor, *, days: int) -> None:
    record_access(
        actor=actor,
        what="complaint",
        subject=complaint.user,
        about=complaint.reference,
        now=world.ago(days, hour=10, minute=5),
    )
