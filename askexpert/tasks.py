"""The worker's side of a search."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from askexpert.expert_index import IndexNotReadyError
from askexpert.models import Assignment


@task(takes_context=True)
def ask_next_person(context, assignment_pk: int, at: str) -> None:
    """Ask the next person in the place of this ask, if that is still to be done.

    ``at`` is the moment of the step that this follows from, in ISO format; the whole
    seconds that the task has waited are added.
    """
    from askexpert import workflow  # it enqueues this task

    enqueued = context.task_result.enqueued_at or timezone.now()
    waited = timedelta(seconds=(timezone.now() - enqueued) // timedelta(seconds=1))
    try:
        workflow.ask_next(
            assignment=Assignment.objects.get(pk=assignment_pk),
            now=datetime.fromisoformat(at) + waited,
        )
    except IndexNotReadyError:
        return  # run_due reads the texts, and then asks
