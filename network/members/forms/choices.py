"""Choices from the controlled lists, read in one query per form."""

from itertools import groupby

from network.taxonomy.models import Area


def area_choices() -> list:
    """Areas grouped by nation."""
    areas = Area.objects.select_related("nation").order_by(
        "nation__sort_order", "nation__name", "name"
    )
    return [
        ("", "Not one area, or not in the list"),
        *(
            (nation, [(area.pk, area.name) for area in group])
            for nation, group in groupby(areas, key=lambda area: area.nation.name)
        ),
    ]
