"""The site's own words for cells: terms by slug or name, groups by name."""

import difflib

from django.contrib.auth.models import Group

from network.taxonomy.models import ResourceType
from resources.importing.bodies import short
from resources.importing.columns import VOCABULARIES


class Vocabulary:
    """All vocabularies, read once: one query each."""

    def __init__(self) -> None:
        self.lists = tuple(VOCABULARIES)
        self.terms: dict[str, dict] = {}
        for column, model in {**VOCABULARIES, "type": ResourceType}.items():
            terms = list(model.objects.all())
            self.terms[column] = {term.name.lower(): term for term in terms}
            self.terms[column].update({term.slug: term for term in terms})
        self.group_names: dict[str, Group] | None = None

    def find(self, column: str, cells: list[str]) -> tuple[list, list[str]]:
        """The terms, each once, and a sentence for every cell that names none."""
        known, found, unknown = self.terms[column], {}, []
        for cell in cells:
            term = known.get(cell.lower())
            if term is None:
                unknown.append(_unknown(cell, known))
            else:
                found[term.pk] = term
        return list(found.values()), unknown

    def groups(self, names: list[str]) -> tuple[list[Group], list[str]]:
        if self.group_names is None:
            self.group_names = {group.name.lower(): group for group in Group.objects.all()}
        found = [self.group_names.get(name.lower()) for name in names]
        unknown = [
            _unknown(name, self.group_names)
            for name, group in zip(names, found, strict=True)
            if group is None
        ]
        return [group for group in found if group is not None], unknown


def _unknown(cell: str, known: dict) -> str:
    near = difflib.get_close_matches(cell.lower(), known, n=1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return f"“{short(cell)}” is none of this site's.{hint}"
