"""The text index of a process: made once, then kept as the database is.

Every willing expert has an ``evidence_version``; :mod:`askexpert.evidence_changes` gives it
another number in the transaction that changes their texts. A process remembers which version it
has indexed, and before each use replaces what differs, so two processes that see the same
database give the same result, whatever happened before in each.

The snapshot saves a new process from reading every text (:func:`store`). It is never needed: what
is missing in it, or newer, is read.
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

# Below this many pieces the texts are read in the time that loading a snapshot would take.
WORTH_STORING = 2_000
FEW_EXPERTS = 200


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
            self.is_new = True

    @contextmanager
    def at(self, versions: Mapping[int, int]) -> Iterator[TextIndex]:
        """The index with exactly these experts, each at this version, while in the block.

        No query when nothing has changed; else those of ``evidence_of`` for the changed people,
        and one more for the snapshot in a new process that has many to read.
        """
        with self._lock:
            if self.is_new and len(versions) > FEW_EXPERTS:
                self._load()
            self._follow(versions)
            self.is_new = False
            yield self.index

    def _follow(self, versions: Mapping[int, int]) -> None:
        if versions == self.versions:
            return
        changed = [user for user, version in versions.items() if self.versions.get(user) != version]
        for user in self.versions.keys() - versions.keys():
            self.index.remove_expert(str(user))
            del self.versions[user]
        for user, pieces in evidence_of(changed).items():
            self.index.replace_expert(str(user), pieces)
            self.versions[user] = versions[user]

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
    """Store a snapshot if there is much to read and the stored one is missing or outdated.

    Outdated is one in which anything has changed: words that were taken out of a page or profile
    must not rest here. A snapshot that is not worth its room any more is deleted. Returns whether
    anything was written.
    """
    latest = ExpertIndexSnapshot.objects.order_by("-pk").values_list("versions", flat=True).first()
    if latest is None and ExpertAvailability.objects.willing().count() <= FEW_EXPERTS:
        return False
    versions = current_versions()
    if latest is not None and latest == {str(user): number for user, number in versions.items()}:
        return False
    with INDEX.at(versions) as index:
        if len(index) < WORTH_STORING:
            return bool(ExpertIndexSnapshot.objects.all().delete()[0])
        data = storage.to_bytes(index)
    with transaction.atomic():
        ExpertIndexSnapshot.objects.all().delete()
        ExpertIndexSnapshot.objects.create(taken_at=now, versions=versions, data=data)
    return True
