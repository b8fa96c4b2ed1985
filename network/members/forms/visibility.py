"""Who sees which part of a profile, as one page of choices."""

from itertools import groupby

from django import forms

from network.forms import SiteForm
from network.members.models.profile import Visibility
from network.members.profile.visibility import Part, all_parts

SHORT_LABELS = {
    Visibility.PUBLIC: "Everybody",
    Visibility.MEMBERS: "Members",
    Visibility.COORDINATORS: "Coordinators only",
}


class VisibilityForm(SiteForm):
    """One choice of three per part; the field has the part's code."""

    def __init__(self, *args, choices: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.parts = all_parts()
        for part in self.parts:
            self.fields[part.code] = forms.ChoiceField(
                label=part.label,
                choices=SHORT_LABELS.items(),
                initial=choices[part.code],
                widget=forms.RadioSelect,
            )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings, for the page."""
        by_group: list[tuple[str, list[Part]]] = [
            (group, list(parts))
            for group, parts in groupby(
                sorted(self.parts, key=self._order), key=lambda part: part.group
            )
        ]
        return [(group, [self[part.code] for part in parts]) for group, parts in by_group]

    def _order(self, part: Part) -> int:
        """Parts that features add stand at the end of their group."""
        groups = list(dict.fromkeys(known.group for known in self.parts))
        return groups.index(part.group)
