"""Who has come too close to a question since they were asked: a new employer, a declared tie.

The guards of an invitation run when somebody is asked and when they say yes (``candidates``). In
between they may have moved; here the same ties are looked for whenever a page would show them what
the question is about.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from askexpert.candidates import WEIGHTS
from askexpert.enums import AssignmentStatus
from askexpert.matching.exclusions import months_before
from askexpert.models import Assignment, DoNotMatch, Question
from askexpert.models.decision import DecisionKind
from network.members.models.profile import PreviousEmployment
from network.taxonomy.models import Organisation


def tied_asks(expert, asks: Iterable[Assignment], *, today: date) -> set[int]:
    """The keys of those invitations that wait for this person's reply and to which they have a tie
    by now.

    Two queries, one more where coordinators have set the rule on areas aside, none without an
    invitation.
    """
    waiting = [ask for ask in asks if ask.status == AssignmentStatus.INVITED]
    exceptions = [ask for ask in waiting if _sets_area_aside(ask)]
    others = [ask for ask in waiting if ask not in exceptions]
    return _tied(expert, others, areas_count=True, today=today) | _tied(
        expert, exceptions, areas_count=False, today=today
    )


def _sets_area_aside(ask: Assignment) -> bool:
    return ask.decision_id is not None and ask.decision.kind == DecisionKind.OVERRIDE_AREA


def _tied(expert, asks: list[Assignment], *, areas_count: bool, today: date) -> set[int]:
    if not asks:
        return set()
    since = months_before(today, WEIGHTS.previous_employer_months)
    recent = PreviousEmployment.objects.filter(until_date__gte=since)
    left = Organisation.objects.filter(
        root__in=recent.filter(profile__user=expert).values("organisation__root")
    ).values("pk")
    joined = recent.filter(
        organisation__root__in=Organisation.objects.filter(profiles__user=expert).values("root")
    )
    unwanted = DoNotMatch.objects.filter(Q(user=expert) | Q(other=expert))
    untied = (
        Question.objects.filter(pk__in=[ask.question_id for ask in asks])
        .without_tie_to(expert, areas_count=areas_count)
        .exclude(asker_organisation__in=left)
        .exclude(asker__profile__organisation__in=left)
        .exclude(asker__in=joined.values("profile__user"))
        .exclude(Q(asker__in=unwanted.values("user")) | Q(asker__in=unwanted.values("other")))
    )
    clear = set(untied.values_list("pk", flat=True))
    return {ask.pk for ask in asks if ask.question_id not in clear}
