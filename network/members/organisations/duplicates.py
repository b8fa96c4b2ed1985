"""Organisations of the list that may be one and the same."""

from collections import defaultdict
from itertools import pairwise

from network.taxonomy.models import Organisation
from network.taxonomy.naming import folded

SHOWN = 20
# Words that people leave out or put in.
FILLERS = {"the", "of", "and", "for", "in", "at", "royal", "limited", "ltd"}
FILLERS |= {"borough", "city", "county", "district", "metropolitan"}


def likely_duplicates() -> list[tuple[Organisation, Organisation]]:
    """Pairs with the same words in any order, fillers left out, and no other area.

    The second of a pair, the older one, would stay. One query.
    """
    alike: dict[frozenset, list[Organisation]] = defaultdict(list)
    rows = Organisation.objects.select_related("area").only("name", "parent", "area__name")
    for organisation in rows.order_by("pk"):
        words = frozenset(
            "".join(c if c.isalnum() else " " for c in folded(organisation.name)).split()
        )
        alike[words - FILLERS or words].append(organisation)
    pairs = [
        (second, first)
        for group in alike.values()
        for first, second in pairwise(group)
        if None in (first.area_id, second.area_id) or first.area_id == second.area_id
        if second.pk != first.parent_id and first.pk != second.parent_id
    ]
    return pairs[:SHOWN]
