"""A page is made of its own rows, whatever its revision says.

Wagtail gives a page's direct children new ids when it copies the page; what belongs to those
children (files of versions, material of sessions) keeps the ids of the original in the copied
revisions. To publish such a revision would move the original's rows to the copy.
"""

from collections import defaultdict
from collections.abc import Iterable

from modelcluster.models import ClusterableModel, get_all_child_relations


def keep_to_own_rows(page: ClusterableModel) -> None:
    """Let every row in memory that is stored as another parent's be a new row, at every depth.

    For a page as a revision tells it, before it is shown, changed or published. A row that is no
    longer stored keeps its id, as in Wagtail: it comes back. Cost: one query for each relation
    that has rows, at any number of rows.
    """
    _check([page])


def _check(parents: Iterable[ClusterableModel]) -> None:
    for relation in get_all_child_relations(next(iter(parents))):
        name = relation.get_accessor_name()
        pairs = [(parent, row) for parent in parents for row in _in_memory(parent, name)]
        if not pairs:
            continue
        stored = _stored_parents(relation, [row.pk for _, row in pairs if row.pk is not None])
        below = defaultdict(list)
        for parent, row in pairs:
            if row.pk is not None and not _is_of(parent, row, stored):
                row.pk = None
                row._state.adding = True
            if isinstance(row, ClusterableModel):
                below[type(row)].append(row)
        for rows in below.values():
            _check(rows)


def _is_of(parent, row, stored: dict) -> bool:
    return parent.pk is not None and stored.get(row.pk, parent.pk) == parent.pk


def _in_memory(parent: ClusterableModel, name: str) -> list:
    """What waits in memory to be saved; nothing where the relation is read from the database."""
    return getattr(parent, "_cluster_related_objects", {}).get(name, [])


def _stored_parents(relation, keys: list) -> dict:
    """The parent that each of the rows has in the database, by the row's key."""
    if not keys:
        return {}
    rows = relation.related_model._base_manager.filter(pk__in=keys)
    return dict(rows.values_list("pk", relation.field.attname))
