"""The messages about a complaint: their words, and who gets them.

No message holds a word of a complaint or of our reply, nor what it is about. Whoever complains gets
the same e-mail whether the address belongs to an account or not.
"""

from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model

from network.complaints.models import Complaint
from network.members.roles import COORDINATORS, SAFEGUARDING_LEADS
from network.notifications.kinds import Kind, get, register
from network.notifications.outbox import notify, send_account_mail

register(
    Kind(
        "complaint_received",
        "We have your complaint: {detail}",
        "Thank you for telling us. Your complaint has been received and will be looked into; its "
        "reference is {detail}. A person acknowledges it within 30 days, usually much sooner. You "
        "can see how far it is, and read our replies, at the link.",
    ),
    Kind(
        "complaint_news",
        "There is news on your complaint {detail}",
        "We have written to you about your complaint. For your privacy the words are not in this "
        "e-mail: read them at the link.",
    ),
    Kind(
        "desk_complaint",
        "A complaint about data has come in",
        "It has to be acknowledged by a person within 30 days. Please open it on the desk and say "
        "who looks after it.",
        group="desk",
    ),
    Kind(
        "desk_complaint_again",
        "A complaint has been opened again",
        "The person who complained was not content with the answer and has said why.",
        group="desk",
    ),
    Kind(
        "desk_complaint_assigned",
        "You look after a complaint now",
        "Somebody has given a complaint about data to you. It is on the desk.",
        group="desk",
    ),
    Kind(
        "desk_complaint_due",
        "A complaint is due in {detail} days",
        "A complaint about data waits to be acknowledged or answered. The date is on the desk.",
        group="desk",
    ),
)


def tell_complainant(complaint: Complaint, kind: str, *, now: datetime) -> None:
    """By e-mail to the address that was given, with the link that opens the complaint.

    Somebody who complained while signed in finds the message on the site too, if they gave the
    address of their account; the link then leads to their own pages.
    """
    person = complaint.user
    if person is not None and person.is_active and person.email.lower() == complaint.email:
        notify(
            recipient=person,
            kind=kind,
            key=f"{complaint.public_id}:{now.isoformat()}",
            url=complaint.own_url,
            now=now,
            detail=complaint.reference,
        )
        return
    words = get(kind)
    link = urljoin(settings.WAGTAILADMIN_BASE_URL, complaint.tracking_url)
    send_account_mail(
        to_address=complaint.email,
        kind=kind,
        subject=words.subject.replace("{detail}", complaint.reference),
        body=f"{words.body.replace('{detail}', complaint.reference)}\n\n{link}",
        now=now,
    )


def tell_handlers(
    complaint: Complaint, kind: str, *, now: datetime, key: str = "", detail: str = ""
) -> int:
    """Tell whoever looks after it; everybody who may, when nobody does. Returns how many."""
    people = list(handlers_of(complaint))
    handler = [person for person in people if person.pk == complaint.handler_id]
    return sum(
        tell_person(person, complaint, kind, now=now, key=key, detail=detail)
        for person in handler or people
    )


def tell_person(
    person, complaint: Complaint, kind: str, *, now: datetime, key: str = "", detail: str = ""
) -> bool:
    """Tell one person of the desk, once for each occasion."""
    occasion = f"{complaint.public_id}:{key or now.isoformat()}"
    return (
        notify(
            recipient=person,
            kind=kind,
            key=occasion,
            url=complaint.desk_url,
            now=now,
            detail=detail,
        )
        is not None
    )


def handlers_of(complaint: Complaint):
    """The people who may handle this complaint, in a stable order (see ``for_desk``)."""
    groups = [SAFEGUARDING_LEADS] if complaint.is_about_team else [SAFEGUARDING_LEADS, COORDINATORS]
    return (
        get_user_model()
        .objects.active()
        .filter(groups__name__in=groups)
        .exclude(pk=complaint.user_id)
        .exclude(email__iexact=complaint.email)
        .distinct()
        .order_by("name", "pk")
    )
