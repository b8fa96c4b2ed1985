"""The messages of the library. Their words are fixed; titles are looked up when they are shown."""

from collections.abc import Iterable

from network.notifications.kinds import Kind, Line, register
from network.notifications.models import Message
from network.search.kinds import Kind as Kinds
from network.search.models import CatalogueEntry
from resources.models import ResourceVersion


def lines_of_resources(messages: Iterable[Message]) -> dict[int, list[Line]]:
    """The public resource behind each address, with the change note of its version: two queries.

    A title of what is restricted or has been withdrawn is in no message.
    """
    addresses = {message.pk: _parts_of(message.url) for message in messages}
    entries = CatalogueEntry.objects.of_kind(Kinds.RESOURCE).filter(
        url__in={url for url, _ in addresses.values()}, restriction__isnull=True
    )
    titles = {entry.url: (entry.page_id, entry.title) for entry in entries}
    notes = ResourceVersion.objects.filter(resource__in={pk for pk, _ in titles.values()})
    changed = {(v.resource_id, v.number): v.change_note for v in notes}
    lines: dict[int, list[Line]] = {}
    for key, (url, number) in addresses.items():
        page_id, title = titles.get(url, (None, ""))
        if (page_id, number) in changed:
            words = f"{title}, version {number}: {changed[page_id, number]}"
            lines[key] = [Line(words, f"{url}versions/{number}/")]
    return lines


def _parts_of(address: str) -> tuple[str, int]:
    """``/resources/audit/versions/2/`` → ``/resources/audit/`` and 2."""
    _, section, slug, _, number, _ = address.split("/")
    return f"/{section}/{slug}/", int(number)


register(
    Kind(
        "desk_files_asked",
        "Somebody asks for files of the library",
        "A member has asked for the files of a resource that are given on request. Who it is, what "
        "they need them for and the two buttons are on this page.",
        group="desk",
    ),
    Kind(
        "files_granted",
        "You may have the files that you asked for",
        "Your request for files of the library was granted. Until when, and the files, are on this "
        "page.",
        group="account",
    ),
    Kind(
        "files_declined",
        "Your request for files was declined",
        "The people who look after the library have answered your request for files. Their reason "
        "is on this page.",
        group="account",
    ),
    Kind(
        "files_revoked",
        "Files of the library are closed to you again",
        "The people who look after the library have ended what they had granted. Their reason is "
        "on this page.",
        group="account",
    ),
    Kind(
        "files_expired",
        "The time for which you had files of the library is over",
        "If you still need them, you can ask again on this page.",
        group="account",
    ),
    Kind(
        "file_replaced",
        "A form you took has been replaced",
        "There is a newer version of what you downloaded from the library. This page says what "
        "has changed.",
        group="library",
        lines_of_many=lines_of_resources,
    ),
    Kind(
        "adapted_source_changed",
        "What you adapted for your area has changed",
        "There is a newer version of what you adapted. This page says what has changed, so that "
        "you can see whether yours should change too.",
        group="library",
        lines_of_many=lines_of_resources,
    ),
    Kind(
        "desk_format_asked",
        "Somebody needs a file in another format",
        "A request for an accessible format has come in. What is needed, and by when, is on this "
        "page.",
        group="desk",
    ),
    Kind(
        "format_answered",
        "Your request for another format has been answered",
        "The people who look after the library have answered your request. Their answer is on this "
        "page.",
        group="account",
    ),
    Kind(
        "editors_resource_not_ready",
        "A resource was not published at its time",
        "A resource was to be published now, and something that every resource needs is missing. "
        "It waits as a draft; the top of its form says what to mend.",
        group="desk",
    ),
)
