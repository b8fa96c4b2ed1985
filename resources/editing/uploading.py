"""Several files at once become a draft, or the next version of a resource."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import slugify

from network.media.documents import store_screened
from network.media.held.holding import hold
from network.media.models import SiteDocument
from network.pages.models import PageAuthor
from network.pages.ordering import in_order
from network.safeguarding.files import AdmittedFile, Facts, UploadRefused, admit, clean_name
from resources.citing.bylines import people_in
from resources.editing.duplicates import places_of
from resources.editing.prefilling import fit_to_fill_in, is_clean_name, title_from
from resources.models import ResourceIndexPage, ResourcePage, ResourceVersion, VersionFile
from resources.models.resource import RESERVED_SLUGS

OLDEST = date(1990, 1, 1)
# The title of a draft whose files have none that may be filled in.
UNTITLED = "New resource"


@dataclass
class Taken:
    """A file that the gate let in, as it came, and what of its properties is filled in.

    ``left_out`` names those that are not, because they may identify somebody.
    """

    name: str
    file: UploadedFile
    admitted: AdmittedFile
    facts: Facts
    left_out: tuple[str, ...] = ()

    @property
    def format(self) -> str:
        return self.name.rpartition(".")[2].lower()

    @property
    def title(self) -> str:
        """Its own, or its name where that tells of nobody; else empty."""
        if self.facts.title or not is_clean_name(self.admitted.findings):
            return self.facts.title
        return title_from(self.name)

    @property
    def label(self) -> str:
        return (self.title or "File")[:120]


@dataclass
class Upload:
    """What became of the files: ``refused`` holds a name, as people read it, and a reason each;
    ``replaces``, once they are stored, the file of the former version that each stands for."""

    taken: list[Taken] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    replaces: list[VersionFile | None] = field(default_factory=list)


def take(files: list[UploadedFile], *, user, now: datetime) -> Upload:
    """Send every file through the gate, and read its properties before they are removed.

    What is refused is noted for the report, and what identifies somebody held for the leads."""
    upload = Upload()
    for file in files:
        name = clean_name(file.name)
        try:
            admitted = admit(file, filename=name)
        except UploadRefused as refusal:
            hold(file, filename=name, refusal=refusal, user=user, now=now)
            upload.refused.append((name, refusal.reason))
            continue
        upload.taken.append(Taken(name, file, admitted, *fit_to_fill_in(admitted.facts)))
    return upload


def new_draft(upload: Upload, *, title: str, resource_type, user, today: date) -> ResourcePage:
    """A draft with version 1, its title, authors and date as the files say. All or nothing.

    The version came out today: when a file was last saved says nothing of that."""
    facts = [taken.facts for taken in upload.taken]
    own = next((fact.title for fact in facts if fact.title), "") or upload.taken[0].title
    title = title or own or UNTITLED
    saved = [fact.saved for fact in facts if fact.saved and OLDEST <= fact.saved <= today]
    lines = (line for fact in facts for line in fact.authors)
    names = dict.fromkeys(name[:150] for line in lines for name in people_in(line))
    with transaction.atomic():
        page = ResourcePage(
            title=title,
            slug=free_slug(title),
            resource_type=resource_type,
            published_date=max(saved, default=today),
            owner=user,
            live=False,
        )
        page.authors = in_order(PageAuthor(name=name) for name in names)
        version = ResourceVersion(change_note="First published.", released_date=today)
        version.files = version_files(upload, title, user)
        page.versions = [version]
        ResourceIndexPage.objects.get().add_child(instance=page)
        page.save_revision(user=user, log_action=True)
    return page


def next_version(
    page: ResourcePage, upload: Upload, *, change_note: str, user, today: date
) -> ResourcePage:
    """The resource's draft with a version more; what readers see stays until it is published."""
    with transaction.atomic():
        draft = page.get_latest_revision_as_object()
        versions = draft.sorted_versions()
        former = list(versions[0].files.all()) if versions else []
        version = ResourceVersion(change_note=change_note, released_date=today)
        version.files = version_files(upload, draft.title, user, former)
        draft.versions.add(version)
        draft.save_revision(user=user, log_action=True)
    return draft


def version_files(
    upload: Upload, title: str, user, former: Sequence[VersionFile] = ()
) -> list[VersionFile]:
    """The files with the labels of those of the former version that they stand for, which
    ``upload.replaces`` names then."""
    upload.replaces = [former_file(taken, upload, former) for taken in upload.taken]
    labels = [
        before.label if before else taken.label
        for taken, before in zip(upload.taken, upload.replaces, strict=True)
    ]
    return in_order(
        VersionFile(label=label, document=store(taken, f"{title}: {label}", user))
        for taken, label in zip(upload.taken, labels, strict=True)
    )


def former_file(taken: Taken, upload: Upload, former: Sequence[VersionFile]) -> VersionFile | None:
    """The file of the former version that this one stands for: the one of its name, the only one,
    or the only one of its format. None where none of these is clear."""
    for file in former:
        if file.document.filename == taken.name:
            return file
    if len(former) == len(upload.taken) == 1:
        return former[0]
    before = [file for file in former if file.format == taken.format]
    now = [other for other in upload.taken if other.format == taken.format]
    return before[0] if len(before) == len(now) == 1 else None


def store(taken: Taken, title: str, user) -> SiteDocument:
    return store_screened(taken.admitted, taken.file, name=taken.name, title=title, user=user)


def free_slug(title: str) -> str:
    """An address that no resource has yet."""
    base = slugify(title)[:80].strip("-") or "resource"
    used = set(ResourcePage.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    used |= RESERVED_SLUGS
    return next(
        s for n in range(1, len(used) + 2) if (s := base if n == 1 else f"{base}-{n}") not in used
    )


def twins(page: ResourcePage) -> list[str]:
    """For the files of the newest version: which of them are stored elsewhere too."""
    return [
        f"“{file.document.filename}” is stored already: {place}."
        for file in page.sorted_versions()[0].files.all()
        for place in places_of({file.document.sha256}, besides=file.document_id)
    ]
