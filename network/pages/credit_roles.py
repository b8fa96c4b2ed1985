"""What an author did, suggested in plain words after the CRediT taxonomy (ANSI/NISO Z39.104-2022).

Suggestions only: an editor may write anything else, CRediT's own names too. Who did nothing but
what ``NO_AUTHORSHIP`` names is credited on the page and is no author in citations. That finding
funding, supervising, coordinating and the like alone make no author is what the medical editors
agreed on (ICMJE Recommendations, II.A.3).
"""

from django import forms
from django.utils.html import format_html, format_html_join

# CRediT's fourteen roles, in the words of practice.
SUGGESTIONS = (
    ("Had the idea", "Conceptualization"),
    ("Wrote it", "Writing – original draft"),
    ("Reviewed and edited it", "Writing – review & editing"),
    ("Worked out the method", "Methodology"),
    ("Did the fieldwork", "Investigation"),
    ("Tested it in practice", "Validation"),
    ("Shared a case example or material", "Resources"),
    ("Looked after the data", "Data curation"),
    ("Analysed the findings", "Formal analysis"),
    ("Made the pictures and layout", "Visualization"),
    ("Made the software or form", "Software"),
    ("Supervised the work", "Supervision"),
    ("Coordinated the project", "Project administration"),
    ("Found the funding", "Funding acquisition"),
)
HELPING = {
    "Validation",
    "Resources",
    "Visualization",
    "Supervision",
    "Project administration",
    "Funding acquisition",
}
# What editors write of their own for the same.
HELPERS = frozenset(
    "adviser advisor contributor coordinator designer funder illustrator reviewer tester".split()  # noqa: SIM905
)
# Its own names, also as British English spells them, mean what the words of practice mean.
NO_AUTHORSHIP = HELPERS | {
    name.casefold()
    for words, role in SUGGESTIONS
    if role in HELPING
    for name in (words, role, role.replace("ization", "isation"))
}


def makes_author(role: str) -> bool:
    """Whether somebody with this role on a page is an author in citations: everybody but those who
    helped in one of the ways that make none."""
    return " ".join(role.split()).casefold() not in NO_AUTHORSHIP


class RoleInput(forms.TextInput):
    """A text field with a list of suggestions, which works in every browser without a script."""

    def render(self, name, value, attrs=None, renderer=None) -> str:
        list_id = f"{(attrs or {}).get('id', name)}-suggestions"
        field = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', [(words,) for words, _ in SUGGESTIONS]
        )
        return format_html('{}<datalist id="{}">{}</datalist>', field, list_id, options)
