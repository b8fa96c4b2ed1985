"""Record that staff looked at private data (ASVS 5.0 16.3.2: each access, without the data).

Looks of the same person at the same thing within the same ten minutes by the clock are one record:
going back and forth between a page and the desk tells nothing more, and the log stays readable.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from operator import attrgetter

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest

from network.members import roles
from network.privacy.models import AccessRecord

# The session's key for the public id of the account that really sits in front of the screen, while
# somebody views the site as another person.
REALLY = "really"
# Given somebody and the ``about`` of several looks: the address of each thing they may open now.
Finder = Callable[[object, set[str]], dict[str, str]]
ONE_LOOK = timedelta(minutes=10)
ROLES = (
    (roles.SAFEGUARDING_LEADS, "Safeguarding lead"),
    (roles.COORDINATORS, "Coordinator"),
    (roles.RESEARCHERS, "Researcher"),
    (roles.EDITORS, "Editor"),
)

_kinds: dict[str, str] = {
    "access_log": "The log of who looked",
    "access_log_export": "The log of who looked, downloaded",
    "viewed_as": "The site, as this person sees it",
}
_withheld: set[str] = set()
_finders: dict[str, Finder] = {}


def register(**kinds: str) -> None:
    """Make kinds of data known: code to plain words, as ``application="An application to join"``.

    Called from an app's ``ready``, so that every process knows all kinds.

    :raises ValueError: when a code is known with other words.
    """
    for code, words in kinds.items():
        if _kinds.setdefault(code, words) != words:
            raise ValueError(f"Two kinds of access are called {code!r}.")


def withhold(*codes: str) -> None:
    """Do not tell the subject of these kinds: the look itself would tell of somebody else's report
    (UK GDPR, article 15(4): the copy must not harm the rights of others)."""
    _withheld.update(codes)


def open_with(what: str, finder: Finder) -> None:
    """Let the log lead to what was looked at, as far as its reader may open it."""
    _finders[what] = finder


def by(field: str, rows_for: Callable) -> Finder:
    """Find by the unique ``field`` among the rows that a person may open (``rows_for(user)``).

    What is found leads to its ``desk_url``. An ``about`` that is no number finds nothing.
    """

    def find(user, abouts: set[str]) -> dict[str, str]:
        if field.endswith("public_id"):
            abouts = {about for about in abouts if is_number(about)}
        rows = rows_for(user).filter(**{f"{field}__in": abouts})
        about_of = attrgetter(field.replace("__", "."))
        return {str(about_of(row)): row.desk_url for row in rows}

    return find


def is_number(about: str) -> bool:
    """Whether ``about`` is a public id, which says nothing to a reader."""
    try:
        uuid.UUID(about)
    except ValueError:
        return False
    return True


def addresses_for(user, records: Iterable[AccessRecord]) -> dict[tuple[str, str], str]:
    """Where this person can open what was looked at, by kind and ``about``: a query per kind."""
    asked: dict[str, set[str]] = {}
    for record in records:
        if record.about and record.what in _finders:
            asked.setdefault(record.what, set()).add(record.about)
    return {
        (what, about): address
        for what, abouts in asked.items()
        for about, address in _finders[what](user, abouts).items()
    }


def words_for(code: str) -> str:
    """The kind in plain words; the code itself when its app is gone."""
    return _kinds.get(code, code)


def kinds() -> list[tuple[str, str]]:
    """Every kind as (code, words), by its words."""
    return sorted(_kinds.items(), key=lambda pair: pair[1])


def record_access(
    *,
    actor,
    what: str,
    now: datetime,
    subject=None,
    about: str = "",
    acting_as=None,
    each_time: bool = False,
) -> None:
    """Append one look: one statement. One's own data is no access and is not recorded by callers.

    ``each_time`` is for what takes data out of the site: it is never merged with another.

    :raises KeyError: when ``what`` is not registered.
    """
    _append([subject], actor, acting_as, what=what, about=about, now=now, each_time=each_time)


def record_view(
    request: HttpRequest,
    *,
    what: str,
    now: datetime,
    subject=None,
    about: str = "",
    each_time: bool = False,
) -> None:
    """Append the look that this request is: by the person signed in, or by whoever views as them.

    Nothing is written when somebody looks at their own data.
    """
    actor, acting_as = _eyes_of(request)
    if subject is not None and subject.pk == request.user.pk and acting_as is None:
        return
    _append([subject], actor, acting_as, what=what, about=about, now=now, each_time=each_time)


def record_views(request: HttpRequest, *, what: str, subjects: Iterable, now: datetime) -> None:
    """Append a look at each of several people's data, in one statement; one's own left out.

    ``None`` among the subjects is data of somebody who has no account.
    """
    actor, acting_as = _eyes_of(request)
    people = {subject and subject.pk: subject for subject in subjects}
    if acting_as is None:
        people.pop(actor.pk, None)
    _append(people.values(), actor, acting_as, what=what, about="", now=now)


def _eyes_of(request: HttpRequest) -> tuple:
    """Who looks, and as whom they view the site (``None``: as themselves)."""
    real = really(request)
    return (request.user, None) if real is None else (real, request.user)


def _append(
    subjects: Iterable, actor, acting_as, *, what: str, about, now: datetime, each_time=False
) -> None:
    if what not in _kinds:
        raise KeyError(what)
    records = [
        AccessRecord(
            at=now,
            actor=actor,
            acting_as=acting_as,
            subject=subject,
            what=what,
            about=str(about),
            role=_role(actor, acting_as, subject),
            once=None if each_time else _once(now, actor, acting_as, subject, what, str(about)),
        )
        for subject in subjects
    ]
    AccessRecord.objects.bulk_create(records, ignore_conflicts=True)


def _role(actor, acting_as, subject) -> str:
    """With whose rights somebody looked: of the person they view as, except at that person."""
    uses_another = acting_as is not None and acting_as != subject
    return role_of(acting_as if uses_another else actor)


def really(request: HttpRequest):
    """Who really sits there, while somebody views the site as another person; else ``None``."""
    if REALLY not in request.session:
        return None
    return get_user_model().objects.filter(public_id=request.session[REALLY]).first()


def looks_at(user) -> QuerySet:
    """What somebody is told of the looks at their own data, newest first.

    When, at what, and in which role. Not the name: those who decide on applications and read
    reports are not to be sought out for it. A safeguarding lead sees the name, and a complaint
    makes them look.
    """
    return AccessRecord.objects.of_looks_at(user).exclude(what__in=_withheld)


def role_of(user) -> str:
    """What somebody is here, in words; the first that fits. No query for who was asked before."""
    names = roles.group_names(user)
    return next((words for group, words in ROLES if group in names), "Member of the team")


def _once(now: datetime, *parts) -> str:
    window = int(now.timestamp() // ONE_LOOK.total_seconds())
    named = ":".join(str(getattr(part, "pk", part)) for part in (window, *parts))
    return hashlib.sha256(named.encode()).hexdigest()
