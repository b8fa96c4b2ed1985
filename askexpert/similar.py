"""What is already there for a question: answers, resources and tips, found by its topics and words.

Works on a half-written text too, so it is shown while one types. It offers only what the person may
open, keeps nothing and logs nothing.
"""

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from askexpert.matching.stopwords import STOP_WORDS
from askexpert.matching.tokens import EVERYDAY_STEMS, stem, words
from network.search.kinds import Kind
from network.search.models import CatalogueEntry
from network.taxonomy.models import Topic

OFFERED = (Kind.ANSWER, Kind.RESOURCE, Kind.TIP)
TOPIC_POINTS, TITLE_POINTS, SUMMARY_POINTS, CONTEXT_POINTS = 6, 4, 1, 1
# Below it nothing is offered: a topic, or a word of the title with two of the summary, is enough.
ENOUGH = 6
READ_CHARACTERS = 5000
WORDS_LOOKED_UP = 12
LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about: slugs of topics and contexts, stems of its telling words."""

    topics: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.topics or self.contexts or self.stems)


def similar_entries(question, user, *, limit: int = 5) -> list[CatalogueEntry]:
    """What is there for a question that has been written: see :func:`similar_to`."""
    subject = subject_of(
        question.title,
        question.text,
        topics=[topic.slug for topic in question.topics.all()],
        contexts=[context.slug for context in question.contexts.all()],
    )
    return similar_to(subject, user, limit=limit)


def subject_of(title: str, text: str, *, topics=(), contexts=()) -> Subject:
    """Read the subject from what was chosen and written: one query for the names of topics.

    A topic counts as chosen when its name, or one of its synonyms, stands in the text. Of the words
    the title's come first, then the text's by how often they occur; everyday words say nothing.
    """
    said = [stem(word) for word in words(f"{title}\n{text}"[:READ_CHARACTERS])]
    named = _topics_named(said) if said else []
    telling = _telling(title) + _telling(text[:READ_CHARACTERS])
    return Subject(
        topics=tuple(dict.fromkeys([*topics, *named])),
        contexts=tuple(contexts),
        stems=tuple(dict.fromkeys(telling))[:WORDS_LOOKED_UP],
    )


def similar_to(subject: Subject, user, *, limit: int = 5) -> list[CatalogueEntry]:
    """Entries with the subject's topics, or its words in their title; the closest first.

    Two or three queries: what is closed to this person, and the entries. When topics are known, an
    entry without any of them needs two of the words in its title.
    """
    if not subject:
        return []
    on_topic = Q(terms__facet="topic", terms__slug__in=subject.topics)
    in_context = Q(terms__facet="context", terms__slug__in=subject.contexts)
    in_title = Q()
    for word in subject.stems:
        in_title |= Q(title__icontains=word)
    wanted = on_topic | in_title if subject.topics or subject.stems else in_context
    shared = Sum(
        Case(
            When(on_topic, then=Value(TOPIC_POINTS)),
            When(in_context, then=Value(CONTEXT_POINTS)),
            default=Value(0),
            output_field=IntegerField(),
        )
    )
    entries = (
        CatalogueEntry.objects.visible_to(user)
        .of_kind(*OFFERED)
        .filter(pk__in=CatalogueEntry.objects.filter(wanted).values("pk"))
        .annotate(shared=Coalesce(shared, 0), topics_shared=Count("terms", filter=on_topic))
        .order_by("-shared", "-published_at", "pk")
    )
    scored = [(score, entry) for entry in entries[:LOOKED_AT] if (score := _score(entry, subject))]
    scored.sort(key=lambda pair: -pair[0])
    return [entry for _, entry in scored[:limit]]


def _score(entry: CatalogueEntry, subject: Subject) -> int:
    """Points for shared topics, contexts and words; 0 when it is not enough to be offered."""
    title = {stem(word) for word in words(entry.title)} & set(subject.stems)
    summary = {stem(word) for word in words(entry.summary)} & set(subject.stems)
    if subject.topics and not entry.topics_shared and len(title) < 2:
        return 0
    points = entry.shared + TITLE_POINTS * len(title) + SUMMARY_POINTS * len(summary - title)
    enough = ENOUGH if subject.topics or subject.stems else CONTEXT_POINTS
    return points if points >= enough else 0


def _telling(text: str) -> list[str]:
    """Stems of the words that say something about the subject, the most frequent first."""
    stems = [
        stemmed
        for word in words(text)
        for stemmed in [stem(word)]
        if len(word) > 3 and word not in STOP_WORDS and stemmed not in EVERYDAY_STEMS
    ]
    return sorted(dict.fromkeys(stems), key=lambda word: -stems.count(word))


def _topics_named(said: list[str]) -> list[str]:
    """Slugs of the topics whose name or synonym stands in a text, given as stems."""
    text = f" {' '.join(said)} "
    found = []
    for slug, name, synonyms in Topic.objects.values_list("slug", "name", "synonyms"):
        phrases = (words(phrase) for phrase in [name, *synonyms.splitlines()])
        stemmed = (" ".join(stem(word) for word in phrase) for phrase in phrases)
        if any(phrase and f" {phrase} " in text for phrase in stemmed):
            found.append(slug)
    return found
