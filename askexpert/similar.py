"""What is already there for a question: resources, tips and published answers on its subjects."""

from django.db.models import Case, Count, IntegerField, Q, Sum, Value, When

from network.search.kinds import Kind
from network.search.models import CatalogueEntry

OFFERED = (Kind.ANSWER, Kind.RESOURCE, Kind.TIP)
TOPIC_WEIGHT, CONTEXT_WEIGHT = 3, 1


def similar_entries(question, user, *, limit: int = 5) -> list[CatalogueEntry]:
    """Entries that share topics (counted three times) or contexts, most first: one query.

    Only what this person may open anyway. Without topics and contexts there is nothing to offer.
    """
    topics = [topic.slug for topic in question.topics.all()]
    contexts = [context.slug for context in question.contexts.all()]
    if not topics and not contexts:
        return []
    on_topic = Q(terms__facet="topic", terms__slug__in=topics)
    in_context = Q(terms__facet="context", terms__slug__in=contexts)
    entries = (
        CatalogueEntry.objects.visible_to(user)
        .of_kind(*OFFERED)
        .filter(on_topic | in_context)
        .annotate(
            shared=Sum(
                Case(
                    When(on_topic, then=Value(TOPIC_WEIGHT)),
                    default=Value(CONTEXT_WEIGHT),
                    output_field=IntegerField(),
                )
            ),
            shared_topics=Count("terms", filter=on_topic),
        )
        .order_by("-shared", "-published_at", "pk")
    )
    if topics:
        entries = entries.filter(shared_topics__gt=0)
    return list(entries[:limit])
