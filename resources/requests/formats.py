"""Ask for a file in another format, and answer. The only writer of
:class:`~resources.models.FormatRequest`.

Ten working days, told at once. A visitor may ask too: their address is read by whoever answers, and
the site sends nothing to it, so nobody can make it write to somebody else.
"""

import secrets
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from network.media.models import SiteDocument
from network.members.screening import hold_back
from network.notifications.outbox import notify
from network.workflows import decide, require, require_transition
from network.working_days import after_working_days
from resources.access import keepers_except, keeps_library, may_have_files
from resources.models import FormatRequest, ResourcePage, VersionFile
from resources.transitions import FORMATS

WORKING_DAYS = 10
# Letters and digits that are not taken for one another when read aloud.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
REFERENCE_LENGTH = 6
OWN_PAGE = "/me/library/"


@transaction.atomic
def ask(
    *,
    page: ResourcePage,
    file: VersionFile,
    wanted: str,
    now: datetime,
    user=None,
    contact: str = "",
    note: str = "",
) -> FormatRequest:
    """Write the request and tell editors and coordinators. Sent twice it is one request: the same
    that the same person still waits for is returned as it is.

    ``user`` is who is signed in, ``None`` for a visitor, who gives a ``contact``. The nation of the
    person's profile decides which days are bank holidays; England's for visitors.

    :raises NotPermitted: for files that the person may not have.
    :raises TextHeldBack: when the note identifies somebody.
    """
    access = may_have_files(user or AnonymousUser(), page, now)
    require(decide(access.allowed, access.words))
    hold_back(note, names=(user.name,) if user else ())
    # Two presses at once wait for each other on the document.
    SiteDocument.objects.select_for_update().get(pk=file.document_id)
    what = {
        "resource": page,
        "version_number": file.version.number,
        "document_id": file.document_id,
        "wanted": wanted,
        "note": note,
    }
    whose = {"member": user} if user else {"member": None, "contact__iexact": contact}
    waiting = FormatRequest.objects.open().filter(**what, **whose).first()
    if waiting is not None:
        return waiting
    request = FormatRequest.objects.create(
        **what,
        reference=f"F-{''.join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH))}",
        member=user,
        contact="" if user else contact,
        asked_at=now,
        due_on=after_working_days(now, WORKING_DAYS, _nation_of(user)).date(),
    )
    for person in keepers_except(user):
        notify(
            recipient=person,
            kind="desk_format_asked",
            key=str(request.public_id),
            url=request.desk_url,
            now=now,
        )
    return request


@transaction.atomic
def act(
    *, request: FormatRequest, action: str, actor, now: datetime, answer: str = ""
) -> FormatRequest:
    """Take it in hand, send it, or say why it cannot be made. A member is told of an answer.

    :raises NotPermitted: for others than editors and coordinators.
    :raises TransitionNotAllowed: when somebody else was faster.
    """
    request = FormatRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    require(decide(keeps_library(actor), "Editors and coordinators answer this."))
    require_transition(FORMATS, action, request.state)
    known = (request.member.name,) if request.member else ()
    hold_back(answer, names=(*known, actor.name))
    request.state, request.handled_by = FORMATS[action].target, actor
    if action != "take":
        request.done_at, request.answer = now, answer
    request.save(update_fields=["state", "handled_by", "done_at", "answer"])
    if action != "take" and request.member:
        notify(
            recipient=request.member,
            kind="format_answered",
            key=str(request.public_id),
            url=OWN_PAGE,
            now=now,
        )
    return request


def _nation_of(user) -> str:
    profile = getattr(user, "profile", None) if user else None
    return profile.nation.slug if profile is not None and profile.nation else "england"
