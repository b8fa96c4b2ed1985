"""What the matching needs to know of a question and of the person who asks it.

Conflicts are judged by the asker's organisation and area as they were when the question was sent,
and by those that their profile names now.
"""

from django.db.models import Q

from askexpert.matching.values import Employer
from askexpert.matching.values import Question as AskedQuestion
from askexpert.models import DeclaredTie, DoNotMatch, Question
from network.members.models import Profile
from network.taxonomy.naming import folded


def asked_question(question: Question, topics, contexts, assignments) -> AskedQuestion:
    """The question as the matching sees it, without the words of who asked.

    ``topics`` and ``contexts`` are the question's, read already; ``assignments`` those that count
    as having been asked. Eight queries at most, and three more if the asker has moved since.
    """
    profile = Profile.objects.select_related("organisation", "area").get(user=question.asker_id)
    organisation, area = profile.organisation, profile.area
    if question.asker_organisation_id not in (None, profile.organisation_id):
        organisation = question.asker_organisation
    if question.asker_area_id not in (None, profile.area_id):
        area = question.asker_area
    moved_area = profile.area if profile.area_id not in (None, area and area.pk) else None
    ties = list(
        DeclaredTie.objects.filter(user=question.asker_id).values_list(
            "person_id", "organisation__root_id", "area_id"
        )
    )
    asked = assignments.filter(question=question).values_list("expert_id", flat=True)
    return AskedQuestion(
        id=str(question.public_id),
        title=question.title,
        text=question.text,
        topics=tuple(topic.slug for topic in topics),
        contexts=tuple(context.slug for context in contexts),
        asker=str(question.asker_id),
        sector=next((sector.name for sector in profile.sectors.all()), ""),
        sectors_wanted=(question.sector_wanted.name,) if question.sector_wanted else (),
        nation=question.nation.name if question.nation else "",
        area=str(area.pk) if area else "",
        further_areas=(str(moved_area.pk),) if moved_area else (),
        organisation_root=root_of(
            organisation.root_id if organisation else None, profile.proposed_organisation
        ),
        further_organisations=_where_they_moved(question, profile),
        previous_employers=_employers_of_asker(profile),
        declared_ties=frozenset(str(person) for person, _, _ in ties if person),
        tied_organisations=frozenset(str(root) for _, root, _ in ties if root),
        tied_areas=frozenset(str(area) for _, _, area in ties if area),
        do_not_match=_unwanted(question.asker_id),
        already_asked=frozenset(str(pk) for pk in asked),
        nation_only_topics=frozenset(topic.slug for topic in topics if topic.nation_only),
    )


def _where_they_moved(question: Question, profile: Profile) -> tuple[str, ...]:
    """The organisation that the asker has moved to since the question was sent: as close to them
    as the one they asked from, for whoever works, has worked or has declared a tie there."""
    if question.asker_organisation_id in (None, profile.organisation_id):
        return ()
    root = root_of(
        profile.organisation.root_id if profile.organisation else None,
        profile.proposed_organisation,
    )
    return (root,) if root else ()


def _employers_of_asker(profile: Profile) -> tuple[Employer, ...]:
    jobs = profile.previous_employments.values_list("organisation__root_id", "until_date")
    return tuple(Employer(str(root), until) for root, until in jobs)


def _unwanted(asker: int) -> frozenset[str]:
    """Whom the asker would rather not meet, and who would rather not meet the asker."""
    rows = DoNotMatch.objects.filter(Q(user=asker) | Q(other=asker)).values_list("user", "other")
    return frozenset(str(person) for row in rows for person in row) - {str(asker)}


def root_of(root: int | None, proposed: str | None) -> str:
    """What stands for the organisation's tree.

    A name that no coordinator has decided on yet stands for itself: two who wrote the same one
    are colleagues.
    """
    if root is not None:
        return str(root)
    name = folded(proposed or "")
    return f"proposed: {name}" if name else ""
