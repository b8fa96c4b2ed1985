"""Note that a page was looked at or a file was given.

Views call :func:`note` with the answer that they are about to give. What does not count by the
code of practice is left out here: everything but GET, what a browser fetches before anybody asked
for it, answers other than 200, 206 and 304, the later parts of a file that is fetched in parts,
and, when notes are written, robots by their user agent. Programs that somebody runs (the code's
"machines", such as a reference manager) count. What does count is written raw; double clicks are
found when days are rolled up.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from allauth.account.adapter import get_adapter
from counter_robots import is_machine, is_robot
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from wagtail.models import Page

from network.members.models import Profile
from resources.models import UsageEvent, UsageSalt
from resources.usage.buffer import Buffer, started

COUNTED = frozenset({200, 206, 304})
# Where a browser says that it fetches before anybody has asked.
PURPOSES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
# Where another sends the file and answers ranges: only the request says then what was sent.
BY_WEB_SERVER = ("X-Accel-Redirect", "X-Sendfile")


@dataclass(frozen=True, slots=True)
class Note:
    """A use before it is written. Who it was stays in memory; only a keyed hash is stored."""

    page_id: int
    version: int
    document_id: int | None
    kind: str
    at: datetime
    user_id: int | None
    address: str
    agent: str

    @property
    def who(self) -> str:
        """Somebody without an account is their address and browser, as the code says."""
        return f"user {self.user_id}" if self.user_id else f"{self.address} {self.agent}"

    @property
    def is_of_a_robot(self) -> bool:
        """By the lists of the code. A request without a user agent is one too, unless somebody is
        signed in."""
        if not self.agent:
            return not self.user_id
        return is_robot(self.agent) and not is_machine(self.agent)


def note(
    request: HttpRequest,
    response: HttpResponseBase,
    *,
    page_id: int,
    version: int,
    kind: str,
    document_id: int | None = None,
    now: datetime | None = None,
) -> None:
    """Note one answer if it counts. Costs no query: the writing happens a moment later."""
    if settings.USAGE_WRITE_SECONDS < 0 or not counts(request, response):
        return
    waiting().add(
        Note(
            page_id,
            version,
            document_id,
            kind,
            now or timezone.now(),
            _user_id(request),
            get_adapter().get_client_ip(request),
            request.headers.get("User-Agent", ""),
        )
    )


def counts(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the code of practice counts this answer, whoever asked."""
    given = response.status_code in COUNTED or getattr(response, "gives_file", False)
    if request.method != "GET" or not given or _is_ahead_of_time(request):
        return False
    return _has_the_start(request, response)


def _is_ahead_of_time(request: HttpRequest) -> bool:
    """Whether nobody has asked yet: ``Sec-Purpose: prefetch;prerender`` and its like."""
    return any(
        request.headers.get(name, "").strip().lower().startswith(("prefetch", "preview"))
        for name in PURPOSES
    )


def _has_the_start(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the answer has the first bytes. It may be whole though a part was asked for: where
    the file has changed since, or in a unit that nobody knows."""
    by_another = hasattr(response, "gives_file") or any(map(response.has_header, BY_WEB_SERVER))
    if response.status_code == 200 and not by_another:
        return True
    if response.has_header("Content-Range"):
        return response["Content-Range"].startswith("bytes 0-")
    wanted = request.headers.get("Range", "")
    return not wanted or _from_the_start(wanted)


def _user_id(request: HttpRequest) -> int | None:
    """A request that was answered before its session was read is a visitor's."""
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None


def _from_the_start(wanted: str) -> bool:
    """Whether a Range header asks for the first bytes, as ``bytes=0-`` does and a header in another
    unit, which changes nothing."""
    unit, _, ranges = wanted.replace(" ", "").lower().partition("=")
    return unit != "bytes" or any(part.startswith("0-") for part in ranges.split(","))


@cache
def waiting() -> Buffer:
    """The process's notes that wait to be written."""
    return started(write, settings.USAGE_WRITE_SECONDS)


def write(notes: list[Note]) -> None:
    """Write the notes of people as events: four queries for any number of notes.

    Notes of robots, and of pages that were deleted meanwhile, are left out.
    """
    notes = [note for note in notes if not note.is_of_a_robot]
    if not notes:
        return
    members = _members({note.user_id for note in notes if note.user_id})
    there = _existing({note.page_id for note in notes})
    salts = {month: _salt(month) for month in {month_of(note.at) for note in notes}}
    UsageEvent.objects.bulk_create(
        UsageEvent(
            page_id=note.page_id,
            version=note.version,
            document_id=note.document_id,
            kind=note.kind,
            happened_at=note.at,
            person=person_key(note.who, salts[month_of(note.at)]),
            sectors=members.get(note.user_id, ((), ""))[0],
            nation=members.get(note.user_id, ((), ""))[1],
        )
        for note in notes
        if note.page_id in there
    )


def month_of(moment: datetime) -> date:
    """The first day of the month in London."""
    return timezone.localdate(moment).replace(day=1)


def person_key(who: str, salt: str) -> str:
    """A key that stands for somebody during one month and cannot be led back to them after it,
    because its salt is deleted then."""
    return hmac.new(salt.encode(), who.encode(), hashlib.sha256).hexdigest()[:32]


def _salt(month: date) -> str:
    row, _ = UsageSalt.objects.get_or_create(month=month, defaults={"salt": secrets.token_hex(32)})
    return row.salt


def _members(user_ids: set[int]) -> dict[int, tuple[list[str], str]]:
    """Sectors and nation by account."""
    if not user_ids:
        return {}
    profiles = (
        Profile.objects.filter(user_id__in=user_ids)
        .select_related("nation")
        .prefetch_related("sectors")
    )
    return {
        profile.user_id: (
            sorted(sector.slug for sector in profile.sectors.all()),
            profile.nation.slug if profile.nation else "",
        )
        for profile in profiles
    }


def _existing(page_ids: set[int]) -> set[int]:
    return set(Page.objects.filter(pk__in=page_ids).values_list("pk", flat=True))
