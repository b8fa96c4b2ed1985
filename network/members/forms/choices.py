"""Choices from the controlled lists, each list read in one query per form."""

from itertools import groupby

from network.taxonomy.models import Area, Organisation, Topic

NOTHING = ("", "Choose one")


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


def topic_choices() -> list[tuple[str, str]]:
    return [NOTHING, *Topic.objects.order_by("name").values_list("slug", "name")]


def organisation_labels() -> dict[str, Organisation]:
    """Every organisation by the words that find it: its name, with the area where two share it."""
    organisations = list(Organisation.objects.select_related("area").order_by("name", "pk"))
    names = [organisation.name.casefold() for organisation in organisations]
    shared = (
        {name for name in names if names.count(name) > 1}
        if len(names) != len(set(names))
        else set()
    )
    labels: dict[str, Organisation] = {}
    for organisation in organisations:
        label = organisation.name
        if label.casefold() in shared and organisation.area is not None:
            label = f"{label} ({organisation.area.name})"
        labels.setdefault(label, organisation)
    return labels
