"""Show in the comparison of revisions which files a version has: Wagtail leaves out relations of
rows that were added."""

from functools import partial

from django.utils.html import format_html_join
from wagtail.admin.compare import diff_text
from wagtail.admin.panels import InlinePanel


class FilesPanel(InlinePanel):
    """The files of a version in the form, and one line a file in the comparison."""

    class BoundPanel(InlinePanel.BoundPanel):
        def get_comparison(self) -> list:
            return [partial(FilesComparison, label=self.heading)]


class FilesComparison:
    """The files of two states of a version, as Wagtail asks it of a field."""

    is_field = True
    is_child_relation = False

    def __init__(self, obj_a, obj_b, label: str = "Files") -> None:
        self.label = label
        self.val_a = lines_of(obj_a)
        self.val_b = lines_of(obj_b)

    def field_label(self) -> str:
        return self.label

    def has_changed(self) -> bool:
        return self.val_a != self.val_b

    def htmldiff(self) -> str:
        if not self.has_changed():
            return format_html_join("", "<p>{}</p>", [(line,) for line in self.val_b])
        return diff_text("\n".join(self.val_a), "\n".join(self.val_b)).to_html()


def lines_of(version) -> list[str]:
    """Each file with the name that people download and the beginning of its hash: a file is
    another one when its content is."""
    if version is None:
        return []
    files = sorted(version.files.all(), key=lambda file: file.sort_order or 0)
    return [
        f"{file.label}: {file.document.filename} ({file.document.sha256[:8]})" for file in files
    ]
