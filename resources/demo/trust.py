"""Files for members, on request and from a date; who asked, who is told, what was adapted."""

from datetime import timedelta

from network.demo.world import World
from network.members.roles import EDITORS, is_verified_member, people_in, role_names
from network.taxonomy.models import Area
from resources import adapting, taking
from resources.enums import FilesFor, WantedFormat
from resources.models import AccessRequest, FormatRequest, ResourcePage, VersionFile
from resources.requests import access, formats

REASONS = (
    "We are rewriting how our panel refers young people and want to compare our form with this.",
    "I train new workers in the autumn and would like to show them a worked example.",
    "Our partnership audits its peer work in spring; this would save us starting from nothing.",
)
ADAPTED = (
    "We put the names of our own panels in place of the sample ones and took out the page on "
    "transport, which another team does here.",
    "Shorter: one page instead of three, so that duty workers fill it in during the call. The "
    "questions on safety come first.",
)


def load(world: World) -> None:
    """Set the rules on a few resources and bring requests to every state, through the real verbs.
    Does nothing where somebody has asked for something before."""
    if AccessRequest.objects.exists() or FormatRequest.objects.exists():
        return
    members = [user for user in world.people.values() if _is_member(user)]
    pages = list(ResourcePage.objects.filter(live=True).order_by("published_date", "pk"))
    keeper = people_in(EDITORS).first()
    if len(members) < 6 or len(pages) < 5 or keeper is None:
        return
    on_request = _publish(pages[0], files_for=FilesFor.REQUEST)
    _publish(pages[1], files_for=FilesFor.MEMBERS)
    _publish(pages[2], files_from=world.now + timedelta(days=12))
    _requests(world, on_request, members, keeper)
    _formats(world, pages[3], members, keeper)
    _adaptations(world, pages[4], members)


def _is_member(user) -> bool:

    return is_verified_member(user) and not role_names(user)


def _publish(page: ResourcePage, **fields) -> ResourcePage:
    fresh = ResourcePage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()
    return fresh


def _requests(world: World, page: ResourcePage, members: list, keeper) -> None:
    """One waits, one was granted, one declined."""
    rows = [
        access.ask(page=page, member=member, reason=reason, now=world.ago(days, hour=10))
        for member, reason, days in zip(members, REASONS, (2, 9, 15), strict=False)
    ]
    access.grant(
        request=rows[1],
        actor=keeper,
        until=world.now + timedelta(days=60),
        now=world.ago(8, hour=14),
        answer="With pleasure. Tell us what you changed.",
    )
    access.decline(
        request=rows[2],
        actor=keeper,
        answer="It is being rewritten; please ask again in the new year.",
        now=world.ago(14, hour=9),
    )


def _formats(world: World, page: ResourcePage, members: list, keeper) -> None:
    """One is late, one waits, one was sent."""
    file = VersionFile.objects.filter(version__resource=page).select_related("version").last()
    if file is None:
        return
    wanted = (WantedFormat.LARGE_PRINT, WantedFormat.PLAIN_TEXT, WantedFormat.EASY_READ)
    rows = [
        formats.ask(page=page, file=file, wanted=kind, user=member, now=world.ago(days, hour=11))
        for member, kind, days in zip(members, wanted, (24, 3, 30), strict=False)
    ]
    formats.act(
        request=rows[2],
        action="done",
        actor=keeper,
        answer="It is on its way to you by post.",
        now=world.ago(20, hour=15),
    )


def _adaptations(world: World, page: ResourcePage, members: list) -> None:
    areas = list(Area.objects.order_by("name")[: len(ADAPTED)])
    number = page.versions.order_by("-number").values_list("number", flat=True).first() or 1
    for member, area, words, days in zip(members, areas, ADAPTED, (40, 6), strict=False):
        adapting.add(
            page=page,
            member=member,
            area=area,
            what_changed=words,
            version_number=number,
            now=world.ago(days, hour=12),
        )
        taking.remember(page=page, member=member, number=number, now=world.ago(days, hour=12))
