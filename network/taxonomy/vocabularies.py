"""Fill the controlled vocabularies from the files in ``data/``.

Used by the first data migration with historical models. Entries that are there already are left
as editors changed them.
"""

import csv
import tomllib
from pathlib import Path

from django.utils.text import slugify

DATA = Path(__file__).parent / "data"
MODELS = {
    "sectors": "Sector",
    "contexts": "Context",
    "harms": "Harm",
    "stages": "PracticeStage",
    "resource_types": "ResourceType",
    "nations": "Nation",
}


def load_vocabularies(apps) -> None:
    """Create every term, topic and area that is missing, in the order of the files."""
    with (DATA / "vocabularies.toml").open("rb") as file:
        lists = tomllib.load(file)
    for name, model_name in MODELS.items():
        model = apps.get_model("taxonomy", model_name)
        for position, term in enumerate(lists[name]):
            model.objects.get_or_create(
                slug=term["slug"],
                defaults={
                    "name": term["name"],
                    "description": term.get("description", ""),
                    "sort_order": position,
                },
            )
    topic_model = apps.get_model("taxonomy", "Topic")
    for topic in lists["topics"]:
        topic_model.objects.get_or_create(
            slug=topic["slug"],
            defaults={
                "name": topic["name"],
                "description": topic.get("description", ""),
                "synonyms": "\n".join(topic.get("synonyms", [])),
                "is_distressing": topic.get("distressing", False),
                "nation_only": bool(topic.get("nation_only")),
            },
        )
    load_areas(apps)


def load_areas(apps) -> None:
    """Create the areas of ``areas.csv`` that are missing."""
    area_model = apps.get_model("taxonomy", "Area")
    nations = {nation.slug: nation for nation in apps.get_model("taxonomy", "Nation").objects.all()}
    with (DATA / "areas.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            area_model.objects.get_or_create(
                slug=slugify(row["name"]),
                defaults={
                    "name": row["name"],
                    "nation": nations[row["nation"]],
                    "kind": row["kind"],
                },
            )
