"""The members' own entries in the navigation of ``/me/``: the profile, and signing in."""

from django.apps import apps

from network.members.enums import MembershipStatus
from network.members.my_pages import OwnPage, register


def has_applied(user) -> bool:
    """Whoever has asked to join has a profile; both are written together."""
    return getattr(user, "membership", None) is not None


def may_confirm(user) -> bool:
    """Members, and those whose membership has lapsed."""
    membership = getattr(user, "membership", None)
    return membership is not None and membership.status in CONFIRMABLE


def confirmation_wanted(user) -> str:
    """What waits on the page "Is this still right?"; a lapse is said by the overview itself."""
    membership = user.membership
    asked = membership.confirmation_asked_at is not None
    if asked and membership.status == MembershipStatus.APPROVED:
        return "Tell us whether your role and organisation are still right."
    return ""


CONFIRMABLE = (MembershipStatus.APPROVED, MembershipStatus.LAPSED)

register(
    OwnPage(
        "organisation",
        "Organisation",
        "me_organisation",
        "profile",
        order=15,
        about="Where you work, and whether it is in our list.",
        is_for=has_applied,
    ),
    OwnPage(
        "confirm",
        "Is this still right?",
        "me_confirm",
        "profile",
        order=70,
        about="Once a year you confirm what we know about your work.",
        is_for=may_confirm,
        needs=confirmation_wanted,
    ),
    OwnPage(
        "profile",
        "Name and work",
        "me_profile",
        "profile",
        order=10,
        about="Your name, role, organisation and where you work.",
        is_for=has_applied,
    ),
    OwnPage(
        "about",
        "About my work",
        "me_about",
        "profile",
        order=20,
        about="A few lines in your own words, languages and links.",
        is_for=has_applied,
    ),
    OwnPage(
        "topics",
        "Topics",
        "me_topics",
        "profile",
        order=30,
        about="What you know about, and how far you are with each.",
        is_for=has_applied,
    ),
    OwnPage(
        "photo",
        "Photo",
        "me_photo",
        "profile",
        order=40,
        about="A picture of you, if you like to show one.",
        is_for=has_applied,
    ),
    OwnPage(
        "visibility",
        "Who sees what",
        "me_visibility",
        "profile",
        order=50,
        about="Choose who may see each part of your profile.",
        is_for=has_applied,
    ),
    OwnPage(
        "employers",
        "Previous employers",
        "me_employers",
        "profile",
        order=60,
        about="Private. They keep a question away from people who may know who it is about.",
        is_for=has_applied,
    ),
    OwnPage(
        "email",
        "E-mail address",
        "account_email",
        "sign-in",
        order=10,
        about="The address that you sign in with and that messages go to.",
    ),
    OwnPage(
        "password",
        "Password",
        "account_change_password",
        "sign-in",
        order=20,
        about="Choose a new password.",
    ),
    OwnPage(
        "second-step",
        "Two-step sign-in",
        "mfa_index",
        "sign-in",
        order=30,
        about="A second step that keeps others out even if they learn your password.",
    ),
)

if apps.is_installed("allauth.usersessions"):
    register(
        OwnPage(
            "sessions",
            "Where you are signed in",
            "usersessions_list",
            "sign-in",
            order=40,
            about="Sign out on a computer or phone that you no longer use.",
        )
    )
