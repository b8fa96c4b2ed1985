"""Make one organisation of two that are the same, so that nothing which points to either is lost.

What points to an organisation is read from the models, not from a list: a relation that is added
later is moved too. Where rows may stand once per organisation only, the caller says what becomes
of two that meet.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, models, transaction

from network.taxonomy.models import Organisation, OrganisationAlias, OrganisationMerge

# Kept by Organisation.save for the whole tree.
KEPT_BY_THE_TREE = {"taxonomy.organisation.root", "taxonomy.organisation.parent"}
# Where the name of a model and of its field says nothing to a coordinator.
WORDS = {"taxonomy.organisation.parent": "organisations under it"}

# Puts everything of a row into its like at the organisation that stays, and deletes the row.
Union = Callable[[models.Model, Organisation], None]


class MergeRefused(ValueError):  # noqa: N818 -- says what became of the merge
    """The two cannot be made one; ``args[0]`` says why in words to show."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A relation that points to organisations."""

    model: type[models.Model]
    field: models.Field

    @property
    def name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field.name}"

    @property
    def words(self) -> str:
        """The rows in plain words; where one model has several relations, which one."""
        if self.name in WORDS:
            return WORDS[self.name]
        plural = str(self.model._meta.verbose_name_plural)
        same = [other for other in references() if other.model is self.model]
        return plural if len(same) == 1 else f"{plural} ({self.field.verbose_name})"

    def rows(self, organisation: Organisation) -> models.QuerySet:
        return self.model._base_manager.filter(**{self.field.name: organisation})


def references() -> list[Reference]:
    """Every foreign key to organisations, those of many-to-many tables and hidden ones included."""
    return [
        Reference(relation.related_model, relation.field)
        for relation in Organisation._meta.get_fields(include_hidden=True)
        if relation.auto_created and (relation.one_to_many or relation.one_to_one)
    ]


def counts_of(organisation: Organisation, *, shown: Container[str]) -> dict[str, int]:
    """How many rows of the models ``shown`` (labels) point to it, by plain words, without what is
    none. Of other models nothing is counted: a number would tell what nobody is shown. One query
    per relation that is shown.
    """
    counted = {
        reference.words: reference.rows(organisation).count()
        for reference in references()
        if reference.name != "taxonomy.organisation.root"
        and reference.model._meta.label_lower in shown
    }
    return {words: count for words, count in counted.items() if count}


@transaction.atomic
def merge(
    *,
    keep: Organisation,
    duplicate: Organisation,
    actor,
    now: datetime,
    unions: Mapping[str, Union] | None = None,
    shown: Container[str] = (),
) -> OrganisationMerge:
    """Move everything from ``duplicate`` to ``keep``, keep its name as another name, delete it.

    Both rows are locked, in one order. What ``keep`` does not say (kind, area, nation) is taken
    over. ``unions`` maps ``app_label.modelname`` to what becomes of a row that meets its like; rows
    that say the same in every field need none. The record of the merge says how many rows of the
    models ``shown`` have moved. Who may do this is the caller's question.

    :raises MergeRefused: for one and the same organisation, for one that is gone, and when two
        rows meet that nobody has said how to make one.
    """
    locked = {
        row.pk: row
        for row in Organisation.objects.select_for_update(of=("self",))
        .filter(pk__in=[keep.pk, duplicate.pk])
        .order_by("pk")
    }
    if keep.pk == duplicate.pk:
        raise MergeRefused("These are one and the same organisation already.")
    if len(locked) < 2:
        raise MergeRefused("One of the two is not in the list any more. Look again.")
    keep, duplicate = locked[keep.pk], locked[duplicate.pk]
    moved = counts_of(duplicate, shown=shown)
    _move_tree(keep, duplicate)
    for reference in references():
        if reference.name not in KEPT_BY_THE_TREE:
            _move(reference, keep, duplicate, unions or {})
    if duplicate.key != keep.key and not keep.aliases.filter(key=duplicate.key).exists():
        OrganisationAlias.objects.create(organisation=keep, name=duplicate.name)
    _take_over(keep, duplicate)
    Organisation.objects.get(pk=duplicate.pk).delete()
    return OrganisationMerge.objects.create(
        kept=keep,
        merged_name=duplicate.name,
        merged_slug=duplicate.slug,
        moved=moved,
        merged_by=actor,
        merged_at=now,
    )


def _move_tree(keep: Organisation, duplicate: Organisation) -> None:
    """Put the children of one under the other; each takes what is under it along."""
    if keep.pk in _ancestors_and_self(duplicate, keep):
        keep.parent_id = duplicate.parent_id
        keep.save(update_fields=["parent"])
    for child in Organisation.objects.filter(parent=duplicate).exclude(pk=keep.pk).order_by("pk"):
        child.parent_id = keep.pk
        child.save(update_fields=["parent"])


def _ancestors_and_self(top: Organisation, below: Organisation) -> set[int]:
    """``below`` and what is above it, when ``top`` is among that; else nothing."""
    chain, parent = [below.pk], below.parent_id
    while parent is not None:
        chain.append(parent)
        parent = Organisation.objects.values_list("parent_id", flat=True).get(pk=parent)
    return set(chain) if top.pk in chain else set()


def _move(
    reference: Reference,
    keep: Organisation,
    duplicate: Organisation,
    unions: Mapping[str, Union],
) -> None:
    """All rows in one step; one by one when one of them meets its like at ``keep``."""
    if _moved(reference, reference.rows(duplicate), keep):
        return
    for row in reference.rows(duplicate).order_by("pk"):
        if _moved(reference, reference.model._base_manager.filter(pk=row.pk), keep):
            continue
        union = unions.get(reference.model._meta.label_lower)
        if union is not None:
            union(row, keep)
        elif _says_nothing_else(reference, row, keep):
            row.delete()
        else:
            raise MergeRefused(
                f"Both have {reference.words} that cannot be made one. Change them first."
            )


def _moved(reference: Reference, rows: models.QuerySet, keep: Organisation) -> bool:
    """Move the rows; whether no constraint forbade it."""
    try:
        with transaction.atomic():
            rows.update(**{reference.field.name: keep})
    except IntegrityError:
        return False
    return True


def _says_nothing_else(reference: Reference, row: models.Model, keep: Organisation) -> bool:
    """Whether a row at ``keep`` says the same in every field, as in a many-to-many table."""
    same = {
        field.attname: getattr(row, field.attname)
        for field in reference.model._meta.concrete_fields
        if not field.primary_key and field is not reference.field
    }
    rows = reference.model._base_manager.filter(**{reference.field.name: keep})
    return rows.filter(**same).exists()


def _take_over(keep: Organisation, duplicate: Organisation) -> None:
    for name in ("kind", "area_id", "nation_id"):
        if not getattr(keep, name):
            setattr(keep, name, getattr(duplicate, name))
    keep.save(update_fields=["kind", "area", "nation"])
