"""The register "adapted for our area". The only writer of :class:`~resources.models.Adaptation`.

An entry says what was changed and for which area. The area is always shown; the name of who adapted
it only as far as their profile lets the reader see it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse
from wagtail.models import Page

from network.members.models import Profile
from network.members.roles import is_verified_member
from network.members.screening import hold_back
from network.workflows import decide, require
from resources.access import keeps_library, may_have_files
from resources.models import Adaptation, PackPage, ResourcePage, ResourceVersion
from resources.telling import each_of, tell_once

SHOWN_ON_PAGE = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """An adaptation as a reader sees it. ``name`` and ``profile_url`` are empty when hidden."""

    public_id: str
    area: str
    what_changed: str
    version_number: int
    noted_at: datetime
    name: str = ""
    profile_url: str = ""
    result: dict | None = None
    is_own: bool = False


@transaction.atomic
def add(
    *,
    page: ResourcePage | PackPage,
    member,
    area,
    what_changed: str,
    now: datetime,
    version_number: int,
) -> Adaptation:
    """Note an adaptation; for the same area again, the words of the first are replaced. Of a pack,
    which has no versions, ``version_number`` is 0.

    :raises NotPermitted: for others than verified members who may have the files.
    :raises TextHeldBack: when the words identify somebody.
    """
    require(decide(is_verified_member(member), "Members note what they have adapted."))
    if isinstance(page, ResourcePage):
        access = may_have_files(member, page, now)
        require(decide(access.allowed, access.words))
    hold_back(what_changed, names=(member.name,))
    newest = ResourceVersion.objects.filter(resource_id=page.pk).aggregate(n=Max("number"))["n"]
    entry, _ = Adaptation.objects.update_or_create(
        page_id=page.pk,
        member=member,
        area=area,
        defaults={
            "what_changed": what_changed,
            "version_number": version_number,
            "noted_at": now,
            "told_number": newest or version_number,
        },
    )
    return entry


def remove(*, entry: Adaptation, member) -> None:
    """Take one's own entry out of the register.

    :raises NotPermitted: for somebody else's.
    """
    require(decide(entry.member_id == member.pk, "This entry is somebody else's."))
    entry.delete()


def hide(*, entry: Adaptation, actor, now: datetime) -> None:
    """Take somebody's entry out of sight; they still see it, and that it is hidden.

    :raises NotPermitted: for others than editors and coordinators.
    """
    require(decide(keeps_library(actor), "Editors and coordinators hide entries."))
    Adaptation.objects.filter(pk=entry.pk, hidden_at=None).update(hidden_at=now)


def entries_for(page: Page, viewer, *, limit: int | None = None) -> list[Entry]:
    """The register of a page as the viewer sees it, newest first.

    Two queries: the entries, and whose profiles the viewer may see; one where there is none.
    """
    rows = (
        Adaptation.objects.filter(page_id=page.pk, hidden_at=None)
        .select_related("area", "member", "result")
        .order_by("-noted_at", "-pk")[:limit]
    )
    rows = list(rows)
    if not rows:
        return []
    seen = set(
        Profile.objects.visible_to(viewer)
        .filter(user__in={row.member_id for row in rows})
        .values_list("user_id", flat=True)
    )
    return [_entry(row, viewer, is_named=row.member_id in seen) for row in rows]


def _entry(row: Adaptation, viewer, *, is_named: bool) -> Entry:
    return Entry(
        public_id=str(row.public_id),
        area=row.area.name,
        what_changed=row.what_changed,
        version_number=row.version_number,
        noted_at=row.noted_at,
        name=str(row.member) if is_named else "",
        profile_url=f"/members/{row.member.public_id}/" if is_named else "",
        is_own=row.member_id == viewer.pk,
    )


def register_address(page: Page) -> str:
    """Where the register of a resource or a pack is."""
    name = "pack_adaptations" if page.specific_class is PackPage else "adaptations"
    return reverse(f"resources:{name}", args=[page.slug])


def tell_adapters(*, now: datetime) -> int:
    """Tell each adapter once of the newest version of what they adapted; returns how many. A pack
    has no versions."""
    rows = (
        Adaptation.objects.filter(page__live=True, member__is_active=True, hidden_at=None)
        .annotate(newest=Max("page__resourcepage__versions__number"))
        .filter(newest__gt=F("told_number"))
        .select_related("member__membership")
    )
    return sum(
        tell_once(
            entry,
            member=entry.member,
            page_id=entry.page_id,
            newest=entry.newest,
            kind="adapted_source_changed",
            now=now,
        )
        for entry in each_of(rows)
    )
