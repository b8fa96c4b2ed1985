"""What the members' app holds about a person, and what of it goes when leaving is final.

The profile is emptied by :mod:`network.members.profile.snapshot` when somebody leaves; what is
left for the end are the photo's files and forms that were interrupted.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from network.members import earlier, interrupted
from network.members.enums import MembershipStatus
from network.members.models import (
    InterruptedForm,
    Membership,
    MembershipEvent,
    PreviousEmployment,
    Profile,
    ProfilePhoto,
    ProposalDecision,
    TopicExpertise,
    User,
)
from network.members.models.profile import Visibility
from network.members.profile import photos
from network.members.profile.languages import language_names
from network.members.profile.visibility import all_parts, choices
from network.privacy import holdings, retention
from network.privacy.holdings import HeldFile, Holding, rows_from
from network.privacy.retention import RetentionRule, delete_rows

# 24 months, with a leap year in them.
EMPLOYERS_KEPT = timedelta(days=731)


def _names(manager) -> list[str]:
    return [str(term) for term in manager.all()]


def account_rows(user):
    return rows_from(
        User.objects.filter(pk=user.pk),
        name="name",
        email_address="email",
        account_number=lambda row: str(row.public_id),
        joined_on="date_joined",
        last_signed_in="last_login",
        accepted_the_terms_on="terms_accepted_at",
        roles=lambda row: [group.name for group in row.groups.filter(circle__isnull=True)],
    )


def profile_rows(user):
    return rows_from(
        Profile.objects.filter(user=user)
        .select_related("organisation", "nation", "area")
        .prefetch_related("sectors", "contexts"),
        fields_of_work=lambda row: _names(row.sectors),
        role="role_title",
        organisation="organisation_name",
        nation=lambda row: str(row.nation or ""),
        area=lambda row: str(row.area or ""),
        contexts=lambda row: _names(row.contexts),
        about_your_work="statement",
        pronouns="pronouns",
        languages=lambda row: language_names(row.languages),
        links=lambda row: list(row.links),
        who_sees_what=_who_sees_what,
        changed_on="updated_at",
    )


def _who_sees_what(profile: Profile) -> list[str]:
    chosen = choices(profile)
    return [f"{part.label}: {Visibility(chosen[part.code]).label}" for part in all_parts()]


def topic_rows(user):
    return rows_from(
        TopicExpertise.objects.filter(profile__user=user).select_related("topic"),
        topic=lambda row: row.topic.name,
        how_far_you_are="spoken_level",
    )


def employer_rows(user):
    return rows_from(
        PreviousEmployment.objects.filter(profile__user=user).select_related("organisation"),
        employer=lambda row: row.organisation.name,
        until="until_date",
    )


def photo_rows(user):
    return rows_from(ProfilePhoto.objects.filter(profile__user=user), added_on="added_at")


def photo_files(user) -> list[HeldFile]:
    photo = ProfilePhoto.objects.filter(profile__user=user).first()
    return [HeldFile("photo.jpg", photo.large.open)] if photo is not None else []


def remove_photo(user, now: datetime) -> None:
    """Delete the photo and its files, now that leaving cannot be undone."""
    profile = Profile.objects.filter(user=user).first()
    if profile is not None:
        photos.remove_photo(profile=profile)


def membership_rows(user):
    return rows_from(
        Membership.objects.filter(user=user),
        status=lambda row: row.get_status_display(),
        why_you_wanted_to_join="why",
        your_reply="reply",
        your_appeal="appeal",
        phrases_you_explained=_kept_phrases,
        what_a_coordinator_wrote="reason",
        asked_to_join_on="applied_at",
        decided_on="decided_at",
        last_confirmed_on="confirmed_at",
        earlier_accounts_with_your_address=_earlier_accounts,
    )


def what_is_kept_on(user) -> list[str]:
    """Said before leaving to somebody whose membership a coordinator has paused or refused."""
    standings = (MembershipStatus.SUSPENDED, MembershipStatus.DECLINED, MembershipStatus.APPEALED)
    if not Membership.objects.filter(user=user, status__in=standings).exists():
        return []
    return [
        "A coordinator has decided about your membership. For 24 months we keep a code made from "
        "your e-mail address, from which the address cannot be read, so that a coordinator looks "
        "first when somebody with this address asks to join."
    ]


def _earlier_accounts(membership: Membership) -> list[str]:
    """As the coordinators read it, without what somebody else has reported in confidence."""
    return [mark.words for mark in earlier.marks_of(membership.user) if not mark.is_secret]


def _kept_phrases(membership: Membership) -> list[str]:
    return [
        f"“{kept.get('phrase', '')}”: {kept.get('why', '')}" for kept in membership.kept_phrases
    ]


def event_rows(user):
    """The steps of one's own membership, and those that one took on others', without these."""
    own = Q(membership__user=user)
    return rows_from(
        MembershipEvent.objects.filter(own | Q(actor=user)).select_related("membership"),
        step="label",
        of=lambda row: (
            "Your membership" if row.membership.user_id == user.pk else "Somebody else's membership"
        ),
        words=lambda row: row.reason if row.membership.user_id == user.pk else "",
        on="at",
    )


def proposal_rows(user):
    return rows_from(
        ProposalDecision.objects.filter(decided_by=user),
        name_of_an_organisation="name",
        what_you_decided=lambda row: row.get_outcome_display(),
        on="decided_at",
    )


def interrupted_rows(user):
    return rows_from(
        InterruptedForm.objects.filter(user=user),
        page="page",
        what_you_had_written=lambda row: [
            words for values in row.fields.values() for words in values
        ],
        kept_on="kept_at",
    )


def forget_interrupted(user, now: datetime) -> None:
    InterruptedForm.objects.filter(user=user).delete()


def _part_of(model: str, title: str, order: int) -> Holding:
    """A table whose rows stand in the rows of another holding already."""
    return Holding(model, title, lambda user: [], order=order, is_part=True)


holdings.register(
    Holding("members.User", "Your account", account_rows, order=10),
    _part_of(
        "members.User_groups", "Your roles (see your account) and circles (see membership)", 10
    ),
    _part_of("members.User_user_permissions", "Your permissions (none are given singly)", 10),
    Holding("members.Profile", "Your profile", profile_rows, order=20),
    _part_of("members.ProfileSector", "Your fields of work (see your profile)", 20),
    _part_of("members.Profile_contexts", "Your contexts (see your profile)", 20),
    _part_of("members.DirectoryEntry", "The directory (written from your profile)", 20),
    Holding("members.TopicExpertise", "Your topics", topic_rows, order=21),
    Holding("members.PreviousEmployment", "Previous employers", employer_rows, order=22),
    Holding(
        "members.ProfilePhoto",
        "Your photo",
        photo_rows,
        files=photo_files,
        on_final=remove_photo,
        order=23,
    ),
    Holding(
        "members.Membership", "Your membership", membership_rows, order=30, says=what_is_kept_on
    ),
    Holding("members.MembershipEvent", "Steps of memberships", event_rows, order=31),
    Holding(
        "members.ProposalDecision",
        "Organisations that you decided on as a coordinator",
        proposal_rows,
        order=32,
    ),
    Holding(
        "members.InterruptedForm",
        "Forms that were interrupted",
        interrupted_rows,
        on_leave=forget_interrupted,
        order=40,
    ),
)

retention.register(
    RetentionRule(
        code="former-addresses",
        what=(
            "A keyed hash of the e-mail address of somebody who left, with how their membership "
            "stood and the date"
        ),
        kept_for=(
            "14 days after leaving; 24 months where the membership was suspended, declined or "
            "under appeal, or where members had blocked the account or reported its letters"
        ),
        why=(
            "Leaving and joining again must not undo a decision that protects others. The address "
            "itself cannot be read from it."
        ),
        due=earlier.out_of_time,
        remove=delete_rows,
    ),
    RetentionRule(
        code="interrupted-forms",
        what="What somebody was writing when their session ended",
        kept_for="2 days",
        why="Long enough to sign in again and find it.",
        due=lambda now: InterruptedForm.objects.filter(kept_at__lte=now - interrupted.MAX_AGE),
        remove=delete_rows,
    ),
    RetentionRule(
        code="previous-employers",
        what="Previous employers",
        kept_for="24 months after the last day there",
        why="After that they count for no conflict of interest.",
        due=lambda now: PreviousEmployment.objects.filter(
            until_date__lt=(now - EMPLOYERS_KEPT).date()
        ),
        remove=delete_rows,
    ),
)
