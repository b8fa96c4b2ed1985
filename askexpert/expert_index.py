"""The text index of a process: made once, then kept as the database is.

Every willing expert has an ``evidence_version``; :mod:`askexpert.evidence_changes` gives it
another number in the transaction that changes their texts. A process remembers which version it
has indexed, and before each use replaces what differs, so two processes that see the same
database give the same result, whatever happened before in each.

The snapshot saves a new process from reading every text (:func:`store`). What is missing in it, or
newer, is read; but of more than a few people only by :func:`store`, which ``run_due`` calls:
reading 10,000 people's texts takes the better part of a minute, and nobody's request should.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from threading import RLock

from django.db import transaction

from askexpert.evidence import evidence_of
from askexpert.matching import storage
from askexpert.matching.text import TextIndex
from askexpert.models import ExpertAvailability, ExpertIndexSnapshot

# The texts of so many are read in about the time that loading a snapshot takes.
FEW_EXPERTS = 200


class IndexNotReadyError(Exception):
    """More texts would have to be read than a request may wait for; ``run_due`` reads them."""


class ProcessIndex:
    """A text index, and the version of each expert's evidence that is in it.

    Threads of one process take turns: whoever uses the index holds it.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self.forget()

    def forget(self) -> None:
        """Begin again with nothing, as a new process does."""
        with self._lock:
            self.index = TextIndex()
            self.versions: dict[int, int] = {}

    @contextmanager
    def at(self, versions: Mapping[int, int], *, however_many: bool = False) -> Iterator[TextIndex]:
        """The index with exactly these experts, each at this version, while in the block.

        No query when nothing has changed; else those of ``evidence_of`` for the changed people,
        and one more for the snapshot where many have changed, as in a new process.

        :raises IndexNotReadyError: when the texts of more than a few people would have to be read,
            unless ``however_many``.
        """
        with self._lock:
            changed = self._changed(versions)
            if len(changed) > FEW_EXPERTS:
                self._load()
                changed = self._changed(versions)
            if len(changed) > FEW_EXPERTS and not however_many:
                raise IndexNotReadyError
            for user in self.versions.keys() - versions.keys():
                self.index.remove_expert(str(user))
                del self.versions[user]
            for user, pieces in evidence_of(changed).items():
                self.index.replace_expert(str(user), pieces)
                self.versions[user] = versions[user]
            yield self.index

    def _changed(self, versions: Mapping[int, int]) -> list[int]:
        if versions == self.versions:
            return []
        known = self.versions.get
        return [user for user, version in versions.items() if known(user) != version]

    def _load(self) -> None:
        snapshot = ExpertIndexSnapshot.objects.order_by("-pk").first()
        if snapshot is None:
            return
        try:
            self.index = storage.from_bytes(bytes(snapshot.data))
        except storage.StaleIndexError:
            return
        self.versions = {int(user): version for user, version in snapshot.versions.items()}


INDEX = ProcessIndex()


def current_versions() -> dict[int, int]:
    """The version of every willing expert's evidence, by user id: one query."""
    return dict(ExpertAvailability.objects.willing().values_list("user_id", "evidence_version"))


def store(*, now: datetime) -> bool:
    """Store a snapshot if there are many experts and the stored one is missing or outdated.

    Outdated is one in which anything has changed: words that were taken out of a page or profile
    must not rest here. A snapshot that is not worth its room any more is deleted. Returns whether
    anything was written.
    """
    latest = ExpertIndexSnapshot.objects.order_by("-pk").values_list("versions", flat=True).first()
    versions = current_versions()
    if len(versions) <= FEW_EXPERTS:
        return latest is not None and bool(ExpertIndexSnapshot.objects.all().delete()[0])
    if latest == {str(user): number for user, number in versions.items()}:
        return False
    with INDEX.at(versions, however_many=True) as index:
        data = storage.to_bytes(index)
    with transaction.atomic():
        ExpertIndexSnapshot.objects.all().delete()
        ExpertIndexSnapshot.objects.create(taken_at=now, versions=versions, data=data)
    return True
