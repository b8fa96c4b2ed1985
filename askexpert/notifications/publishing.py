"""What is told about publishing an answer: that there is something to read, never of what."""

from datetime import datetime

from askexpert.models import Publication
from askexpert.notifications.telling import coordinators_for
from network.notifications.kinds import Kind, register
from network.notifications.outbox import notify

SIGN_IN = "Sign in to the network to read more."

register(
    Kind(
        "ask_publishing",
        "May we ask you something about your question?",
        "There is something for you to decide about a question of yours. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "expert_publishing",
        "May we ask you something about an answer of yours?",
        "There is something for you to decide about an answer of yours. " + SIGN_IN,
        group="answering",
    ),
    Kind(
        "ask_publishing_news",
        "There is news about a question of yours",
        SIGN_IN,
        group="asking",
    ),
    Kind(
        "expert_publishing_news",
        "There is news about an answer of yours",
        SIGN_IN,
        group="answering",
    ),
    Kind(
        "desk_publication_to_write",
        "An answer may be published: it waits to be re-written",
        "Both people have agreed. The desk shows the words and what to make vaguer.",
        group="desk",
    ),
    Kind(
        "desk_publication_to_check",
        "A text waits to be checked before it is published",
        "A colleague has re-written an answer for everybody. Somebody else checks whether a "
        "stranger could tell who it is about.",
        group="desk",
    ),
    Kind(
        "desk_publication_returned",
        "A text came back from its check",
        "A colleague found something that could be recognised. The desk shows their note.",
        group="desk",
    ),
    Kind(
        "desk_publication_ended",
        "A consent to publish was taken back",
        "The page, if there was one, has been withdrawn already. You need not do anything.",
        group="desk",
    ),
)


def address_for(publication: Publication, user) -> str:
    return f"/ask/publications/{publication.key_of(user)}/"


def tell_both(publication: Publication, kind: str, *, now: datetime, but=None) -> None:
    """Tell the asker and the expert, each by their own key; ``kind`` is without the side's name.

    ``but`` is whoever has done it themselves. Who has left hears nothing.
    """
    for side, person in (("ask", publication.asker), ("expert", publication.expert)):
        if person.is_active and (but is None or person.pk != but.pk):
            notify(
                recipient=person,
                kind=f"{side}_{kind}",
                key=f"{publication.key_of(person)}:{publication.status}",
                url=address_for(publication, person),
                now=now,
            )


def tell_desk(publication: Publication, kind: str, *, now: datetime, but=None) -> None:
    """Tell the question's coordinator, or, for ``but``'s work, all others who may do the next
    step."""
    question = publication.question
    if question is None:
        return
    able = [
        person
        for person in coordinators_for(question)
        if person.pk not in (publication.expert_id, but.pk if but else None)
    ]
    own = [person for person in able if person.pk == question.coordinator_id]
    stamp = publication.rewritten_at or publication.proposed_at
    for person in able if but else own or able:
        notify(
            recipient=person,
            kind=kind,
            key=f"{publication.public_id}:{stamp.isoformat()}",
            url=f"{question.desk_url}publication/",
            now=now,
        )
