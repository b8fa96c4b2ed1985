"""Who sees which question. Views look private objects up through ``visible_to`` only."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from askexpert import enums
from askexpert.enums import QuestionStatus
from askexpert.models.ties import DeclaredTie
from askexpert.turns import with_turn
from network.members.enums import MembershipStatus
from network.members.models import Profile
from network.members.roles import is_coordinator, is_safeguarding_lead
from network.taxonomy.models import Area, Organisation

# A question that was with the leads when its asker withdrew it: nobody has found it safe.
WITHDRAWN_FROM_LEADS = Q(status=QuestionStatus.WITHDRAWN, see_by__isnull=False)


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "QuestionQuerySet":
        """Questions this person may read, drafts of others never among them.

        The asker: their own. A coordinator: every sent question on which they have no conflict
        of interest, unless it is with a safeguarding lead. A safeguarding lead: what was
        quarantined or waits too long for its first check. An expert: what they are asked, as long
        as the ask is live or completed and their own membership is approved.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        mine = Q(asker=user)
        seen = mine | Q(Exists(self._readable_assignment(user)))
        if is_safeguarding_lead(user):
            seen |= Q(pk__in=self.model.objects.for_safeguarding_lead(user).values("pk"))
        if is_coordinator(user):
            seen |= Q(pk__in=self.model.objects.for_coordinator(user).values("pk"))
        return self.filter(seen)

    def for_asker(self, user) -> "QuestionQuerySet":
        return self.filter(asker=user)

    def for_coordinator(self, user) -> "QuestionQuerySet":
        """Sent questions that this coordinator may work on: none with a conflict of interest.

        Conflict (ASK_AN_EXPERT, "People in it"): the same organisation tree or the same area as
        the asker, as their profile was at submission or as it is now; a declared tie; or the
        asker themselves. Nor do they work on what they are asked as an expert, or have answered.
        """
        return (
            self.filter(submitted_at__isnull=False, anonymised_at__isnull=True)
            .exclude(status__in=[QuestionStatus.DRAFT, QuestionStatus.QUARANTINED])
            .exclude(WITHDRAWN_FROM_LEADS)
            .without_tie_to(user)
            .not_put_to(user)
        )

    def not_put_to(self, user) -> "QuestionQuerySet":
        """Questions that this person does not read as an expert: there the asker has no name."""
        asks = self.model.assignments.rel.related_model.objects
        asked = asks.filter(expert=user, status__in=enums.READABLE_ASSIGNMENT)
        return self.exclude(pk__in=asked.values("question"))

    def without_tie_to(self, user, *, areas_count: bool = True) -> "QuestionQuerySet":
        """Questions of people whom this person is not too close to, and is not.

        ``areas_count`` is false where two coordinators have set the rule on areas aside.
        """
        organisations, areas, people = _too_close(user, areas_count=areas_count)
        return (
            self.exclude(asker=user)
            .exclude(asker_organisation__in=organisations.values("pk"))
            .exclude(asker_area__in=areas.values("pk"))
            .exclude(asker__in=people.values("user"))
            .exclude(
                asker__in=DeclaredTie.objects.filter(user=user, person__isnull=False).values(
                    "person"
                )
            )
            .exclude(asker__in=_declared_to(user, areas_count=areas_count).values("user"))
        )

    def for_safeguarding_lead(self, user) -> "QuestionQuerySet":
        """Questions that identify somebody or show risk, though their asker has withdrawn them
        meanwhile, and those that wait too long for their first check, until it is made; never
        their own, nor what they are asked as an expert."""
        return (
            self.filter(
                Q(status=QuestionStatus.QUARANTINED)
                | Q(status=QuestionStatus.SUBMITTED, escalated_at__isnull=False)
                | Q(WITHDRAWN_FROM_LEADS, anonymised_at__isnull=True)
            )
            .exclude(asker=user)
            .not_put_to(user)
        )

    def for_desk(self, user) -> "QuestionQuerySet":
        """What this person works on at the desk, by their roles there and nothing else.

        Somebody at the desk may be an asker and an expert too. What they are asked as an expert
        is not among these: the desk names the asker, an invitation must not.
        """
        # In one role, as most people are, no set of all questions stands between a filter and its
        # index: a list of open questions does not look at those that have ended.
        if not is_safeguarding_lead(user):
            return self.for_coordinator(user) if is_coordinator(user) else self.none()
        seen = Q(pk__in=[])
        if is_coordinator(user):
            seen |= Q(pk__in=self.model.objects.for_coordinator(user).values("pk"))
        seen |= Q(pk__in=self.model.objects.for_safeguarding_lead(user).values("pk"))
        return self.filter(seen)

    def with_writer(self) -> "QuestionQuerySet":
        """The same questions with ``has_writer``: whether somebody has agreed to write."""
        asks = self.model.assignments.rel.related_model.objects
        return self.annotate(
            has_writer=Exists(
                asks.filter(question=OuterRef("pk"), status__in=enums.ENGAGED_ASSIGNMENT)
            )
        )

    def awaiting_triage(self) -> "QuestionQuerySet":
        return self.filter(status=QuestionStatus.SUBMITTED)

    def live(self) -> "QuestionQuerySet":
        return self.filter(status__in=enums.LIVE)

    def untouched_drafts(self) -> "QuestionQuerySet":
        """Drafts that were started and hold nothing yet."""
        return self.filter(
            status=QuestionStatus.DRAFT,
            title="",
            text="",
            topics__isnull=True,
            contexts__isnull=True,
            updated_at=F("created_at"),
        )

    def old_drafts(self, before: datetime) -> "QuestionQuerySet":
        """Drafts that nobody has touched since ``before``."""
        return self.filter(status=QuestionStatus.DRAFT, updated_at__lt=before)

    def numbered(self, number: str) -> "QuestionQuerySet":
        """Questions whose number begins so: hexadecimal digits, with or without hyphens.

        A range of the unique index, whichever way the database stores the number.
        """
        digits = number.replace("-", "").lower()
        first, last = uuid.UUID(digits.ljust(32, "0")), uuid.UUID(digits.ljust(32, "f"))
        return self.filter(public_id__gte=first, public_id__lte=last)

    def late(self, now: datetime) -> "QuestionQuerySet":
        """Questions whose next step should have been taken, whoever's it is."""
        return with_turn(self).filter(due_at__lte=now)

    def for_list(self) -> "QuestionQuerySet":
        """Join everything that a list of questions shows: one query more, for the topics."""
        return with_turn(self.select_related("nation", "coordinator")).prefetch_related("topics")

    def _readable_assignment(self, user):
        assignment = self.model.assignments.rel.related_model
        return assignment.objects.filter(
            question=OuterRef("pk"),
            expert=user,
            status__in=enums.READABLE_ASSIGNMENT,
            expert__membership__status=MembershipStatus.APPROVED,
        )


def _too_close(
    user, *, areas_count: bool
) -> tuple[models.QuerySet, models.QuerySet, models.QuerySet]:
    """The organisations, areas and people's profiles that this person has a tie to: their own
    organisation's tree and area, those they have declared, and who is there now.

    None of the three depends on a question, so a database reads each once for any number of rows.
    """
    profile = getattr(user, "profile", None)
    ties = DeclaredTie.objects.filter(user=user)
    roots = Q(root__in=ties.filter(organisation__isnull=False).values("organisation__root"))
    areas = Q(pk__in=ties.filter(area__isnull=False).values("area"))
    unlisted = Q(pk__in=[])
    if profile is not None and profile.organisation_id is not None:
        own = Organisation.objects.filter(pk=profile.organisation_id)
        roots |= Q(root__in=own.values("root"))
    if profile is not None and profile.area_id is not None:
        areas |= Q(pk=profile.area_id)
    if profile is not None and profile.proposed_organisation:
        unlisted = Q(proposed_organisation__iexact=profile.proposed_organisation)
    organisations = Organisation.objects.filter(roots)
    areas = Area.objects.filter(areas) if areas_count else Area.objects.none()
    people = Profile.objects.filter(
        Q(organisation__in=organisations.values("pk")) | Q(area__in=areas.values("pk")) | unlisted
    )
    return organisations, areas, people


def _declared_to(user, *, areas_count: bool) -> models.QuerySet:
    """Ties that others have declared to this person, to the tree of their organisation or to their
    area."""
    to_them = Q(person=user)
    profile = getattr(user, "profile", None)
    if profile is not None and profile.organisation_id is not None:
        own = Organisation.objects.filter(pk=profile.organisation_id)
        to_them |= Q(organisation__root__in=own.values("root"))
    if areas_count and profile is not None and profile.area_id is not None:
        to_them |= Q(area=profile.area_id)
    return DeclaredTie.objects.filter(to_them)


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AssignmentQuerySet":
        """An expert sees their own asks, and nobody else's."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(expert=user)

    def live(self) -> "AssignmentQuerySet":
        return self.filter(status__in=enums.LIVE_ASSIGNMENT)

    def readable(self) -> "AssignmentQuerySet":
        """Asks under which the expert may read the question."""
        return self.filter(status__in=enums.READABLE_ASSIGNMENT)

    def unanswered_invitations(self, now: datetime) -> "AssignmentQuerySet":
        """Invitations whose time to respond has run out."""
        return self.filter(status=enums.AssignmentStatus.INVITED, respond_by__lte=now)

    def for_list(self) -> "AssignmentQuerySet":
        return self.select_related(
            "question", "question__nation", "answer", "decision"
        ).prefetch_related("question__topics")
