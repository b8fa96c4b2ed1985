"""What the matching needs to know of a question and of the person who asks it.

Conflicts are judged by the asker's organisation and area as they were when the question was sent,
and by those that their profile names now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from askexpert.linked_facts import Link, Links, day_as_word
from askexpert.matching.values import Employer
from askexpert.matching.values import Question as AskedQuestion
from askexpert.models import DeclaredTie, DoNotMatch, Question
from network.members.models import Profile
from network.members.models.profile import PreviousEmployment
from network.taxonomy.naming import folded


@dataclass(frozen=True, slots=True)
class Asker:
    """Where a question comes from: as it was when it was sent, and as the asker's profile is now.

    Areas and organisations are keys as text, as the matching names them; an organisation that is
    only proposed stands for itself (:func:`root_of`).
    """

    profile: Profile
    sector: str
    area: str
    further_areas: tuple[str, ...]
    organisation_root: str
    further_organisations: tuple[str, ...]

    @classmethod
    def of(cls, question: Question) -> "Asker":
        """One query, or none where the question's asker has been read with it; one more for the
        sector of a question that has none yet, and one for each place that they have left."""
        profile = _profile_of(question)
        organisation, area = profile.organisation, profile.area
        if question.asker_organisation_id not in (None, profile.organisation_id):
            organisation = question.asker_organisation
        if question.asker_area_id not in (None, profile.area_id):
            area = question.asker_area
        moved_area = profile.area if profile.area_id not in (None, area and area.pk) else None
        sector = question.asker_sector or profile.sectors.first()
        return cls(
            profile=profile,
            sector=sector.name if sector else "",
            area=str(area.pk) if area else "",
            further_areas=(str(moved_area.pk),) if moved_area else (),
            organisation_root=root_of(
                organisation.root_id if organisation else None, profile.proposed_organisation
            ),
            further_organisations=_where_they_moved(question, profile),
        )

    def links(self) -> dict[str, Links]:
        """What is read of the asker together with what is read of experts."""
        user = self.profile.user_id
        ties = DeclaredTie.objects.filter(user=user)
        return {
            "asker_people": Links(ties.filter(person__isnull=False), "user_id", "person_id"),
            "asker_trees": Links(
                ties.filter(organisation__isnull=False), "user_id", "organisation__root_id"
            ),
            "asker_areas": Links(ties.filter(area__isnull=False), "user_id", "area_id"),
            "asker_employers": Links(
                PreviousEmployment.objects.filter(profile=self.profile),
                "profile_id",
                "organisation__root_id",
                day_as_word("until_date"),
            ),
            "unwanted": Links(
                DoNotMatch.objects.filter(Q(user=user) | Q(other=user)), "user_id", "other_id"
            ),
        }


def _profile_of(question: Question) -> Profile:
    """The asker's profile as it is now, with its places; not read again where it was just read."""
    asker = question.asker if Question.asker.is_cached(question) else None
    if asker is not None and type(asker).profile.related.is_cached(asker):
        return asker.profile
    return Profile.objects.select_related("organisation", "area").get(user=question.asker_id)


def asked_question(
    question: Question,
    asker: Asker,
    *,
    topics,
    contexts,
    found: dict,
    already_asked: Iterable[int],
) -> AskedQuestion:
    """The question as the matching sees it, without the words of who asked.

    ``topics`` and ``contexts`` are the question's, read already; ``found`` is what was read of
    :meth:`Asker.links`; ``already_asked`` who counts as having been asked.
    """
    user = question.asker_id
    return AskedQuestion(
        id=str(question.public_id),
        title=question.title,
        text=question.text,
        topics=tuple(topic.slug for topic in topics),
        contexts=tuple(context.slug for context in contexts),
        asker=str(user),
        sector=asker.sector,
        sectors_wanted=(question.sector_wanted.name,) if question.sector_wanted else (),
        nation=question.nation.name if question.nation else "",
        area=asker.area,
        further_areas=asker.further_areas,
        organisation_root=asker.organisation_root,
        further_organisations=asker.further_organisations,
        previous_employers=employers(found["asker_employers"]),
        declared_ties=frozenset(str(person) for _, person, _ in found["asker_people"]),
        tied_organisations=frozenset(str(root) for _, root, _ in found["asker_trees"]),
        tied_areas=frozenset(str(area) for _, area, _ in found["asker_areas"]),
        do_not_match=frozenset(
            str(person) for one, other, _ in found["unwanted"] for person in (one, other)
        )
        - {str(user)},
        already_asked=frozenset(str(pk) for pk in already_asked),
        nation_only_topics=frozenset(topic.slug for topic in topics if topic.nation_only),
    )


def employers(found: Iterable[Link]) -> tuple[Employer, ...]:
    """Links to organisations, each with the day until which somebody was there, if it is over."""
    return tuple(
        Employer(str(root), date.fromisoformat(until) if until else None)
        for _, root, until in found
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


def root_of(root: int | None, proposed: str | None) -> str:
    """What stands for the organisation's tree.

    A name that no coordinator has decided on yet stands for itself: two who wrote the same one
    are colleagues.
    """
    if root is not None:
        return str(root)
    name = folded(proposed or "")
    return f"proposed: {name}" if name else ""
