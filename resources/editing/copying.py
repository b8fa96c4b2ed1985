"""Wagtail's form for copying a page, as far as a resource may be copied."""

from wagtail.admin.forms.pages import CopyForm


class CopyResourceForm(CopyForm):
    """Makes a draft, always: what is published passes the checklist first, and a copy that stayed
    the same as its original would be one resource at two addresses, cited and counted twice."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in ("publish_copies", "alias"):
            self.fields.pop(field, None)
