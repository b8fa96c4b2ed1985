"""What Wagtail and the media library hold about those who work in the admin.

Their work stays when they leave: pages, versions and files belong to the network. What acts in
their name stops: locks on pages, open editors, half-filled forms.
"""

from datetime import datetime
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import registry
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from network.media.models import SiteDocument, SiteImage
from network.privacy.holdings import HeldFile, Holding, register, rows_from


def page_rows(user):
    return rows_from(
        Page.objects.filter(Q(owner=user) | Q(locked_by=user)).order_by("pk"),
        title="title",
        address=lambda page: page.get_full_url() or "",
        you_made_it=lambda page: page.owner_id == user.pk,
        you_locked_it=lambda page: page.locked_by_id == user.pk,
        first_published_on="first_published_at",
    )


def revision_rows(user):
    return rows_from(
        Revision.objects.filter(user=user).order_by("pk").defer("content"),
        version_of="object_str",
        saved_on="created_at",
    )


def _log_rows(model):
    def rows(user):
        return rows_from(
            model.objects.filter(user=user).order_by("pk"),
            what_you_did=lambda entry: str(registry.get_action_label(entry.action)),
            to="label",
            on="timestamp",
        )

    return rows


def comment_rows(user):
    return rows_from(
        Comment.objects.filter(Q(user=user) | Q(resolved_by=user))
        .select_related("page")
        .order_by("pk"),
        page=lambda comment: comment.page.title,
        your_words=lambda comment: comment.text if comment.user_id == user.pk else "",
        written_on="created_at",
        you_marked_it_as_done=lambda comment: comment.resolved_by_id == user.pk,
    )


def reply_rows(user):
    return rows_from(
        CommentReply.objects.filter(user=user).order_by("pk"),
        your_words="text",
        written_on="created_at",
    )


def subscription_rows(user):
    return rows_from(
        PageSubscription.objects.filter(user=user).select_related("page").order_by("pk"),
        page=lambda row: row.page.title,
        told_of_comments="comment_notifications",
    )


def workflow_rows(user):
    return rows_from(
        WorkflowState.objects.filter(requested_by=user).order_by("pk"),
        you_asked_for_a_check_on="created_at",
    )


def task_rows(user):
    return rows_from(
        TaskState.objects.filter(finished_by=user).order_by("pk"),
        you_finished_a_check_on="finished_at",
        your_comment="comment",
    )


def _uploads(model):
    def rows(user):
        return rows_from(
            model.objects.filter(uploaded_by_user=user).order_by("pk"),
            title="title",
            uploaded_on="created_at",
        )

    return rows


def waiting_upload_rows(user):
    return rows_from(
        UploadedFile.objects.filter(uploaded_by_user=user).order_by("pk"),
        file_waiting_for_its_details=lambda row: row.file.name.rsplit("/", 1)[-1],
    )


def admin_profile_rows(user):
    return rows_from(
        UserProfile.objects.filter(user=user),
        language="preferred_language",
        time_zone="current_time_zone",
        theme="theme",
        told_of_pages_sent_for_a_check="submitted_notifications",
        told_of_approvals="approved_notifications",
        told_of_rejections="rejected_notifications",
        told_of_comments="updated_comments_notifications",
        picture=lambda profile: bool(profile.avatar),
    )


def admin_pictures(user):
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        yield HeldFile(
            profile.avatar.name.rsplit("/", 1)[-1],
            partial(profile.avatar.storage.open, profile.avatar.name),
        )


def editing_rows(user):
    return rows_from(EditingSession.objects.filter(user=user).order_by("pk"), seen="last_seen_at")


def form_rows(user):
    return rows_from(
        FormState.objects.filter(user=user).order_by("pk"),
        fields_not_saved_yet="data",
        typed_on="last_updated_at",
    )


def unlock_pages(user, now: datetime) -> None:
    """Let others edit what the person had locked."""
    Page.objects.filter(locked_by=user).update(locked=False, locked_by=None, locked_at=None)


def rename_in_log(user, now: datetime) -> None:
    """The log names accounts that somebody has edited; this one's name goes."""
    ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(user), object_id=str(user.pk)
    ).update(label="Former member")


def _delete_own(model):
    def delete(user, now: datetime) -> None:
        model.objects.filter(user=user).delete()

    return delete


def delete_admin_profile(user, now: datetime) -> None:
    for profile in UserProfile.objects.filter(user=user):
        if profile.avatar:
            profile.avatar.delete(save=False)
        profile.delete()


register(
    Holding("wagtailcore.Page", "Pages you made", page_rows, on_leave=unlock_pages, order=80),
    Holding("wagtailcore.Revision", "Versions of pages you saved", revision_rows, order=81),
    Holding("wagtailcore.PageLogEntry", "What you did to pages", _log_rows(PageLogEntry), order=82),
    Holding(
        "wagtailcore.ModelLogEntry",
        "What you did to other things in the admin",
        _log_rows(ModelLogEntry),
        on_leave=rename_in_log,
        order=83,
    ),
    Holding("wagtailcore.Comment", "Editors' comments", comment_rows, order=84),
    Holding("wagtailcore.CommentReply", "Replies to editors' comments", reply_rows, order=85),
    Holding(
        "wagtailcore.PageSubscription",
        "Pages whose comments you hear of",
        subscription_rows,
        on_final=_delete_own(PageSubscription),
        order=86,
    ),
    Holding("wagtailcore.WorkflowState", "Checks you asked for", workflow_rows, order=87),
    Holding("wagtailcore.TaskState", "Checks you finished", task_rows, order=88),
    Holding("wagtailcore.UploadedFile", "Uploads not finished", waiting_upload_rows, order=89),
    Holding("media.SiteImage", "Pictures you uploaded", _uploads(SiteImage), order=90),
    Holding("media.SiteDocument", "Documents you uploaded", _uploads(SiteDocument), order=91),
    Holding(
        "wagtailusers.UserProfile",
        "How the admin looks for you",
        admin_profile_rows,
        files=admin_pictures,
        on_final=delete_admin_profile,
        order=92,
    ),
    Holding(
        "wagtailadmin.EditingSession",
        "Editors open just now",
        editing_rows,
        on_leave=_delete_own(EditingSession),
        order=93,
    ),
    Holding(
        "wagtailadmin.FormState",
        "Forms in the admin that you have not saved",
        form_rows,
        on_leave=_delete_own(FormState),
        order=94,
    ),
)
