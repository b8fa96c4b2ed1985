"""Complaints of tests, made through the verbs."""

import uuid
from datetime import UTC, datetime

from network.complaints import workflow
from network.complaints.models import Complaint

NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
FORM = {
    "name": "Cora Complainant",
    "email": "cora@elsewhere.example",
    "whose": "own",
    "text": "You kept my address after I had left.",
}


def make_complaint(*, now: datetime = NOW, user=None, **details) -> Complaint:
    values = {**FORM, "is_about_team": False, **details}
    return workflow.make(token=uuid.uuid4(), now=now, user=user, **values)


def answered(complaint: Complaint, actor, *, now: datetime = NOW) -> Complaint:
    return workflow.answer(
        complaint=complaint, actor=actor, now=now, outcome="partly", words="We have deleted it."
    )
