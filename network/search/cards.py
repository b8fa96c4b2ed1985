"""What a card shows of a catalogue entry, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.template.defaultfilters import date as format_date
from django.utils import timezone

from network.search.fulltext.hits import Snippet
from network.search.kinds import Kind
from network.search.models import CatalogueEntry

FILES_FOR = {"members": "Files for members", "request": "Files on request"}
STATUS_VARIANTS = {"open": "success", "running": "info", "finished": "neutral"}


@dataclass(slots=True)
class EntryCard:
    """The variables of ``components/card.html``."""

    title: str
    url: str
    summary: str
    eyebrow: str = ""
    meta: str = ""
    badges: list[dict] = field(default_factory=list)

    @classmethod
    def of(cls, entry: CatalogueEntry) -> "EntryCard":
        """The card of an entry; its ``authors`` are named if they were looked up before."""
        card = cls(title=entry.title, url=entry.url, summary=entry.summary)
        authors = ", ".join(getattr(entry, "authors", []))
        if entry.kind == Kind.WEBINAR and entry.starts_at:
            card.eyebrow = when(entry.starts_at)
            card.meta = minutes(entry.details.get("minutes"))
            if entry.details.get("has_recording"):
                card.badges = [{"label": "Recorded", "variant": "info"}]
        elif entry.kind == Kind.PROJECT:
            status = entry.details.get("status", "")
            card.badges = [
                {
                    "label": entry.details.get("status_label", ""),
                    "variant": STATUS_VARIANTS.get(status, "neutral"),
                }
            ]
            card.meta = entry.details.get("time_asked", "")
        elif entry.kind == Kind.TIP:
            needed = minutes(entry.details.get("minutes"))
            card.eyebrow = authors
            card.meta = f"Takes {needed}" if needed else ""
        else:
            card.eyebrow = format_date(timezone.localtime(entry.published_at), "j F Y")
            card.meta = authors
        return card


@dataclass(frozen=True, slots=True)
class ResourceCard:
    """The ``item`` of ``components/resource_card.html``."""

    title: str
    url: str
    summary: str
    type_label: str
    formats: tuple[str, ...]
    contexts: tuple[str, ...]
    reviewed_date: date | None
    is_stale: bool
    files: str = ""
    passage: Snippet | None = None

    @classmethod
    def of(cls, entry: CatalogueEntry, today: date) -> "ResourceCard":
        details = entry.details
        due = _day(details.get("review_due_date"))
        return cls(
            title=entry.title,
            url=entry.url,
            summary=entry.summary,
            type_label=details.get("type_label", ""),
            formats=tuple(name.upper() for name in details.get("formats", ())),
            contexts=tuple(details.get("contexts", ())),
            reviewed_date=_day(details.get("reviewed_date")),
            is_stale=due is not None and due <= today,
            files=files_rule(details, today),
        )


def files_rule(details: dict, today: date) -> str:
    """For whom the files are and from which day, where that is not everybody and already.

    Cards are kept for a day: it names the day alone, and names it to its end where the files come
    in the course of it, so that the words are true at every hour.
    """
    rule = FILES_FOR.get(details.get("files_for", ""), "")
    text = details.get("files_from")
    there = timezone.localtime(datetime.fromisoformat(text)) if text else None
    if there is None or there.replace(tzinfo=None) <= datetime.combine(today, time.min):
        return rule
    day = format_date(there, "j F Y")
    return f"{rule}, from {day}" if rule else f"Files from {day}"


def entry_cards(entries: Iterable[CatalogueEntry]) -> list[EntryCard]:
    return [EntryCard.of(entry) for entry in entries]


def when(moment: datetime) -> str:
    """A day and a clock time in London: "Thursday 14 May 2026, 12:30"."""
    return format_date(timezone.localtime(moment), "l j F Y, H:i")


def minutes(number: int | None) -> str:
    """A length of time in words: "1 minute", "45 minutes", "1 hour 30 minutes"."""
    if not number:
        return ""
    hours, rest = divmod(number, 60)
    parts = [(hours, "hour"), (rest, "minute")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
