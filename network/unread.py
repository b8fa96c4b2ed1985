"""How much waits to be read by the person signed in: the numbers in the header of every page."""

from django.contrib.auth import get_user_model
from django.db.models import F, Func, IntegerField, QuerySet, Subquery

from network.notifications.models import Message
from network.relay.models import Letter


def unread_by(user) -> dict[str, int]:
    """The numbers of ``messages`` and ``letters`` that this person has not read: one query."""
    row = (
        get_user_model()
        .objects.filter(pk=user.pk)
        .values(
            unread_messages=_number(Message.objects.visible_to(user).unread()),
            unread_letters=_number(Letter.objects.visible_to(user).unread_by(user)),
        )
        .get()
    )
    return {"messages": row["unread_messages"], "letters": row["unread_letters"]}


def _number(rows: QuerySet) -> Subquery:
    """How many rows there are, 0 included: no grouping, so there is always one line."""
    number = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(number=number).values("number"))
