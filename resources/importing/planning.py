"""From rows to what would be made: every fault of the sheet is found before anything is stored."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from network.pages.models import PageAuthor
from resources.editing.prefilling import title_from
from resources.importing.bodies import read_body, short
from resources.importing.columns import (
    DATES,
    MEMBERS,
    OF_RESOURCE,
    OF_VERSION,
    TEXTS,
    Author,
    Problem,
    parts,
    read_authors,
    read_day,
    read_files_for,
    read_moment,
)
from resources.importing.sheets import Row
from resources.importing.vocabulary import Vocabulary
from resources.importing.zips import FilesZip, NotInZip
from resources.models import ResourcePage, ResourceVersion, VersionFile

DAY = "Write a day as 2026-03-02 or 2/3/2026."


@dataclass
class FilePlan:
    row: int
    name: str
    label: str


@dataclass
class VersionPlan:
    """``missing`` are files that the ZIP does not give, of which a fault tells already."""

    row: int
    number: int
    released: date | None = None
    change_note: str = ""
    files: list[FilePlan] = field(default_factory=list)
    missing: list[FilePlan] = field(default_factory=list)


@dataclass
class ResourcePlan:
    """One resource as the sheet describes it. ``open_to`` is empty for everybody, "members", or
    names of groups."""

    row: int
    slug: str
    fields: dict = field(default_factory=dict)
    terms: dict[str, list] = field(default_factory=dict)
    authors: list[Author] = field(default_factory=list)
    adapted_from: str = ""
    open_to: str | list[Group] = ""
    versions: dict[int, VersionPlan] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.fields.get("title", self.slug)


class Planner:
    """Reads rows one by one; ``problems`` grows, ``plans`` are by slug in the order of the sheet.

    Queries: the vocabularies and the taken slugs once, then none.
    """

    def __init__(self, files: FilesZip, problems: list[Problem]) -> None:
        self.files = files
        self.problems = problems
        self.plans: dict[str, ResourcePlan] = {}
        self.firsts: dict[tuple, Row] = {}
        self.vocabulary = Vocabulary()
        self.taken = set(ResourcePage.objects.values_list("slug", flat=True))

    def is_wrong(self, row: int, column: str, words: str) -> None:
        self.problems.append(Problem(row, column, words))

    def warn(self, row: int, column: str, words: str) -> None:
        self.problems.append(Problem(row, column, words, is_warning=True))

    def read(self, rows: list[Row]) -> list[ResourcePlan]:
        for row in rows:
            self._read_row(row)
        self._check_relatives()
        for name in self.files.left_over():
            self.warn(0, "ZIP", f"No row asks for “{name}”; it is left out.")
        return ordered(self.plans, self.is_wrong)

    def _read_row(self, row: Row) -> None:
        slug = row["slug"].strip() or slugify(row["title"])
        if not slug:
            self.is_wrong(row.number, "slug", "Say which resource this is: a slug or a title.")
            return
        plan = self.plans.get(slug)
        if plan is None:
            plan = self.plans[slug] = self._begin(row, slug)
        else:
            self._compare(row, self.firsts[slug,], OF_RESOURCE)
        version = self._version_of(row, plan)
        if version is not None:
            self._add_file(row, version)

    def _compare(self, row: Row, first: Row, columns: tuple[str, ...]) -> None:
        for column in columns:
            if row[column] and row[column].strip() != first[column].strip():
                self.is_wrong(
                    row.number,
                    column,
                    f"Row {first.number} says “{short(first[column])}” of the same.",
                )

    def _begin(self, row: Row, slug: str) -> ResourcePlan:
        self.firsts[slug,] = row
        plan = ResourcePlan(row.number, slug)
        if slug in self.taken:
            self.is_wrong(
                row.number,
                "slug",
                f"There is a resource at /resources/{slug}/ already. Choose another slug, or take "
                "these rows out.",
            )
        self._read_texts(row, plan)
        self._read_terms(row, plan)
        self._read_authors(row, plan)
        self._read_access(row, plan)
        self._check_page(row, plan)
        return plan

    def _read_texts(self, row: Row, plan: ResourcePlan) -> None:
        for column, name in TEXTS.items():
            plan.fields[name] = row[column].strip()
        for column, name in DATES.items():
            day = self._read(row, column, read_day, DAY)
            if day is not None:
                plan.fields[name] = day
        if row["about"]:
            plan.fields["body"] = self._read_about(row) or []
        plan.adapted_from = row["adapted_from"].strip()

    def _read(self, row: Row, column: str, read, words: str):
        """The value of a cell; None for an empty or a wrong one."""
        if not row[column].strip():
            return None
        try:
            return read(row[column])
        except (ValueError, OverflowError):
            self.is_wrong(row.number, column, f"“{short(row[column])}” is not right. {words}")
            return None

    def _read_about(self, row: Row) -> list | None:
        text = row["about"].strip()
        try:
            if text.lower().endswith((".md", ".json")) and "\n" not in text:
                text = self.files.read(text).decode("utf-8-sig")
            return read_body(text)
        except NotInZip as missing:
            self.is_wrong(row.number, "about", missing.words)
        except UnicodeDecodeError:
            self.is_wrong(row.number, "about", "This file is not text in UTF-8.")
        except ValueError as error:
            self.is_wrong(row.number, "about", str(error))
        return None

    def _read_terms(self, row: Row, plan: ResourcePlan) -> None:
        for column in self.vocabulary.lists:
            terms, unknown = self.vocabulary.find(column, parts(row[column]))
            plan.terms[column] = terms
            for words in unknown:
                self.is_wrong(row.number, column, words)
        types, unknown = self.vocabulary.find("type", [row["type"].strip()])
        if not row["type"].strip():
            self.is_wrong(row.number, "type", "Say what kind of resource this is.")
        elif unknown:
            self.is_wrong(row.number, "type", unknown[0])
        else:
            plan.fields["resource_type"] = types[0]

    def _read_authors(self, row: Row, plan: ResourcePlan) -> None:
        for author in read_authors(row["authors"]):
            made = PageAuthor(name=author.name, role=author.role)
            self._check(row, made, {"name": "authors", "role": "authors"})
            if not author.name:
                self.is_wrong(row.number, "authors", "A role stands here without a name.")
            plan.authors.append(author)

    def _read_access(self, row: Row, plan: ResourcePlan) -> None:
        words = "Write readers, members or request."
        plan.fields["files_for"] = self._read(row, "files_for", read_files_for, words) or "readers"
        plan.fields["files_from"] = self._read(row, "files_from", read_moment, DAY)
        names = parts(row["open_to"])
        if [name.lower() for name in names] == [MEMBERS]:
            plan.open_to = MEMBERS
        elif names:
            groups, unknown = self.vocabulary.groups(names)
            plan.open_to = groups
            for words in unknown:
                self.is_wrong(row.number, "open_to", words)

    def _check_page(self, row: Row, plan: ResourcePlan) -> None:
        values = {name: value for name, value in plan.fields.items() if name != "body"}
        page = ResourcePage(slug=plan.slug, **values)
        columns = {name: column for column, name in {**TEXTS, **DATES}.items()}
        columns["slug"] = "slug"
        self._check(row, page, columns)
        try:
            page.clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                if name in columns:
                    self.is_wrong(row.number, columns[name], " ".join(messages))

    def _check(self, row: Row, instance, columns: dict[str, str]) -> None:
        """Lengths and shapes, as the editor's form would ask for them."""
        exclude = {f.name for f in instance._meta.fields} - set(columns)
        for name, column in columns.items():
            longest, value = instance._meta.get_field(name).max_length, getattr(instance, name)
            # Django asks this of short texts only, and leaves long ones to the form.
            if longest and isinstance(value, str) and len(value) > longest:
                self.is_wrong(
                    row.number,
                    column,
                    f"This has {len(value)} characters; {longest} is the most.",
                )
                exclude.add(name)
        try:
            instance.clean_fields(exclude=exclude)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.is_wrong(row.number, columns[name], " ".join(messages))

    def _version_of(self, row: Row, plan: ResourcePlan) -> VersionPlan | None:
        cell = row["version"].strip() or "1"
        if not cell.isascii() or not cell.isdigit() or not 0 < int(cell) < 10_000:
            self.is_wrong(row.number, "version", "A version is a whole number, from 1.")
            return None
        number = int(cell)
        if number in plan.versions:
            self._compare(row, self.firsts[plan.slug, number], OF_VERSION)
            return plan.versions[number]
        self.firsts[plan.slug, number] = row
        note = row["change_note"].strip() or ("First published." if number == 1 else "")
        released = self._read(row, "released", read_day, DAY) or plan.fields.get("published_date")
        version = VersionPlan(row.number, number, released, note)
        self._check(row, ResourceVersion(change_note=note), {"change_note": "change_note"})
        plan.versions[number] = version
        return version

    def _add_file(self, row: Row, version: VersionPlan) -> None:
        name = row["file"].strip()
        if not name:
            self.is_wrong(row.number, "file", "Name a file of the ZIP.")
            version.missing.append(FilePlan(row.number, "", ""))
            return
        stem = name.replace("\\", "/").rpartition("/")[2]
        label = row["label"].strip() or title_from(stem)[:120]
        self._check(row, VersionFile(label=label), {"label": "label"})
        try:
            self.files.find(name)
        except NotInZip as missing:
            self.is_wrong(row.number, "file", missing.words)
            version.missing.append(FilePlan(row.number, name, label))
            return
        version.files.append(FilePlan(row.number, name, label))

    def _check_relatives(self) -> None:
        for plan in self.plans.values():
            source = plan.adapted_from
            if source and source not in self.plans and source not in self.taken:
                self.is_wrong(
                    plan.row,
                    "adapted_from",
                    f"“{source}” is no resource here and none of this sheet. Write its slug.",
                )


def ordered(plans: dict[str, ResourcePlan], is_wrong) -> list[ResourcePlan]:
    """The plans so that each comes after the one that it was adapted from."""
    done: dict[str, ResourcePlan] = {}
    waiting = dict(plans)
    while waiting:
        ready = {s: p for s, p in waiting.items() if p.adapted_from not in waiting}
        if not ready:
            for plan in waiting.values():
                is_wrong(plan.row, "adapted_from", "This leads in a circle back to itself.")
            break
        done.update(ready)
        waiting = {slug: plan for slug, plan in waiting.items() if slug not in ready}
    return list(done.values())
