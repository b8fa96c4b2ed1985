from network.members.models.circle import Circle
from network.members.models.directory import DirectoryEntry
from network.members.models.email_domain import EmailDomain
from network.members.models.former_address import FormerAddress
from network.members.models.interrupted import InterruptedForm
from network.members.models.membership import Membership, MembershipEvent
from network.members.models.photo import ProfilePhoto
from network.members.models.profile import (
    PreviousEmployment,
    Profile,
    ProfileSector,
    TopicExpertise,
)
from network.members.models.proposal import ProposalDecision
from network.members.models.user import User

__all__ = [
    "Circle",
    "DirectoryEntry",
    "EmailDomain",
    "FormerAddress",
    "InterruptedForm",
    "Membership",
    "MembershipEvent",
    "PreviousEmployment",
    "Profile",
    "ProfilePhoto",
    "ProfileSector",
    "ProposalDecision",
    "TopicExpertise",
    "User",
]
