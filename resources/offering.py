"""What the page of a resource says of its files: open, from when, for whom, and what to do."""

from datetime import datetime

from network.members.roles import is_verified_member
from resources.access import may_have_files
from resources.adapting import SHOWN_ON_PAGE, entries_for
from resources.enums import FilesFor, FilesReason
from resources.models import ResourcePage, TakenVersion

FOR_WHOM = {
    FilesFor.MEMBERS: "Files for members of the network",
    FilesFor.REQUEST: "Files given on request",
}


def offer(page: ResourcePage, user, now: datetime, *, draft: bool) -> dict:
    """``access`` (:class:`~resources.access.FileAccess`), words for whom the files are, whether the
    viewer can be told of new versions and is, and the register of adaptations.

    Queries beyond those of the access: whether the viewer is told (members only), and two for the
    register where it has an entry.
    """
    access = may_have_files(user, page, now)
    may_be_told = bool(access) and not draft and is_verified_member(user)
    has_entries = getattr(page, "is_adapted", not draft)
    taken = None
    if may_be_told:
        taken = TakenVersion.objects.filter(member=user, resource_id=page.pk).first()
    return {
        "access": access,
        "files_for": FOR_WHOM.get(page.files_for, ""),
        "is_early": access.reason == FilesReason.KEEPER and _opens_later(page, now),
        "may_be_told": may_be_told,
        "is_told": taken is not None,
        "may_note_adaptation": may_be_told,
        "adaptations": entries_for(page, user, limit=SHOWN_ON_PAGE) if has_entries else [],
    }


def _opens_later(page: ResourcePage, now: datetime) -> bool:
    return page.files_from is not None and page.files_from > now
